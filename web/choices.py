"""What a reader chooses beside a question: the fields of a form become :class:`Choices`, and back.

A part of a question can be chosen anew, dropped, or left to the question again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from werkzeug.datastructures import MultiDict

from assistant.question import ANY_TIME, AnswerKind, Choices, Part, Period, Question
from assistant.wording import days
from corpus.document import Speaker
from web.typed_text import clean_question
from web.wording import topic_words

__all__ = [
    "AUTHORITY_DROP",
    "KINDS",
    "MAX_TOPIC_CHARS",
    "change",
    "drop",
    "fields",
    "period_of",
    "period_value",
]

MAX_TOPIC_CHARS = 300
AUTHORITY_DROP = "authority:"  # before the name of one of several
KINDS = (
    AnswerKind.FINDING,
    AnswerKind.FIGURE,
    AnswerKind.GRADE,
    AnswerKind.IMPROVE,
    AnswerKind.TREND,
)
_LATEST = Period("latest", ordinal=-1)
_NAMED_TIMES = {"any": ANY_TIME, "latest": _LATEST}
_YEAR = re.compile(r"(19|20)\d\d")
_CHOSEN: dict[Part, str] = {
    Part.AUTHORITY: "authorities",
    Part.SPEAKER: "speaker",
    Part.PERIOD: "period",
    Part.TOPIC: "topic",
    Part.KIND: "kind",
}


def change(
    choices: Choices,
    question: Question | None,
    form: MultiDict[str, str],
    authorities: Collection[str],
) -> Choices:
    """`choices` made beside `question`, changed by what `form` sends.

    "drop" names a part to leave out and "restore" one to leave to the question again; else the
    fields say what is chosen, an empty one nothing. `authorities` may be chosen.

    :raises ValueError: the form chooses what is not offered.
    """
    if form.get("drop"):
        return drop(choices, question, form["drop"])
    if form.get("restore"):
        return _restore(choices, Part(form["restore"]))
    return Choices(
        authorities=_authorities(question, form.getlist("authority"), authorities),
        speaker=Speaker(form["speaker"]) if form.get("speaker") else None,
        period=period_of(form["period"]) if form.get("period") else None,
        topic=_topic(choices, question, clean_question(form.get("topic", ""))[:MAX_TOPIC_CHARS]),
        kind=AnswerKind(form["kind"]) if form.get("kind") else None,
        dropped=_dropped(choices, alone=bool(form.get("alone"))),
    )


def _dropped(choices: Choices, *, alone: bool) -> frozenset[Part]:
    everything = frozenset(Part)
    if alone:
        return everything
    return choices.dropped if choices.dropped != everything else frozenset()


def drop(choices: Choices, question: Question | None, part: str) -> Choices:
    """`choices` without a part of `question`: what was carried stays out, what its words say is
    set aside. "authority:Wirral" drops one authority of several.

    :raises ValueError: there is no such part.
    """
    if part.startswith(AUTHORITY_DROP):
        name = part.removeprefix(AUTHORITY_DROP)
        named = [mention.name for mention in question.authorities] if question else []
        if name not in named:
            raise ValueError(f"{name} is not part of the question")
        return replace(choices, authorities=tuple(n for n in named if n != name))
    dropped = Part(part)
    if question is not None and dropped in question.carried:
        choices = _restore(choices, dropped)
        return replace(choices, dropped=choices.dropped | {dropped})
    if dropped is Part.TOPIC:
        raise ValueError("the question's own topic cannot be dropped")
    aside = {
        Part.AUTHORITY: Choices(authorities=()),
        Part.SPEAKER: Choices(speaker=Speaker.UNKNOWN),
        Part.PERIOD: Choices(period=ANY_TIME),
        Part.KIND: Choices(kind=AnswerKind.FINDING),
    }[dropped]
    name = _CHOSEN[dropped]
    changes = {name: getattr(aside, name)}
    return replace(choices, **changes)


def _restore(choices: Choices, part: Part) -> Choices:
    nothing: dict[str, None] = {_CHOSEN[part]: None}
    return replace(choices, dropped=choices.dropped - {part}, **nothing)


def fields(choices: Choices) -> list[tuple[str, str]]:
    """The form fields, name and value, that :func:`change` reads as `choices`."""
    sent = [("authority", name) for name in choices.authorities or ()]
    if choices.authorities == ():
        sent.append(("authority", "any"))
    if choices.speaker:
        sent.append(("speaker", choices.speaker.value))
    if choices.period:
        sent.append(("period", period_value(choices.period)))
    if choices.topic:
        sent.append(("topic", choices.topic))
    if choices.kind:
        sent.append(("kind", choices.kind.value))
    if choices.dropped:
        sent.append(("alone", "yes"))
    return sent


def period_value(period: Period | None) -> str:
    """How a period is sent: "any", "latest", "2016" or "2016-07-04..2016-07-28"; "" for others."""
    for value, named in _NAMED_TIMES.items():
        if period == named:
            return value
    if period is None or period.first is None or period.last is None:
        return ""
    if period == _year(period.first.year):
        return f"{period.first.year}"
    return f"{period.first}..{period.last}"


def period_of(value: str) -> Period:
    """The period that `value` names; :raises ValueError: it names none."""
    if value in _NAMED_TIMES:
        return _NAMED_TIMES[value]
    if _YEAR.fullmatch(value):
        return _year(int(value))
    first, last = (date.fromisoformat(day) for day in value.split("..", 1))
    if first > last:
        raise ValueError(f"{value} ends before it begins")
    return Period(days(first, last), first, last)


def _year(year: int) -> Period:
    return Period(f"{year}", date(year, 1, 1), date(year, 12, 31))


def _authorities(
    question: Question | None, sent: list[str], offered: Collection[str]
) -> tuple[str, ...] | None:
    """The names sent, in order; () for any, None for what the question says.

    Where only the second of two fields is filled, the question's own authorities are compared
    with it.
    """
    names = [name for name in sent if name not in ("", "any")]
    unknown = [name for name in names if name not in offered]
    if unknown:
        raise ValueError(f"no document is held of {unknown[0]}")
    if len(sent) > 1 and not sent[0] and names and question is not None:
        names = [mention.name for mention in question.authorities] + names
    if names:
        return tuple(dict.fromkeys(names))
    return () if "any" in sent else None


def _topic(choices: Choices, question: Question | None, sent: str) -> str | None:
    """What was typed as the topic; None where it is what the question says."""
    if not sent:
        return None
    understood = topic_words(question.topic) if question is not None else ""
    return choices.topic if sent == understood else sent
