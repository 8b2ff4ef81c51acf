"""What a briefing is made of: references to documents' words, headings, and notes of one's own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from assistant import found_again
from assistant.cite import cite
from corpus.document import Document, Span

__all__ = ["Briefing", "Entry", "Heading", "Note", "Reference", "digest", "refer"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: what follows stands under it, up to the next one."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """The officer's own words, shown apart from the quotes."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of a document: which file, where in its text, and the digests by which they are known.

    `digest` is that of the words exactly; by `letters` (:mod:`assistant.found_again`) they are
    found where the text was cleaned anew and they stand elsewhere. `label` names the place ("Inspection of Northfold, page 3") for when the document is gone.
    """

    key: str
    sha256: str
    span: Span
    digest: str
    letters: str
    label: str

    @property
    def document_id(self) -> str:
        """The id of the document in the index."""
        return self.sha256[:16]


Entry = Heading | Note | Reference


@dataclass(frozen=True, slots=True)
class Briefing:
    """A named list of entries, in the order they are read. Keys are unique within it."""

    title: str
    entries: tuple[Entry, ...] = ()

    @property
    def n_extracts(self) -> int:
        """How many extracts it holds."""
        return sum(isinstance(entry, Reference) for entry in self.entries)

    def holds(self, document_id: str, span: Span) -> bool:
        """Whether these words are already in it."""
        return any(
            isinstance(entry, Reference) and (entry.document_id, entry.span) == (document_id, span)
            for entry in self.entries
        )


def digest(words: str) -> str:
    """The SHA-256 of `words` exactly as they stand, 64 hex digits."""
    return hashlib.sha256(words.encode()).hexdigest()


def refer(document: Document, span: Span, key: str) -> Reference:
    """A reference to the words of `span`.

    :raises ValueError: the span holds no words of the document.
    """
    words = document.quote(span)
    if span.end > len(document.text) or not words.strip():
        raise ValueError(f"characters {span.start} to {span.end} hold no words of {document.id}")
    citation = cite(document, span)
    label = citation.title or document.source
    if len(document.page_starts) > 1:
        label += f", page {citation.page}"
    return Reference(key, document.sha256, span, digest(words), found_again.digest(words), label)
