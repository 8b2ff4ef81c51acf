"""A briefing's references are read from their documents again: each is found word for word, or
named as lost with what to do. What is shown and exported is made from this, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.answer import Extract
from assistant.briefing.briefing import Briefing, Entry, Heading, Note, Reference, digest, refer
from assistant.cite import extract
from assistant.errors import LostQuotesError
from assistant.found_again import find as find_again
from corpus.document import Document

__all__ = ["CheckedBriefing", "Found", "Lost", "Reason", "check"]


class Reason(StrEnum):
    """Why a quote is lost."""

    GONE = "gone"  # its document is not held any more
    CHANGED = "changed"  # the document was read anew, and these words are no longer in it


@dataclass(frozen=True, slots=True)
class Found:
    """A quote whose words were read from its document and are those that were added.

    `reference` is where they stand now, which cleaning the text anew may have changed.
    `number` counts the briefing's quotes from 1. `n_pages` are those of the document.
    """

    number: int
    reference: Reference
    extract: Extract
    n_pages: int

    @property
    def key(self) -> str:
        """The key of the entry."""
        return self.reference.key


@dataclass(frozen=True, slots=True)
class Lost:
    """A quote that no longer matches its document; its words are not known any more."""

    number: int
    reference: Reference
    reason: Reason

    @property
    def key(self) -> str:
        """The key of the entry."""
        return self.reference.key

    @property
    def message(self) -> str:
        """What is wrong and what to do, in plain words."""
        if self.reason is Reason.GONE:
            return (
                f"{self.reference.label}: the document is no longer held. Put it back and index it"
                " again, or remove this extract."
            )
        return (
            f"{self.reference.label}: the document is read differently now, and these words are no"
            " longer found in it."
            " Find the extract again and add it, then remove this one."
        )


@dataclass(frozen=True, slots=True)
class CheckedBriefing:
    """A briefing with every quote read from its document at `at`, entries in its order."""

    title: str
    entries: tuple[Heading | Note | Found | Lost, ...]
    at: datetime

    @property
    def found(self) -> tuple[Found, ...]:
        """The quotes that were found, in order."""
        return tuple(entry for entry in self.entries if isinstance(entry, Found))

    @property
    def n_quotes(self) -> int:
        """How many quotes it has, lost ones included."""
        return len(self.found) + len(self.lost)

    @property
    def lost(self) -> tuple[Lost, ...]:
        """The quotes that were not."""
        return tuple(entry for entry in self.entries if isinstance(entry, Lost))

    def renewed(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """`entries` with their references as the words stand now."""
        now = {found.key: found.reference for found in self.found}
        return tuple(now.get(entry.key, entry) for entry in entries)

    def require_whole(self) -> None:
        """Make sure that no quote is lost, as every export does first.

        :raises LostQuotesError: some are; the message names each and what to do.
        """
        if self.lost:
            raise LostQuotesError(" ".join(lost.message for lost in self.lost))


def check(briefing: Briefing, find: Callable[[str], Document]) -> CheckedBriefing:
    """Read every quote of `briefing` from its document and compare it.

    `find` gives a document by its id and raises KeyError where it is not held.
    """
    return CheckedBriefing(
        briefing.title, tuple(_checked(briefing, find)), datetime.now().astimezone()
    )


def _checked(
    briefing: Briefing, find: Callable[[str], Document]
) -> Iterator[Heading | Note | Found | Lost]:
    number = 0
    for entry in briefing.entries:
        if not isinstance(entry, Reference):
            yield entry
            continue
        number += 1
        try:
            document = find(entry.document_id)
        except KeyError:
            yield Lost(number, entry, Reason.GONE)
            continue
        if document.sha256 != entry.sha256:
            yield Lost(number, entry, Reason.GONE)
            continue
        stands = _standing(entry, document)
        if stands is None:
            yield Lost(number, entry, Reason.CHANGED)
            continue
        quoted = extract(document, stands.span, score=0.0)
        yield Found(number, stands, quoted, len(document.page_starts))


def _standing(reference: Reference, document: Document) -> Reference | None:
    """The reference as its words stand now; None where they are no longer in the document."""
    if digest(document.quote(reference.span)) == reference.digest:
        return reference
    again = find_again(document, reference.span, reference.letters)
    return refer(document, again.span, reference.key) if again else None
