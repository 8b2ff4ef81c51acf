"""A run in, what its plots and their tables show out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from assistant.evaluation.experiment import CurvePoint, QuestionResult, Run

__all__ = [
    "RANKS",
    "Bin",
    "Calibration",
    "RankRow",
    "calibration",
    "rank_rows",
    "refuse_below",
    "risk_points",
]

RANKS = ("first", "2 to 3", "4 to 5", "6 to 20", "21 and on", "not ranked")
_UPPER = (1, 3, 5, 20)
_N_BINS = 10
_Z = 1.96


@dataclass(frozen=True, slots=True)
class RankRow:
    """The questions of one kind by the rank of their first gold sentence, as in :data:`RANKS`."""

    kind: str
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many questions there are."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of about one answerability: its mean, and the share that was right with its 95%
    interval (Wilson 1927). `low` and `high` bound the bin.
    """

    low: float
    high: float
    n: int
    predicted: float
    right: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether questions of answerability 0.8 are answered in 8 of 10 cases.

    `error` is the mean distance of a bin from that, by its questions (expected calibration error,
    Naeini et al. 2015); `brier` the mean square of the distance of each question.
    """

    bins: tuple[Bin, ...]
    error: float | None
    brier: float | None


def refuse_below(run: Run) -> float | None:
    """The answerability under which the run refused; None where its settings do not say."""
    value = run.settings.get("assistant", {}).get("refuse_below")
    return float(value) if isinstance(value, int | float) else None


def risk_points(curve: Sequence[CurvePoint]) -> list[CurvePoint]:
    """The points of the curve that first reach each tenth of the questions, for a table."""
    points: list[CurvePoint] = []
    for tenth in range(1, 11):
        found = next((p for p in curve if p.coverage >= tenth / 10 - 1e-9), None)
        if found is not None and found not in points:
            points.append(found)
    return points


def rank_rows(results: Sequence[QuestionResult]) -> list[RankRow]:
    """The answerable questions, kind by kind and then all, by the rank of their gold."""
    answerable = [result for result in results if result.answerable]
    kinds = dict.fromkeys(result.kind for result in answerable)
    rows = [_row(kind, [r for r in answerable if r.kind == kind]) for kind in kinds]
    return [*rows, _row("all", answerable)] if len(rows) > 1 else rows


def _row(kind: str, results: Sequence[QuestionResult]) -> RankRow:
    counts = Counter(_bucket(result.gold_rank) for result in results)
    return RankRow(kind, tuple(counts[bucket] for bucket in range(len(RANKS))))


def _bucket(rank: int | None) -> int:
    if rank is None:
        return len(RANKS) - 1
    return next((place for place, upper in enumerate(_UPPER) if rank <= upper), len(_UPPER))


def calibration(results: Sequence[QuestionResult]) -> Calibration:
    """How answerability compares with what was right, in ten bins of equal width."""
    if not results:
        return Calibration((), None, None)
    grouped: list[list[QuestionResult]] = [[] for _ in range(_N_BINS)]
    for result in results:
        grouped[min(_N_BINS - 1, int(result.score * _N_BINS))].append(result)
    bins = tuple(_bin(place, own) for place, own in enumerate(grouped) if own)
    error = sum(b.n * abs(b.right - b.predicted) for b in bins) / len(results)
    brier = sum((r.score - r.would_hit) ** 2 for r in results) / len(results)
    return Calibration(bins, error, brier)


def _bin(place: int, results: Sequence[QuestionResult]) -> Bin:
    n, right = len(results), sum(result.would_hit for result in results)
    predicted = sum(result.score for result in results) / n
    interval = _wilson(right, n)
    return Bin(place / _N_BINS, (place + 1) / _N_BINS, n, predicted, right / n, interval)


def _wilson(count: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson 1927)."""
    share = count / n
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    spread = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n))
    return max(0.0, middle - spread), min(1.0, middle + spread)
