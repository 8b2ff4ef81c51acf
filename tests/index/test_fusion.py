"""Reciprocal rank fusion against numbers worked by hand."""

from __future__ import annotations

import pytest

from index.fusion import reciprocal_rank_fusion


def test_scores_are_the_sums_of_reciprocal_ranks() -> None:
    fused = reciprocal_rank_fusion([[3, 1, 2], [1, 4]])
    assert fused[1] == pytest.approx(1 / 62 + 1 / 61)
    assert fused[3] == pytest.approx(1 / 61)
    assert fused[4] == pytest.approx(1 / 62)
    assert fused[2] == pytest.approx(1 / 63)
    assert list(fused) == [1, 3, 4, 2]


def test_constant_of_one_gives_halves_and_thirds() -> None:
    # ranks: row 7 is 1st and 2nd, 1/2 + 1/3; row 8 is 2nd and 1st, the same
    fused = reciprocal_rank_fusion([[7, 8], [8, 7]], k=1)
    assert fused == {7: pytest.approx(5 / 6), 8: pytest.approx(5 / 6)}


def test_ties_stand_in_row_order() -> None:
    assert list(reciprocal_rank_fusion([[9], [2], [5]])) == [2, 5, 9]


def test_one_ranking_keeps_its_order() -> None:
    assert list(reciprocal_rank_fusion([[5, 3, 8]])) == [5, 3, 8]


def test_nothing_ranked_gives_nothing() -> None:
    assert reciprocal_rank_fusion([]) == {}
    assert reciprocal_rank_fusion([[], []]) == {}


def test_weights_say_what_a_ranking_counts() -> None:
    # 7: 2/(60+1); 8: 2/(60+2) + 1/(60+1); 9: 1/(60+2), times their weights.
    fused = reciprocal_rank_fusion([[7, 8], [8, 9]], weights=[2.0, 1.0])
    assert fused == pytest.approx({8: 2 / 62 + 1 / 61, 7: 2 / 61, 9: 1 / 62})
    assert list(reciprocal_rank_fusion([[7], [8]], weights=[0.0, 1.0])) == [8, 7]
