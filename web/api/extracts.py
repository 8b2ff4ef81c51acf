"""The words that a permanent link names, for programs."""

from __future__ import annotations

from corpus.document import Span
from index.listing import document_row
from web.api.operations import Reply, operation
from web.api.problems import ProblemError
from web.api.schemas import ExtractTold
from web.permanent import find, permanent_url
from web.source_page import held

__all__ = ["read_extract"]


@operation(
    "GET",
    "/extract/<document_id>/<int:start>-<int:end>/<words>",
    answers=ExtractTold,
    problems=(404,),
    cached=True,
)
def read_extract(document_id: str, start: int, end: int, words: str) -> Reply:
    """Read the words of a permanent link.

    They are the words it was made for, wherever they stand now; where they are no longer in the
    document, or the document is no longer held, there is nothing to read.
    """
    record, document = held(document_id)
    found = find(document, Span(start, end), words) if start < end else None
    if found is None:
        raise ProblemError(404, "The words of this link are no longer in the document.")
    quote = document.quote(found.span)
    first, last = document.pages_of(found.span)
    return Reply(
        {
            "document": document_row(record),
            "quote": quote,
            "start": found.span.start,
            "end": found.span.end,
            "moved": found.moved,
            "page": first,
            "last_page": last,
            "link": permanent_url(document_id, found.span, quote),
        }
    )
