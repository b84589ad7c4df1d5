"""The split that `trainer evaluate --write-split` wrote, and the measures of the trainer on it."""

import csv
import json
from pathlib import Path

import numpy as np
from scipy import sparse


class Split:
    def __init__(self, folder):
        self.folder = Path(folder)
        with open(self.folder / "items.csv") as file:
            self.items = {row["item"]: number for number, row in enumerate(csv.DictReader(file))}
        self.inputs = json.loads((self.folder / "split.json").read_text())["inputs"]

    def matrix(self, name):
        users, items = [], []
        with open(self.folder / name) as file:
            for row in csv.DictReader(file):
                # What is disliked is no interaction.
                if float(row.get("preference", 1)) > 0:
                    users.append(int(row["user"]))
                    items.append(self.items[row["item"]])
        shape = (max(users, default=-1) + 1, len(self.items))
        return sparse.csr_matrix((np.ones(len(users), dtype=np.float32), (users, items)), shape=shape)

    def train(self):
        return self.matrix("train.csv")

    def known(self):
        return sparse.vstack([self.matrix("train.csv"), self.matrix("validation.csv")]).tocsr()

    def questions(self, part):
        return {
            size["input"]: tuple(self.matrix(f"{part}-{size['name']}-{kind}.csv") for kind in ("named", "hidden"))
            for size in self.inputs
        }


def quality(score, questions, known):
    """Recall@20, Recall@50 (denominators min(R, relevant)) and NDCG@100 of each person. All shows that were not
    named are ranked; of equals the one that more of the known people like comes first."""
    named, hidden = questions
    by_popularity = np.argsort(-np.asarray(known.sum(axis=0)).ravel(), kind="stable")
    scores = np.array(score(named), dtype=np.float64)
    scores[named.nonzero()] = -np.inf
    scores = np.nan_to_num(scores, nan=-np.inf, neginf=-np.inf, posinf=np.inf)
    order = np.argsort(-scores[:, by_popularity], axis=1, kind="stable")[:, :100]
    ranked = by_popularity[order]
    hits = np.take_along_axis(hidden.toarray() > 0, ranked, axis=1)
    relevant = np.asarray(hidden.sum(axis=1)).ravel().astype(int)
    discount = 1 / np.log2(np.arange(2, 102))[: hits.shape[1]]
    ideal = np.concatenate([[0.0], np.cumsum(discount)])
    return {
        "recall20": hits[:, :20].sum(axis=1) / np.minimum(20, relevant),
        "recall50": hits[:, :50].sum(axis=1) / np.minimum(50, relevant),
        "ndcg100": (hits * discount).sum(axis=1) / ideal[np.minimum(relevant, len(discount))],
    }


def mean(figures):
    return {name: float(values.mean()) for name, values in figures.items()}
