"""Other recommenders beside this one, asked the very same questions.

    python3 bench/run.py ml-100k
    python3 bench/run.py ml-small
    python3 bench/run.py anime --shows shows.csv --ratings history.csv

makes its own environments under target/ from requirements.txt and requirements-rectools.txt (versions and hashes), lets the trainer draw the split and
write it down, tunes every other program on the validation people, asks everybody the questions of the test people, and
writes target/peers/NAME/results.json and table.md. The project itself needs none of this.

Every program may use the same budget for its tuning: so many trials or so many seconds of processor time, whichever ends
first; a trial that is under way then is stopped. Our own model is trained with no flag. All use one thread.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import table

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "target"
# Public data that datasets.py knows how to make.
PUBLIC = ("ml-100k", "ml-small")
# One thread each, ours included, so that seconds can be compared.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "IRSPACK_NUM_THREADS_DEFAULT": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
}


def make_venv(library):
    """The environment of a library, made anew when its requirements have changed. RecTools has one of its own: it needs
    another NumPy than irspack."""
    of_its_own = "-rectools" if library == "RecTools" else ""
    venv, requirements = TARGET / f"bench-venv{of_its_own}", HERE / f"requirements{of_its_own}.txt"
    python, stamp = venv / "bin" / "python", venv / "requirements.txt"
    if not (stamp.exists() and stamp.read_bytes() == requirements.read_bytes()):
        print("making", venv, file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements], check=True)
        stamp.write_bytes(requirements.read_bytes())
    return python


def library_of(peer):
    return peer.partition(" ")[0]


def ours(shows, ratings, folder):
    """Our own model, no flag changed: its figures, and the processor seconds and the memory of the whole process, which also
    reads and measures: a little more than the training."""
    build = ["cargo", "build", "--quiet", "--profile", "native", "-p", "trainer"]
    subprocess.run(build, check=True, cwd=HERE.parent)
    evaluate = [TARGET / "native" / "trainer", "evaluate", "--quiet", "--json", "--shows", shows, "--ratings", ratings]
    environment = os.environ | ONE_THREAD
    # The split and the simple methods first; then the model alone, which the process's time and memory are then of.
    with open(folder / "ours-and-simple.json", "w") as out:
        subprocess.run([*evaluate, "--write-split", folder / "split"], check=True, stdout=out, env=environment)
    with open(folder / "ours.json", "w") as out:
        process = subprocess.Popen([*evaluate, "--no-baselines"], stdout=out, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("the trainer failed")
    alone = json.loads((folder / "ours.json").read_text())
    rows = json.loads((folder / "ours-and-simple.json").read_text())["rows"]
    return {
        "rows": rows,
        "asked_people": alone["asked_people"],
        "known_people": alone["known_people"],
        "shows": alone["shows"],
        "data": alone["data"],
        "seconds": usage.ru_utime + usage.ru_stime,
        "bytes": alone["model"]["bytes"],
        "peak_bytes": usage.ru_maxrss * 1024,
    }


def worker(python, *arguments, seconds=None):
    """Runs worker.py; what it printed, or None when it had used so many seconds of processor time."""

    def limit():
        if seconds is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))

    command = [python, HERE / "worker.py", *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, env=os.environ | ONE_THREAD, preexec_fn=limit)
    if seconds is not None and done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return None
    done.check_returncode()
    return json.loads(done.stdout)


def peer_result(python, split, folder, peer, trials, seconds):
    """Tunes one peer within the budget and measures what was found."""
    print("tuning", peer, file=sys.stderr)
    log = folder / "trials.jsonl"
    log.unlink(missing_ok=True)
    worker(python, "tune", split, peer, trials, log, seconds=seconds)
    found = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    if not found:
        print(peer, "finished no trial within the budget", file=sys.stderr)
        return None
    best = max(found, key=lambda trial: trial["mean"])
    print(f"measuring {peer}: {len(found)} trials, best {best['parameters']}", file=sys.stderr)
    measured = {}

    def measure(parameters):
        key = json.dumps(parameters)
        if key not in measured:
            measured[key] = worker(python, "measure", split, peer, key)
        return measured[key]

    # The best setting of every column, as if somebody shipped one model for each input size.
    columns = {}
    for size in best["recall20"]:
        parameters = max(found, key=lambda trial: trial["recall20"][size])["parameters"]
        columns[size] = {"quality": measure(parameters)["quality"][size], "parameters": parameters}
    return {
        "parameters": best["parameters"],
        "final": measure(best["parameters"]),
        "columns": columns,
        "trials": found,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help=f"a public data set ({', '.join(PUBLIC)}), or any name for one's own files")
    parser.add_argument("--shows", type=Path)
    parser.add_argument("--ratings", type=Path)
    parser.add_argument("--trials", type=int, default=30, help="for each peer, at most")
    parser.add_argument("--seconds", type=int, default=600, help="of processor time for each peer's tuning, at most")
    parser.add_argument("--peers", help="only these, by commas ('' for none); what was found of the others is kept")
    parser.add_argument("--keep-ours", action="store_true", help="do not train our own model again: keep what was found")
    arguments = parser.parse_args()
    folder = TARGET / "peers" / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    python = make_venv("others")
    shows, ratings = arguments.shows, arguments.ratings
    if shows is None or ratings is None:
        if arguments.name not in PUBLIC:
            parser.error("name --shows and --ratings")
        subprocess.run([python, HERE / "datasets.py", arguments.name, folder], check=True)
        shows, ratings = folder / "shows.csv", folder / "ratings.csv"
    file = folder / "results.json"
    results = json.loads(file.read_text()) if file.exists() else {"peers": {}}
    if not (arguments.keep_ours and "ours" in results):
        results["ours"] = ours(shows, ratings, folder)
    names = worker(python, "names") if arguments.peers is None else arguments.peers.split(",")
    for peer in filter(None, names):
        found = peer_result(make_venv(library_of(peer)), folder / "split", folder, peer, arguments.trials, arguments.seconds)
        results["peers"].pop(peer, None)
        if found:
            results["peers"][peer] = found
        file.write_text(json.dumps(results, indent=1))
    file.write_text(json.dumps(results, indent=1))
    text = table.markdown(results)
    (folder / "table.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
