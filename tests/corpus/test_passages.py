from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import About, BlockKind, Document, Passage
from corpus.passages import divide
from corpus.raw import RawDocument
from corpus.structure import build
from tests.corpus.printed import Sheet, document, structured
from tests.corpus.test_cleaning import REPORTS


def _count(text: str) -> int:
    return len(text.split())


def _texts(made: Document, **limits: int) -> list[str]:
    return [made.quote(p.span) for p in divide(made, count=_count, **limits)]


def _words(n: int, word: str = "word") -> str:
    return " ".join([word.capitalize(), *[word] * (n - 1)]) + "."


@settings(max_examples=120, deadline=None)
@given(REPORTS, st.sampled_from([16, 40, 256]))
def test_passages_cover_every_sentence_within_the_limit(report: RawDocument, limit: int) -> None:
    made = document(build(report))
    passages = divide(made, count=_count, max_pieces=limit)
    assert [p.ordinal for p in passages] == list(range(len(passages)))
    covered = [False] * len(made.text)
    for passage in passages:
        assert _count(passage.context) + _count(made.quote(passage.span)) <= limit
        for i in range(passage.span.start, passage.span.end):
            covered[i] = True
        first, behind = passage.sentences
        assert first < behind
        assert made.sentences[first].span.overlaps(passage.span)
        assert made.sentences[behind - 1].span.overlaps(passage.span)
    for sentence in made.sentences:
        whole = range(sentence.span.start, sentence.span.end)
        assert all(covered[i] or made.text[i].isspace() for i in whole)


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_no_passage_crosses_a_heading(report: RawDocument) -> None:
    made = document(build(report))
    for passage in divide(made, count=_count):
        kinds = [made.blocks[s.block].kind for s in made.sentences[slice(*passage.sentences)]]
        text_begins = next(
            (i for i, kind in enumerate(kinds) if kind is not BlockKind.HEADING), len(kinds)
        )
        assert BlockKind.HEADING not in kinds[text_begins:]


def test_numbered_paragraphs_are_passages_and_headings_lead_theirs() -> None:
    made = document(
        structured(
            Sheet(2)
            .heading("Care leavers: good")
            .numbered("1. " + _words(20), _words(20, "next"))
            .numbered("2. " + _words(20), _words(20, "last"))
        )
    )
    first, second = divide(made, count=_count)
    assert (first.paragraph, second.paragraph) == ("1", "2")
    assert made.quote(first.span).startswith("Care leavers: good\n1. Word")
    assert first.context == ""
    assert second.context == "Care leavers: good"
    assert second.heading_path == ("Care leavers: good",)


def test_list_stays_with_its_lead_in() -> None:
    made = document(
        structured(
            Sheet(2)
            .heading("Next")
            .paragraph("The council should:")
            .item("• " + _words(30))
            .item("• " + _words(30))
            .paragraph(_words(60), _words(60))
        )
    )
    texts = _texts(made)
    assert texts[0].startswith("Next\nThe council should:")
    assert texts[0].count("•") == 2
    assert len(texts) == 2


def test_list_too_long_for_one_passage_carries_its_lead_in_on() -> None:
    sheet = Sheet(2).heading("Next").paragraph("The council should:")
    for _ in range(8):
        sheet.item("• " + _words(40))
    made = document(structured(sheet))
    passages = divide(made, count=_count)
    assert len(passages) > 1
    assert all("The council should:" in p.context for p in passages[1:])
    assert all(p.context.startswith("Next") for p in passages[1:])


def test_long_paragraph_is_parted_between_sentences() -> None:
    made = document(
        structured(Sheet(2).heading("Next").numbered("7. " + _words(90), _words(90), _words(90)))
    )
    passages = divide(made, count=_count)
    assert len(passages) == 2
    assert {p.paragraph for p in passages} == {"7"}
    ends = {s.span.end for s in made.sentences}
    assert all(p.span.end in ends for p in passages)


def test_sentence_beyond_the_limit_is_parted_at_a_clause() -> None:
    clause = " ".join(["word"] * 25)
    made = document(structured(Sheet(2).paragraph(f"Word {clause}; and {clause}, and {clause}.")))
    passages = divide(made, count=_count, max_pieces=64)
    assert len(passages) > 1
    assert {p.sentences for p in passages} == {(0, 1)}
    assert made.quote(passages[0].span).endswith((";", ","))


def test_board_and_page_are_carried() -> None:
    made = document(
        structured(
            Sheet(1).heading("A").paragraph(_words(40)),
            Sheet(2).heading("The Local Safeguarding Children Board").paragraph(_words(40)),
        )
    )
    passages: tuple[Passage, ...] = divide(made, count=_count)
    assert passages[-1].about is About.BOARD
    assert made.pages_of(passages[-1].span) == (2, 2)


def test_limit_too_small_is_refused() -> None:
    made = document(structured(Sheet(1).paragraph(_words(10))))
    with pytest.raises(ValueError, match="max_pieces is 8"):
        divide(made, count=_count, max_pieces=8)
