"""The pieces of a page's text, each with its place and type, in; lines and their print out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.raw import Print, RawLine

__all__ = ["Piece", "printed_lines"]

_RAISED_SIZE = 0.8  # a mark is set at two thirds of the line's size, so below this share
_RAISED_BY = 0.75  # of the line's size, at most
_SAME_BASE = 1.0  # points


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters in one style; `left` and `top` as :class:`corpus.raw.Print` has them."""

    text: str
    left: float
    top: float
    size: float
    bold: bool = False
    italic: bool = False


def printed_lines(pieces: Sequence[Piece], page: int) -> list[RawLine]:
    """Return the lines of a page; blank ones are kept, they part paragraphs."""
    return [_line(line, page) for line in _with_marks(_lines(pieces))]


def _lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line, cut at line ends."""
    line: list[Piece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        line.append(replace(piece, text=first) if rest else piece)
        for text in rest:
            yield line
            line = [replace(piece, text=text)]
    yield line


def _with_marks(lines: Iterator[list[Piece]]) -> Iterator[list[Piece]]:
    """`lines`, joined where a raised mark was taken for a line of its own."""
    current: list[Piece] | None = None
    for line in lines:
        if current is not None and _one_line(_inked(current), _inked(line)):
            current = [*current, *line]
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _inked(line: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in line if piece.text and not piece.text.isspace()]


def _one_line(first: Sequence[Piece], second: Sequence[Piece]) -> bool:
    """Whether two lines of the file are one line on paper, a raised mark between them."""
    if not first or not second or second[0].left <= first[-1].left:
        return False
    if _is_mark(second):
        return _is_raised(second[0], first[-1])
    if _is_mark(first[-1:]):
        text = first[-2] if len(first) > 1 else None
        if text is not None and abs(text.top - second[0].top) > _SAME_BASE:
            return False
        return _is_raised(first[-1], second[0])
    return False


def _is_mark(line: Sequence[Piece]) -> bool:
    return len(line) == 1 and line[0].text.strip().isdecimal() and len(line[0].text.strip()) < 3


def _is_raised(mark: Piece, text: Piece) -> bool:
    return mark.size < _RAISED_SIZE * text.size and 0 < text.top - mark.top < _RAISED_BY * text.size


def _line(pieces: Sequence[Piece], page: int) -> RawLine:
    inked = _inked(pieces)
    if not inked:
        return RawLine("", page)
    sizes: Counter[float] = Counter()
    bold = italic = 0
    for piece in inked:
        n_letters = len(piece.text.strip())
        sizes[round(piece.size, 1)] += n_letters
        bold += n_letters if piece.bold else -n_letters
        italic += n_letters if piece.italic else -n_letters
    size = sizes.most_common(1)[0][0]
    base = next(piece.top for piece in inked if round(piece.size, 1) == size)
    raised: list[tuple[int, int]] = []
    offset = 0
    for piece in pieces:
        mark = piece.text.strip()
        if mark and piece.size < _RAISED_SIZE * size and piece.top < base - 0.1 * size:
            start = offset + piece.text.index(mark)
            raised.append((start, start + len(mark)))
        offset += len(piece.text)
    return RawLine(
        "".join(piece.text for piece in pieces),
        page,
        print=Print(
            left=round(inked[0].left, 1),
            top=round(base, 1),
            size=size,
            bold=bold > 0,
            italic=italic > 0,
            raised=tuple(raised),
        ),
    )
