"""Ranked lists in, one ranked list out: reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["reciprocal_rank_fusion"]


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[int]], *, k: int = 60, weights: Sequence[float] | None = None
) -> dict[int, float]:
    """Return the fused score of every row, best first, ties in row order.

    RRF, Cormack, Clarke and Buettcher 2009: the sum of 1 / (k + rank) over the rankings that hold
    the row, ranks 1-based; k = 60 as in the paper. `weights` say what each ranking counts, 1 each
    where none are given.

    >>> reciprocal_rank_fusion([[7, 8], [8, 9]], k=1)
    {8: 0.8333333333333333, 7: 0.5, 9: 0.3333333333333333}
    """
    scores: dict[int, float] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, row in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + weight / (k + rank)
    return dict(sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])))
