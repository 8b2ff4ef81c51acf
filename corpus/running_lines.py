"""Lines of a document in, the same without page numbers, running headers and footers out.

A line at a page's edge runs when it comes back, digits masked, on several pages, or when it
stands in the strip of the page where such lines stand: that finds the one page whose header
carries another date, too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus.raw import RawLine, Role

__all__ = ["without_running_lines"]

_EDGE = 3  # how many lines from a page's first or last, in the order of the file
_MIN_PAGES = 3  # on how many pages a line must come back …
_SHARE = 4  # … and on which part of all pages, one in so many; headings come back, too
_TOLERANCE = 4.0  # points
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(
    r"(?:page\s+)?[-–]?\s*(\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I
)
_NAMED = re.compile(
    r"(?:(?:re-?)?inspection of|(?:focused|monitoring) visit (?:of|to)|ilacs)\b.*\b\d{1,3}", re.I
)

_Place = tuple[int, int]  # index of the line, distance from the nearest edge in lines


def without_running_lines(lines: Sequence[RawLine]) -> list[RawLine]:
    """Return `lines` in order, without those that belong to the page and not to the document."""
    pages = _pages(lines)
    if len(pages) < 2:
        return list(lines)
    edges = {page: _edges(lines, indices) for page, indices in pages.items()}
    running = _repeated(lines, edges) | _numbers(lines, edges)
    running |= _in_strip(lines, pages, running)
    running |= {
        i
        for indices in edges.values()
        for i in indices
        if lines[i].print is None and _NAMED.fullmatch(lines[i].text.strip())
    }
    return [line for i, line in enumerate(lines) if i not in running]


def _pages(lines: Sequence[RawLine]) -> dict[int, list[int]]:
    """Indices of the lines with text, by page; only lines whose role the file does not know."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.role is Role.UNKNOWN and line.text.strip():
            pages[line.page].append(i)
    return pages


def _edges(lines: Sequence[RawLine], indices: Sequence[int]) -> list[int]:
    """Lines that may be running: first and last in order, uppermost and lowest on the page."""
    chosen = set(indices[:_EDGE]) | set(indices[-_EDGE:])
    printed = [(place.top, i) for i in indices if (place := lines[i].print) is not None]
    printed.sort()
    chosen.update(i for _, i in printed[:_EDGE])
    chosen.update(i for _, i in printed[-_EDGE:])
    return sorted(chosen)


def _key(line: RawLine) -> str:
    return _SPACES.sub(" ", _DIGITS.sub("#", line.text)).strip().casefold()


def _repeated(lines: Sequence[RawLine], edges: dict[int, list[int]]) -> set[int]:
    """Lines that come back on several pages, in the same place where the place is known."""
    groups: dict[str, list[int]] = defaultdict(list)
    for indices in edges.values():
        for i in indices:
            groups[_key(lines[i])].append(i)
    needed = max(_MIN_PAGES, len(edges) // _SHARE)
    running: set[int] = set()
    for key, group in groups.items():
        if key == "#":
            continue
        for same_place in _by_top(lines, group):
            n_pages = len({lines[i].page for i in same_place})
            placed = lines[same_place[0]].print is not None
            # subtle: in a short document a known place makes up for the missing repetitions.
            if n_pages >= (min(needed, max(2, len(edges) - 1)) if placed else needed):
                running.update(same_place)
    return running


def _by_top(lines: Sequence[RawLine], group: Sequence[int]) -> list[list[int]]:
    """`group` parted by distance from the upper edge; lines of unknown place stay together."""
    placed = sorted((p.top, i) for i in group if (p := lines[i].print) is not None)
    parts: list[list[int]] = []
    last = float("-inf")
    for top, i in placed:
        if top - last > _TOLERANCE:
            parts.append([])
        parts[-1].append(i)
        last = top
    unplaced = [i for i in group if lines[i].print is None]
    return [*parts, unplaced] if unplaced else parts


def _numbers(lines: Sequence[RawLine], edges: dict[int, list[int]]) -> set[int]:
    """Bare page numbers: they keep step with the pages."""
    found: list[tuple[int, int]] = []
    offsets: Counter[int] = Counter()
    for page, indices in edges.items():
        for i in indices:
            match = _NUMBER.fullmatch(lines[i].text.strip())
            if match is None:
                continue
            number = match.group(1)
            offset = int(number) - page if number.isdecimal() else 0
            found.append((i, offset))
            offsets[offset] += 1
    if not offsets:
        return set()
    best, n = offsets.most_common(1)[0]
    return {i for i, offset in found if offset == best} if n >= 2 else set()


def _in_strip(lines: Sequence[RawLine], pages: dict[int, list[int]], running: set[int]) -> set[int]:
    """Lines that stand where running lines stand, beyond the text of every page."""
    tops = [p.top for i in running if (p := lines[i].print) is not None]
    if not tops:
        return set()
    body = [
        p.top
        for indices in pages.values()
        for i in indices
        if i not in running and (p := lines[i].print) is not None
    ]
    if not body:
        return set()
    middle = sorted(body)[len(body) // 2]
    header = max((top for top in tops if top < middle), default=float("-inf"))
    footer = min((top for top in tops if top > middle), default=float("inf"))
    within = {
        i
        for indices in pages.values()
        for i in indices
        if i not in running
        and (p := lines[i].print) is not None
        and not header + 1 < p.top < footer - 1
    }
    # Where much text stands that low, it is a text column and no strip.
    return within if len({lines[i].page for i in within}) <= max(2, len(pages) // 4) else set()
