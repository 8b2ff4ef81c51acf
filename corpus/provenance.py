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
from corpus.document import Kind, Origin, Provenance, Speaker, Stated
from corpus.raw import RawDocument
from corpus.subject import authority_of_cover, authority_of_prose

__all__ = ["describe"]

T = TypeVar("T")

_COVER_CHARACTERS = 1_800
_LEAD_CHARACTERS = 1_500

_INSPECTED = re.compile(
    r"^[ \t]*(?:on-?site\s+)?(?:dates?\s+of\s+(?:the\s+)?(?:inspection|visit)|"
    r"(?:inspection|visit)\s+dates?|inspected\s+on)\s*:?",
    re.IGNORECASE | re.MULTILINE,
)
_VISITED = re.compile(
    r"(?:visit|inspection)[^.]{0,120}?\b(?:carried\s+out|took\s+place|undertaken|conducted|on)\b"
    r"[^.]{0,60}?(?=\d)",
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
_REPORT = re.compile(
    r"^[ \t]*(?:\d+[ \t]*\n\s*)?(?:joint\s+targeted\s+area\s+|re-?)?inspection\s+(?:of|report)\b|"
    r"^[ \t]*lead\s+inspector\b|^[ \t]*reporting\s+inspector\b|^[ \t]*inspection\s+dates?\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_LETTER = re.compile(
    r"\b(?:monitoring|focused|focussed)\s+visit\b|\bassurance\s+visit\b", re.IGNORECASE
)
_ADDRESSED = re.compile(r"^[ \t]*Dear\s+\w+|\bThis letter summarises\b", re.MULTILINE)
_MINUTES = re.compile(
    r"^\W*(?:minutes(?:\s+of\b[^\n]*)?\s*:?|resolved\b[^\n]*|agenda\s+item\b[^\n]*|"
    r"[^\n]*\bagenda\s+item|apologies\s+for\s+absence[^\n]*|declarations?\s+of\s+interests?[^\n]*)"
    r"\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_COMMITTEE = re.compile(
    r"\b(?:(?:the\s+)?committee\s+(?:was|were|noted|asked|resolved|received)|members\s+(?:asked|noted)|"
    r"scrutiny\s+committee|report\s+of\s+the\s+(?:corporate\s+|strategic\s+|executive\s+)?director)\b",
    re.IGNORECASE,
)
_OFSTED = re.compile(r"\b(?:ofsted|inspectors?|inspectorate|watchdog)\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:ofsted|inspectors?|the\s+inspectorate|the\s+watchdog|the\s+report)\s+(?:has\s+|have\s+|"
    r"also\s+)?(?:found|said|says|praised|warned|noted|concluded|highlighted|reported|criticised)\b|"
    r"\bsaid\s+(?:the\s+)?(?:inspectors?|ofsted|inspectorate|report)\b|"
    r"\b(?:ofsted|inspectorate|watchdog)\b[^.\n]{0,30}\bhas\s+(?:said|found)\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:©|\b[Cc]opyright\b)\s*(?:(?:19|20)\d\d\s*)?(?!Crown)"
    r"([A-Z][\w&.' ]{2,40}?)\s*(?=[.,|\n]|\d{4}|$)|"
    r"\bFind out more about ([A-Z][\w&' ]{2,40}?)(?: here)?[.\n]|"
    r"\b(?:First )?[Pp]ublished (?:by|in) (?:the )?([A-Z][\w&' ]{2,40}?)\s*(?=[.,|\n]|$)"
)
_COUNCIL = re.compile(
    r"\b(?:(?:London|Royal|Metropolitan) Borough of [A-Z]\w+(?: (?:and|upon) [A-Z]\w+)*|"
    r"[A-Z]\w+(?:[- ](?:and |upon |of |on )?[A-Z]\w+){0,4}? (?:(?:City|County|Borough|"
    r"Metropolitan Borough|Metropolitan District|District) )?Council)\b"
)
_FRAMEWORKS = (
    ("JTAI", re.compile(r"joint\s+targeted\s+area\s+inspection", re.IGNORECASE)),
    (
        "SIF",
        re.compile(
            r"services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection", re.IGNORECASE
        ),
    ),
    (
        "ILACS",
        re.compile(
            r"\bILACS\b|the\s+impact\s+of\s+leaders\s+on\s+social\s+work\s+practice|"
            r"inspections?\s+of\s+local\s+authority\s+children[’']?s\s+services",
            re.IGNORECASE,
        ),
    ),
    (
        "safeguarding and looked after children",
        re.compile(r"inspection\s+of\s+safeguarding\s+and\s+looked\s+after", re.IGNORECASE),
    ),
    (
        "child protection",
        re.compile(
            r"inspection\s+of\s+local\s+authority\s+arrangements\s+for\s+the\s+protection",
            re.IGNORECASE,
        ),
    ),
    (
        "looked after children",
        re.compile(r"inspection\s+of\s+(?:services\s+for\s+)?looked\s+after", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """Values as the sidecar, the text and the file name give them; None where they do not."""

    sidecar: Mapping[str, object]

    def state(self, key: str, text: T | None, file_name: T | None = None) -> Stated[T]:
        stated = self.sidecar.get(key)
        if stated is not None:
            return Stated(cast(T, stated), Origin.SIDECAR)
        if text is not None:
            return Stated(text, Origin.TEXT)
        if file_name is not None:
            return Stated(file_name, Origin.FILE_NAME)
        return Stated(None, Origin.UNKNOWN)


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
    whole = "\n".join(raw.pages)
    first = _first_text(raw.pages)
    cover = first[:_COVER_CHARACTERS]
    name_date, name_kind = _in_name(source)
    named = _authority_in_name(source)

    kind = found.state("kind", _kind(cover, whole), name_kind)
    if kind.value is None:
        kind = Stated(Kind.OTHER, Origin.TEXT)
    by_ofsted = kind.value in (Kind.INSPECTION_REPORT, Kind.MONITORING_LETTER)
    title = _title(raw, cover, kind.value or Kind.OTHER)
    if by_ofsted:
        subject = authority_of_cover(cover, whole, named)
    else:
        subject = authority_of_prose(title, first[:_LEAD_CHARACTERS], whole)
    authority = found.state("authority", subject, named)
    inspected = _inspected(cover, whole) if by_ofsted else None
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
        publisher=found.state("publisher", _publisher(raw, whole, kind.value, authority.value)),
        kind=kind,
        speaker=found.state("speaker", _speaker(kind.value, whole)),
        framework=found.state("framework", _framework(cover, whole) if by_ofsted else None),
        inspected_from=found.state("inspected_from", inspected.first if inspected else None),
        inspected_to=found.state("inspected_to", inspected.last if inspected else None),
        published=published,
        source_url=found.state("source_url", raw.meta.get("url")),
    )


def _first_text(pages: tuple[str, ...]) -> str:
    """The text from the first page on that has any, lines stripped and blank ones left out."""
    lines = (line.strip() for page in pages[:3] for line in page.splitlines())
    return "\n".join(line for line in lines if line and not line.isdigit())


def _kind(cover: str, whole: str) -> Kind | None:
    letter = _LETTER.search(cover)
    if letter and _ADDRESSED.search(cover):
        return Kind.MONITORING_LETTER
    report = _REPORT.search(cover)
    if letter and _OFSTED.search(cover) and letter.start() < 300 and _INSPECTED.search(cover):
        return Kind.MONITORING_LETTER
    if report:
        return Kind.INSPECTION_REPORT
    if len(_MINUTES.findall(whole)) >= 2:
        return Kind.MINUTES
    if _OFSTED.search(cover[:_LEAD_CHARACTERS]) and _REPORTED.search(whole):
        return Kind.NEWS
    if _MINUTES.search(whole) and _COMMITTEE.search(whole):
        return Kind.MINUTES
    return None


def _speaker(kind: Kind | None, whole: str) -> Speaker | None:
    if kind in (Kind.INSPECTION_REPORT, Kind.MONITORING_LETTER):
        return Speaker.OFSTED
    if kind is Kind.MINUTES:
        return Speaker.COUNCIL
    if kind is Kind.NEWS:
        return Speaker.OFSTED if _REPORTED.search(whole) else None
    return Speaker.COUNCIL if _COMMITTEE.search(whole) else None


def _inspected(cover: str, whole: str) -> Period | None:
    for label in _INSPECTED.finditer(cover):
        period = period_at(cover[label.end() : label.end() + 90])
        if period is not None:
            return period
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


def _framework(cover: str, whole: str) -> str | None:
    title = cover[:400]
    for part in (title, cover, whole[:12_000]):
        for name, pattern in _FRAMEWORKS:
            if pattern.search(part) and (part is title or name != "JTAI"):
                return name
    return None


def _title(raw: RawDocument, cover: str, kind: Kind) -> str | None:
    lines = cover.splitlines()
    if kind is Kind.INSPECTION_REPORT:
        return _report_title(lines)
    if raw.title_hint and kind is not Kind.MONITORING_LETTER:
        return raw.title_hint.strip() or None
    for line in lines[:12]:
        if re.search(r"\bagenda item\b|^minutes\b|^dear\b|^meeting of\b", line, re.IGNORECASE):
            continue
        if kind is Kind.MONITORING_LETTER and not _LETTER.search(line):
            continue
        sentence = line.endswith((".", ":", ";", ","))
        return None if sentence or len(line) > 160 else line.strip()
    return None


def _report_title(lines: list[str]) -> str | None:
    """The lines around "Inspection of …", down to the dates, the board's review left out."""
    start = next(
        (i for i, line in enumerate(lines) if re.match(r"(?i)(re-?)?inspection\b", line)), None
    )
    if start is None or start > 8 or re.match(r"(?i)inspection\s+date", lines[start]):
        return None
    parts: list[str] = []
    for line in lines[start : start + 5]:
        if re.match(r"(?i)and$|and review|review of|inspection dates?|(lead|reporting) insp", line):
            break
        whole_title = re.search(r"services\W*$", parts[-1]) if parts else None
        if whole_title and Authorities.load().canonical(line):
            lines = [line, *lines]
            start = 1
            break
        parts.append(line)
    body = re.sub(r"(?<=[a-z])\d$", "", " ".join(" ".join(parts).split()))
    before = " ".join(" ".join(lines[:start]).split())
    return f"{before}: {body}" if before and len(before) < 80 else body


def _publisher(
    raw: RawDocument, whole: str, kind: Kind | None, authority: str | None
) -> str | None:
    if kind in (Kind.INSPECTION_REPORT, Kind.MONITORING_LETTER):
        return "Ofsted"
    site = raw.meta.get("sitename")
    if site:
        return site
    if kind is Kind.MINUTES:
        return _council(whole, authority)
    if kind is Kind.NEWS:
        match = _SITE.search(whole)
        return next((g.strip() for g in match.groups() if g), None) if match else None
    return None


def _council(whole: str, authority: str | None) -> str | None:
    """The council as the text names it, else by the usual form of its name."""
    if authority is None:
        return None
    authorities = Authorities.load()
    for match in _COUNCIL.finditer(whole):
        if authorities.canonical(match.group()) == authority:
            return match.group()
    entry = authorities.by_name(authority)
    county = entry is not None and entry.kind == "county"
    return f"{authority} {'County ' if county else ''}Council"


def _in_name(source: str) -> tuple[date | None, Kind | None]:
    path = PurePosixPath(source)
    stem = path.stem.lower()
    kind = None
    if re.search(r"monitoring|focus+ed.visit", stem):
        kind = Kind.MONITORING_LETTER
    elif re.search(r"\bminutes\b|_minutes", stem):
        kind = Kind.MINUTES
    elif re.search(r"services.inspection|inspection.report|inspection.of", stem):
        kind = Kind.INSPECTION_REPORT
    day = date_of_name(path.stem)
    return day, kind


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
