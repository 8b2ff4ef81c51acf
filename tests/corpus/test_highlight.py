from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Span
from corpus.highlight import highlight
from corpus.letters import letters
from corpus.page_image import Box, PageLayout
from corpus.reader import read_document
from corpus.settings import ReadSettings
from tests.corpus import made

WIDTH, PITCH = 5.0, 14.0  # of a character, and from line to line


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path: Path = made.text(tmp_path_factory.mktemp("made") / "a.txt")
    return read_document(path, "a.txt", ReadSettings())


def layout(lines: list[str]) -> PageLayout:
    """A page on which every character is as wide, and lines follow one another."""
    placed = [
        (character, Box(at * WIDTH, row * PITCH, (at + 1) * WIDTH, row * PITCH + 10))
        for row, line in enumerate(lines)
        for at, character in enumerate(line)
        if not character.isspace()
    ]
    characters = "".join(character for character, _ in placed)
    return PageLayout(600, 800, characters, tuple(box for _, box in placed))


def covered(page: PageLayout, boxes: tuple[Box, ...]) -> str:
    """The characters whose centres lie inside the boxes."""
    return "".join(
        character
        for character, at in zip(page.characters, page.boxes, strict=True)
        if any(
            box.left <= (at.left + at.right) / 2 <= box.right
            and box.top <= (at.top + at.bottom) / 2 <= box.bottom
            for box in boxes
        )
    )


def with_text(document: Document, *pages: str) -> Document:
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page))
    return replace(document, text="".join(pages), page_starts=tuple(starts))


def span(document: Document, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Span(start, start + len(words))


def test_each_line_has_one_box_around_its_words(document: Document) -> None:
    held = with_text(
        document, "Before it. Visits are regular and multi-agency work is good. After."
    )
    page = layout(
        ["Header 7", "Before it. Visits are regular and multi-", "agency work is good. After."]
    )
    marked = highlight(
        held, 1, span(held, "Visits are regular and multi-agency work is good."), page
    )
    assert marked.whole
    assert len(marked.boxes) == 2
    assert covered(page, marked.boxes) == "Visitsareregularandmulti-agencyworkisgood."
    assert marked.boxes[0].left == pytest.approx(11 * WIDTH, abs=1)


def test_of_repeated_words_those_of_the_place_are_marked(document: Document) -> None:
    lines = ["Care is good.", "Plans are late.", "Care is good.", "Homes are few.", "Care is good."]
    held = with_text(document, "\n".join(lines))
    page = layout(lines)
    for nth, row in enumerate((0, 2, 4)):
        (box,) = highlight(held, 1, span(held, "Care is good.", nth), page).boxes
        assert box.top == pytest.approx(row * PITCH, abs=1)


def test_words_that_repeat_side_by_side_are_told_apart(document: Document) -> None:
    held = with_text(document, "Good\nGood\nGood\nGood")
    page = layout(["Good"] * 4)
    tops = [highlight(held, 1, span(held, "Good", nth), page).boxes[0].top for nth in range(4)]
    assert tops == sorted(set(tops))


def test_a_quote_over_two_pages_is_marked_on_both(document: Document) -> None:
    held = with_text(document, "Leaders know it. The service has\n", "begun to ask them. More.")
    quote = span(held, "The service has\nbegun to ask them.")
    first, second = (
        layout(["Leaders know it. The service has", "3"]),
        layout(["begun to ask them. More."]),
    )
    assert covered(first, highlight(held, 1, quote, first).boxes) == "Theservicehas"
    assert covered(second, highlight(held, 2, quote, second).boxes) == "beguntoaskthem."


def test_what_is_printed_in_between_is_left_out(document: Document) -> None:
    held = with_text(document, "Children are seen alone by their workers, who know them well.")
    page = layout(
        ["Children are seen alone", "12 Running header", "by their workers3, who know them well."]
    )
    marked = highlight(held, 1, span(held, held.text), page)
    assert marked.whole
    assert covered(page, marked.boxes) == "Childrenareseenalonebytheirworkerswhoknowthemwell."


def test_words_that_are_not_printed_are_not_made_up(document: Document) -> None:
    held = with_text(document, "Nothing of this stands there.")
    page = layout(["Altogether other words are printed here."])
    marked = highlight(held, 1, span(held, held.text), page)
    assert not marked.whole
    assert marked.boxes == ()
    assert highlight(held, 1, Span(0, 5), PageLayout(600, 800, "", ())).boxes == ()


def test_columns_are_not_joined_across_their_gap(document: Document) -> None:
    held = with_text(document, "Overall effectiveness Good")
    page = layout(["Overall effectiveness              Good"])
    boxes = highlight(held, 1, span(held, held.text), page).boxes
    assert len(boxes) == 2


@given(
    words=st.lists(
        st.sampled_from("care plans are good late homes few seen".split()), min_size=3, max_size=40
    ),
    at=st.data(),
    per_line=st.integers(1, 9),
)
def test_exactly_the_letters_of_the_quote_are_covered(
    document: Document, words: list[str], at: st.DataObject, per_line: int
) -> None:
    held = with_text(document, " ".join(words))
    page = layout([" ".join(words[i : i + per_line]) for i in range(0, len(words), per_line)])
    begin = at.draw(st.integers(0, len(words) - 1))
    end = at.draw(st.integers(begin + 1, len(words)))
    start = len(" ".join(words[:begin])) + (begin > 0)
    quote = Span(start, start + len(" ".join(words[begin:end])))
    marked = highlight(held, 1, quote, page)
    assert marked.whole
    assert letters(covered(page, marked.boxes)).text == letters(held.quote(quote)).text
    assert all(a.top <= b.top for a, b in pairwise(marked.boxes))
