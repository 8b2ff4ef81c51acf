"""A page of a document as blocks to show, with the words of a quote marked.

Together the blocks hold every word of the page; what is marked is exactly the quote's characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Document, Span

__all__ = ["PageBlock", "Segment", "page_blocks", "page_span"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that is marked as a whole or not at all."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class PageBlock:
    """What of a block stands on the page.

    `paragraph` is the printed number (of a paragraph, a footnote) where the block begins here. `begun` and `goes_on` say that
    the rest of it stands on the page before or after.
    """

    kind: BlockKind
    segments: tuple[Segment, ...]
    paragraph: str | None = None
    begun: bool = False
    goes_on: bool = False

    @property
    def marked(self) -> bool:
        """Whether any of it belongs to the quote."""
        return any(segment.marked for segment in self.segments)


def page_span(document: Document, page: int) -> Span:
    """The characters of `page`, 1-based; :raises IndexError: no such page."""
    if not 1 <= page <= len(document.page_starts):
        raise IndexError(page)
    ends = (*document.page_starts[1:], len(document.text))
    return Span(document.page_starts[page - 1], ends[page - 1])


def page_blocks(document: Document, page: int, mark: Span | None = None) -> list[PageBlock]:
    """The blocks of `page` in reading order, the words of `mark` marked.

    :raises IndexError: no such page.
    """
    return list(_blocks(document, page_span(document, page), mark))


def _blocks(document: Document, here: Span, mark: Span | None) -> Iterator[PageBlock]:
    position = here.start
    for block in document.blocks:
        if not block.span.overlaps(here):
            continue
        start, end = max(block.span.start, here.start), min(block.span.end, here.end)
        begun = start > block.span.start
        gap = Span(position, start)
        number = None if begun else block.paragraph or _footnote_number(document, gap, block)
        yield from _between(document, gap, mark, number)
        yield PageBlock(
            block.kind,
            _segments(document, Span(start, end), mark),
            number,
            begun,
            goes_on=end < block.span.end,
        )
        position = end
    yield from _between(document, Span(position, here.end), mark, None)


def _footnote_number(document: Document, gap: Span, block: Block) -> str | None:
    before = document.quote(gap).strip()
    return before if block.kind is BlockKind.FOOTNOTE and before.isdigit() else None


def _between(
    document: Document, gap: Span, mark: Span | None, number: str | None
) -> Iterator[PageBlock]:
    """What stands between two blocks, unless it is a bullet or the `number` shown anyway."""
    text = document.quote(gap).strip()
    if not any(c.isalnum() for c in text) or (number and text.strip(" .()") == number):
        return
    yield PageBlock(BlockKind.PARAGRAPH, _segments(document, gap, mark))


def _segments(document: Document, span: Span, mark: Span | None) -> tuple[Segment, ...]:
    if mark is None or not mark.overlaps(span):
        return (Segment(document.quote(span), marked=False),)
    start, end = max(mark.start, span.start), min(mark.end, span.end)
    parts = ((span.start, start, False), (start, end, True), (end, span.end, False))
    return tuple(Segment(document.text[a:b], marked) for a, b, marked in parts if a < b)
