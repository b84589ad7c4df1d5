"""Runs a file of statements in DuckDB. Called by run.py."""

import argparse

import duckdb
import statements

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("script")
args = parser.parse_args()

connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")
for statement in statements.read(args.script):
    connection.execute(statement)
