"""The words of a refusal."""

from __future__ import annotations

import pytest

from assistant.refuse import refuse_unnamed

NAMES = [f"Town {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


@pytest.mark.parametrize(
    ("n_names", "end"),
    [
        (1, ": Town A."),
        (2, ": Town A, Town B."),
        (13, ", Town L, Town M."),
        (26, ", Town L and 14 more."),
    ],
)
def test_a_long_list_of_authorities_says_how_many_more(n_names: int, end: str) -> None:
    assert refuse_unnamed(NAMES[:n_names]).next_step.endswith(end)
