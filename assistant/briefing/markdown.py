"""An edition of a briefing in, Markdown (CommonMark with tables) out.

Rendered, a quote shows exactly its document's words; whatever in them Markdown would read as a
mark stands escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.briefing.briefing import Heading, Note
from assistant.briefing.checking import Found
from assistant.briefing.edition import CHECK_COLUMNS, SOURCE_COLUMNS, Edition
from assistant.wording import quote_lines

__all__ = ["to_markdown"]

_MARKS = re.compile(r"([\\`*_\[\]<>|~&#])")
_AT_START = re.compile(r"^([+\-=:]|\d+(?=[.)]))")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def to_markdown(edition: Edition) -> str:
    """The briefing as one text that ends with a line end."""
    return "\n".join(_lines(edition)).rstrip() + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    yield f"# {_escaped(edition.briefing.title)}"
    yield from ("", _escaped(edition.made), "", _escaped(edition.statement), "")
    for entry in edition.briefing.entries:
        if isinstance(entry, Heading):
            yield f"## {_escaped(entry.text)}"
        elif isinstance(entry, Note):
            first, *rest = entry.text.splitlines() or [""]
            yield f"**Note:** {_escaped(first)}" + ("  " if rest else "")
            yield from (f"{_escaped(line)}  " for line in rest)
        elif isinstance(entry, Found):
            yield from _quoted(edition, entry)
        yield ""
    if edition.sources:
        yield from _how_to_check(edition)


def _quoted(edition: Edition, found: Found) -> Iterator[str]:
    if found.extract.lead_in:
        yield from (f"Under “{_escaped(found.extract.lead_in)}”", "")
    before = None
    for line, item in quote_lines(found.extract.quote):
        if before is not None and not (before and item):
            yield ">"
        yield f"> {'- ' if item else ''}{_escaped(line)}"
        before = item
    link = edition.links.get(found.key)
    yield ""
    yield f"**Extract {found.number}. {_escaped(edition.who(found))}.** " + _escaped(
        edition.cited(found)
    )
    if link:
        yield f"<{link}>"


def _how_to_check(edition: Edition) -> Iterator[str]:
    yield from ("## Sources", "")
    yield from _table(
        SOURCE_COLUMNS,
        [(s.letter, " ".join(s.described), s.citation.sha256) for s in edition.sources],
    )
    yield from ("", "## How to check", "", _escaped(edition.how_to_check), "")
    yield from _table(CHECK_COLUMNS, [edition.check_row(found) for found in edition.briefing.found])


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield f"| {' | '.join(map(_escaped, row))} |"


def _escaped(text: str) -> str:
    marked = _MARKS.sub(r"\\\1", " ".join(_CONTROL.sub(" ", text).split()))
    return _AT_START.sub(_escaped_start, marked)


def _escaped_start(found: re.Match[str]) -> str:
    """ "# " begins a heading, "- " a list, "1." one with numbers: not where text says so."""
    mark = found[1]
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
