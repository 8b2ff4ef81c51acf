from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.measures import percentile, share


def test_a_share_of_nothing_has_no_value() -> None:
    assert share([]).value is None
    assert percentile([], 50) is None


def test_a_share_has_its_interval() -> None:
    found = share([True] * 30 + [False] * 10)
    assert (found.count, found.total, found.value) == (30, 40, 0.75)
    # The normal approximation: 0.75 +- 1.96 * sqrt(0.75 * 0.25 / 40) = 0.616 to 0.884.
    assert found.low == pytest.approx(0.616, abs=0.04)
    assert found.high == pytest.approx(0.884, abs=0.04)


@given(st.lists(st.booleans(), min_size=1, max_size=80))
def test_a_share_lies_in_its_interval_and_repeats(outcomes: list[bool]) -> None:
    found = share(outcomes)
    assert found.low is not None and found.value is not None and found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found == share(outcomes)


def test_percentiles_interpolate() -> None:
    assert percentile([1, 2, 3, 4], 50) == 2.5
    assert percentile([10.0], 95) == 10.0
