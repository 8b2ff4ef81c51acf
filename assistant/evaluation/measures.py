"""Values of single questions in, shares with their uncertainty and percentiles out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

__all__ = ["Share", "percentile", "share"]

_RESAMPLES = 2_000
_SEED = 20_250_101


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `total`, with the 95% interval of the share; of nothing, all are None."""

    count: int
    total: int
    value: float | None
    low: float | None
    high: float | None


def share(outcomes: Sequence[bool]) -> Share:
    """How many of `outcomes` are true.

    The interval is a percentile bootstrap over questions (Efron 1979; 2,000 resamples, fixed
    seed), so two runs of the same answers print the same figures.
    """
    total, count = len(outcomes), sum(outcomes)
    if not total:
        return Share(0, 0, None, None, None)
    draws = np.random.default_rng(_SEED).binomial(total, count / total, _RESAMPLES) / total
    low, high = np.percentile(draws, [2.5, 97.5])
    return Share(count, total, count / total, float(low), float(high))


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The `percent` percentile of `values` (linear interpolation), None of nothing."""
    return float(np.percentile(np.asarray(values, dtype=np.float64), percent)) if values else None
