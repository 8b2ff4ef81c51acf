"""The grades on a report's cover: which lines make up which row, strand and grade."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.raw import RawLine

__all__ = [
    "COVER_PAGES",
    "GRADE",
    "grade_of",
    "grade_rows",
    "is_cell",
    "is_grade_line",
    "is_section_title",
    "split_glued",
]

GRADE = r"(?:outstanding|good|requires? improvement(?: to be good)?|adequate|inadequate|not judged)"
_CELL = (  # a grade as a table prints it, in capitals
    r"(?:Outstanding|Good|Requires? [Ii]mprovement(?: to be good)?|Adequate|Inadequate|Not judged)"
)
_GRADE_ONLY = re.compile(rf"{_CELL}\.?")
_GRADE_END = re.compile(rf".*[\w)’]\s+{_CELL}")
_REST = re.compile(r"(?:to )?be good\.?|[Ii]mprovement(?: to(?: be good)?)?\.?|good\.?")
_HALF = re.compile(r"(?:.*[\w)’]\s+)?Requires?(?: [Ii]mprovement(?: to(?: be)?)?)?")
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
_HEADING_GRADE = re.compile(rf"(?:[:–—-]|\bis|\bare)\s+({GRADE})\.?$|\s(?P<cell>{GRADE})\.?$", re.I)
_SECTION_NAME = (
    r"(?:the )?(?:experiences? and progress of|impact of (?:senior )?leaders on|adoption performance"
    r"|leadership, management and governance|children who need help and protection"
    r"|children looked after and achieving permanence)\b[^.:;]{0,110}?"
)
_SECTION = re.compile(  # a strand and its grade in words, and nothing else
    rf"{_SECTION_NAME}(?:\s*[:–—-]\s*|\s(?:is|are)\s+|\s(?=requires?\b)){GRADE}\.?", re.I
)
_SECTION_CELL = re.compile(rf"{_SECTION_NAME}\s{GRADE}", re.I)
_BRACKETED = re.compile(rf"grade \d \(({GRADE})\)\.?", re.I)
_GLUED = re.compile(
    r"\s*(overall effectiveness\s+(?:outstanding|good|requires improvement to be good|adequate"
    r"|inadequate))\s+(?!to be good)(?=[A-Z])",
    re.I,
)
_STATED = re.compile(rf"\b{GRADE}\.?$", re.I)
_MAX_ROW = 6  # lines
_MAX_STATEMENT = 3
COVER_PAGES = 3  # where a table may begin without a header


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
    if match is not None:
        return match.group(1).lower()
    match = _HEADING_GRADE.search(text)
    if match is None:
        return None
    cell = match.group("cell")
    if cell is not None and not (cell[0].isupper() or cell.startswith("require")):
        return cell if _SECTION_CELL.fullmatch(text) else None
    # "children in care require improvement" states the grade "requires improvement"
    return re.sub(r"^require\b", "requires", (match.group(1) or cell).lower())


def is_cell(text: str) -> bool:
    """Whether `text` is a grade, or the rest of one, as it stands alone in a table's cell."""
    return bool(_GRADE_ONLY.fullmatch(text) or _REST.fullmatch(text) or _HALF.fullmatch(text))


def is_grade_line(text: str) -> bool:
    """Whether `text` is a line that grades the heading above it: "Grade 4 (Inadequate)"."""
    return bool(_BRACKETED.fullmatch(text) or _GRADE_ONLY.fullmatch(text))


def is_section_title(text: str) -> bool:
    """Whether `text` names a strand, says its grade and nothing else, as a section's heading does.

    >>> is_section_title("The experiences and progress of care leavers are good.")
    True
    >>> is_section_title("The experiences and progress of care leavers Good")
    False
    """
    return _SECTION.fullmatch(" ".join(text.split())) is not None


def split_glued(line: RawLine) -> list[RawLine]:
    """`line`, in two where the summary's first words run on from the last grade."""
    match = _GLUED.match(line.text)
    if match is None or line.page > COVER_PAGES:
        return [line]
    return [replace(line, text=match.group(1)), replace(line, text=line.text[match.end() :])]


def grade_rows(lines: Sequence[RawLine]) -> dict[int, int]:
    """Return, for the first line of each row, the index behind its last line.

    A row is a strand's name over one or more lines and its grade; the table's own heading and the
    sentence that states the overall judgement count as rows.
    """
    rows = _all_rows(lines)
    return {i: end for i, end in rows.items() if not _heads_section(lines, rows, i)}


def _heads_section(lines: Sequence[RawLine], rows: Mapping[int, int], start: int) -> bool:
    """Whether the row at `start` is a section's heading: behind the cover, no row beside it."""
    end = rows[start]
    text = " ".join(line.text for line in lines[start:end])
    if lines[start].page == 1 or not is_section_title(text):
        return False
    below = next((i for i in range(end, len(lines)) if lines[i].text.strip()), None)
    above = next((i for i in range(start - 1, -1, -1) if lines[i].text.strip()), -1)
    return below not in rows and above + 1 not in rows.values()


def _all_rows(lines: Sequence[RawLine]) -> dict[int, int]:
    """As :func:`grade_rows`, with the headings that have a row's words."""
    rows: dict[int, int] = {}
    in_table = False
    i = 0
    while i < len(lines):
        text = lines[i].text.strip()
        end = i
        if not text:
            i += 1
            continue
        if _HEADER.fullmatch(text):
            end = i + 1
            in_table = True
        elif lines[i].page == 1 and _STATEMENT.match(text):
            end = _statement_end(lines, i)
        if end == i and (in_table or lines[i].page <= COVER_PAGES) and _STRAND.match(text):
            end = _row_end(lines, i)
        if end > i:
            rows[i] = end
            i = end
        else:
            in_table = False
            i += 1
    return rows


def _statement_end(lines: Sequence[RawLine], start: int) -> int:
    """Index behind the sentence that states a grade in words; `start` where it states none."""
    text = ""
    for i in range(start, min(start + _MAX_STATEMENT, len(lines))):
        own = lines[i].text.strip()
        if not own:
            break
        text = f"{text} {own}"
        if _STATED.search(text):
            return _behind_rest(lines, i + 1)
        if own.endswith("."):
            break
    return start


def _row_end(lines: Sequence[RawLine], start: int) -> int:
    """Index behind the row that begins at `start`; `start` itself where there is none."""
    for i in range(start, min(start + _MAX_ROW, len(lines))):
        text = lines[i].text.strip()
        if lines[i].page != lines[start].page:
            break
        if not text:
            # A row's cell may end with an empty line; a paragraph before a table does, too.
            if i + 1 < len(lines) and _GRADE_ONLY.fullmatch(lines[i + 1].text.strip()):
                continue
            break
        if _GRADE_ONLY.fullmatch(text) or _GRADE_END.fullmatch(text) or _HALF.fullmatch(text):
            return _behind_rest(lines, i + 1)
        if text.endswith((".", "?")):
            break
    return start


def _behind_rest(lines: Sequence[RawLine], start: int) -> int:
    """Index behind the lines that only complete the grade before `start`."""
    end = start
    while end < len(lines) and _REST.fullmatch(lines[end].text.strip()):
        end += 1
    return end
