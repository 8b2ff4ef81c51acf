"""Lines of a document in; out come the lines of its text, marks set apart, and its footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.layout import Layout
from corpus.raw import RawLine, Role

__all__ = ["MARK", "Footnote", "Parted", "part"]

MARK = "\ue000"  # stands before a mark in a line's text until the text is put together

_NUMBER = re.compile(r"\s*(\d{1,3}|[*†‡])(?=\s|[A-Z‘“(])")
_START = re.compile(r"\s*(\d{1,2})\s+[A-Z‘“(]")
_MAX_SKIP = 3  # footnotes whose marks were not recognised
_MARK_TEXT = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*|[*†‡]")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and the page at whose foot it stands."""

    page: int
    mark: str
    lines: tuple[RawLine, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """The lines of the text, and the footnotes in reading order."""

    lines: tuple[RawLine, ...]
    footnotes: tuple[Footnote, ...]


def part(lines: Sequence[RawLine], layout: Layout) -> Parted:
    """Return text and footnotes of `lines` apart.

    Print tells a footnote by its small size and raised mark; without print a footnote is the end
    of a page that begins with the number of a mark stuck to a word above.
    """
    text: list[RawLine] = []
    notes: list[tuple[str, list[RawLine]]] = []
    expected = 1
    for page_lines in _pages(lines):
        printed = any(line.print is not None for line in page_lines)
        if printed:
            body, found = _printed(page_lines, layout, expected)
        else:
            body, found = _unprinted(page_lines, expected)
        expected = max([expected, *(int(m) + 1 for m, _ in found if m.isdecimal())])
        numbers = [mark for mark, _ in found]
        notes.extend(found)
        if printed:
            # Some producers do not raise their marks: those are found by their words.
            raised = {mark for line in body for mark in _raised(line)}
            numbers = [number for number in numbers if number not in raised]
        text.extend(_set_apart(line, numbers) for line in body)
    return Parted(
        tuple(text),
        tuple(Footnote(own[0].page, mark, tuple(own)) for mark, own in notes if own),
    )


def _pages(lines: Sequence[RawLine]) -> Iterator[list[RawLine]]:
    page: list[RawLine] = []
    for line in lines:
        if page and line.page != page[-1].page:
            yield page
            page = []
        page.append(line)
    if page:
        yield page


_Found = list[tuple[str, list[RawLine]]]


def _printed(lines: list[RawLine], layout: Layout, expected: int) -> tuple[list[RawLine], _Found]:
    """Small lines that begin with a mark, and those that go on with them."""
    body: list[RawLine] = []
    found: _Found = []
    inside = False
    for line in lines:
        if not line.text.strip():
            body.append(line)
            continue
        match = _NUMBER.match(line.text) if layout.is_small(line) else None
        mark = match.group(1) if match else ""
        # A line of a footnote may begin with a figure; a mark is raised or the next in order.
        in_order = mark.isdecimal() and (
            expected <= int(mark) < expected + _MAX_SKIP or (mark == "1" and not inside)
        )
        if match and (in_order or _raised_first(line)):
            expected = int(mark) + 1 if mark.isdecimal() else expected
            found.append((mark, [replace(line, text=line.text[match.end() :].lstrip())]))
            inside = True
        elif inside and layout.is_small(line):
            found[-1][1].append(line)
        else:
            inside = False
            body.append(line)
    return body, found


def _raised_first(line: RawLine) -> bool:
    """Whether the line begins with a raised mark."""
    start = len(line.text) - len(line.text.lstrip())
    return line.print is not None and any(span[0] <= start for span in line.print.raised)


def _raised(line: RawLine) -> list[str]:
    """The raised stretches of a line, as text."""
    return [line.text[slice(*span)] for span in line.print.raised] if line.print else []


def _unprinted(lines: list[RawLine], expected: int) -> tuple[list[RawLine], _Found]:
    """The end of a page from the line that begins with the next footnote's number."""
    for i, line in enumerate(lines):
        match = _START.match(line.text) if line.role is Role.UNKNOWN else None
        if match is None or int(match.group(1)) != expected or i < 2:
            continue
        above = "\n".join(other.text for other in lines[:i])
        if not _stuck(str(expected)).search(above):
            continue
        found: _Found = []
        for note in lines[i:]:
            start = _START.match(note.text)
            if start and int(start.group(1)) == expected + len(found):
                rest = note.text[start.end(1) :].lstrip()
                found.append((start.group(1), [replace(note, text=rest)]))
            elif note.text.strip():
                found[-1][1].append(note)
        return lines[:i], found
    return lines, []


def _stuck(number: str) -> re.Pattern[str]:
    """A mark stuck to a word, to a stop, or to a figure whose last group is one digit too long."""
    return re.compile(
        rf"(?<=[a-z’)\]])(?P<mark>{number})(?![\d\w%])"
        rf"|(?<=[a-z’)\]][.,;:])(?P<mark2>{number})(?!\S)"
        rf"|(?<=\d,\d\d\d)(?P<mark3>{number})(?!\d)"
    )


def _set_apart(line: RawLine, numbers: Sequence[str]) -> RawLine:
    """`line` with :data:`MARK` before each mark."""
    spans = [
        span
        for span in (line.print.raised if line.print is not None else ())
        if _MARK_TEXT.fullmatch(line.text[slice(*span)])
    ]
    spans.extend(match.span() for n in numbers for match in _stuck(n).finditer(line.text))
    text = line.text
    for start, end in sorted(spans, reverse=True):
        if not text[:start].strip():
            continue
        tail = text[end:]
        space = " " if tail[:1].isalnum() else ""
        text = f"{text[:start].rstrip()}{MARK}{text[start:end]}{space}{tail}"
    return line if text == line.text else replace(line, text=text)
