"""The grades on a report's cover: which lines make up which row, strand and grade."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.raw import RawLine

__all__ = ["GRADE", "grade_of", "grade_rows", "split_glued"]

GRADE = r"(?:outstanding|good|requires? improvement(?: to be good)?|adequate|inadequate|not judged)"
_CELL = (  # a grade as a table prints it, in capitals
    r"(?:Outstanding|Good|Requires? [Ii]mprovement(?: to be good)?|Adequate|Inadequate|Not judged)"
)
_GRADE_ONLY = re.compile(rf"{_CELL}\.?")
_GRADE_END = re.compile(rf".*[\w)’]\s+{_CELL}")
_REST = re.compile(r"to be good\.?|[Ii]mprovement(?: to be good)?\.?")
_HALF = re.compile(r"Requires?|Requires? [Ii]mprovement")
_STRAND = re.compile(
    r"(?:\d(?:\.\d)?\.?\s+)?"
    r"(?:the impact of (?:leaders|senior leaders)|the experiences? and progress"
    r"|overall effectiveness|children who need help|children looked after|looked after children|adoption performance"
    r"|adoption|(?:the )?experiences? (?:and|of)|leadership|help and protection|children in care"
    r"|care leavers|the effectiveness of|quality of|outcomes for|capacity (?:to|for) improve"
    r"|services for|safeguarding|the contribution of|the quality of|meeting the needs)\b",
    re.I,
)
_STATEMENT = re.compile(
    r"(?:the overall judge?ment is"
    r"|children['’]s (?:social care )?services in .{3,80} (?:are|is|requires?)\b"
    r"|the effectiveness of the local safeguarding children board)",
    re.I,
)
_HEADER = re.compile(r"(?:key )?judge?ments?\s+(?:judge?ment )?grade", re.I)
_HEADING_GRADE = re.compile(rf"(?:[:–—-]|\bis|\bare)\s+({GRADE})\.?$|\s(?P<cell>{GRADE})$", re.I)
_BRACKETED = re.compile(rf"grade \d \(({GRADE})\)\.?", re.I)
_GLUED = re.compile(
    r"\s*(overall effectiveness\s+(?:outstanding|good|requires improvement to be good|adequate"
    r"|inadequate))\s+(?!to be good)(?=[A-Z])",
    re.I,
)
_MAX_ROW = 6  # lines
_COVER_PAGES = 3


def grade_of(heading: str) -> str | None:
    """Return the grade that a heading carries, in lower case.

    >>> grade_of("The experiences and progress of children in care: good")
    'good'
    >>> grade_of("Quality of provision Grade 4 (Inadequate)")
    'inadequate'
    >>> grade_of("What good looks like") is None
    True
    """
    text = " ".join(heading.split())
    match = _BRACKETED.search(text)
    if match is None:
        match = _HEADING_GRADE.search(text)
        if match is None:
            return None
        cell = match.group("cell")
        if cell is not None and not cell[0].isupper():
            return None
        return (match.group(1) or cell).lower()
    return match.group(1).lower()


def split_glued(line: RawLine) -> list[RawLine]:
    """`line`, in two where the summary's first words run on from the last grade."""
    match = _GLUED.match(line.text)
    if match is None or line.page > _COVER_PAGES:
        return [line]
    return [replace(line, text=match.group(1)), replace(line, text=line.text[match.end() :])]


def grade_rows(lines: Sequence[RawLine]) -> dict[int, int]:
    """Return, for the first line of each row, the index behind its last line.

    A row is a strand's name over one or more lines and its grade; the table's own heading and the
    sentence that states the overall judgement count as rows.
    """
    rows: dict[int, int] = {}
    i = 0
    while i < len(lines) and lines[i].page <= _COVER_PAGES:
        text = lines[i].text.strip()
        end = i
        if _HEADER.fullmatch(text):
            end = i + 1
        elif _STRAND.match(text) or _STATEMENT.match(text):
            end = _row_end(lines, i)
        if end > i:
            rows[i] = end
            i = end
        else:
            i += 1
    return rows


def _row_end(lines: Sequence[RawLine], start: int) -> int:
    """Index behind the row that begins at `start`; `start` itself where there is none."""
    n_lines = 0
    for i in range(start, len(lines)):
        text = lines[i].text.strip()
        if not text:
            if n_lines and i + 1 < len(lines) and _GRADE_ONLY.fullmatch(lines[i + 1].text.strip()):
                continue
            return start
        n_lines += 1
        if lines[i].page != lines[start].page or n_lines > _MAX_ROW:
            return start
        if i > start and _STRAND.match(text) and text[0].isupper() and not _GRADE_END.match(text):
            previous = lines[i - 1].text.strip()
            if previous[-1:] in ".:":
                return start
        whole = _GRADE_ONLY.fullmatch(text) or _GRADE_END.fullmatch(text)
        half = _HALF.fullmatch(text)
        statement = _STATEMENT.match(lines[start].text.strip()) and re.search(
            rf"\b{GRADE}\.?$", text, re.I
        )
        if whole or half or statement:
            end = i + 1
            while end < len(lines) and _REST.fullmatch(lines[end].text.strip()):
                end += 1
            return end
        if text.endswith((".", "?")):
            return start
    return start
