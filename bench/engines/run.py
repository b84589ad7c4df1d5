"""Lets another engine count, and compares its sums with those of the trainer, byte by byte.

    cargo build --profile native -p trainer
    python3 bench/engines/run.py duckdb --shows shows.csv --ratings ratings.csv
    python3 bench/engines/run.py datafusion --memory 512 --shows shows.csv --ratings ratings.csv
    python3 bench/engines/run.py spark --kill --shows shows.csv --ratings ratings.csv --train others.csv
    cargo build --profile native -p trainer --features datafusion
    python3 bench/engines/run.py embedded --memory 512 --shows shows.csv --ratings ratings.csv

`embedded` is DataFusion within the trainer, where that was built with it. What is missing is installed from PyPI into --environment first; Spark needs Java 17 or newer. `spark` starts a cluster on
this machine, with several executors, and with --kill ends one of them while pairs are counted. With --train two models are
trained as well, on the trainer's sums and on the engine's. It fails when anything differs.
"""

import argparse
import filecmp
import resource
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ENGINES = ["duckdb", "datafusion", "spark", "embedded"]


def main():
    args = arguments()
    if not args.trainer.is_file():
        sys.exit(f"{args.trainer} is not there: cargo build --profile native -p trainer, or name it with --trainer")
    python = environment(args.environment, [args.engine])
    args.work.mkdir(parents=True, exist_ok=True)
    # Engines have ideas of their own about where relative paths begin.
    result = args.work.resolve() / f"{args.engine}-gram"
    for folder in [result, Path(f"{result}.histories")]:
        shutil.rmtree(folder, ignore_errors=True)
    data = ["--shows", args.shows] + [word for file in args.ratings for word in ("--ratings", file)]
    cap = ["--cap", str(args.cap)] if args.cap else []

    own, engines = args.work / "trainer.counts", args.work / f"{args.engine}.counts"
    timed("trainer count", [args.trainer, "-q", "count", *data, *cap, "--out", own])
    timed(f"{args.engine} counts", counting(args.engine, args.trainer, python, [*data, *cap], result, args.work, args))
    size = sum(file.stat().st_size for file in result.glob("*.parquet"))
    print(f"its result: {size:,} bytes in {len(list(result.glob('*.parquet')))} files")
    timed("trainer count --gram", [args.trainer, "-q", "count", "--shows", args.shows, "--gram", result, "--out", engines])
    compare("the sums", own, engines)

    if args.train:
        models = args.work / "trainer.bin", args.work / f"{args.engine}.bin"
        train = [args.trainer, "-q", "train", "--shows", args.shows, "--ratings", args.train]
        timed("train --counts", [*train, "--counts", own, "--out", models[0]])
        timed("train --gram", [*train, "--gram", result / "*.parquet", "--out", models[1]])
        compare("the models", *models)


def counting(engine, trainer, python, data, result, work, args=None):
    """The words that let an engine count. Its statements are written first, if it needs to be told them."""
    if engine == "embedded":
        words = [trainer, "-q", "count", *data, "--engine", "datafusion", "--out", result]
    else:
        script = work / f"{engine}.sql"
        words = [trainer, "count", *data, "--print-sql", "--dialect", engine, "--out", result]
        with open(script, "wb") as out:
            subprocess.run([str(word) for word in words], stdout=out, check=True)
        words = [python, HERE / f"{engine}_engine.py", script]
    return words + options(engine, work, args)


def options(engine, work, args=None):
    """What an engine is started with."""
    if engine != "spark":
        return ["--memory", args.memory] if args and args.memory and engine != "duckdb" else []
    executors, memory = (args.executors, args.memory or 1024) if args else (2, 1024)
    words = ["--executors", executors, "--memory", memory, "--log", work / "spark-log"]
    return words + (["--kill"] if args and args.kill else [])


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("--shows", required=True, metavar="FILE")
    parser.add_argument("--ratings", required=True, action="append", metavar="FILE")
    parser.add_argument("--cap", type=int, metavar="N", help="the longest history")
    parser.add_argument("--train", metavar="FILE", help="ratings of further people, to train on both sums with")
    parser.add_argument("--kill", action="store_true", help="end one of Spark's executors while pairs are counted")
    parser.add_argument("--executors", type=int, default=3, metavar="N", help="Spark's, with a core each")
    parser.add_argument("--memory", type=int, metavar="MIB", help="of each of Spark's executors (1024), or DataFusion's")
    parser.add_argument("--trainer", type=Path, default=ROOT / "target/native/trainer", metavar="FILE")
    parser.add_argument("--work", type=Path, default=ROOT / "target/engines-work", metavar="FOLDER")
    parser.add_argument("--environment", type=Path, default=ROOT / "target/engines", metavar="FOLDER")
    return parser.parse_args()


def environment(folder, engines):
    """A Python that has the engines, if any of them needs one."""
    if set(engines) == {"embedded"}:
        return None
    python = folder / "bin/python"
    if not python.exists():
        print(f"making a Python environment in {folder}")
        venv.create(folder, with_pip=True)
    wanted = (HERE / "requirements.txt").read_text()
    stamp = folder / "engines.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
        stamp.write_text(wanted)
    return python


def timed(what, words):
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([str(word) for word in words], check=True)
    after, seconds = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - began
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what}: {seconds:.1f} s, {processor:.1f} s of processor", flush=True)


def compare(what, one, other):
    if not filecmp.cmp(one, other, shallow=False):
        sys.exit(f"{what} differ: {one} and {other}")
    print(f"{what} are the same {one.stat().st_size:,} bytes", flush=True)


if __name__ == "__main__":
    main()
