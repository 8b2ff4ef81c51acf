from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Span
from tests.web.made import made_documents
from web.page_text import page_blocks, page_span


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return made_documents(tmp_path_factory.mktemp("files"))[0][0]


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def test_the_pages_together_hold_every_word(report: Document) -> None:
    shown = [
        (block.paragraph or "") + "".join(segment.text for segment in block.segments)
        for page in range(1, len(report.page_starts) + 1)
        for block in page_blocks(report, page)
    ]
    assert _letters("".join(shown)) == _letters(report.text)


def test_a_paragraph_over_two_pages_is_split_and_numbered_once(report: Document) -> None:
    *_, end_of_second = page_blocks(report, 2)
    begin_of_third, *_ = page_blocks(report, 3)
    assert (end_of_second.paragraph, end_of_second.goes_on) == ("14", True)
    assert (begin_of_third.paragraph, begin_of_third.begun) == (None, True)


def test_a_footnotes_number_stands_before_its_text(tmp_path: Path) -> None:
    report = made_documents(tmp_path)[0][0]
    text = "A sentence.\n1 A footnote."
    document = replace(
        report,
        text=text,
        page_starts=(0,),
        blocks=(
            Block(Span(0, 11), BlockKind.PARAGRAPH),
            Block(Span(14, 25), BlockKind.FOOTNOTE),
        ),
    )
    sentence, footnote = page_blocks(document, 1)
    assert (sentence.paragraph, footnote.paragraph) == (None, "1")


def test_text_outside_every_block_is_shown_too(tmp_path: Path) -> None:
    document = made_documents(tmp_path)[0][0]
    without = [block for block in document.blocks if "life-story" not in document.quote(block.span)]
    thinned = Document(
        document.id,
        document.sha256,
        document.source,
        document.text,
        document.page_starts,
        document.outline,
        tuple(without),
        (),
        document.provenance,
    )
    shown = "".join(s.text for block in page_blocks(thinned, 1) for s in block.segments)
    assert "life-story work" in shown


@given(data=st.data())
def test_what_is_marked_is_the_quote(report: Document, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(report.text) - 1))
    end = data.draw(st.integers(start + 1, len(report.text)))
    first, last = report.pages_of(Span(start, end))
    marked = "".join(
        segment.text
        for page in range(first, last + 1)
        for block in page_blocks(report, page, Span(start, end))
        for segment in block.segments
        if segment.marked
    )
    # Bullets and paragraph numbers stand outside blocks and are shown as such, unmarked.
    quoted = "".join(
        report.text[max(start, block.span.start) : min(end, block.span.end)]
        for block in report.blocks
        if block.span.overlaps(Span(start, end))
    )
    assert _letters(marked) == _letters(quoted)


@pytest.mark.parametrize("page", [0, -1, 4])
def test_a_page_that_is_not_there_is_refused(report: Document, page: int) -> None:
    with pytest.raises(IndexError):
        page_span(report, page)


def test_kinds_of_blocks_are_kept(report: Document) -> None:
    kinds = [block.kind for block in page_blocks(report, 1)]
    assert kinds.count(BlockKind.LIST_ITEM) == 2
    assert kinds[0] is BlockKind.HEADING
