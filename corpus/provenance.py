"""Where a document comes from and what it says of itself: cover and file name in, Provenance out.

A sidecar wins, then the text, then the name of the file and its folders. What none of them states
stays unknown: a wrong date or council would make a right quote a wrong answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar, cast

from corpus.authorities import Authorities
from corpus.dates import Period, date_of_name, dates_in, period_at
from corpus.document import Kind, Origin, Provenance, Stated
from corpus.kinds import framework_of, kind_of, kind_of_name, speaker_of
from corpus.raw import RawDocument
from corpus.subject import authority_of_cover, authority_of_prose
from corpus.titles import publisher_of, title_of

__all__ = ["describe"]

T = TypeVar("T")

_COVER_CHARACTERS = 1_800
_LEAD_CHARACTERS = 1_500
_MOST_CHARACTERS = 400_000

_INSPECTED = re.compile(
    r"^[ \t]*(?:on-?site\s+)?(?:dates?\s+of\s+(?:the\s+)?(?:inspection|visit)|"
    r"(?:inspection|visit)\s+dates?|inspected\s+on)\s*:?",
    re.IGNORECASE | re.MULTILINE,
)
_VISITED = re.compile(
    r"\b(?:focus+ed|monitoring|assurance|this)\s+visit\b[^.]{0,160}?\b(?:on|between|from)\s+"
    r"(?=\d|\w+day\b)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^[ \t]*(?:first\s+)?(?:report\s+|article\s+)?(?:published|posted|date\s+published|"
    r"publication\s+date|date\s+of\s+publication)(?:\s+on)?\s*:?\s*",
    re.IGNORECASE | re.MULTILINE,
)
_MEETING = re.compile(
    r"^[ \t]*(?:(?:minutes\s+of\s+)?(?:a\s+|the\s+)?meeting\s+(?:of|held)\b|date\s*:)[^\n]*"
    r"(?:\n[^\n]+)?",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """Values as the sidecar, the text and the file name give them; None where they do not."""

    sidecar: Mapping[str, object]

    def state(self, key: str, text: T | None, file_name: T | None = None) -> Stated[T]:
        """State the value of the surest origin that has one."""
        stated = self.sidecar.get(key)
        if stated is not None:
            return Stated(cast(T, stated), Origin.SIDECAR)
        if text is not None:
            return Stated(text, Origin.TEXT)
        if file_name is not None:
            return Stated(file_name, Origin.FILE_NAME)
        return Stated(None, Origin.UNKNOWN)

    def follow(self, key: str, value: T | None, kind: Stated[Kind]) -> Stated[T]:
        """State what is known from the document's kind: no surer than the kind itself."""
        if kind.origin is Origin.FILE_NAME:
            return self.state(key, None, value)
        return self.state(key, value)


