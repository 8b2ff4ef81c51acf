"""The measures of a document's print: size of its body text, distance of its lines.

Lines without print (plain text) have their own: whether a line is a paragraph or a part of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.raw import RawLine

__all__ = ["Layout", "measure"]

_COMMON = 0.1  # share of all letters
_WRAP = 120  # characters; no printed line of running text is longer


@dataclass(frozen=True, slots=True)
class Layout:
    """`body_size` and `pitch` (baseline to baseline) in points, 0 where nothing is printed;
    `wrapped` says that lines without print are parts of paragraphs.
    """

    body_size: float
    pitch: float
    wrapped: bool

    def is_small(self, line: RawLine) -> bool:
        """Whether `line` is set smaller than the body, as footnotes are."""
        return line.print is not None and line.print.size < self.body_size - 0.9

    def is_display(self, line: RawLine) -> bool:
        """Whether `line` is set larger or bolder than the body, as headings are."""
        place = line.print
        if place is None:
            return False
        larger = place.size > self.body_size + 0.9
        return larger or (place.bold and place.size > self.body_size - 1.6)

    def gap(self, above: RawLine, below: RawLine) -> float:
        """Distance of two lines of a page in line distances; 1.0 where unknown."""
        if above.print is None or below.print is None or not self.pitch:
            return 1.0
        return (below.print.top - above.print.top) / self.pitch


def measure(lines: Sequence[RawLine]) -> Layout:
    """Return the layout of `lines`."""
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    lengths: list[int] = []
    for above, line in zip([None, *lines], lines, strict=False):
        n_letters = len(line.text.strip())
        if not n_letters:
            continue
        if line.print is None:
            lengths.append(n_letters)
            continue
        sizes[line.print.size] += n_letters
        if above is not None and above.print is not None and above.page == line.page:
            pitch = round(line.print.top - above.print.top, 0)
            if 0 < pitch < 4 * line.print.size:
                pitches[pitch] += n_letters
    lengths.sort()
    wrapped = bool(lengths) and lengths[-1 - len(lengths) // 20] <= _WRAP
    return Layout(
        body_size=sizes.most_common(1)[0][0] if sizes else 0.0,
        pitch=_smallest_common(pitches),
        wrapped=wrapped,
    )


def _smallest_common(pitches: Counter[float]) -> float:
    """The smallest distance that is no rarity: larger ones part paragraphs."""
    total = sum(pitches.values())
    return min((p for p, n in pitches.items() if n >= _COMMON * total), default=0.0)
