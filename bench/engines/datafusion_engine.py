"""Runs a file of statements in DataFusion. Called by run.py."""

import argparse

import datafusion
import statements

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("script")
parser.add_argument("--memory", type=int, metavar="MIB", help="what is more goes to the disk")
args = parser.parse_args()

runtime = datafusion.RuntimeEnvBuilder().with_disk_manager_os()
if args.memory:
    runtime = runtime.with_fair_spill_pool(args.memory << 20)
context = datafusion.SessionContext(datafusion.SessionConfig(), runtime)
for statement in statements.read(args.script):
    context.sql(statement).collect()
