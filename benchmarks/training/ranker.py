"""Fit the ranking of sentences and the answerability; write assistant/data/ranker.json.

    python -m benchmarks.training.ranker --data DATA --queries train.jsonl [--check other.jsonl …]

Ranking: a linear model by listwise cross-entropy (Cao et al. 2007, ListNet with top-one
probability), gold sentences against the other candidates of the same question. Answerability: a
logistic regression on whether the question has gold at all. Figures are printed for folds that
share no authority, and for the files to check, which nothing is fitted to.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.candidates import FEATURES
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.queries import load_queries
from assistant.pipeline import Assistant
from assistant.question import AnswerKind
from assistant.ranker import LinearRanker
from assistant.refuse import SIGNALS, signals
from assistant.settings import AssistantSettings
from benchmarks.training.examples import Example, authorities_of, examples
from index.local import open_engine

Floats = NDArray[np.float64]

_L2_RANKING = 3e-4
_L2_ANSWERABLE = 1e-3
_FOLDS = 5


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print figures, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--queries", type=Path, nargs="+", required=True)
    parser.add_argument(
        "--also", nargs=2, type=Path, action="append", default=[], metavar=("DATA", "QUERIES"),
        help="questions over another collection, a small one say",
    )  # fmt: skip
    parser.add_argument("--check", type=Path, nargs="*", default=[])
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(argv)

    settings = AssistantSettings(n_reranked=0)  # the first ranking only: see second_ranking.py
    assistant = Assistant(open_engine(options.data), settings)
    holdings = Holdings(assistant.engine.documents())
    fitted_to = list(examples(assistant, [q for p in options.queries for q in load_queries(p)]))
    for data, path in options.also:
        fitted_to += list(examples(Assistant(open_engine(data), settings), load_queries(path)))
    folds: list[list[Example]] = [[] for _ in range(_FOLDS)]
    names = sorted({authorities_of(e.query, assistant, holdings) for e in fitted_to})
    for example in fitted_to:
        fold = names.index(authorities_of(example.query, assistant, holdings)) % _FOLDS
        folds[fold].append(example)

    print("ranking of sentences: hit@1, hit@3, MRR of the first gold sentence")
    pooled: list[int] = []
    for held_out in range(_FOLDS):
        others = [e for place, fold in enumerate(folds) if place != held_out for e in fold]
        pooled += ranks(folds[held_out], fit_ranking(others))
    print(f"  {'unseen authorities':24}", rank_figures(pooled))
    ranking = fit_ranking(fitted_to)
    checks = {path.stem: list(examples(assistant, load_queries(path))) for path in options.check}
    for name, found in checks.items():
        print(f"  {name:24}", rank_figures(ranks(found, ranking)))

    weights = dict(zip(FEATURES, (round(float(w), 3) for w in ranking), strict=True))
    ranker = LinearRanker(weights)
    print("answerability: area under ROC; refusals and false refusals by threshold")
    rescored = [[_rescored(e, ranker) for e in fold] for fold in folds]
    probabilities: list[tuple[float, bool]] = []
    for number, fold_signals in enumerate(rescored):
        rest = [s for other, f in enumerate(rescored) if other != number for s in f]
        model = fit_answerable(rest)
        probabilities += [(_probability(model, s), y) for s, y in fold_signals]
    print(f"  {'unseen authorities':24}", _refusal_figures(probabilities))
    model = fit_answerable([s for f in rescored for s in f])
    for name, found in checks.items():
        got = [_rescored(e, ranker) for e in found]
        print(f"  {name:24}", _refusal_figures([(_probability(model, s), y) for s, y in got]))

    if options.output:
        answerable = dict(zip(SIGNALS, (round(float(w), 3) for w in model[:-1]), strict=True))
        answerable["bias"] = round(float(model[-1]), 3)
        text = json.dumps({"ranking": weights, "answerable": answerable}, indent=2)
        options.output.write_text(text + "\n", "utf-8")
    return 0


def usable(example: Example) -> bool:
    """Whether the ranking can learn from it: it has gold among its candidates."""
    structural = example.question.kind in (AnswerKind.GRADE, AnswerKind.IMPROVE)
    return bool(example.query.answerable and example.labels.any() and not structural)


def _matrix(example: Example) -> Floats:
    rows = [[c.features[name] for name in FEATURES] for c in example.candidates]
    return np.array(rows, dtype=np.float64)


def fit_ranking(found: Sequence[Example]) -> Floats:
    """Weights of the features: float64, (n_features,)."""
    return fit_listwise([(_matrix(e), e.labels) for e in found if usable(e)])


def fit_listwise(data: Sequence[tuple[Floats, NDArray[np.bool_]]]) -> Floats:
    """Weights of features, float64, (n_features,), from each question's features and labels.

    Features are float64, (n_candidates, n_features); labels bool, (n_candidates,).
    """

    def loss(weights: Floats) -> tuple[float, Floats]:
        total = _L2_RANKING * float(weights @ weights)
        gradient = 2 * _L2_RANKING * weights
        for matrix, labels in data:
            scores = matrix @ weights
            everyone, gold = _softmax(scores), _softmax(scores[labels])
            total += (_logsumexp(scores) - _logsumexp(scores[labels])) / len(data)
            gradient += (matrix.T @ everyone - matrix[labels].T @ gold) / len(data)
        return total, gradient

    result = minimize(loss, np.zeros(data[0][0].shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(result.x, dtype=np.float64)


def _logsumexp(scores: Floats) -> float:
    top = float(scores.max())
    return top + float(np.log(np.exp(scores - top).sum()))


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float64)


def ranks(found: Sequence[Example], weights: Floats) -> list[int]:
    """The place, from 1, of the first gold sentence of each usable example."""
    places = []
    for example in filter(usable, found):
        order = np.argsort(-(_matrix(example) @ weights), kind="stable")
        places.append(int(np.argmax(example.labels[order])) + 1)
    return places


def rank_figures(places: Sequence[int]) -> str:
    """hit@1, hit@3 and the mean reciprocal rank, for printing."""
    got = np.array(places)
    return f"{(got <= 1).mean():.3f} {(got <= 3).mean():.3f} {(1 / got).mean():.3f}  of {len(got)}"


Signals = tuple[Floats, bool]


def _rescored(example: Example, ranker: LinearRanker) -> Signals:
    ranked = ranker.rank(example.question.topic, example.candidates)
    found = signals(example.question, example.ideas, ranked)
    values = np.array([found.get(name, 0.0) for name in SIGNALS])
    return values, example.query.answerable


def fit_answerable(data: Sequence[Signals]) -> Floats:
    """Weights of the signals and, last, the bias: float64, (n_signals + 1,)."""
    matrix = np.array([[*values, 1.0] for values, _ in data])
    truth = np.array([answerable for _, answerable in data], dtype=np.float64)
    # both classes weigh the same, whatever their share of the questions
    balance = np.where(truth > 0, 0.5 / truth.sum(), 0.5 / (1 - truth).sum())
    penalty = np.append(np.full(matrix.shape[1] - 1, _L2_ANSWERABLE), 0.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = matrix @ weights
        probability = 1 / (1 + np.exp(-logits))
        total = float((balance * np.logaddexp(0, np.where(truth > 0, -logits, logits))).sum())
        gradient = matrix.T @ (balance * (probability - truth)) + 2 * penalty * weights
        return total + float(penalty @ weights**2), gradient

    # evidence never counts against an answer, nor what is missing for one: that much holds in a
    # collection of any size, where the sizes of weights are learned on a large one
    bounds = [_bounds(name) for name in SIGNALS] + [(None, None)]
    start = np.zeros(matrix.shape[1])
    result = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(result.x, dtype=np.float64)


def _bounds(signal: str) -> tuple[float | None, float | None]:
    against = ("unknown", "absent", "absent_share")
    if signal in against or signal.endswith("_missing"):
        return (None, 0)
    return (None, None) if signal in ("figure", "older", "n_ideas") else (0, None)


def _probability(model: Floats, values: Floats) -> float:
    return float(1 / (1 + np.exp(-(model[:-1] @ values + model[-1]))))


def _refusal_figures(found: Sequence[tuple[float, bool]]) -> str:
    yes = np.array([p for p, answerable in found if answerable])
    no = np.array([p for p, answerable in found if not answerable])
    if not len(yes) or not len(no):
        return "no unanswerable questions"
    area = float((yes[:, None] > no[None, :]).mean())
    points = (f"{t:.2f}: {(no < t).mean():.2f}/{(yes < t).mean():.2f}" for t in _thresholds())
    return f"AUROC {area:.3f} of {len(yes)}+{len(no)}; " + ", ".join(points)


def _thresholds() -> list[float]:
    return [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5]


if __name__ == "__main__":
    raise SystemExit(main())
