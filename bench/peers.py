"""The other programs. Each is trained on a matrix of people and shows, and gives a function that scores all shows for
people whom it has never seen (factor models work their factors out anew, item-item models multiply), and the bytes that
must be kept for that: numbers of 32 bits, and for sparse matrices an index of 32 bits beside each.

The spaces in which settings are tuned are the library's own where it has one. What a name begins with is the library, and
says in which environment it runs (run.py).
"""

import numpy as np


def popularity(train):
    likes = np.asarray(train.sum(axis=0)).ravel()
    return lambda named: np.tile(likes, (named.shape[0], 1)), likes.size * 4


def implicit_als(train, factors, regularization, alpha, iterations):
    from implicit.als import AlternatingLeastSquares

    settings = {"factors": factors, "regularization": regularization, "alpha": alpha, "iterations": iterations}
    model = AlternatingLeastSquares(**settings, num_threads=1, random_state=1)
    model.fit(train, show_progress=False)
    score = lambda named: model.recalculate_user(np.arange(named.shape[0]), named) @ model.item_factors.T
    return score, model.item_factors.nbytes


def implicit_item_item(model, train):
    model.fit(train, show_progress=False)
    weights = model.similarity.copy()
    # A show says nothing about itself.
    weights.setdiag(0)
    weights.eliminate_zeros()
    return lambda named: (named @ weights).toarray(), weights.nnz * 8


def implicit_cosine(train, K):
    from implicit.nearest_neighbours import CosineRecommender

    return implicit_item_item(CosineRecommender(K=K, num_threads=1), train)


def implicit_bm25(train, K, K1, B):
    from implicit.nearest_neighbours import BM25Recommender

    return implicit_item_item(BM25Recommender(K=K, K1=K1, B=B, num_threads=1), train)


def irspack(kind):
    def make(train, **parameters):
        from scipy import sparse

        import irspack.recommenders as recommenders

        model = getattr(recommenders, kind)(train.astype(np.float64), **parameters).learn()
        score = model.get_score_cold_user
        if kind == "IALSRecommender":
            return score, model.get_item_embedding().size * 4
        if kind == "MultVAERecommender":
            import jax

            return score, sum(part.size for part in jax.tree.leaves(model.trainer.params)) * 4
        weights = model.W
        return score, weights.nnz * 8 if sparse.issparse(weights) else weights.size * 4

    return make


def rectools(train, model):
    """Fits one of RecTools' models, which themselves answer only people whom they have learned from; returns it with the
    number of each of our shows in its matrices, which know no show without a viewer."""
    import pandas as pd
    from rectools import Columns
    from rectools.dataset import Dataset

    users, items = train.nonzero()
    when = pd.Timestamp("2020-01-01")
    columns = {Columns.User: users, Columns.Item: items, Columns.Weight: 1.0, Columns.Datetime: when}
    dataset = Dataset.construct(pd.DataFrame(columns))
    return model.fit(dataset), dataset.item_id_map.get_external_sorted_by_internal().astype(int)


def of_all(shows, known, score):
    """Scores of all shows from those of the known ones; the others come last."""

    def score_all(named):
        scores = np.full((named.shape[0], shows), -np.inf)
        scores[:, known] = score(named[:, known])
        return scores

    return score_all


def rectools_pure_svd(train, factors):
    from rectools.models import PureSVDModel

    model, known = rectools(train, PureSVDModel(factors=factors))
    # Its items are V·Σ; somebody new is folded in: their row times V is what they like along each direction.
    directions = model.item_factors / np.linalg.norm(model.item_factors, axis=0)
    return of_all(train.shape[1], known, lambda named: (named @ directions) @ directions.T), directions.size * 4


def rectools_ease(train, regularization, transposed):
    from rectools.models import EASEModel

    model, known = rectools(train, EASEModel(regularization=regularization))
    # Where the paper divides by the diagonal of the show to be recommended, RecTools 0.19 ranks with the transposed matrix.
    weights = model.weight.T if transposed else model.weight
    return of_all(train.shape[1], known, lambda named: named @ weights), weights.size * 4


def rectools_tfidf(train, K):
    from implicit.nearest_neighbours import TFIDFRecommender
    from rectools.models import ImplicitItemKNNWrapperModel

    model, known = rectools(train, ImplicitItemKNNWrapperModel(TFIDFRecommender(K=K, num_threads=1)))
    weights = model.model.similarity.copy()
    weights.setdiag(0)
    weights.eliminate_zeros()
    return of_all(train.shape[1], known, lambda named: (named @ weights).toarray()), weights.nnz * 8


