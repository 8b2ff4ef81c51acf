"""A quote of the cleaned text in, the rectangles of its words on the printed page out.

The two texts are compared by their letters alone; running headers, hyphens and bullets, which only
one of them has, make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from corpus.document import Document, Span
from corpus.letters import Letters, letters
from corpus.page_image import Box, PageLayout

__all__ = ["Highlight", "highlight"]

_CONTEXT = 200  # letters before and after that tell one of several places from the others
_SURE = 12  # letters: a shorter piece by itself could stand anywhere
_NEAR = 60  # letters from the piece before within which a shorter piece is believed
_WIDE = 2.0  # heights of a line: a wider gap within it is another column
_PADDING = 0.06  # of a line's height


@dataclass(frozen=True, slots=True)
class Highlight:
    """The rectangles of a quote's words on one page, one for each line.

    `whole` says that every letter of the quote that belongs to the page was found there.
    """

    boxes: tuple[Box, ...]
    whole: bool


def highlight(document: Document, page: int, quote: Span, layout: PageLayout) -> Highlight:
    """Where the words of `quote` that stand on `page`, 1-based, are printed there."""
    ends = (*document.page_starts[1:], len(document.text))
    start, end = document.page_starts[page - 1], ends[page - 1]
    text = letters(document.text[start:end])
    wanted = text.within(Span(max(quote.start - start, 0), max(min(quote.end, end) - start, 0)))
    words = text.text[wanted.start : wanted.end]
    printed = letters(layout.characters)
    found = _places(words, text, wanted, printed)
    spans = (_with_stop(layout.characters, printed.characters(place)) for place in found)
    lines = (line for span in spans for line in _lines(layout.boxes[span.start : span.end]))
    return Highlight(tuple(lines), whole=sum(map(len, found)) == len(words))


def _places(words: str, text: Letters, wanted: Span, printed: Letters) -> list[Span]:
    """The letters of the printed page that are the letters `words`, in their order."""
    whole = list(printed.occurrences(words))
    if whole:
        before, after = text.text[: wanted.start], text.text[wanted.end :]
        return [max(whole, key=lambda place: _alike(printed.text, place, before, after))]
    return list(_pieces(words, printed))


def _alike(printed: str, place: Span, before: str, after: str) -> int:
    """How many letters around `place` are those of the text around the quote."""
    left = printed[max(0, place.start - _CONTEXT) : place.start][::-1]
    right = printed[place.end : place.end + _CONTEXT]
    return _shared(left, before[::-1]) + _shared(right, after)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _pieces(words: str, printed: Letters) -> Iterator[Span]:
    """`words` in pieces, each as long as can be: something else is printed between them."""
    at, last = 0, -1
    while at < len(words):
        piece = _longest(words[at:], printed.text)
        places = list(printed.occurrences(words[at : at + piece]))
        near = min(places, key=lambda place: _away(place, last), default=None)
        if near and (piece >= _SURE or (last >= 0 and _away(near, last) <= _NEAR)):
            yield near
            at, last = near.end - near.start + at, near.end
        else:
            at += 1


def _longest(words: str, printed: str) -> int:
    """How many letters from the beginning of `words` are printed in one run."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if words[:middle] in printed:
            low = middle
        else:
            high = middle - 1
    return low


def _away(place: Span, last: int) -> int:
    """How far a place is from where the piece before ended; going back counts double."""
    return place.start - last if place.start >= last else 2 * (last - place.start)


def _with_stop(characters: str, span: Span) -> Span:
    """`span` with the full stop and closing marks printed right behind it."""
    end = span.end
    while end < len(characters) and characters[end] in ".,;:!?)]’”'\"":
        end += 1
    return Span(span.start, end)


def _lines(boxes: Iterable[Box]) -> Iterator[Box]:
    """One box for each line of characters that follow one another."""
    line: Box | None = None
    for box in boxes:
        if line is not None and _continues(line, box):
            line = Box(
                min(line.left, box.left),
                min(line.top, box.top),
                max(line.right, box.right),
                max(line.bottom, box.bottom),
            )
            continue
        if line is not None:
            yield _padded(line)
        line = box
    if line is not None:
        yield _padded(line)


def _continues(line: Box, box: Box) -> bool:
    """Whether `box` stands on the line, to the right of what it holds."""
    height = max(line.bottom - line.top, box.bottom - box.top)
    overlap = min(line.bottom, box.bottom) - max(line.top, box.top)
    level = overlap >= 0 or abs(line.bottom - box.bottom) < height / 2
    return level and -height < box.left - line.right < _WIDE * height


def _padded(line: Box) -> Box:
    by = _PADDING * (line.bottom - line.top)
    return Box(line.left - by, line.top - by, line.right + by, line.bottom + by)
