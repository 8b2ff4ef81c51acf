"""A document and pages of it in, the page that shows them as they stand in the source out."""

from __future__ import annotations

from pathlib import Path

from flask import abort, render_template

from corpus.document import Document, Span
from index.engine import DocumentRecord
from web.collection import reading
from web.page_text import page_blocks, page_span

__all__ = ["held", "is_pdf", "source_page"]


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
    return render_template(
        "documents/page.html",
        record=record,
        document=document,
        pages=[(number, page_blocks(document, number, mark)) for number in range(first, last + 1)],
        first=first,
        last=last,
        n_pages=len(document.page_starts),
        mark=mark,
        moved=moved,
        heading_path=_heading_path(document, at),
        has_original=is_pdf(record),
    )


def is_pdf(record: DocumentRecord) -> bool:
    """Whether the original can probably be opened at a page; nothing is read."""
    return record.source.lower().endswith(".pdf") and Path(record.path).is_file()


def _heading_path(document: Document, offset: int) -> tuple[str, ...]:
    for block in document.blocks:
        if block.span.end > offset:
            return document.heading_path(block.heading)
    return ()
