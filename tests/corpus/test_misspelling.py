"""Misspelt names, by hand-counted edits."""

from __future__ import annotations

import pytest

from corpus.misspelling import Near, Spellings

SPELLINGS = Spellings(
    {"wirral": "Wirral", "leeds": "Leeds", "kent": "Kent", "south gloucestershire": "South Glos"},
    ordinary={"needs", "south", "north"},
)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("wirarl",), Near("Wirral", 1 - 1 / 6)),  # two neighbours changed places: one edit of six
        (("wirall",), None),  # one letter lost, one added: two edits
        (("wiral",), Near("Wirral", 1 - 1 / 6)),  # one letter lost of six
        (("xirral",), Near("Wirral", 1 - 1 / 6)),  # a first letter may be wrong in a long name
        (("leds",), None),  # four letters say too little
        (("leeeds",), Near("Leeds", 1 - 1 / 6)),  # one letter more than five, six in all
        (("heeds",), None),  # but not in a short one
        (("needs",), None),
        (("kant",), None),
        (("south", "glocestershrie"), Near("South Glos", 1 - 2 / 21)),  # u lost, i and r swapped
        (("north", "gloucestershire"), None),
        (("wirral",), None),  # spelt right
        (("12345",), None),
    ],
)
def test_near(words: tuple[str, ...], near: Near | None) -> None:
    assert SPELLINGS.nearest(words) == near


def test_the_callers_words_are_ordinary_too() -> None:
    assert SPELLINGS.nearest(("wiral",), ordinary={"wiral"}) is None
