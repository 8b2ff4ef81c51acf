"""What every exported file of a checked briefing says, whatever its format.

A file is made from a :class:`CheckedBriefing` in which no quote is lost; how its quotes can be
checked by anybody, with the document's hash and the place in its text, is part of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from assistant.answer import Citation
from assistant.briefing.checking import CheckedBriefing, Found
from assistant.briefing.words import words_digest
from assistant.wording import KIND_NAMES, capital, count, day, headings, place, when, who_says

__all__ = ["CHECK_COLUMNS", "SOURCE_COLUMNS", "Edition", "Source"]

SOURCE_COLUMNS = ("Source", "Document", "SHA-256 of the file")
CHECK_COLUMNS = ("Extract", "Source", "Page", "Paragraph", "Characters", "Words", "Checked")


@dataclass(frozen=True, slots=True)
class Source:
    """A document that is quoted; `letter` is by what the tables call it: A, B, …, Z, AA, …"""

    letter: str
    citation: Citation

    @property
    def described(self) -> tuple[str, ...]:
        """Title, what it is and from when, and the file's name: a line each."""
        citation = self.citation
        kind = capital(KIND_NAMES[citation.kind])
        whose = " · ".join(filter(None, (kind, citation.publisher, citation.authority)))
        return (
            citation.title or "Untitled",
            f"{whose}. {when(citation)}.",
            f"File: {PurePosixPath(citation.source).name}",
        )


@dataclass(frozen=True, slots=True)
class Edition:
    """A checked briefing about to be written. `links` are addresses by an entry's key.

    :raises LostQuotesError: a quote of the briefing is lost.
    """

    briefing: CheckedBriefing
    author: str = ""
    links: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.briefing.require_whole()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents quoted, in the order in which they first are."""
        by_hash: dict[str, Source] = {}
        for found in self.briefing.found:
            citation = found.extract.citation
            by_hash.setdefault(citation.sha256, Source(_letter(len(by_hash)), citation))
        return tuple(by_hash.values())

    @property
    def made(self) -> str:
        """The line under the title: the day, and what is in it."""
        n_found, n_sources = len(self.briefing.found), len(self.sources)
        what = f"{count(n_found, 'extract')} from {count(n_sources, 'document')}"
        return " · ".join(filter(None, (self.author, day(self.briefing.at.date()), what)))

    @property
    def statement(self) -> str:
        """What was checked and when."""
        at = self.briefing.at
        return (
            "Each extract was read from its document again and compared word for word on"
            f" {day(at.date())} at {at:%H:%M}. Notes are the author’s own words and are marked"
            " as notes."
        )

    @property
    def how_to_check(self) -> str:
        """What the tables at the end are good for."""
        return (
            "Anybody who has the documents can check each extract again. The SHA-256 tells"
            " whether a file is the one that was quoted; page and paragraph say where to read;"
            " the characters are the place in the text that Findings reads from the file; the"
            " words are known by the first digits of their SHA-256, white space and bullets apart."
        )

    def letter_of(self, found: Found) -> str:
        """The letter of the document that is quoted."""
        sha256 = found.extract.citation.sha256
        return next(s.letter for s in self.sources if s.citation.sha256 == sha256)

    def check_row(self, found: Found) -> tuple[str, ...]:
        """The row of an extract in the table by which it is checked: :data:`CHECK_COLUMNS`."""
        citation, span = found.extract.citation, found.extract.span
        pages = f"{citation.page}" + (
            f"–{citation.last_page}" if citation.last_page > citation.page else ""
        )
        return (
            str(found.number),
            self.letter_of(found),
            pages if found.n_pages > 1 else "–",
            citation.paragraph or "–",
            f"{span.start}–{span.end}",
            words_digest(found.extract.quote),
            f"{day(self.briefing.at.date())}",
        )

    def who(self, found: Found) -> str:
        """Who says it, as the first words of the citation."""
        return who_says(found.extract.citation)

    def cited(self, found: Found) -> str:
        """The rest of the citation: title, publisher, dates, page, paragraph, headings, grade."""
        citation = found.extract.citation
        title = citation.title or "Untitled"
        publisher = citation.publisher
        if publisher and publisher not in who_says(citation):
            title += f" ({publisher})"
        path = " › ".join(headings(citation))
        parts = [
            title,
            when(citation),
            place(citation, found.n_pages),
            f"Under “{path}”" if path else "",
            f"Section graded {citation.grade}" if citation.grade else "",
            f"Source {self.letter_of(found)}",
        ]
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _letter(number: int) -> str:
    """The letters of column `number` of a spreadsheet, counted from 0: A, …, Z, AA, …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
