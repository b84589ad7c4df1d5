"""One peer in a process of its own, so that its memory is its own: tunes it, or trains it once and measures it."""

import contextlib
import json
import resource
import sys
import time

import peers
from questions import Split, mean, quality


def tune(folder, name, trials, log):
    """Looks for the settings with the highest mean Recall@20 over all input sizes of the validation people: the library's
    own setting first, then what optuna's TPE proposes (one seed). Each trial is logged as a line of JSON when it ends."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    split = Split(folder)
    train, questions = split.train(), split.questions("validation")
    make, space, default = peers.PEERS[name]
    # A method without settings has one trial.
    trials = trials if default else 1

    def objective(trial):
        began = time.process_time()
        parameters = space(trial)
        score, _ = make(train, **parameters)
        recall20 = {size: mean(quality(score, asked, train))["recall20"] for size, asked in questions.items()}
        found = {"parameters": parameters, "recall20": recall20, "mean": sum(recall20.values()) / len(recall20)}
        with open(log, "a") as file:
            print(json.dumps(found | {"seconds": time.process_time() - began}), file=file)
        return found["mean"]

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    study.enqueue_trial(default)
    study.optimize(objective, n_trials=trials)


def measure(folder, name, parameters):
    """Trained on training and validation people, as ours is in the end; asked about the test people."""
    split = Split(folder)
    known = split.known()
    began = time.process_time()
    score, size = peers.PEERS[name][0](known, **parameters)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    figures = {size: quality(score, questions, known) for size, questions in split.questions("test").items()}
    return {
        "quality": {size: mean(values) for size, values in figures.items()},
        "recalls20": {size: values["recall20"].round(4).tolist() for size, values in figures.items()},
        "seconds": seconds,
        "bytes": int(size),
        "peak_bytes": peak,
    }


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    # Libraries print their progress; the answer alone belongs on the standard output.
    with contextlib.redirect_stdout(sys.stderr):
        if command == "names":
            answer = list(peers.PEERS)
        elif command == "tune":
            answer = tune(rest[0], rest[1], int(rest[2]), rest[3])
        else:
            answer = measure(rest[0], rest[1], json.loads(rest[2]))
    json.dump(answer, sys.stdout)
