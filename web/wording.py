"""Values in plain words: dates, pages, who says it. Used by the templates as filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.question import AnswerKind, Period
from assistant.wording import (
    KIND_NAMES,
    capital,
    count,
    day,
    days,
    headings,
    joined,
    pages,
    place,
    quote_lines,
    short_name,
    when,
    who_says,
)
from corpus.document import Kind, Speaker

__all__ = ["FILTERS", "kind_name", "speaker_name", "topic_words"]


def kind_name(kind: Kind | None) -> str:
    """The sort of document, as a label."""
    return capital(KIND_NAMES[kind]) if kind else "Not known"


def speaker_name(speaker: Speaker | None) -> str:
    """Whose words are looked for, as a label."""
    return {
        Speaker.OFSTED: "Ofsted’s inspectors",
        Speaker.COUNCIL: "The council",
    }.get(speaker or Speaker.UNKNOWN, "Anyone")


# What asks, not what is asked about: before a topic, and left over behind it.
_ASKS = "what|which|how|who|when|where|why|is|are|was|were|do|does|did|has|have|had|can|could|well"
_BEFORE_TOPIC = re.compile(
    rf"(^|\()\s*(?:(?:{_ASKS}|many|much|the|a|an|any|there)\s+)+(?=\w)", re.IGNORECASE
)
_BEHIND_TOPIC = re.compile(r"(?:\s+(?:is|are|was|were|do|does|did|get|gets|got))+(?=\s*[()]|$)")


def topic_words(topic: str) -> str:
    """A topic as it is shown, without the question's marks and what only asks: "what grade did
    get? (care leavers?)" -> "grade (care leavers)".
    """
    plain = re.sub(r"[\s?.]+(?=\s*[()]|$)", "", topic)
    told = _BEHIND_TOPIC.sub("", _BEFORE_TOPIC.sub(r"\1", plain))
    return re.sub(r"\s*\(", " (", told if told.strip("() ") else plain).strip()


def period_name(periods: Sequence[Period]) -> str:
    """The time asked about: "2016", "2016 and 2019"."""
    return joined([period.label for period in periods])


def answer_kind_name(kind: AnswerKind) -> str:
    """What is looked for, as a label."""
    return {
        AnswerKind.FINDING: "A finding",
        AnswerKind.FIGURE: "A figure or a date",
        AnswerKind.GRADE: "A grade",
        AnswerKind.IMPROVE: "What must improve",
        AnswerKind.COMPARE: "A comparison",
        AnswerKind.TREND: "A change over time",
    }[kind]


FILTERS: dict[str, Callable[..., object]] = {
    "answer_kind_name": answer_kind_name,
    "capital": capital,
    "count": count,
    "day": day,
    "days": days,
    "headings": headings,
    "joined": joined,
    "kind_name": kind_name,
    "pages": pages,
    "period_name": period_name,
    "place": place,
    "quote_lines": quote_lines,
    "short_name": short_name,
    "speaker_name": speaker_name,
    "topic_words": topic_words,
    "when": when,
    "who_says": who_says,
}
