from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from corpus.letters import letters


def test_ligatures_accents_hyphens_and_case_make_no_difference() -> None:
    assert letters("Multi-\xadagency  ﬁndings").text == "multiagencyfindings"
    assert letters("café").text == letters("cafe\u0301").text == "cafe"
    assert letters("• ■ – \u200b").text == ""


def test_letters_of_one_character_share_its_offset() -> None:
    ligature = letters("a ﬁn")
    assert ligature.offsets == (0, 2, 2, 3)
    assert ligature.within(Span(2, 4)) == Span(1, 4)
    assert ligature.characters(Span(1, 4)) == Span(2, 4)


def test_every_occurrence_is_found() -> None:
    assert list(letters("a b a b a").occurrences("aba")) == [Span(0, 3), Span(2, 5)]
    assert list(letters("abc").occurrences("")) == []


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_letters_of_a_part_are_the_part_of_the_letters(text: str, a: int, b: int) -> None:
    span = Span(min(a, b, len(text)), min(max(a, b), len(text)))
    whole = letters(text)
    part = whole.within(span)
    assert whole.text[part.start : part.end] == letters(text[span.start : span.end]).text
