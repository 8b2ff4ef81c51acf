"""Lines of a document in, the same without contents pages and the regulator's closing page out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.raw import RawLine, Role

__all__ = ["without_boilerplate", "without_contents"]

_CONTENTS = re.compile(r"(?:table of )?contents:?", re.I)
_ENTRY = re.compile(r".*?[\s.…·]\d{1,3}")
_MAX_WRAP = 2  # lines that an entry takes before the one that ends with its page number

# How a paragraph begins that tells of the regulator and the document, not of the inspection.
_BOILERPLATE = re.compile(
    r"the office for standards in education, children['’]s services and skills \(ofsted\) regulates"
    r"|if you would like a copy of this document"
    r"|you may (?:re-?use|copy|use) (?:this information|all or parts of this document)"
    r"|this (?:report|document|publication) is available (?:online )?at\b"
    r"|interested in our work\?"
    r"|(?:any complaints|complaints) about the inspection or the report should"
    r"|this document may be reproduced in whole or in part"
    r"|further copies of this report are obtainable"
    r"|(?:©|\(c\)) ?crown copyright",
    re.I,
)
_CONTACT = re.compile(
    r"(?:website|w|web): ?(?:https?://)?www\.\S+|www\.(?:ofsted\.gov\.uk|gov\.uk/ofsted)"
    r"|e: ?\S+@\S+|enquiries@ofsted\.gov\.uk|(?:t|f|tel|telephone|textphone|fax):? ?[\d ]{8,}"
    r"|piccadilly gate,?|store street,?|manchester,?|m1 2wd|aviation house,?|125 kingsway,?|london"
    r"|wc2b 6se|royal exchange buildings,?|st ann['’]s square,?|m2 7la|no\. \d{5,7}",
    re.I,
)
_TAIL_PAGES = 3


def without_contents(lines: Sequence[RawLine]) -> list[RawLine]:
    """Return `lines` without tables of contents: the heading and entries ending in page numbers."""
    kept: list[RawLine] = []
    i = 0
    while i < len(lines):
        if _CONTENTS.fullmatch(lines[i].text.strip()):
            end = _end_of_contents(lines, i)
            if end > i + 1:
                i = end
                continue
        kept.append(lines[i])
        i += 1
    return kept


def _end_of_contents(lines: Sequence[RawLine], start: int) -> int:
    """Index behind the last entry of the table that begins at `start`."""
    end = start + 1
    wrap = 0
    for i in range(start + 1, len(lines)):
        text = lines[i].text.strip()
        if not text:
            continue
        if _ENTRY.fullmatch(text):
            end, wrap = i + 1, 0
        else:
            wrap += 1
            if wrap > _MAX_WRAP or len(text) > 120:
                break
    return end


def without_boilerplate(lines: Sequence[RawLine]) -> list[RawLine]:
    """Return `lines` without imprint and closing paragraphs, wherever they stand."""
    last_page = max((line.page for line in lines), default=1)
    dropped: set[int] = set()
    first_closing: int | None = None
    n_closing = 0
    for i, line in enumerate(lines):
        if i in dropped or line.role is Role.HEADING:
            continue
        text = line.text.strip()
        if not text:
            continue
        if _CONTACT.fullmatch(text):
            if _near_contact(lines, i):
                dropped.add(i)
            continue
        if not _BOILERPLATE.match(_with_next(lines, i)):
            continue
        dropped.update(_paragraph(lines, i))
        if line.page > last_page - _TAIL_PAGES:
            n_closing += 1
            first_closing = i if first_closing is None else first_closing
    if first_closing is not None and n_closing >= 2:
        # The closing page is the last: nothing of the inspection follows it.
        dropped.update(range(first_closing, len(lines)))
    return [line for i, line in enumerate(lines) if i not in dropped]


def _with_next(lines: Sequence[RawLine], i: int) -> str:
    """The line at `i` with the two below it, in single spaces."""
    return " ".join(" ".join(line.text for line in lines[i : i + 3]).split())


def _near_contact(lines: Sequence[RawLine], i: int) -> bool:
    """Whether another line of an imprint or an address stands beside the line at `i`."""
    near = [j for j in (*range(i - 4, i), *range(i + 1, i + 5)) if 0 <= j < len(lines)]
    return any(
        _CONTACT.fullmatch(text) or _BOILERPLATE.match(text)
        for text in (lines[j].text.strip() for j in near)
        if text
    )


def _paragraph(lines: Sequence[RawLine], start: int) -> range:
    """The lines of the paragraph that begins at `start`: to a blank line or the page's end."""
    end = start + 1
    if lines[start].role is not Role.UNKNOWN:
        return range(start, end)
    while (
        end < len(lines)
        and lines[end].text.strip()
        and lines[end].page == lines[start].page
        and lines[end].role is Role.UNKNOWN
    ):
        end += 1
    return range(start, end)
