"""An answer in, the record of it that programs read out: the format of docs/formats.md.

The record is a promise: keys are added, never renamed or dropped.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.answer import Answer, Extract
from assistant.question import Question

__all__ = ["MAX_EXTRACTS", "answer_record", "ask_record", "question_record"]

MAX_EXTRACTS = 10


def answer_record(answer: Answer, question_id: str | None) -> dict[str, Any]:
    """One line of `findings answer`: the extracts in the order a reader sees them, at most ten, or one
    for each group where there are more.
    """
    n_extracts = max(MAX_EXTRACTS, len(answer.groups))
    return {
        "id": question_id,
        "status": "answered" if answer.refusal is None else "not_found",
        "refusal": None if answer.refusal is None else answer.refusal.kind.value,
        "elapsed_ms": round(answer.elapsed_ms, 2),
        "extracts": [_extract(extract) for extract in answer.extracts[:n_extracts]],
    }


def ask_record(answer: Answer) -> dict[str, Any]:
    """What `findings ask --json` prints: the record, its `id` null, and what a reader is told."""
    refusal = answer.refusal
    return {
        **answer_record(answer, None),
        "understood": question_record(answer.question),
        "notices": [
            {
                "kind": notice.kind.value,
                "text": notice.text,
                "extract": None if notice.extract is None else _extract(notice.extract),
            }
            for notice in answer.notices
        ],
        "groups": list(answer.groups),
        "confidence": None if answer.confidence is None else answer.confidence.value,
        "message": None if refusal is None else refusal.message,
        "next_step": None if refusal is None else refusal.next_step,
        "nearest": [] if refusal is None else [_extract(each) for each in refusal.nearest],
    }


def question_record(question: Question) -> dict[str, Any]:
    """How a question was understood."""
    return {
        "text": question.text,
        "topic": question.topic,
        "kind": question.kind.value,
        "authorities": [
            {"name": a.name, "typed": a.typed, "held": a.held, "known": a.known}
            for a in question.authorities
        ],
        "speaker": None if question.speaker is None else question.speaker.value,
        "periods": [
            {"label": p.label, "first": _day(p.first), "last": _day(p.last), "latest": p.latest}
            for p in question.periods
        ],
        "corrections": [{"typed": c.typed, "read_as": c.read_as} for c in question.corrections],
        "carried": list(question.carried),
    }


def _extract(extract: Extract) -> dict[str, Any]:
    citation = extract.citation
    return {
        "source": citation.source,
        "page": citation.page,
        "last_page": citation.last_page,
        "paragraph": citation.paragraph,
        "quote": extract.quote,
        "authority": citation.authority,
        "publisher": citation.publisher,
        "kind": citation.kind.value,
        "speaker": citation.speaker.value,
        "inspected_from": _day(citation.inspected_from),
        "inspected_to": _day(citation.inspected_to),
        "published": _day(citation.published),
        "group": extract.group,
        "score": extract.score,
        "document": citation.document_id,
        "sha256": citation.sha256,
        "start": extract.span.start,
        "end": extract.span.end,
        "title": citation.title,
        "headings": list(citation.heading_path),
        "grade": citation.grade,
        "about": citation.about.value,
        "lead_in": extract.lead_in,
        "before": extract.before,
        "after": extract.after,
    }


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
