"""Holds the statements to the file reader's rules: made-up ratings with everything that can be wrong with them.

    python3 bench/engines/messy.py --cases 40 --engines duckdb datafusion

Words in any case, stars of every scale, codes for "none", numbers in every notation, white space, lines without a viewer or
a show, unknown shows, repeated lines, several files, long histories and a cap. The sums have to be the same bytes, and
what the reader refuses the statements' result must be refused for too. Spark takes a minute a case.
"""

import argparse
import random
import shutil
import subprocess
import sys
from pathlib import Path

import run

WORDS = ["loved", "Liked", "LIKE", "yes", "True", "no", "false", "disliked", "Dislike"]
NUMBERS = ["5.", ".5", "+3", "-1", "1e0", "2E0", "7,5", "3.5", "0", "1", "1e5", "1e400", "-0.0", "0.33333", "4.00005"]
NONE = ["", "good", "nan", "inf", "1d", "0x1", "1_0", "--1", "1e", ".", "1.5.2", "１"]
SPACE = ["", "", "", " ", "\t ", " \f"]
NAMES = ["anna", "Anna", "o'hara", "a\\b", "ünal", "7", "07", "7.0", "x y", "\"q\""]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--first", type=int, default=0, help="the seed of the first case")
    parser.add_argument("--engines", nargs="+", choices=run.ENGINES, default=["duckdb", "datafusion"])
    parser.add_argument("--trainer", type=Path, default=run.ROOT / "target/native/trainer")
    parser.add_argument("--work", type=Path, default=run.ROOT / "target/engines-messy")
    parser.add_argument("--environment", type=Path, default=run.ROOT / "target/engines")
    args = parser.parse_args()
    python = run.environment(args.environment, args.engines)
    refused = 0
    for seed in range(args.first, args.first + args.cases):
        shutil.rmtree(args.work, ignore_errors=True)
        args.work.mkdir(parents=True)
        words = write(args.work, random.Random(seed))
        own = args.work / "own.counts"
        read = quietly([args.trainer, "-q", "count", *words, "--out", own])
        refused += read.returncode != 0
        for engine in args.engines:
            result = args.work / engine
            done = quietly(run.counting(engine, args.trainer, python, words, result, args.work))
            if done.returncode:
                sys.exit(f"case {seed}, {engine}: {done.stderr}")
            sums = args.work / f"{engine}.counts"
            taken = quietly([args.trainer, "-q", "count", *words[:2], "--gram", result, "--out", sums])
            if taken.returncode != read.returncode:
                sys.exit(f"case {seed}, {engine}: the reader said {read.stderr!r}, of the sums was said {taken.stderr!r}")
            if taken.returncode == 0 and own.read_bytes() != sums.read_bytes():
                sys.exit(f"case {seed}: the sums of {engine} differ")
    print(f"{args.cases} cases, of which {refused} are refused: {', '.join(args.engines)} and the reader agree")


def quietly(words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)


def write(folder, draw):
    """Writes shows and ratings, and says with which arguments they are counted."""
    shows = [f"s{number}" for number in range(draw.choice([3, 12, 40]))] + ["it's", "back\\slash", "ö"]
    draw.shuffle(shows)
    (folder / "shows.csv").write_text("id,title\n" + "".join(f"{show},Title of {show}\n" for show in shows))
    words = ["--shows", folder / "shows.csv"]
    # Sometimes the ratings are of another catalogue.
    shows = shows + [f"other-{show}" for show in shows * draw.choice([1, 3])] if draw.random() < 0.2 else shows
    people = NAMES + [f"u{number}" for number in range(draw.choice([1, 20, 60]))]
    for number in range(draw.choice([1, 1, 2, 3])):
        file = folder / f"ratings-{number}.csv"
        file.write_text(ratings(draw, shows, people))
        words += ["--ratings", file]
    if draw.random() < 0.4:
        words += ["--cap", draw.choice([1, 2, 5, 20])]
    return words


def ratings(draw, shows, people):
    column = draw.choice(["rating", "rating", "rating", "isLiked", None])
    scale = draw.choice([1, 2, 5, 5, 10, 10, 100, 1000])
    mess = draw.choice([0, 0.02, 0.3])
    code = draw.choice([None, None, "99", "-1"])
    kinds = draw.choice([["stars"], ["words"], ["stars", "words"], ["likes"]])

    def value():
        if draw.random() < mess:
            return draw.choice(NONE + NUMBERS + WORDS)
        if code and draw.random() < 0.2:
            return code
        match draw.choice(kinds):
            case "words":
                return draw.choice(WORDS)
            case "likes":
                return draw.choice(["0", "1"])
            case _:
                return str(draw.randint(0, 2 * scale) / 2).removesuffix(draw.choice([".0", ""]))

    def text(word):
        word = draw.choice(SPACE) + word + draw.choice(SPACE) if draw.random() < mess else word
        return '"' + word.replace('"', '""') + '"' if set(word) & set(',"\n') else word

    lines = []
    for _ in range(draw.choice([5, 200, 1500])):
        viewer = draw.choice(people) if draw.random() > mess / 4 else ""
        show = draw.choice(shows) if draw.random() > mess / 4 else draw.choice(["", "unknown", "S1"])
        line = [text(viewer), text(show)] + ([text(value())] if column else [])
        lines.append(",".join(line[: draw.choice([2, 3])] if draw.random() < mess / 10 else line))
    return ",".join(["user", "item"] + ([column] if column else [])) + "\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