def describe(
    raw: RawDocument,
    *,
    source: str,
    sidecar: Mapping[str, object] | None = None,
) -> Provenance:
    """Return what is known of the document, each value with its origin.

    The pages are read as extracted, since cleaning takes repeated lines away. `source` is the
    path below the folder it was found in, as posix; `sidecar` is what :func:`corpus.sidecar.load`
    gives. A value that nothing states is unknown; a document whose text has none of the marks of
    its kind is `Kind.OTHER`. Minutes are `published` on the day of their meeting.
    """
    found = _Found(sidecar or {})
    whole = _spaced("\n".join(raw.pages))
    first = _first_text(raw.pages)
    cover = first[:_COVER_CHARACTERS]
    stem = PurePosixPath(source).stem
    name_date = date_of_name(stem)
    named = _authority_in_name(source)

    kind = found.state("kind", kind_of(cover, whole), kind_of_name(stem))
    if kind.value is None:
        kind = Stated(Kind.OTHER, Origin.TEXT)
    by_ofsted = kind.value in (Kind.INSPECTION_REPORT, Kind.MONITORING_LETTER)
    title = title_of(raw, cover, kind.value or Kind.OTHER)
    if by_ofsted:
        subject = authority_of_cover(cover, whole, named)
    else:
        subject = authority_of_prose(title, first[:_LEAD_CHARACTERS], whole)
    authority = found.state("authority", subject, named)
    publisher = publisher_of(raw, whole, kind.value, authority.value)
    inspected = _inspected(cover, whole, kind.value) if by_ofsted else None
    published = found.state("published", _published(raw, cover, whole, kind.value), name_date)
    if published.origin is Origin.TEXT and inspected and published.value is not None:
        misprinted = published.value < inspected.first
        if misprinted and name_date is not None and name_date >= inspected.last:
            published = Stated(name_date, Origin.FILE_NAME)
    if published.value is None and kind.value is Kind.MONITORING_LETTER:
        published = found.state("published", _day_alone(cover))
    return Provenance(
        title=found.state("title", title),
        authority=authority,
        publisher=found.follow("publisher", publisher, kind),
        kind=kind,
        speaker=found.follow("speaker", speaker_of(kind.value, whole), kind),
        framework=found.state("framework", framework_of(cover, whole) if by_ofsted else None),
        inspected_from=found.state("inspected_from", inspected.first if inspected else None),
        inspected_to=found.state("inspected_to", inspected.last if inspected else None),
        published=published,
        source_url=found.state("source_url", raw.meta.get("url")),
    )


def _spaced(text: str) -> str:
    """The beginning and the end of `text`, as much as a report has, spaces single."""
    if len(text) > _MOST_CHARACTERS:
        text = f"{text[:_MOST_CHARACTERS]}\n{text[-_COVER_CHARACTERS:]}"
    return re.sub(r"[^\S\n]+", " ", text)


def _first_text(pages: tuple[str, ...]) -> str:
    """The text from the first page on that has any, lines stripped and blank ones left out."""
    lines = (line.strip() for page in pages[:3] for line in _spaced(page[:20_000]).splitlines())
    return "\n".join(line for line in lines if line and not line.isdigit())


def _inspected(cover: str, whole: str, kind: Kind | None) -> Period | None:
    for label in _INSPECTED.finditer(cover):
        period = period_at(cover[label.end() : label.end() + 90])
        if period is not None:
            return period
    if kind is not Kind.MONITORING_LETTER:
        return None
    for visit in _VISITED.finditer(whole[:4_000]):
        period = period_at(whole[visit.end() : visit.end() + 60])
        if period is not None:
            return period
    return None


def _published(raw: RawDocument, cover: str, whole: str, kind: Kind | None) -> date | None:
    head, foot = whole[:6_000], whole[-1_500:]
    for label in (*_PUBLISHED.finditer(head), *_PUBLISHED.finditer(foot)):
        line = (head if label.string is head else foot)[label.end() :][:60]
        found = next(dates_in(line), None)
        if found is not None and found.start < 25:
            return found.day
    if kind is Kind.MINUTES:  # said on the day of the meeting
        for meeting in _MEETING.finditer(cover):
            found = next(dates_in(meeting.group()), None)
            if found is not None:
                return found.day
    if kind in (Kind.NEWS, Kind.MINUTES):
        found = next(dates_in(raw.meta.get("date", "")), None)
        return found.day if found else _day_alone(cover[:600])
    return None


def _day_alone(text: str) -> date | None:
    """The day of the first line that is a date and nothing else, or little else."""
    for line in text.splitlines()[:14]:
        found = next(dates_in(line), None)
        if found is not None and len(line.strip()) - (found.end - found.start) <= 24:
            return found.day
    return None


def _authority_in_name(source: str) -> str | None:
    """The authority that the file's name gives, else the nearest folder's."""
    authorities = Authorities.load()
    path = PurePosixPath(source)
    for part in (path.stem, *(folder.name for folder in path.parents)):
        whole = authorities.canonical(part)
        if whole is not None:
            return whole
        names = {m.name for m in authorities.find(part) if not m.elsewhere}
        if len(names) == 1:
            return names.pop()
        if names:
            return None
    return None
