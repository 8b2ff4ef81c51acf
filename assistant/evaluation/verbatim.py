"""A quote and the page texts of its file in, whether it stands there word for word out.

The pages are read from the file anew and compared by letters and digits alone, so neither the
index nor the cleaning of texts can vouch for itself.

A quote is verbatim when its letters follow one another on the pages it cites. Between them may
stand what is not the document's running text: single numbers and list marks of up to three
characters (a footnote's number, a paragraph's number, the "o" of a list) anywhere; and one longer
stretch of at most 1,200 letters for each page break inside the quote, or one in a quote of a
single page (page footer and header, footnotes).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["is_verbatim", "page_letters"]

_MAX_GAP = 1_200
_MIN_PIECE = 3  # letters; shorter agreements at a gap say nothing
_MARK = re.compile(r"[^\W_]+")


def page_letters(text: str) -> str:
    """The letters and digits of a page, lower case, compatibility forms (ligatures) resolved."""
    return "".join(_MARK.findall(unicodedata.normalize("NFKC", text))).lower()


def is_verbatim(quote: str, pages: Sequence[str], page: int, last_page: int) -> bool:
    """Whether `quote` stands on pages `page` to `last_page` (1-based) of `pages`.

    A quote without letters is not verbatim, nor one whose pages the file does not have.
    """
    wanted = page_letters(quote)
    if not wanted or not 1 <= page <= last_page <= len(pages):
        return False
    text = "".join(page_letters(each) for each in pages[page - 1 : last_page])
    if wanted in text:
        return True
    gaps = max(1, last_page - page)
    return any(
        _continues(wanted, text, at, gaps)
        for at in _places(text, wanted[:_MIN_PIECE], 0, len(text))
    )


def _continues(wanted: str, text: str, at: int, gaps: int) -> bool:
    """Whether `wanted` stands in `text` from `at` on with at most `gaps` long gaps."""
    size = _agreement(wanted, text, at)
    if size == len(wanted):
        return True
    rest, at = wanted[size:], at + size
    mark = _short_mark(text, at, rest)
    if mark and _continues(rest, text, at + mark, gaps):
        return True
    if not gaps:
        return False
    head = rest[:_MIN_PIECE]
    return any(
        _agreement(rest, text, place) >= min(len(rest), 2 * _MIN_PIECE)
        and _continues(rest, text, place, gaps - 1)
        for place in _places(text, head, at + 1, at + _MAX_GAP + len(head))
    )


def _agreement(wanted: str, text: str, at: int) -> int:
    """How many letters of `wanted` stand in `text` from `at` on."""
    size = 0
    for letter, other in zip(wanted, text[at : at + len(wanted)], strict=False):
        if letter != other:
            break
        size += 1
    return size


def _short_mark(text: str, at: int, rest: str) -> int:
    """The length of the number or list mark at `at` after which `rest` goes on, 0 if none."""
    head = rest[: 2 * _MIN_PIECE]
    for size in (1, 2, 3):
        mark = text[at : at + size]
        if (mark.isdigit() or mark == "o") and text.startswith(head, at + size):
            return size
    return 0


def _places(text: str, piece: str, start: int, end: int) -> list[int]:
    places: list[int] = []
    at = text.find(piece, start, end)
    while at >= 0:
        places.append(at)
        at = text.find(piece, at + 1, end)
    return places
