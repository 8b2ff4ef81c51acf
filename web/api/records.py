"""Values in, the JSON of them out: the records of docs/formats.md, with permanent links, and each
quote compared with its document as it is held now."""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer
from assistant.question import Choices
from assistant.record import ask_record
from corpus.document import Span
from index.engine import JudgementRecord
from index.listing import judgement_row
from web.choices import period_value
from web.conversations import Entry
from web.permanent import permanent_url
from web.standing import held_document

__all__ = ["answer_told", "entry_told", "judgement_told"]


def answer_told(answer: Answer) -> dict[str, Any]:
    """The record of an answer, each extract with its permanent link and whether it stands there."""
    record = ask_record(answer)
    told = (notice["extract"] for notice in record["notices"] if notice["extract"])
    for extract in (*record["extracts"], *record["nearest"], *told):
        span = Span(extract["start"], extract["end"])
        document = held_document(extract["document"])
        extract["link"] = permanent_url(extract["document"], span, extract["quote"])
        extract["verified"] = bool(document and document.quote(span) == extract["quote"])
    return record


def entry_told(entry: Entry) -> dict[str, Any]:
    """A question of a conversation and its answer."""
    return {
        "number": entry.number,
        "question": entry.asked.question,
        "choices": _choices(entry.asked.choices),
        "answer": None if entry.answer is None else answer_told(entry.answer),
    }


def judgement_told(record: JudgementRecord) -> dict[str, Any]:
    """A grade with the document that states it and a link to the words."""
    document_id = record.document.id
    return {
        **judgement_row(record),
        "document": document_id,
        "link": permanent_url(document_id, record.judgement.span, record.quote),
    }


def _choices(choices: Choices) -> dict[str, Any]:
    named = choices.authorities
    return {
        "authorities": None if named is None else list(named),
        "speaker": choices.speaker.value if choices.speaker else None,
        "period": period_value(choices.period) or None,
        "topic": choices.topic,
        "kind": choices.kind.value if choices.kind else None,
        "dropped": sorted(part.value for part in choices.dropped),
    }
