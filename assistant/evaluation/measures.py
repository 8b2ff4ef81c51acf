"""Values of single questions in, means with their uncertainty and percentiles out.

What is measured stands in :data:`MEASURES`; each value is of one question, so that runs can be
compared question by question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import bootstrap

from assistant.evaluation.experiment import Estimate

__all__ = [
    "MEASURES",
    "RANKED",
    "SEED",
    "Family",
    "Measure",
    "Share",
    "estimate",
    "percentile",
    "share",
    "token_f1",
]

RANKED = "ranked"
SEED = 20_250_101
_RESAMPLES = 2_000


class Family(StrEnum):
    """What a measure is of."""

    PASSAGES = "passages"  # the paragraphs as they were ranked
    EXTRACTS = "extracts"  # what a reader is shown
    REFUSAL = "refusal"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: `rises` with quality, or falls."""

    name: str
    family: Family
    about: str
    rises: bool = True


def _table(*measures: Measure) -> dict[str, Measure]:
    return {measure.name: measure for measure in measures}


MEASURES = _table(
    Measure("R@1", Family.PASSAGES, "share of the parts covered by the first paragraph"),
    Measure("R@5", Family.PASSAGES, "share of the parts covered by the first five paragraphs"),
    Measure("R@20", Family.PASSAGES, "share of the parts covered by the first twenty paragraphs"),
    Measure("RR@10", Family.PASSAGES, "1 by the rank of the first paragraph that covers gold"),
    Measure("nDCG@10", Family.PASSAGES, "discounted gain of the first ten paragraphs"),
    Measure(RANKED, Family.PASSAGES, "a gold sentence is among those ranked"),
    Measure("hit@1", Family.EXTRACTS, "the first extract is right"),
    Measure("hit@3", Family.EXTRACTS, "one of the first three is right"),
    Measure("F1", Family.EXTRACTS, "words shared by the first extract and the nearest gold"),
    Measure("verbatim", Family.EXTRACTS, "every quote is its document's own words"),
    Measure("other authority", Family.EXTRACTS, "an extract of another authority", rises=False),
    Measure("other speaker", Family.EXTRACTS, "an extract by another speaker", rises=False),
    Measure("falsely refused", Family.REFUSAL, "refused though answerable", rises=False),
    Measure("rightly refused", Family.REFUSAL, "refused as unanswerable"),
    Measure("ms", Family.TIME, "milliseconds to the answer", rises=False),
)


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `total`, with the 95% interval of the share; of nothing, all are None."""

    count: int
    total: int
    value: float | None
    low: float | None
    high: float | None


def estimate(values: Sequence[float], seed: int = SEED) -> Estimate:
    """The mean of `values` with its 95% interval.

    Percentile bootstrap over questions (Efron 1979; 2,000 resamples of a fixed seed), so two runs
    of the same answers print the same figures.
    """
    sample = np.asarray(values, dtype=np.float64)
    if not len(sample):
        return Estimate(0, None, None, None)
    value = float(sample.mean())
    if sample.min() == sample.max():  # every resample is the same
        return Estimate(len(sample), value, value, value)
    interval = bootstrap(
        (sample,), np.mean, n_resamples=_RESAMPLES, method="percentile", rng=seed
    ).confidence_interval
    return Estimate(len(sample), value, float(interval.low), float(interval.high))


def share(outcomes: Sequence[bool]) -> Share:
    """How many of `outcomes` are true, with the interval of :func:`estimate`."""
    found = estimate([float(outcome) for outcome in outcomes])
    return Share(sum(outcomes), len(outcomes), found.value, found.low, found.high)


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The `percent` percentile of `values` (linear interpolation), None of nothing."""
    return float(np.percentile(np.asarray(values, dtype=np.float64), percent)) if values else None


def token_f1(shown: Sequence[str], wanted: Sequence[str]) -> float:
    """The harmonic mean of precision and recall of words, each as often as it occurs (SQuAD,
    Rajpurkar et al. 2016).

    >>> token_f1(["a", "b", "b"], ["b", "c"])  # 1 shared; precision 1/3, recall 1/2
    0.4
    """
    shared = sum((Counter(shown) & Counter(wanted)).values())
    return 2 * shared / (len(shown) + len(wanted)) if shared else 0.0
