"""What a document is called and who published it: cover and text in, title and publisher out."""

from __future__ import annotations

import re

from corpus.authorities import Authorities
from corpus.document import Kind
from corpus.kinds import names_visit
from corpus.raw import RawDocument

__all__ = ["publisher_of", "title_of"]

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


def title_of(raw: RawDocument, cover: str, kind: Kind) -> str | None:
    """The title that the document states, or None."""
    lines = cover.splitlines()
    if kind is Kind.INSPECTION_REPORT:
        return _report_title(lines)
    if raw.title_hint and kind is not Kind.MONITORING_LETTER:
        return raw.title_hint.strip() or None
    for line in lines[:12]:
        if re.search(r"\bagenda item\b|^minutes\b|^dear\b|^meeting of\b", line, re.IGNORECASE):
            continue
        if kind is Kind.MONITORING_LETTER and not names_visit(line):
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


def publisher_of(
    raw: RawDocument, whole: str, kind: Kind | None, authority: str | None
) -> str | None:
    """Who published it: Ofsted its reports, a council its minutes, else the site that says so."""
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
