"""What cleaning may do: no letter or digit is added or changed; but for footnotes, which move to
the next block's end, and the mark that stands before each, none is moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind
from corpus.raw import RawDocument
from corpus.structure import Text, build
from tests.corpus.printed import Sheet, document, raw

WORDS = st.sampled_from(
    "children visits plans leaders 2031 well- being Farnley care. workers: help; s.47 16- and "
    "PA. ‘good’ (Recommendation) homes, board1 the of 56,2002 no. progess – multi- Ofsted".split()
)
LINES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


@st.composite
def sheets(draw: st.DrawFn, page: int) -> Sheet:
    """A page of any blocks, with or without running lines and a footnote."""
    sheet = Sheet(page)
    for kind in draw(st.lists(st.sampled_from("phnib"), max_size=6)):
        texts = draw(st.lists(LINES, min_size=1, max_size=4))
        if kind == "p":
            sheet.paragraph(*texts)
        elif kind == "h":
            sheet.heading(*texts[:2], size=draw(st.sampled_from([12.0, 14.0, 16.0])))
        elif kind == "n":
            sheet.numbered(f"{draw(st.integers(1, 40))}. {texts[0]}", *texts[1:])
        elif kind == "i":
            sheet.item(f"{draw(st.sampled_from('•◼–'))} {texts[0]}", *texts[1:])
        else:
            sheet.blank()
    if draw(st.booleans()):
        sheet.footnote(str(page), draw(LINES))
    if draw(st.booleans()):
        sheet.footer(f"Report on Farnley {page}")
    return sheet


REPORTS = (
    st.integers(1, 5)
    .flatmap(lambda n: st.tuples(*[sheets(page) for page in range(1, n + 1)]))
    .map(raw)
)


def _letters(text: str) -> list[str]:
    return [c for c in text if c.isalnum()]


def _in_order(part: Iterable[str], whole: Iterable[str]) -> bool:
    rest = iter(whole)
    return all(c in rest for c in part)


def _without_footnotes(text: Text) -> str:
    kept = list(text.text)
    for block in text.blocks:
        if block.kind is BlockKind.FOOTNOTE:
            start = text.text.rfind("\n", 0, block.span.start) + 1
            kept[start : block.span.end] = " " * (block.span.end - start)
    return "".join(kept)


@settings(max_examples=120, deadline=None)
@given(REPORTS)
def test_no_word_is_added_changed_or_moved(report: RawDocument) -> None:
    text = build(report)
    source = _letters("\n".join(report.pages))
    assert not Counter(_letters(text.text)) - Counter(source)
    assert _in_order(_letters(_without_footnotes(text)), source)


@settings(max_examples=120, deadline=None)
@given(REPORTS)
def test_blocks_and_sentences_stand_in_order_and_cover_the_text(report: RawDocument) -> None:
    text = build(report)
    assert all(a.span.end <= b.span.start for a, b in pairwise(text.blocks))
    assert all(a.span.end <= b.span.start for a, b in pairwise(text.sentences))
    for sentence in text.sentences:
        assert text.blocks[sentence.block].span.covers(sentence.span)
        assert text.text[sentence.span.start : sentence.span.end].strip()
    for block, own in zip(text.blocks, range(len(text.blocks)), strict=True):
        words = "".join(
            text.text[s.span.start : s.span.end] for s in text.sentences if s.block == own
        )
        assert words.split() or not text.text[block.span.start : block.span.end].strip()
        assert "".join(words.split()) == "".join(
            text.text[block.span.start : block.span.end].split()
        )
    assert list(text.page_starts) == sorted(text.page_starts)
    assert len(text.page_starts) == len(report.pages)
    for heading in text.outline:
        assert text.text[heading.span.start : heading.span.end] == heading.title


@settings(max_examples=120, deadline=None)
@given(REPORTS)
def test_a_page_holds_the_words_that_are_said_to_stand_on_it(report: RawDocument) -> None:
    text = build(report)
    made = document(text)
    for block in text.blocks:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        first, last = made.pages_of(block.span)
        for page in range(first, last + 1):
            start = max(block.span.start, text.page_starts[page - 1])
            end = min(block.span.end, *(text.page_starts[page:] or (block.span.end,)))
            assert _in_order(_letters(text.text[start:end]), _letters(report.pages[page - 1]))
