from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.verbatim import is_verbatim, page_letters

PAGES = [
    "Town report\nThe council has done well. It has not been slow. Visits are multi-\n"
    "agency and often late. Impressively,\n1 A footnote about the board.\n4",
    "Town report 2021\nthe council has used its own money1 to help. 92. The board met\n"
    "450young people and 56,2002 others.\no Plans are good\no Homes are safe\nThe ﬁrst of them.",
    "The end.",
]


@pytest.mark.parametrize(
    ("quote", "page", "last_page"),
    [
        ("The council has done well.", 1, 1),
        ("Visits are multi-agency and often late.", 1, 1),  # a line-end hyphen closed up
        ("Impressively, the council has used its own money to help.", 1, 2),  # a page break
        ("has used its own money to help.", 2, 2),  # a footnote's number left out
        ("to help. The board met 450young people.", 2, 2),  # a paragraph's number left out
        ("and 56,200 others.", 2, 2),  # a footnote's number glued to a figure
        ("Plans are good Homes are safe", 2, 2),  # the mark of a list
        ("The first of them.", 2, 2),  # a ligature
    ],
)
def test_the_files_own_words_are_verbatim(quote: str, page: int, last_page: int) -> None:
    assert is_verbatim(quote, PAGES, page, last_page)


@pytest.mark.parametrize(
    ("quote", "page", "last_page"),
    [
        ("The council has not done well.", 1, 1),
        ("The council has done very well.", 1, 1),
        ("It has been slow.", 1, 1),  # a word left out
        ("and 56,20 others.", 2, 2),
        ("The council has done well.", 2, 2),  # another page
        ("Visits are early.", 1, 1),
        ("The end. Town report", 3, 3),
        ("The end.", 3, 4),  # no such page
        ("The end.", 0, 3),
        ("…", 3, 3),
        ("", 1, 1),
        ("The board met 45 young people.", 2, 2),
    ],
)
def test_other_words_are_not(quote: str, page: int, last_page: int) -> None:
    assert not is_verbatim(quote, PAGES, page, last_page)


def test_only_one_stretch_may_be_left_out_of_a_page() -> None:
    pages = ["Alpha bravo charlie.\nNote one.\nDelta echo foxtrot.\nNote two.\nGolf hotel india."]
    assert is_verbatim("Alpha bravo charlie. Delta echo foxtrot.", pages, 1, 1)
    assert not is_verbatim(
        "Alpha bravo charlie. Delta echo foxtrot. Golf hotel india.", pages, 1, 1
    )


@pytest.mark.parametrize(("size", "verbatim"), [(1200, True), (1201, False)])
def test_a_stretch_left_out_is_not_a_page_long(size: int, verbatim: bool) -> None:
    pages = [f"Alpha bravo.\n{'x' * size}\nGolf hotel."]
    assert is_verbatim("Alpha bravo. Golf hotel.", pages, 1, 1) is verbatim


@given(st.lists(st.text("abcdefgh .-", min_size=1), min_size=1, max_size=3), st.data())
def test_any_stretch_of_a_page_is_verbatim(pages: list[str], data: st.DataObject) -> None:
    page = data.draw(st.integers(1, len(pages)))
    start = data.draw(st.integers(0, len(pages[page - 1])))
    quote = pages[page - 1][start:]
    assert is_verbatim(quote, pages, page, page) is bool(page_letters(quote))
