"""What sort of document it is, and who speaks in it: its words in, kind, speaker, framework out.

An inspector's report shows itself on its cover, minutes by their forms ("RESOLVED", "Agenda item"),
an article by how it reports ("Ofsted has found"). The weaker the sign, the later it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Kind, Speaker

__all__ = ["framework_of", "kind_of", "kind_of_name", "names_visit", "speaker_of"]

_LEAD_CHARACTERS = 1_500

_REPORT = re.compile(
    r"^[ \t]*(?:\d+[ \t]*\n\s*)?(?:joint\s+targeted\s+area\s+|re-?)?inspection\s+(?:of|report)\b|"
    r"^[ \t]*lead\s+inspector\b|^[ \t]*reporting\s+inspector\b|^[ \t]*inspection\s+dates?\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_LETTER = re.compile(
    r"\b(?:monitoring|focused|focussed)\s+visit\b|\bassurance\s+visit\b", re.IGNORECASE
)
_VISIT_DATES = re.compile(
    r"^[ \t]*(?:dates?\s+of\s+(?:the\s+)?visit|(?:visit|inspection)\s+dates?)\b",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESSED = re.compile(r"^[ \t]*Dear\s+\w+|\bThis letter summarises\b", re.MULTILINE)
_MINUTES = re.compile(
    r"\W*(?:minutes(?: of\b.*)?\W*|resolved\b.*|agenda item\b.*|.*\bagenda item\W*|"
    r"apologies for absence.*|declarations? of interests?.*)",
    re.IGNORECASE,
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
            r"inspections?\s+of\s+(?:[^.]{1,80}?\s)?local\s+authority\s+children[’']?s\s+services",
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


def kind_of(cover: str, whole: str) -> Kind | None:
    """The kind that the first page `cover` and the text `whole` show, or None."""
    letter = _LETTER.search(cover)
    if letter and _ADDRESSED.search(cover):
        return Kind.MONITORING_LETTER
    if letter and letter.start() < 300 and _VISIT_DATES.search(cover):
        return Kind.MONITORING_LETTER
    if _REPORT.search(cover):
        return Kind.INSPECTION_REPORT
    forms = sum(_MINUTES.fullmatch(line) is not None for line in _short_lines(whole))
    if forms >= 2:
        return Kind.MINUTES
    if _OFSTED.search(cover[:_LEAD_CHARACTERS]) and _REPORTED.search(whole):
        return Kind.NEWS
    if forms and _COMMITTEE.search(whole):
        return Kind.MINUTES
    return None


def _short_lines(text: str) -> Iterator[str]:
    """Lines that may be a heading or a form of words, white space single."""
    return (" ".join(line.split()) for line in text.splitlines() if len(line) < 200)


def speaker_of(kind: Kind | None, whole: str) -> Speaker | None:
    """Whose findings the document holds, or None."""
    if kind in (Kind.INSPECTION_REPORT, Kind.MONITORING_LETTER):
        return Speaker.OFSTED
    if kind is Kind.MINUTES:
        return Speaker.COUNCIL
    if kind is Kind.NEWS:
        return Speaker.OFSTED if _REPORTED.search(whole) else None
    return Speaker.COUNCIL if _COMMITTEE.search(whole) else None


def framework_of(cover: str, whole: str) -> str | None:
    """The framework that an inspection was under: "SIF", "ILACS", …; or None."""
    title = cover[:400]
    for part in (title, cover, whole[:12_000]):
        for name, pattern in _FRAMEWORKS:
            if pattern.search(part) and (part is title or name != "JTAI"):
                return name
    return None


def kind_of_name(stem: str) -> Kind | None:
    """The kind that a file's name, without its ending, gives."""
    name = stem.lower()
    if re.search(r"monitoring|focus+ed.visit", name):
        return Kind.MONITORING_LETTER
    if re.search(r"\bminutes\b|_minutes", name):
        return Kind.MINUTES
    if re.search(r"services.inspection|inspection.report|inspection.of", name):
        return Kind.INSPECTION_REPORT
    return None


def names_visit(line: str) -> bool:
    """Whether `line` speaks of a monitoring or focused visit."""
    return _LETTER.search(line) is not None
