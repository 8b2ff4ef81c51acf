"""Results of questions in, how well those without an answer were told from the others out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from assistant.evaluation.experiment import CurvePoint, Estimate, QuestionResult, RefusalFigures
from assistant.evaluation.measures import SEED

__all__ = ["area", "auroc", "refusal_figures", "risk_coverage"]

_RESAMPLES = 500

Scores = NDArray[np.float64]
Flags = NDArray[np.bool_]


def refusal_figures(results: Sequence[QuestionResult], seed: int = SEED) -> RefusalFigures:
    """The figures of refusing; an answer is wrong where none of its first three extracts is right,
    those of a refusal's nearest passages being what it would have shown.
    """
    scores = np.array([result.score for result in results], dtype=np.float64)
    answerable = np.array([result.answerable for result in results], dtype=np.bool_)
    wrong = np.array([not result.would_hit for result in results], dtype=np.bool_)
    refused = np.array([result.status != "answered" for result in results], dtype=np.bool_)
    rightly, unanswerable = int((refused & ~answerable).sum()), int((~answerable).sum())
    right = Counter(r.refusal for r in results if r.refusal is not None and not r.answerable)
    false = Counter(r.refusal for r in results if r.refusal is not None and r.answerable)
    return RefusalFigures(
        auroc=_estimate(auroc, scores, answerable, seed),
        area=_estimate(area, scores, wrong, seed),
        curve=risk_coverage(scores, wrong),
        precision=rightly / int(refused.sum()) if refused.any() else None,
        recall=rightly / unanswerable if unanswerable else None,
        f1=2 * rightly / (int(refused.sum()) + unanswerable) if unanswerable else None,
        by_kind={kind: (right[kind], false[kind]) for kind in sorted(right | false)},
    )


def auroc(scores: Scores, positive: Flags) -> float | None:
    """The chance that a positive scores above a negative, ties counting half; None without both.

    The area under the ROC curve by ranks (Mann and Whitney 1947).
    """
    n_positive, n = int(positive.sum()), len(positive)
    if n_positive in (0, n):
        return None
    above = rankdata(scores)[positive].sum() - n_positive * (n_positive + 1) / 2
    return float(above / (n_positive * (n - n_positive)))


def risk_coverage(scores: Scores, wrong: Flags) -> tuple[CurvePoint, ...]:
    """What share is answered, and what share of that is wrong, at each threshold, highest first.

    The risk-coverage curve of selective answering (El-Yaniv and Wiener 2010).
    """
    order = np.argsort(-scores, kind="stable")
    ordered, errors = scores[order], np.cumsum(wrong[order])
    ends = np.append(np.diff(ordered) != 0, True)[: len(scores)]
    return tuple(
        CurvePoint(
            threshold=round(float(ordered[place]), 6),
            coverage=float((place + 1) / len(scores)),
            risk=float(errors[place] / (place + 1)),
        )
        for place in np.flatnonzero(ends)
    )


def area(scores: Scores, wrong: Flags) -> float | None:
    """The mean risk over all coverages (Geifman and El-Yaniv 2017); None of nothing.

    Questions of one score are answered together: each counts as the mean of them.
    """
    if not len(scores):
        return None
    _, group = np.unique(-scores, return_inverse=True)
    mean = np.bincount(group, weights=wrong) / np.bincount(group)
    errors = np.cumsum(mean[np.sort(group)])
    return float(np.mean(errors / np.arange(1, len(scores) + 1)))


def _estimate(
    measure: Callable[[Scores, Flags], float | None], scores: Scores, flags: Flags, seed: int
) -> Estimate:
    """`measure` with its 95% interval: percentile bootstrap over questions (Efron 1979)."""
    value, n = measure(scores, flags), len(scores)
    if value is None:
        return Estimate(n, None, None, None)
    draws = np.random.default_rng(seed).integers(0, n, (_RESAMPLES, n))
    found = [measure(scores[draw], flags[draw]) for draw in draws]
    known = [each for each in found if each is not None]
    low, high = np.percentile(known, [2.5, 97.5]) if known else (value, value)
    return Estimate(n, value, float(low), float(high))
