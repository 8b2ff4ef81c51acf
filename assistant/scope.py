"""Which documents may answer: a question's authorities, speaker and periods become sides.

A side is what one group of an answer draws on: an authority, or one inspection of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.kinds import is_grade_question
from assistant.question import VISITS, AnswerKind, AuthorityMention, Period, Question
from corpus.document import Kind, Speaker
from index.engine import DocumentRecord

__all__ = ["Scope", "Side", "date_of", "find_scope", "inspections", "shown_date"]

_INSPECTING = {Kind.INSPECTION_REPORT, Kind.MONITORING_LETTER}
_N_SINCE = 4  # inspections set side by side since a time at most: the first and the latest of them


@dataclass(frozen=True, slots=True)
class Side:
    """Documents that may answer, the latest first; `label` names the group, None if undivided.

    `strict` sides answer from the first inspection only. `missing` says why there are none.
    """

    label: str | None
    documents: tuple[DocumentRecord, ...]
    missing: str | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The sides of an answer; `undated` tells that older documents are admitted as second best."""

    sides: tuple[Side, ...]
    undated: bool


def date_of(record: DocumentRecord) -> date | None:
    """The day a document stands for: the end of its fieldwork, else its publication."""
    found = record.provenance
    return found.inspected_to.value or found.inspected_from.value or found.published.value


def shown_date(record: DocumentRecord) -> str:
    """How a document's date is said: "inspected June 2023", "published May 2019"."""
    found = record.provenance
    inspected = found.inspected_to.value or found.inspected_from.value
    if inspected:
        return f"inspected {inspected:%B %Y}"
    published = found.published.value
    return f"published {published:%B %Y}" if published else "undated"


