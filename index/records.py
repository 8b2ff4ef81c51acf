"""Documents and provenance to bytes and back, without loss."""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from corpus.document import (
    About,
    Block,
    BlockKind,
    Document,
    Heading,
    Judgement,
    Kind,
    Origin,
    Provenance,
    Sentence,
    Span,
    Speaker,
    Stated,
)

__all__ = [
    "pack_document",
    "provenance_from_json",
    "provenance_to_json",
    "provenance_values",
    "unpack_document",
]

_ENUMERATIONS: dict[str, type[StrEnum]] = {"kind": Kind, "speaker": Speaker}
_DAYS = frozenset({"inspected_from", "inspected_to", "published"})


def provenance_values(provenance: Provenance) -> dict[str, dict[str, str | None]]:
    """Every value with its origin: `{"title": {"value": "A report", "origin": "text"}, …}`.

    Days are written as 2016-05-31.
    """
    record = {}
    for entry in fields(Provenance):
        stated: Stated[Any] = getattr(provenance, entry.name)
        value = stated.value.isoformat() if isinstance(stated.value, date) else stated.value
        record[entry.name] = {"value": value, "origin": str(stated.origin)}
    return record


def provenance_to_json(provenance: Provenance) -> str:
    """:func:`provenance_values` as JSON."""
    return json.dumps(provenance_values(provenance), ensure_ascii=False)


def provenance_from_json(text: str) -> Provenance:
    """What :func:`provenance_to_json` wrote."""
    values: dict[str, Any] = {}
    for name, stated in json.loads(text).items():
        value, origin = stated["value"], stated["origin"]
        if value is not None and name in _DAYS:
            value = date.fromisoformat(value)
        elif value is not None and name in _ENUMERATIONS:
            value = _ENUMERATIONS[name](value)
        values[name] = Stated(value, Origin(origin))
    return Provenance(**values)


def pack_document(document: Document) -> bytes:
    """A document as compressed JSON; spans are pairs of characters."""
    record = {
        "id": document.id,
        "sha256": document.sha256,
        "source": document.source,
        "text": document.text,
        "page_starts": document.page_starts,
        "outline": [
            [*_pair(h.span), h.level, h.title, h.grade, str(h.about)] for h in document.outline
        ],
        "blocks": [
            [
                *_pair(b.span),
                str(b.kind),
                b.heading,
                b.paragraph,
                _pair(b.lead_in) if b.lead_in else None,
                str(b.about),
            ]
            for b in document.blocks
        ],
        "sentences": [[*_pair(s.span), s.block] for s in document.sentences],
        "judgements": [[j.strand, j.wording, j.grade, *_pair(j.span)] for j in document.judgements],
        "provenance": provenance_to_json(document.provenance),
        "notes": document.notes,
    }
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack_document(packed: bytes) -> Document:
    """What :func:`pack_document` wrote."""
    record = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return Document(
        id=record["id"],
        sha256=record["sha256"],
        source=record["source"],
        text=record["text"],
        page_starts=tuple(record["page_starts"]),
        outline=tuple(
            Heading(Span(start, end), level, title, grade, About(about))
            for start, end, level, title, grade, about in record["outline"]
        ),
        blocks=tuple(
            Block(
                Span(start, end),
                BlockKind(kind),
                heading,
                paragraph,
                Span(*lead_in) if lead_in else None,
                About(about),
            )
            for start, end, kind, heading, paragraph, lead_in, about in record["blocks"]
        ),
        sentences=tuple(
            Sentence(Span(start, end), block) for start, end, block in record["sentences"]
        ),
        provenance=provenance_from_json(record["provenance"]),
        judgements=tuple(
            Judgement(strand, wording, grade, Span(start, end))
            for strand, wording, grade, start, end in record["judgements"]
        ),
        notes=tuple(record["notes"]),
    )


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end
