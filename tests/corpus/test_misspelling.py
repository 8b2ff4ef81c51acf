"""Misspelt names, by hand-counted edits."""

from __future__ import annotations

import pytest

from corpus.misspelling import Near, Spellings

SPELLINGS = Spellings(
    {
        "wirral": "Wirral",
        "leeds": "Leeds",
        "kent": "Kent",
        "south gloucestershire": "South Glos",
        "alder forest": "Alder Forest",
        "north aldershire": "North Aldershire",
        "northeast links": "North East Links",
    },
    ordinary={"needs", "south", "north", "alder", "older", "forrest", "rest", "lines", "northeast"}
    | {"aldershire", "florist"},
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
        (("alder", "forrest"), Near("Alder Forest", 1 - 1 / 13)),  # beside the rest spelt right
        (("alder", "forests"), Near("Alder Forest", 1 - 1 / 13)),
        (("alder", "rest"), None),  # one letter wrong at most, and not the first
        (("older", "forest"), None),
        (("older", "forrest"), None),  # one ordinary word, not two
        (("alder", "florist"), None),  # two edits in six letters
        (("forrest",), None),
        (("south", "aldershire"), None),  # North Aldershire's own word, but another place
        (("northeast", "lines"), None),  # a direction tells no name
    ],
)
def test_near(words: tuple[str, ...], near: Near | None) -> None:
    assert SPELLINGS.nearest(words) == near


def test_the_callers_words_are_ordinary_too() -> None:
    assert SPELLINGS.nearest(("wiral",), ordinary={"wiral"}) is None
