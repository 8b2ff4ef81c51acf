"""A document and pages of it in, the page that shows them as they stand in the source out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, current_app, render_template

from corpus.document import Document, Span
from corpus.errors import CorpusError
from corpus.highlight import Highlight, highlight
from corpus.page_image import PageLayout
from index.engine import DocumentRecord
from web.collection import reading
from web.originals import is_pdf, is_unchanged
from web.page_images import KeptPages
from web.page_text import PageBlock, page_blocks, page_span
from web.settings import WebSettings

__all__ = ["Leaf", "held", "kept_pages", "source_page"]

_MAX_PICTURES = 4  # an extract stands on one page or two; a made-up address may name all


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to show: its text, and where there is a picture its layout and what is marked."""

    number: int
    blocks: list[PageBlock]
    layout: PageLayout | None = None
    highlight: Highlight | None = None


def held(document_id: str) -> tuple[DocumentRecord, Document]:
    """The document of that id; where it is not held, a page says so."""
    engine = reading().engine
    record = next((r for r in engine.documents() if r.id == document_id), None)
    if record is None:
        abort(404, "document")
    return record, engine.document(document_id)


def source_page(
    record: DocumentRecord,
    document: Document,
    shown: tuple[int, int],
    mark: Span | None = None,
    *,
    moved: bool = False,
) -> str:
    """The pages from the first to the last of `shown`, with the words of `mark` marked.

    `moved` says that they were found elsewhere than where a link had them.
    """
    first, last = shown
    at = mark.start if mark else page_span(document, first).start
    has_original = is_pdf(record) and is_unchanged(record, _settings().max_original_bytes)
    return render_template(
        "documents/page.html",
        record=record,
        document=document,
        leaves=list(_leaves(record, document, shown, mark, pictured=has_original)),
        first=first,
        last=last,
        n_pages=len(document.page_starts),
        mark=mark,
        moved=moved,
        heading_path=_heading_path(document, at),
        has_original=has_original,
        had_original=is_pdf(record),
    )


def kept_pages() -> KeptPages:
    """The pictures of pages, without those of documents that are no longer held."""
    kept: KeptPages = current_app.extensions["pages"]
    engine = reading().engine
    kept.keep_only(engine.generation, engine.documents())
    return kept


def _leaves(
    record: DocumentRecord,
    document: Document,
    shown: tuple[int, int],
    mark: Span | None,
    *,
    pictured: bool,
) -> Iterator[Leaf]:
    first, last = shown
    for number in range(first, last + 1):
        blocks = page_blocks(document, number, mark)
        layout = None
        if pictured and number - first < _MAX_PICTURES:
            try:
                layout = kept_pages().layout(record, number)
            except CorpusError:  # logged where it was drawn; the page says so
                layout = None
        marked = highlight(document, number, mark, layout) if layout and mark else None
        yield Leaf(number, blocks, layout, marked)


def _settings() -> WebSettings:
    settings: WebSettings = current_app.extensions["settings"]
    return settings


def _heading_path(document: Document, offset: int) -> tuple[str, ...]:
    for block in document.blocks:
        if block.span.end > offset:
            return document.heading_path(block.heading)
    return ()
