"""Small documents, and briefings of their words, for tests of what briefings become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.briefing import Briefing, Entry, Heading, Note, Reference, refer
from assistant.briefing.checking import CheckedBriefing, check
from assistant.briefing.edition import Edition
from corpus.document import Document, Origin, Span, Stated
from tests.assistant.evaluation.made_up import document
from tests.web.made import made_documents

__all__ = ["FIRST", "LIST", "OVER_PAGES", "SECOND", "edition", "held", "made_briefing", "words_of"]

FIRST = "Personal advisers know their young people well."
OVER_PAGES = (
    "A few young people would like to see their adviser more often, and the service has begun to"
    " ask each of them what would help."
)
SECOND = "Foster carers feel <script>alert('well')</script> supported & valued."
LIST = (
    "The timeliness of life-story work for adopted children\n"
    "• The number of foster carers who live in the borough"
)


def held(folder: Path) -> dict[str, Document]:
    """Four documents by their ids."""
    return {made.id: made for made, _ in made_documents(folder)}


def words_of(documents: dict[str, Document], words: str, key: str) -> Reference:
    """A reference to `words`, which stand in one of the documents."""
    for found in documents.values():
        if words in found.text:
            start = found.text.index(words)
            return refer(found, Span(start, start + len(words)), key)
    raise AssertionError(words)


def made_briefing(documents: dict[str, Document]) -> Briefing:
    """Two headings, four quotes of two documents, and a note of two lines."""
    entries: tuple[Entry, ...] = (
        words_of(documents, FIRST, "k1"),
        Heading("h1", "What must improve"),
        words_of(documents, LIST, "k2"),
        Note("n1", "Ask the Director how this stands.\nBefore March."),
        Heading("h2", "Voices of young people & carers"),
        words_of(documents, OVER_PAGES, "k3"),
        words_of(documents, SECOND, "k4"),
    )
    return Briefing("Northfold: care leavers", entries)


def edition(briefing: Briefing, documents: dict[str, Document]) -> Edition:
    """The briefing, checked, with a link for its first quote."""
    checked = check(briefing, documents.__getitem__)
    links = {found.key: "https://findings.example/extract/1" for found in checked.found[:1]}
    return Edition(checked, "Northfold Borough Council", links)


def of_words(quotes: Sequence[str]) -> tuple[CheckedBriefing, dict[str, Document]]:
    """A briefing of these quotes, all from one document that holds nothing else."""
    text = "\n".join(quotes)
    made = document("a.txt", [text])
    made = replace(made, provenance=replace(made.provenance, title=Stated("T", Origin.TEXT)))
    entries, at = [], 0
    for number, quote in enumerate(quotes):
        entries.append(refer(made, Span(at, at + len(quote)), f"k{number}"))
        at += len(quote) + 1
    documents = {made.id: made}
    return check(Briefing("Words", tuple(entries)), documents.__getitem__), documents
