"""A quote and the page texts of its file in, whether it stands there word for word out.

The pages are read from the file anew and compared by letters and digits alone, so neither the
index nor the cleaning of texts can vouch for itself.

A quote is verbatim when its letters follow one another on the pages it cites. Between them may
stand what is not the document's running text:

- a number of up to three digits where footnotes and paragraphs have theirs: at the start of a line,
  after a word or stop without a space, or before a stop and a capital letter; and at the start of a
  line the "o" that marks a list;
- whole lines of at most 1,200 letters together (page footer and header, footnotes): once for each
  page break inside the quote, once in a quote of a single page.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["is_verbatim", "page_letters"]

_MAX_GAP = 1_200  # letters
_AGREED = 6  # letters that must follow what is left out
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(
    r"^\W*(?:\d{1,3}(?!\d)|o\b)"  # at the start of a line
    r"|(?<=[^\W\d_])\d{1,3}(?!\d)|(?<=[^\w\s])\d{1,3}(?![\d.,%])"  # no space before it
    r"|(?<=\s)\d{1,3}(?=\.\s+[A-Z])"  # "92. The"
)
# subtle: the footnote 2 of "56,2002" touches the figure; only the comma tells them apart.
_GLUED = re.compile(r"(\d,\d{3})\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Pages:
    """The letters of some pages, where lines start among them, ascending, and how long the
    number or list mark is that starts at a letter.
    """

    letters: str
    lines: tuple[int, ...]
    marks: Mapping[int, int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Pages:
        letters: list[str] = []
        lines: list[int] = []
        marks: dict[int, int] = {}
        size = 0
        for line in "\n".join(texts).splitlines():
            lines.append(size)
            letters.append(page_letters(line))
            for mark in _MARK.finditer(line):
                before, digits = page_letters(line[: mark.start()]), page_letters(mark[0])
                marks[size + len(before)] = len(digits)
            size += len(letters[-1])
        return cls("".join(letters), tuple(sorted(set(lines))), marks)


def page_letters(text: str) -> str:
    """The letters and digits of `text`, lower case, compatibility forms (ligatures) resolved."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).lower()))


def is_verbatim(quote: str, pages: Sequence[str], page: int, last_page: int) -> bool:
    """Whether `quote` stands on pages `page` to `last_page` (1-based) of `pages`.

    A quote without letters is not verbatim, nor one whose pages the file does not have.
    """
    wanted = page_letters(quote)
    if not wanted or not 1 <= page <= last_page <= len(pages):
        return False
    cited = pages[page - 1 : last_page]
    unglued = [_GLUED.sub(r"\1", text) for text in cited]
    gaps = max(1, last_page - page)
    return any(
        _stands(wanted, _Pages.of(texts), gaps)
        for texts in ([cited] if unglued == cited else [cited, unglued])
    )


def _stands(wanted: str, pages: _Pages, gaps: int) -> bool:
    if wanted in pages.letters:
        return True
    at = pages.letters.find(wanted[:1])
    while at >= 0:
        if _continues(wanted, pages, at, gaps):
            return True
        at = pages.letters.find(wanted[:1], at + 1)
    return False


def _continues(wanted: str, pages: _Pages, at: int, gaps: int) -> bool:
    """Whether `wanted` stands from letter `at` on, with at most `gaps` times lines left out."""
    size = _agreement(wanted, pages.letters, at)
    if size == len(wanted):
        return True
    mark = pages.marks.get(at + size)
    if mark and _continues(wanted[size:], pages, at + size + mark, gaps):
        return True
    if not gaps:
        return False
    # subtle: the first letters left out may by chance agree with those that follow, so a gap may
    # begin at any line start that the agreement reaches.
    lines = pages.lines
    for begin in reversed(lines[bisect_right(lines, at) : bisect_right(lines, at + size)]):
        rest = wanted[begin - at :]
        last = bisect_right(lines, begin + _MAX_GAP)
        for place in lines[bisect_right(lines, begin) : last]:
            agreed = pages.letters.startswith(rest[:_AGREED], place)
            if agreed and _continues(rest, pages, place, gaps - 1):
                return True
    return False


def _agreement(wanted: str, text: str, at: int) -> int:
    """How many letters of `wanted` stand in `text` from `at` on."""
    size = 0
    for letter, other in zip(wanted, text[at : at + len(wanted)], strict=False):
        if letter != other:
            break
        size += 1
    return size
