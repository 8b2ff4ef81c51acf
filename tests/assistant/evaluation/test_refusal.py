from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.refusal import area, auroc, refusal_figures, risk_coverage
from tests.assistant.evaluation.made_runs import result

POINTS = st.lists(st.tuples(st.sampled_from([0.1, 0.4, 0.4, 0.8]), st.booleans()), min_size=1)


def _scores(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(values, dtype=np.float64)


def _flags(*values: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array(values, dtype=np.bool_)


def test_auroc_counts_the_pairs_in_order() -> None:
    # Positives 0.9, 0.4; negatives 0.5, 0.1: of four pairs 0.4 < 0.5 alone is out of order.
    assert auroc(_scores(0.9, 0.5, 0.4, 0.1), _flags(1, 0, 1, 0)) == 0.75
    assert auroc(_scores(0.5, 0.5), _flags(1, 0)) == 0.5  # a tie is half a pair


def test_auroc_needs_both_sorts() -> None:
    assert auroc(_scores(0.5, 0.6), _flags(1, 1)) is None
    assert auroc(_scores(), _flags()) is None


@given(POINTS)
def test_auroc_is_that_of_all_pairs(points: list[tuple[float, bool]]) -> None:
    above = [s for s, positive in points if positive]
    below = [s for s, positive in points if not positive]
    pairs = [(a > b) + (a == b) / 2 for a in above for b in below]
    found = auroc(_scores(*(s for s, _ in points)), _flags(*(p for _, p in points)))
    assert found == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)


def test_risk_rises_with_coverage_as_worked_by_hand() -> None:
    # Best first: right, wrong, right, wrong. Answering 1, 2, 3, 4 of 4: 0/1, 1/2, 1/3, 2/4 wrong.
    curve = risk_coverage(_scores(0.9, 0.2, 0.6, 0.7), _flags(0, 1, 0, 1))
    assert [(p.threshold, p.coverage) for p in curve] == [
        (0.9, 0.25), (0.7, 0.5), (0.6, 0.75), (0.2, 1.0),
    ]  # fmt: skip
    assert [p.risk for p in curve] == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    # Their mean: (0 + 1/2 + 1/3 + 1/2) / 4 = 1/3.
    assert area(_scores(0.9, 0.2, 0.6, 0.7), _flags(0, 1, 0, 1)) == pytest.approx(1 / 3)


def test_questions_of_one_score_are_answered_together() -> None:
    # 0.8 right; then both of 0.5, one wrong: (0 + 0.5/2 + 1/3) / 3.
    scores, wrong = _scores(0.5, 0.8, 0.5), _flags(1, 0, 0)
    curve = risk_coverage(scores, wrong)
    assert [p.threshold for p in curve] == [0.8, 0.5]
    assert [p.coverage for p in curve] == pytest.approx([1 / 3, 1.0])
    assert area(scores, wrong) == pytest.approx((0 + 0.25 + 1 / 3) / 3)


@given(POINTS)
def test_the_order_of_questions_makes_no_difference(points: list[tuple[float, bool]]) -> None:
    def both(
        given: list[tuple[float, bool]],
    ) -> tuple[float | None, list[tuple[float, float, float]]]:
        scores, wrong = _scores(*(s for s, _ in given)), _flags(*(w for _, w in given))
        curve = risk_coverage(scores, wrong)
        return area(scores, wrong), [(p.threshold, p.coverage, p.risk) for p in curve]

    one, other = both(points), both(points[::-1])
    assert one[0] == pytest.approx(other[0])
    assert one[1] == other[1]
    _, coverage, risk = one[1][-1]
    assert coverage == 1.0
    assert risk == pytest.approx(sum(w for _, w in points) / len(points))


def test_of_nothing_there_is_no_curve() -> None:
    assert risk_coverage(_scores(), _flags()) == ()
    assert area(_scores(), _flags()) is None


def test_refusing_has_precision_and_recall() -> None:
    refused: dict[str, Any] = {"status": "not_found", "extracts": ()}
    unanswerable: dict[str, Any] = {"answerable": False, "would_hit": False}
    results = [
        result("a", score=0.9),
        result("b", score=0.2, refusal="not answered", **refused),
        result("c", score=0.1, refusal="not answered", **refused, **unanswerable),
        result("d", score=0.0, refusal="not held", **refused, **unanswerable),
        result("e", score=0.8, **unanswerable),
    ]
    found = refusal_figures(results)
    # Refused b, c, d, of these c, d rightly: precision 2/3; of c, d, e: recall 2/3.
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(2 / 3)
    assert found.by_kind == {"not answered": (1, 1), "not held": (1, 0)}
    # a above c, d, e; b above c, d, not e: 5 of 6.
    assert found.auroc.value == pytest.approx(5 / 6)
    assert found.auroc.low is not None and found.auroc.low <= 5 / 6
    # b would have been right: wrong are c, d, e. Best first a e b c d: 0, 1/2, 1/3, 2/4, 3/5.
    assert [p.risk for p in found.curve] == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2, 3 / 5])


def test_without_unanswerable_questions_refusing_has_no_figures() -> None:
    found = refusal_figures([result("a"), result("b")])
    assert (found.auroc.value, found.precision, found.recall, found.f1) == (None,) * 4
    assert found.area.value == 0.0
    assert refusal_figures([]).curve == ()
