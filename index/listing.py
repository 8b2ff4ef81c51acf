"""What an engine lists in, rows for programs and tables out (docs/formats.md)."""

from __future__ import annotations

from datetime import date
from typing import Any

from index.engine import DocumentRecord, JudgementRecord
from index.records import provenance_values

__all__ = ["JUDGEMENT_COLUMNS", "document_row", "judgement_row"]

JUDGEMENT_COLUMNS = (
    "authority",
    "framework",
    "strand",
    "grade",
    "inspected_from",
    "inspected_to",
    "published",
    "source",
    "page",
    "quote",
)


def document_row(record: DocumentRecord) -> dict[str, Any]:
    """A document as `findings documents --json` lists it."""
    return {
        "id": record.id,
        "sha256": record.sha256,
        "source": record.source,
        "other_sources": list(record.other_sources),
        "pages": record.n_pages,
        "sentences": record.n_sentences,
        "passages": record.n_passages,
        "notes": list(record.notes),
        "provenance": provenance_values(record.provenance),
    }


def judgement_row(record: JudgementRecord) -> dict[str, Any]:
    """A grade as `findings judgements` lists it: the keys are :data:`JUDGEMENT_COLUMNS`."""
    provenance = record.document.provenance
    return {
        "authority": provenance.authority.value,
        "framework": provenance.framework.value,
        "strand": record.judgement.strand,
        "grade": record.judgement.grade,
        "inspected_from": _day(provenance.inspected_from.value),
        "inspected_to": _day(provenance.inspected_to.value),
        "published": _day(provenance.published.value),
        "source": record.document.source,
        "page": record.page,
        "quote": record.quote,
    }


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
