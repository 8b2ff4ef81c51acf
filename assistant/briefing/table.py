"""An edition of a briefing in, a table for spreadsheets (CSV) out: a row for each extract and note.

A cell that a spreadsheet would run as a formula begins with an apostrophe, as it asks for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from assistant.briefing.briefing import Heading, Note
from assistant.briefing.checking import Found
from assistant.briefing.edition import Edition
from corpus.cells import as_text

__all__ = ["COLUMNS", "to_csv"]

COLUMNS = (
    "heading",
    "kind",
    "extract",
    "words",
    "who_says",
    "speaker",
    "authority",
    "title",
    "publisher",
    "document_kind",
    "inspected_from",
    "inspected_to",
    "published",
    "page",
    "last_page",
    "paragraph",
    "start",
    "end",
    "source",
    "sha256",
    "words_sha256",
    "checked",
    "link",
)


def to_csv(edition: Edition) -> str:
    """The table with its header line; write it as UTF-8 with a byte order mark for Excel."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, restval="")
    table.writeheader()
    for row in _rows(edition):
        table.writerow({key: as_text(value) for key, value in row.items()})
    return out.getvalue()


def _rows(edition: Edition) -> Iterator[dict[str, str]]:
    heading = ""
    for entry in edition.briefing.entries:
        if isinstance(entry, Heading):
            heading = entry.text
        elif isinstance(entry, Note):
            yield {"heading": heading, "kind": "note", "words": entry.text}
        elif isinstance(entry, Found):
            yield {"heading": heading, "kind": "extract", **_extract(edition, entry)}


def _extract(edition: Edition, found: Found) -> dict[str, str]:
    citation, span = found.extract.citation, found.extract.span
    return {
        "extract": str(found.number),
        "words": found.extract.quote,
        "who_says": edition.who(found),
        "speaker": citation.speaker.value,
        "authority": citation.authority or "",
        "title": citation.title or "",
        "publisher": citation.publisher or "",
        "document_kind": citation.kind.value,
        "inspected_from": _day(citation.inspected_from),
        "inspected_to": _day(citation.inspected_to),
        "published": _day(citation.published),
        "page": str(citation.page),
        "last_page": str(citation.last_page),
        "paragraph": citation.paragraph or "",
        "start": str(span.start),
        "end": str(span.end),
        "source": citation.source,
        "sha256": citation.sha256,
        "words_sha256": found.reference.digest,
        "checked": edition.briefing.at.isoformat(timespec="seconds"),
        "link": edition.links.get(found.key, ""),
    }


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
