"""What an engine lists in, rows for programs (docs/formats.md) and lines for people out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from index.engine import DocumentRecord, JudgementRecord
from index.records import provenance_values
from index.report import BuildReport

__all__ = [
    "JUDGEMENT_COLUMNS",
    "document_lines",
    "document_row",
    "judgement_lines",
    "judgement_row",
    "report_lines",
]

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


def document_lines(record: DocumentRecord) -> Iterator[str]:
    """A document in three lines: whose and what, its facts, its source."""
    stated = record.provenance
    inspected = stated.inspected_to.value or stated.inspected_from.value
    facts = [
        stated.kind.value,
        stated.publisher.value,
        f"inspected {inspected}" if inspected else None,
        f"published {stated.published.value}" if stated.published.value else None,
        f"{record.n_pages} {'page' if record.n_pages == 1 else 'pages'}",
        *record.notes,
    ]
    authority = stated.authority.value or "(authority not known)"
    yield f"{authority}: {stated.title.value or '(no title)'}"
    yield f"    {', '.join(fact for fact in facts if fact)}"
    yield f"    {record.source}"


def judgement_lines(record: JudgementRecord) -> Iterator[str]:
    """A grade in two lines: what it is, and what states it."""
    row = judgement_row(record)
    dated = row["inspected_to"] or row["published"] or "(not dated)"
    authority = row["authority"] or "(authority not known)"
    yield f"{authority}  {dated}  {row['strand']}: {row['grade']}"
    yield f"    {row['source']}, page {row['page']}: “{row['quote']}”"


def report_lines(report: BuildReport) -> Iterator[str]:
    """Every file that was not indexed, with its reason, the counts, and what the build took."""
    for record in report.files:
        if record.reason is not None:
            yield f"{record.outcome}: {record.source}: {record.reason}"
    yield ", ".join(f"{count} {outcome}" for outcome, count in report.counts.items())
    state = "built" if report.built else "nothing had changed"
    yield (
        f"{report.n_documents} documents, {report.n_passages} passages, {report.n_sentences} "
        f"sentences; {report.seconds:.1f} s, {report.peak_memory_bytes / 2**20:.0f} MB at most; "
        f"generation {report.generation} ({state})"
    )


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