def inspections(records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """`records` of inspections, in order of date; undated ones are left out."""
    dated = [r for r in records if r.provenance.kind.value in _INSPECTING and date_of(r)]
    return sorted(dated, key=lambda r: (date_of(r) or date.min, r.id))


def find_scope(question: Question, records: Sequence[DocumentRecord]) -> Scope:
    """The documents, among `records`, that may answer `question`."""
    spoken = [r for r in records if _may_speak(r, question.speaker)]
    undated = not question.periods
    if question.kind is AnswerKind.TREND:
        sides = _trend_sides(question, spoken)
        if sides:
            return Scope(tuple(sides), undated=False)
    if not question.authorities:
        return Scope((_side(None, spoken, question.periods),), undated)
    sides = [
        _side(mention, [r for r in spoken if _about(r, mention)], question.periods)
        for mention in question.authorities
    ]
    if len(sides) == 1:
        only = sides[0]
        sides = [Side(None, only.documents, only.missing, only.authority)]
    return Scope(tuple(sides), undated)


def _may_speak(record: DocumentRecord, speaker: Speaker | None) -> bool:
    return speaker is None or record.provenance.speaker.value is speaker


def _about(record: DocumentRecord, mention: AuthorityMention) -> bool:
    return record.provenance.authority.value == mention.name


def _newest_first(records: Sequence[DocumentRecord]) -> tuple[DocumentRecord, ...]:
    return tuple(sorted(records, key=lambda r: (date_of(r) or date.min, r.id), reverse=True))


def _side(
    mention: AuthorityMention | None, records: Sequence[DocumentRecord], periods: Sequence[Period]
) -> Side:
    name = mention.name if mention else None
    if not records:
        return Side(name, (), "no documents", name)
    if not periods:
        return Side(name, _newest_first(records), authority=name)
    kept: list[DocumentRecord] = []
    before: Period | None = None
    for period in periods:
        kept += [r for r in _within(period, records, before) if r not in kept]
        before = period
    if not kept:
        return Side(name, (), _missing(periods, records), name)
    return Side(name, _newest_first(kept), authority=name)


def _missing(periods: Sequence[Period], records: Sequence[DocumentRecord]) -> str:
    """That none of `records` is of `periods`, and of what times they are."""
    held = ", ".join(dict.fromkeys(shown_date(r) for r in inspections(records)))
    label = " or ".join(p.label for p in periods)
    why = f"nothing held of {label}"
    visits = [r for r in records if _is_of(r, VISITS)]
    if not visits and any(p.of == VISITS for p in periods):
        why = "no letter of a monitoring or focused visit is held"
        held = f"inspection reports, {held}" if held else ""
    return f"{why} (held: {held})" if held else why


def _is_of(record: DocumentRecord, sort: str) -> bool:
    if sort == VISITS:
        return record.provenance.kind.value is Kind.MONITORING_LETTER
    return record.provenance.framework.value == sort


def _within(
    period: Period, records: Sequence[DocumentRecord], before: Period | None
) -> list[DocumentRecord]:
    """The records of `period`, with those that carry no date, which nothing excludes."""
    if period.of is not None:
        records = [r for r in records if _is_of(r, period.of)]
    undated = [r for r in records if date_of(r) is None]
    known = inspections(records)
    # the visits that follow an inspection are not the next one
    known = [r for r in known if r.provenance.kind.value is Kind.INSPECTION_REPORT] or known
    if period.preceding:
        earlier = [
            r for r in known if period.last is None or (date_of(r) or date.max) <= period.last
        ]
        return earlier[-period.preceding : len(earlier) - period.preceding + 1]
    if period.following and period.first:
        return [r for r in known if (date_of(r) or date.min) >= period.first][:1]
    if period.following:
        earlier = _within(before, records, None) if before else []
        since = max((date_of(r) or date.min for r in earlier), default=date.min)
        return [r for r in known if (date_of(r) or date.min) > since][:1]
    if (period.ordinal is not None or period.places is not None) and not known:
        return list(records)
    if period.places is not None:
        return [*known[slice(*period.places)], *undated]
    if period.ordinal is not None:
        try:
            chosen = known[period.ordinal]
        except IndexError:
            return undated
        if not period.latest:
            return [chosen, *undated]
        since = date_of(chosen) or date.min
        return [r for r in records if (date_of(r) or date.max) >= since]
    inspected = [r for r in records if _touches(period, r, inspected=True)]
    published = [r for r in records if _touches(period, r, inspected=False)]
    found = inspected or published
    if period.since:
        # what changed since a year starts from the report that came out in it
        found = [r for r in records if r in inspected or r in published]
    elif period.first and period.last and (period.last - period.first).days > 40:
        # a year is said of the inspection or of its report: either may be meant
        found = list(dict.fromkeys([*inspected, *published]))
    elif not found and period.first and period.last:
        # a month between the inspection and its report
        found = [r for r in records if _spans(r, period.first, period.last)]
    elif not found and period.last:
        # what came before an inspection is told by its own report
        year = Period(period.label, date(period.last.year, 1, 1), date(period.last.year, 12, 31))
        found = [r for r in records if _touches(year, r, inspected=True)]
    return [*found, *(r for r in undated if r not in found)]


def _touches(period: Period, record: DocumentRecord, *, inspected: bool) -> bool:
    found = record.provenance
    if inspected:
        first = found.inspected_from.value or found.inspected_to.value
        last = found.inspected_to.value or found.inspected_from.value
    else:
        first = last = found.published.value
    if first is None or last is None:
        return False
    return (period.first is None or last >= period.first) and (
        period.last is None or first <= period.last
    )


def _spans(record: DocumentRecord, first: date, last: date) -> bool:
    start, end = record.provenance.inspected_from.value, record.provenance.published.value
    return start is not None and end is not None and start <= last and end >= first


def _trend_sides(question: Question, records: Sequence[DocumentRecord]) -> list[Side]:
    """One side for each inspection compared, the earliest first; none of many authorities.

    Where no time is named the latest comes first, as it does for any undated question, unless grades are
    asked for: these are read as a row.
    """
    mentions: Sequence[AuthorityMention | None] = question.authorities
    if not mentions and len({r.provenance.authority.value for r in records}) == 1:
        mentions = (None,)
    sides: list[Side] = []
    for mention in mentions:
        own = [r for r in records if mention is None or _about(r, mention)]
        ordered = _compared(question.periods, own)
        if len(ordered) < 2:
            continue
        if question.terms and not question.periods and not is_grade_question(question.topic):
            ordered.reverse()
        name = mention.name if mention else None
        years = [f"{date_of(record):%Y}" for record in ordered]
        for record, year in zip(ordered, years, strict=True):
            label = year if years.count(year) == 1 else f"{date_of(record):%B %Y}"
            if len(mentions) > 1 and name:
                label = f"{name} {label}"
            sides.append(Side(label, (record,), authority=name))
    return sides


def _compared(periods: Sequence[Period], records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The inspections that `periods` set side by side, in order of date; all where none is named."""
    known = inspections(records)
    if not periods:
        return known
    chosen: list[DocumentRecord] = []
    before: Period | None = None
    for period in periods:
        within = inspections(_within(period, records, before))
        before = period
        if period.each or (period.since and len(within) <= _N_SINCE):
            chosen += within
        elif period.since:
            chosen += [within[0], *within[1 - _N_SINCE :]]
        elif within:
            chosen.append(within[-1])
    if len(set(chosen)) == 1 and not any(period.each for period in periods):
        # one inspection alone shows no change: with the latest, or else with the one before it
        chosen += known[-2:] if known[-1] in chosen and len(periods) == 1 else known[-1:]
    return inspections(list(dict.fromkeys(chosen)))
