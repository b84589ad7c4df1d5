"""Runs a file of statements in Spark: a cluster of several executors on this machine. Called by run.py.

Prints what the event log says: bytes shuffled, processor time, what was lost and done again.
"""

import argparse
import json
import os
import shutil
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pyspark
import statements

# Executors are started by Spark's own scripts, which have to be found.
os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("script")
    parser.add_argument("--executors", type=int, required=True)
    parser.add_argument("--memory", type=int, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--kill", action="store_true")
    args = parser.parse_args()
    shutil.rmtree(args.log, ignore_errors=True)
    args.log.mkdir(parents=True)
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.dir": args.log.resolve().as_uri(),
        "spark.eventLog.rolling.enabled": "false",
        "spark.executor.memory": f"{args.memory}m",
        "spark.sql.shuffle.partitions": str(8 * args.executors),
        # Few ratings would all be put into one task, and nothing be left to lose.
        "spark.sql.adaptive.coalescePartitions.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = pyspark.sql.SparkSession.builder.master(f"local-cluster[{args.executors},1,{args.memory}]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    *views, write = statements.read(args.script)
    for statement in views:
        session.sql(statement)
    if args.kill:
        threading.Thread(target=kill_one, args=(session.sparkContext,), daemon=True).start()
    session.sql(write)
    session.stop()
    report(args.log)


def kill_one(context):
    """Ends an executor once half of a stage of many tasks is done: so there is something to lose."""
    tracker = context.statusTracker()
    while True:
        for stage in tracker.getActiveStageIds():
            about = tracker.getStageInfo(stage)
            if about and about.numTasks >= 8 and about.numCompletedTasks * 2 >= about.numTasks:
                executors = sorted(own_executors())
                if executors:
                    os.kill(executors[0], signal.SIGKILL)
                    done = f"{about.numCompletedTasks} of {about.numTasks} tasks"
                    print(f"one of {len(executors)} executors was killed when {done} of a stage were done", flush=True)
                    return
        time.sleep(0.05)


def own_executors():
    """The executors among the processes that this one has started."""
    parents, executors = {}, []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(folder.name)] = int(state[1])
        if b"CoarseGrainedExecutorBackend" in command and b"java" in command.split(b"\0")[0]:
            executors.append(int(folder.name))

    def is_own(process):
        while process in parents:
            if process == os.getpid():
                return True
            process = parents[process]
        return False

    return [process for process in executors if is_own(process)]


def report(log):
    shuffled = spilled = processor = again = 0
    lost, ends = [], Counter()
    for file in log.iterdir():
        for line in file.read_text().splitlines():
            event = json.loads(line)
            match event["Event"]:
                case "SparkListenerTaskEnd":
                    ends[event["Task End Reason"]["Reason"]] += 1
                    metrics = event.get("Task Metrics") or {}
                    processor += metrics.get("Executor CPU Time", 0)
                    spilled += metrics.get("Disk Bytes Spilled", 0)
                    shuffled += metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
                case "SparkListenerStageSubmitted":
                    again += event["Stage Info"]["Stage Attempt ID"] > 0
                case "SparkListenerExecutorRemoved":
                    lost.append(event["Removed Reason"])
    print(f"{ends.total()} tasks, {processor / 1e9:.1f} s of the executors' processors")
    print(f"{shuffled:,} bytes shuffled, {spilled:,} spilled to disk")
    how = ", ".join(f"{count} {reason}" for reason, count in ends.most_common())
    print(f"tasks ended: {how}; {again} stages were begun again; executors lost: {lost or 'none'}", flush=True)


if __name__ == "__main__":
    main()