PEERS = {
    "popularity": (popularity, lambda trial: {}, {}),
    "implicit ALS": (
        implicit_als,
        lambda trial: {
            "factors": trial.suggest_int("factors", 16, 256, log=True),
            "regularization": trial.suggest_float("regularization", 1e-3, 100, log=True),
            "alpha": trial.suggest_float("alpha", 0.5, 64, log=True),
            "iterations": trial.suggest_int("iterations", 5, 30),
        },
        {"factors": 64, "regularization": 0.01, "alpha": 1.0, "iterations": 15},
    ),
    "implicit BM25": (
        implicit_bm25,
        lambda trial: {
            "K": trial.suggest_int("K", 5, 1000, log=True),
            "K1": trial.suggest_float("K1", 0.1, 100, log=True),
            "B": trial.suggest_float("B", 0, 1),
        },
        {"K": 20, "K1": 1.2, "B": 0.75},
    ),
    "implicit cosine": (implicit_cosine, lambda trial: {"K": trial.suggest_int("K", 5, 1000, log=True)}, {"K": 20}),
    "irspack iALS": (
        irspack("IALSRecommender"),
        lambda trial: {
            "n_components": trial.suggest_int("n_components", 4, 300),
            "alpha0": trial.suggest_float("alpha0", 3e-3, 1, log=True),
            "reg": trial.suggest_float("reg", 1e-4, 1e-1, log=True),
        },
        {"n_components": 20, "alpha0": 0.1, "reg": 1e-3},
    ),
    "irspack RP3beta": (
        irspack("RP3betaRecommender"),
        lambda trial: {
            "top_k": trial.suggest_int("top_k", 2, 1000),
            "beta": trial.suggest_float("beta", 1e-5, 0.6, log=True),
            "normalize_weight": trial.suggest_categorical("normalize_weight", [True, False]),
        },
        {"top_k": 1000, "beta": 0.6, "normalize_weight": False},
    ),
    "irspack SLIM": (
        irspack("SLIMRecommender"),
        lambda trial: {
            "alpha": trial.suggest_float("alpha", 1e-5, 1, log=True),
            "l1_ratio": trial.suggest_float("l1_ratio", 0, 1),
        },
        {"alpha": 0.05, "l1_ratio": 0.01},
    ),
    "irspack EASE": (
        irspack("DenseSLIMRecommender"),
        lambda trial: {"reg": trial.suggest_float("reg", 1, 1e4, log=True)},
        {"reg": 1.0},
    ),
    "irspack EDLAE": (
        irspack("EDLAERecommender"),
        lambda trial: {
            "reg": trial.suggest_float("reg", 1, 1e4, log=True),
            "dropout_p": trial.suggest_float("dropout_p", 0, 0.99),
        },
        {"reg": 1.0, "dropout_p": 0.1},
    ),
    "irspack Mult-VAE": (
        irspack("MultVAERecommender"),
        lambda trial: {
            "dim_z": trial.suggest_categorical("dim_z", [32, 64, 128, 256]),
            "enc_hidden_dims": trial.suggest_categorical("enc_hidden_dims", [128, 256, 512]),
            "kl_anneal_goal": trial.suggest_categorical("kl_anneal_goal", [0.1, 0.2, 0.4]),
            "train_epochs": trial.suggest_int("train_epochs", 10, 100, log=True),
        },
        {"dim_z": 64, "enc_hidden_dims": 256, "kl_anneal_goal": 0.2, "train_epochs": 50},
    ),
    "RecTools PureSVD": (
        rectools_pure_svd,
        lambda trial: {"factors": trial.suggest_int("factors", 4, 256, log=True)},
        {"factors": 10},
    ),
    "RecTools EASE": (
        rectools_ease,
        lambda trial: {
            "regularization": trial.suggest_float("regularization", 1, 1e4, log=True),
            "transposed": trial.suggest_categorical("transposed", [True, False]),
        },
        {"regularization": 500.0, "transposed": True},
    ),
    "RecTools TF-IDF": (rectools_tfidf, lambda trial: {"K": trial.suggest_int("K", 5, 1000, log=True)}, {"K": 20}),
}
