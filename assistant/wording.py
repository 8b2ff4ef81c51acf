"""A citation in plain words: who says it, when, where, and the lines of its quote.

Screens and files that people read say it in these words, so that all say the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation
from corpus.document import About, Kind, Speaker

__all__ = [
    "KIND_NAMES",
    "capital",
    "count",
    "day",
    "days",
    "headings",
    "joined",
    "pages",
    "place",
    "quote_lines",
    "short_name",
    "when",
    "who_says",
]

KIND_NAMES = {
    Kind.INSPECTION_REPORT: "inspection report",
    Kind.MONITORING_LETTER: "letter",
    Kind.NEWS: "news article",
    Kind.MINUTES: "minutes",
    Kind.OTHER: "other document",
}
_BULLET = re.compile("^[•◦▪■◼●○‣⁃∙·–−─\uf0a7\uf06e\uf02d]\\s+")


def day(value: date) -> str:
    """A day in words: "4 July 2016"."""
    return f"{value.day} {value:%B %Y}"


def days(first: date | None, last: date | None) -> str:
    """A stretch of days in words: "4 to 8 July 2016"; "" where neither is known."""
    if first is None or last is None:
        known = first or last
        return day(known) if known else ""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def when(citation: Citation) -> str:
    """When the inspection was and when it was published, as far as is known."""
    inspected = days(citation.inspected_from, citation.inspected_to)
    parts = [f"inspected {inspected}"] if inspected else []
    if citation.published:
        parts.append(f"published {day(citation.published)}")
    return capital(", ".join(parts)) or "Date not known"


def pages(first: int, last: int) -> str:
    """ "page 3", or "pages 3 and 4", or "pages 3 to 5"."""
    if first == last:
        return f"page {first}"
    return f"pages {first} {'and' if last == first + 1 else 'to'} {last}"


def place(citation: Citation, n_pages: int | None = None) -> str:
    """Page and paragraph: "Page 3, paragraph 14"; the page is left out of a document of one."""
    parts = [] if n_pages == 1 else [pages(citation.page, citation.last_page)]
    if citation.paragraph:
        parts.append(f"paragraph {citation.paragraph}")
    return capital(", ".join(parts))


def short_name(citation: Citation) -> str:
    """The document in a few words: "the Wirral inspection report, published 20 September 2016"."""
    if not (citation.published or citation.inspected_from or citation.inspected_to):
        return f"“{citation.title}”" if citation.title else "this document"
    kind = "document" if citation.kind is Kind.OTHER else KIND_NAMES[citation.kind]
    name = f"the {citation.authority} {kind}" if citation.authority else f"the {kind}"
    if citation.published:
        return f"{name}, published {day(citation.published)}"
    return f"{name}, inspected {days(citation.inspected_from, citation.inspected_to)}"


def headings(citation: Citation) -> tuple[str, ...]:
    """The headings above a quote, highest first, without the title, which is shown anyway."""
    path = citation.heading_path
    return path[1:] if path and path[0] == citation.title else path


def quote_lines(quote: str) -> tuple[tuple[str, bool], ...]:
    """The lines of a quote, each with whether it is an item of a list.

    Bullets are left to the page. A quote that begins with an item holds no bullet of its own for
    it: where each later line has one, the first is an item as well.

    "a\n■ b" -> (("a", True), ("b", True))
    """
    lines = [line.strip() for line in quote.split("\n") if line.strip()]
    bare = [_BULLET.sub("", line) for line in lines]
    items = [text != line for text, line in zip(bare, lines, strict=True)]
    if len(items) > 1 and all(items[1:]) and not lines[0].endswith(":"):
        items[0] = True
    return tuple(zip(bare, items, strict=True))


def who_says(citation: Citation) -> str:
    """Who speaks and in what capacity."""
    if citation.speaker is Speaker.UNKNOWN:
        return "Who says this is not known"
    if citation.speaker is Speaker.COUNCIL:
        if citation.kind is Kind.MINUTES:
            return "The council: told to its committee, as its minutes record"
        return "The council"
    if citation.kind is Kind.NEWS:
        return f"{citation.publisher or 'The press'}, reporting Ofsted’s inspectors"
    board = citation.about is About.BOARD
    about = ", on the safeguarding board (not the council)" if board else ""
    if citation.kind is Kind.INSPECTION_REPORT:
        return f"Ofsted’s inspectors{about}"
    if citation.kind is Kind.MONITORING_LETTER:
        return f"Ofsted’s inspectors, in a letter{about}"
    return f"Ofsted{about}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """ "1 inspection", "1,204 inspections"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
