"""An answer in, lines for a terminal out: quote, then citation, and what a reader has to know."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Citation, Extract, NoticeKind, Refusal
from assistant.question import Question
from corpus.document import About, Kind, Speaker

__all__ = ["Style", "answer_lines", "printable"]

_ESCAPES = {"bold": "1", "dim": "2", "accent": "36", "warn": "33"}
_SPEAKERS = {Speaker.OFSTED: "Ofsted", Speaker.COUNCIL: "the council", Speaker.UNKNOWN: "not known"}


@dataclass(frozen=True, slots=True)
class Style:
    """How lines are set: `width` in columns, `colour` where the terminal shows it."""

    width: int = 88
    colour: bool = False

    def paint(self, text: str, how: str) -> str:
        """`text` in a named manner ("bold", "dim", "accent", "warn"), as it is without colour."""
        return f"\x1b[{_ESCAPES[how]}m{text}\x1b[0m" if self.colour and text else text

    def wrapped(self, text: str, indent: int = 0, how: str | None = None) -> Iterator[str]:
        """The lines of `text`, each indented by `indent` columns."""
        margin = " " * indent
        lines = textwrap.wrap(printable(text), max(20, self.width - indent)) or [""]
        for line in lines:
            yield margin + (self.paint(line, how) if how else line)


def printable(text: str) -> str:
    """`text` as one line without control characters: a document cannot steer a terminal."""
    one_line = " ".join(text.split())
    return "".join(c for c in one_line if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def answer_lines(answer: Answer, style: Style | None = None) -> Iterator[str]:
    """The question as understood, notices, and the extracts by side, or the refusal."""
    style = style or Style()
    yield from _understood(answer.question, style)
    for notice in answer.notices:
        if notice.kind is not NoticeKind.CORRECTED:  # said with the question
            yield from style.wrapped(f"Note: {notice.text}", how="warn")
    if answer.refusal is not None:
        yield from _refusal(answer.refusal, style)
        return
    if answer.confidence is not None:
        yield from style.wrapped(f"First extract: {answer.confidence.value}.", how="dim")
    number = 0
    for group in _groups(answer):
        shown = [extract for extract in answer.extracts if extract.group == group]
        if group is not None:
            yield ""
            yield from style.wrapped(group, how="bold")
            if not shown:
                yield from style.wrapped("Nothing located.", 4)
        for extract in shown:
            number += 1
            yield ""
            yield from _extract(extract, f"{number}. ", style)
    for notice in answer.notices:
        if notice.extract is not None:
            yield ""
            yield from style.wrapped("What a later inspection says on this:", how="warn")
            yield from _extract(notice.extract, "   ", style)


def _groups(answer: Answer) -> list[str | None]:
    """The sides in order, those of extracts without one first."""
    seen = dict.fromkeys(extract.group for extract in answer.extracts)
    named = dict.fromkeys([*answer.groups, *(group for group in seen if group is not None)])
    return [*([None] if None in seen else []), *named]


def _understood(question: Question, style: Style) -> Iterator[str]:
    parts = [f"{question.kind.value} about “{question.topic}”" if question.topic else ""]
    parts += [
        mention.name + ("" if mention.held else " (not held)") for mention in question.authorities
    ]
    if question.speaker is not None:
        parts.append(f"speaker: {_SPEAKERS[question.speaker]}")
    parts += [period.label for period in question.periods]
    yield from style.wrapped("Understood: " + " · ".join(filter(None, parts)), how="dim")
    if question.carried:
        carried = f"From the conversation: {', '.join(question.carried)}."
        yield from style.wrapped(carried, how="dim")
    for correction in question.corrections:
        read = f"“{correction.typed}” was read as “{correction.read_as}”."
        yield from style.wrapped(read, how="dim")


def _refusal(refusal: Refusal, style: Style) -> Iterator[str]:
    yield ""
    yield from style.wrapped(f"No answer ({refusal.kind.value}): {refusal.message}", how="bold")
    yield from style.wrapped(refusal.next_step)
    if refusal.nearest:
        yield ""
        yield from style.wrapped("The nearest passages. They are not an answer:", how="warn")
        for extract in refusal.nearest:
            yield ""
            yield from _extract(extract, "-  ", style)


def _extract(extract: Extract, mark: str, style: Style) -> Iterator[str]:
    indent = len(mark)
    if extract.lead_in:
        yield from style.wrapped(f"[{extract.lead_in}]", indent, "dim")
    lines = list(style.wrapped(f"“{extract.quote}”", indent, "bold"))
    yield mark + lines[0][indent:]
    yield from lines[1:]
    yield from style.wrapped(_cited(extract.citation), indent, "accent")
    headings = [each for each in extract.citation.heading_path if each != extract.citation.title]
    if headings:
        yield from style.wrapped(" › ".join(headings), indent, "dim")
    yield from style.wrapped(extract.citation.source, indent, "dim")


def _cited(citation: Citation) -> str:
    """Who says it, in what, when and where on which page."""
    where = f"page {citation.page}"
    if citation.last_page != citation.page:
        where = f"pages {citation.page} to {citation.last_page}"
    if citation.paragraph:
        where += f", paragraph {citation.paragraph}"
    about = "about the safeguarding board" if citation.about is About.BOARD else None
    parts = [
        citation.title,
        citation.publisher,
        citation.authority,
        about,
        None if citation.kind is Kind.OTHER else citation.kind.value,
        f"speaker: {_SPEAKERS[citation.speaker]}",
        _dated("inspected", citation.inspected_from, citation.inspected_to),
        _dated("published", citation.published, None),
        where,
    ]
    return " · ".join(part for part in parts if part)


def _dated(what: str, first: date | None, last: date | None) -> str | None:
    days = [f"{day.day} {day:%B %Y}" for day in dict.fromkeys([first, last]) if day is not None]
    return f"{what} {' to '.join(days)}" if days else None
