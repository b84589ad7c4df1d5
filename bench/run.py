"""Other recommenders beside this one, asked the very same questions.

    python3 bench/run.py --name anime --shows shows.csv --ratings history.csv
    python3 bench/run.py --name ml-100k
    python3 bench/run.py --name movielens-small

makes its own environment under target/ from requirements.txt (versions and hashes), lets the trainer draw the split and
write it down, tunes every other program on the validation people, asks everybody the questions of the test people, and
writes target/peers/NAME/results.json and table.md. The project itself needs none of this.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "target"
VENV = TARGET / "bench-venv"
# One thread each, ours included, so that seconds can be compared.
ONE_THREAD = {
    name: "1"
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "IRSPACK_NUM_THREADS_DEFAULT")
} | {"XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1", "JAX_PLATFORMS": "cpu"}


def environment():
    """The environment of all other programs: one thread, and no tuning of OpenBLAS inherited from a shell."""
    kept = {name: value for name, value in os.environ.items() if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    return kept | ONE_THREAD


def make_venv():
    python = VENV / "bin" / "python"
    requirements = HERE / "requirements.txt"
    stamp = VENV / "requirements.txt"
    if stamp.exists() and stamp.read_bytes() == requirements.read_bytes():
        return python
    print("making", VENV, file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements], check=True)
    stamp.write_bytes(requirements.read_bytes())
    return python


def ours(arguments, folder):
    """Our own model: no flag changed. Its training seconds and the memory of the whole process."""
    trainer = TARGET / "native" / "trainer"
    build = ["cargo", "build", "--quiet", "--profile", "native", "-p", "trainer"]
    subprocess.run(build, check=True, cwd=HERE.parent)
    data = ["--shows", arguments.shows, "--ratings", arguments.ratings]
    measure = [trainer, "evaluate", "--quiet", "--json", *data]
    # The split and the simple methods first; then the model alone, whose memory is then that of the process.
    with open(folder / "ours-and-simple.json", "w") as out:
        subprocess.run([*measure, "--write-split", folder / "split"], check=True, stdout=out, env=environment())
    with open(folder / "ours.json", "w") as out:
        process = subprocess.Popen([*measure, "--no-baselines"], stdout=out, env=environment())
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("the trainer failed")
    alone = json.loads((folder / "ours.json").read_text())
    rows = json.loads((folder / "ours-and-simple.json").read_text())["rows"]
    return {
        "rows": rows,
        "known_people": alone["known_people"],
        "shows": alone["shows"],
        "data": alone["data"],
        "seconds": alone["model"]["training_seconds"],
        "bytes": alone["model"]["bytes"],
        "peak_bytes": usage.ru_maxrss * 1024,
    }


def worker(python, *arguments):
    output = subprocess.run([python, HERE / "worker.py", *map(str, arguments)], check=True, stdout=subprocess.PIPE, env=environment())
    return json.loads(output.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", required=True)
    parser.add_argument("--shows")
    parser.add_argument("--ratings")
    parser.add_argument("--trials", type=int, default=15)
    parser.add_argument("--peers", help="only these, by commas; what was found before of the others is kept")
    arguments = parser.parse_args()
    folder = TARGET / "peers" / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    python = make_venv()
    if arguments.shows is None:
        subprocess.run([python, HERE / "datasets.py", arguments.name, folder], check=True)
        arguments.shows, arguments.ratings = folder / "shows.csv", folder / "ratings.csv"
    results_file = folder / "results.json"
    results = json.loads(results_file.read_text()) if results_file.exists() else {"peers": {}}
    results["ours"] = ours(arguments, folder)
    split = folder / "split"
    peers = arguments.peers.split(",") if arguments.peers else worker(python, "names")
    for peer in peers:
        print("tuning", peer, file=sys.stderr)
        tuned = worker(python, "tune", split, peer, arguments.trials)
        print("measuring", peer, file=sys.stderr)
        final = worker(python, "measure", split, peer, json.dumps(tuned["best"]["parameters"]))
        # The best setting of every column, as if somebody shipped one model for each input size.
        columns = {}
        settings = {json.dumps(tuned["best"]["parameters"]): final}
        for size, trial in tuned["best_by_input"].items():
            key = json.dumps(trial["parameters"])
            if key not in settings:
                settings[key] = worker(python, "measure", split, peer, key)
            columns[size] = {"quality": settings[key]["quality"][size], "parameters": trial["parameters"]}
        results["peers"][peer] = {"tuned": tuned, "final": final, "columns": columns, "trials": arguments.trials}
        results_file.write_text(json.dumps(results, indent=1))
    from table import markdown

    text = markdown(results)
    (folder / "table.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
