"""Public data that package registries carry, as shows.csv and ratings.csv. Nothing of it is kept in the repository.

    python3 bench/datasets.py ml-100k FOLDER
    python3 bench/datasets.py ml-small FOLDER

ml-100k     MovieLens 100K (GroupLens, 1998), in the Python package recbole on PyPI
ml-small    MovieLens "latest small" of 2016 (GroupLens), in Debian's package r-cran-dslabs; needs apt-get, dpkg-deb and
            the Python package rdata (requirements.txt has it)
"""

import csv
import hashlib
import subprocess
import sys
import tempfile
import warnings
import zipfile
import zlib
from pathlib import Path

RECBOLE = "recbole==1.2.0"
RECBOLE_SHA256 = "075820e2ea8f182ec4d30c4ec9067d5ac7b07c2f5e3ae1adeb8a5fbee2d4204d"


def ml_100k(folder):
    with tempfile.TemporaryDirectory() as scratch:
        run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", scratch, RECBOLE)
        [wheel] = Path(scratch).glob("recbole-*.whl")
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != RECBOLE_SHA256:
            sys.exit(f"{wheel.name} is not the file that this was written for")
        with zipfile.ZipFile(wheel) as package:

            def rows(name):
                text = package.read(f"recbole/dataset_example/ml-100k/ml-100k.{name}").decode()
                return [line.split("\t") for line in text.splitlines()[1:]]

            ratings, items = rows("inter"), rows("item")
    shows = [(item, title, year if year.isdigit() else "", "|".join(kinds.split())) for item, title, year, kinds in items]
    write(folder, shows, ratings, expected=(1682, 100_000))


def ml_small(folder):
    with tempfile.TemporaryDirectory() as scratch:
        run("apt-get", "download", "-q", "-o", "APT::Sandbox::User=root", "r-cran-dslabs", cwd=scratch)
        [package] = Path(scratch).glob("r-cran-dslabs_*.deb")
        run("dpkg-deb", "-x", package, scratch)
        [index] = Path(scratch).rglob("data/Rdata.rdx")
        table = lazy_loaded(index, "movielens")
        # Titles that did not fit MovieLens's "Title (year)" are missing in R's table.
    table["title"] = table["title"].astype(object).where(table["title"].notna(), "Movie " + table["movieId"].astype(str))
    table["year"] = table["year"].astype(object).where(table["year"].notna(), "")
    shows = {}
    for movie, title, year, genres in zip(table["movieId"], table["title"], table["year"], table["genres"]):
        kinds = "" if genres == "(no genres listed)" else genres
        shows.setdefault(int(movie), (int(movie), title, year, kinds))
    ratings = zip(table["userId"], table["movieId"], table["rating"], table["timestamp"])
    ratings = [(int(user), int(movie), rating, int(time)) for user, movie, rating, time in ratings]
    write(folder, [shows[movie] for movie in sorted(shows)], ratings, expected=(9066, 100_004))


def lazy_loaded(index_file, name):
    """One object of an R package's lazy-load database ("R Internals", section 1.6.2): the index says at which byte of the
    .rdb beside it the object begins: four bytes of length, then R's serialization in zlib (the index itself is in gzip)."""
    import rdata

    def deserialized(data):
        with warnings.catch_warnings(action="ignore"):
            return rdata.conversion.convert(rdata.parser.parse_data(zlib.decompress(data, wbits=47)))

    offset, length = map(int, deserialized(index_file.read_bytes())["variables"][name])
    record = index_file.with_suffix(".rdb").read_bytes()[offset : offset + length]
    return deserialized(record[4:])


def write(folder, shows, ratings, expected):
    if (len(shows), len(ratings)) != expected:
        sys.exit(f"{len(shows)} shows and {len(ratings)} ratings where {expected[0]} and {expected[1]} belong")
    folder.mkdir(parents=True, exist_ok=True)
    for name, header, rows in (
        ("shows.csv", ["item", "title", "year", "genres"], shows),
        ("ratings.csv", ["user", "item", "rating", "timestamp"], ratings),
    ):
        with open(folder / name, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, **options)


DATASETS = {"ml-100k": ml_100k, "ml-small": ml_small}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in DATASETS:
        sys.exit(__doc__)
    DATASETS[sys.argv[1]](Path(sys.argv[2]))
