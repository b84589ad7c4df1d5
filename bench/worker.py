"""One peer in a process of its own, so that its memory is its own: tunes it, or trains it once and measures it."""

import contextlib
import json
import resource
import sys
import time

from questions import Split, quality

import peers


def tune(folder, name, trials):
    """The settings of `trials` trials by optuna's TPE from one seed, by the mean Recall@20 over all input sizes of the
    validation people, the library's own setting first."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    split = Split(folder)
    train, questions = split.train(), split.questions("validation")
    make, space, default = peers.PEERS[name]
    found = []

    def objective(trial):
        parameters = space(trial)
        score, _ = make(train, **parameters)
        by_input = {size: quality(score, asked, train)["recall20"] for size, asked in questions.items()}
        found.append({"parameters": parameters, "recall20": by_input, "mean": sum(by_input.values()) / len(by_input)})
        return found[-1]["mean"]

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    study.enqueue_trial(default)
    study.optimize(objective, n_trials=trials)
    best = max(found, key=lambda trial: trial["mean"])
    by_input = {size: max(found, key=lambda trial: trial["recall20"][size]) for size in questions}
    return {"best": best, "best_by_input": by_input, "trials": found}


def measure(folder, name, parameters):
    """Trained on training and validation people, as ours is in the end; asked about the test people."""
    split = Split(folder)
    known = split.known()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    began = time.perf_counter()
    score, size = peers.PEERS[name][0](known, **parameters)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    asked = split.questions("test")
    figures = {size: quality(score, questions, known) for size, questions in asked.items()}
    return {"quality": figures, "seconds": seconds, "bytes": int(size), "peak_bytes": peak, "bytes_before": before}


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    # Libraries print their progress; the answer alone belongs on the standard output.
    with contextlib.redirect_stdout(sys.stderr):
        if command == "names":
            answer = list(peers.PEERS)
        elif command == "tune":
            answer = tune(rest[0], rest[1], int(rest[2]))
        else:
            answer = measure(rest[0], rest[1], json.loads(rest[2]))
    json.dump(answer, sys.stdout)
