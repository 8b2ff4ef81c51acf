"""A digest of words in, where they stand now out, also when the text was cleaned anew since.

The digest counts and hashes letters alone: white space, hyphens and bullets may change.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document, Span
from corpus.letters import Letters, letters

__all__ = ["Found", "digest", "find"]

_HASH_DIGITS = 12
_MAX_LETTERS = 20_000  # far beyond any extract; a longer digest is nobody's


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand now; `moved` says that it is not where they stood."""

    span: Span
    moved: bool


def digest(quote: str) -> str:
    """How many letters `quote` has, and the head of their SHA-256: "139-5f0c2ab19d3e"."""
    return _digest(letters(quote).text)


def find(document: Document, span: Span, words: str) -> Found | None:
    """Where the words of the digest `words` stand in `document`, `span` being where they stood.

    Of several places the nearest is taken; None where the words are no longer in the document.
    """
    wanted = re.fullmatch(r"([1-9]\d{0,5})-[0-9a-f]{12}", words)
    if wanted is None or int(wanted[1]) > _MAX_LETTERS:
        return None
    if span.end <= len(document.text) and digest(document.quote(span)) == words:
        return Found(span, moved=False)
    every = letters(document.text)
    n_letters = int(wanted[1])
    places = [
        _with_marks(document.text, every.characters(Span(at, at + n_letters)))
        for at in _beginnings(document.text, every)
        if at + n_letters <= len(every) and _digest(every.text[at : at + n_letters]) == words
    ]
    if not places:
        return None
    return Found(min(places, key=lambda place: abs(place.start - span.start)), moved=True)


def _beginnings(text: str, every: Letters) -> Iterator[int]:
    """The letters that words begin with, as every quote does."""
    for at, offset in enumerate(every.offsets):
        if offset == 0 or not text[offset - 1].isalnum():
            yield at


def _with_marks(text: str, span: Span) -> Span:
    """`span` with the brackets, quotation marks and full stops that touch it."""
    start, end = span.start, span.end
    while start > 0 and not (text[start - 1].isspace() or text[start - 1].isalnum()):
        start -= 1
    while end < len(text) and not (text[end].isspace() or text[end].isalnum()):
        end += 1
    return Span(start, end)


def _digest(some: str) -> str:
    hashed = hashlib.sha256(some.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{len(some)}-{hashed[:_HASH_DIGITS]}"
