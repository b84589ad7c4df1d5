"""Public data that package registries carry, as shows.csv and ratings.csv. Nothing of it is kept in the repository.

ml-100k            in the Python package recbole, from PyPI
movielens-small    in Debian's package r-cran-dslabs, fetched by apt-get (on Debian and Ubuntu)
"""

import csv
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path


def write(folder, shows, ratings):
    for name, header, rows in (
        ("shows.csv", ["item", "title", "year", "genres"], shows),
        ("ratings.csv", ["user", "item", "rating", "timestamp"], ratings),
    ):
        with open(folder / name, "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(rows)


def ml_100k(folder):
    with tempfile.TemporaryDirectory() as scratch:
        fetch = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", scratch, "recbole==1.2.1"]
        subprocess.run(fetch, check=True)
        [wheel] = Path(scratch).glob("recbole-*.whl")
        with zipfile.ZipFile(wheel) as package:
            table = lambda name: [
                line.split("\t")
                for line in package.read(f"recbole/dataset_example/ml-100k/ml-100k.{name}").decode().splitlines()[1:]
            ]
            ratings, items = table("inter"), table("item")
    shows = [(item, title, year, "|".join(genres.split())) for item, title, year, genres in items]
    write(folder, shows, ratings)


def movielens_small(folder):
    import pyreadr

    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(["apt-get", "download", "-q", "r-cran-dslabs"], check=True, cwd=scratch)
        [package] = Path(scratch).glob("r-cran-dslabs_*.deb")
        subprocess.run(["dpkg-deb", "-x", package, scratch], check=True)
        [file] = Path(scratch).rglob("movielens.rda")
        table = pyreadr.read_r(str(file))["movielens"]
    shows = table.drop_duplicates("movieId")
    year = shows["year"].fillna(0).astype(int).astype(str).replace("0", "")
    shows = list(zip(shows["movieId"], shows["title"], year, shows["genres"]))
    write(folder, shows, zip(table["userId"], table["movieId"], table["rating"], table["timestamp"]))


if __name__ == "__main__":
    {"ml-100k": ml_100k, "movielens-small": movielens_small}[sys.argv[1]](Path(sys.argv[2]))
