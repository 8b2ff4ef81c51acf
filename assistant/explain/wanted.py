"""A passage named by its number, its page or its words in, the sentences that are meant out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import AssistantError
from assistant.evaluation.gold import Letters
from assistant.evaluation.holdings import Holdings
from corpus.document import Document, Span
from index.engine import Engine

__all__ = ["Key", "Wanted", "WantedError", "find_wanted"]

Key = tuple[str, int]
"""A sentence: its document's id and its place in :attr:`Document.sentences`."""


class WantedError(AssistantError):
    """The passage that an explanation was asked for is not found."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The passage whose fate is asked for: its number, or its words, or its document and page.

    `document` is a file's name or path, an id or the beginning of a SHA-256; beside `words` it
    says which document's.
    """

    passage: int | None = None
    document: str | None = None
    page: int | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        if self.page is not None and self.document is None:
            raise WantedError("a page needs its document; say which")
        if self.passage is not None and (self.document or self.words):
            raise WantedError("a passage's number says all; leave document and words out")

    @property
    def given(self) -> bool:
        """Whether a passage is asked for at all."""
        return self != Wanted()


def find_wanted(wanted: Wanted, engine: Engine) -> list[Key]:
    """The sentences that are meant, in reading order; none where none was asked for.

    :raises WantedError: no such passage, document, page or words are held.
    """
    if wanted.passage is not None:
        try:
            passage = engine.passage(wanted.passage)
        except (IndexError, KeyError) as error:
            raise WantedError(
                f"there is no passage {wanted.passage} in this index; candidates are shown with"
                " the numbers of theirs"
            ) from error
        return [(passage.document_id, index) for index in range(*passage.sentences)]
    if wanted.document is None and wanted.words is None:
        return []
    ids = _documents(wanted.document, engine)
    found = [
        (document_id, index)
        for document_id in ids
        for index in _within(engine.document(document_id), wanted)
    ]
    if not found:
        where = "the documents" if wanted.document is None else wanted.document
        what = f"page {wanted.page}" if wanted.words is None else "these words in one piece"
        raise WantedError(
            f"{where}: no sentence of {what}; look at the document's text for what is held of it"
        )
    return found


def _documents(name: str | None, engine: Engine) -> Sequence[str]:
    records = engine.documents()
    if name is None:
        return [record.id for record in records]
    holdings = Holdings(records)
    record = holdings.by_source(name) or (holdings.by_hash(name) if len(name) >= 6 else None)
    if record is None:
        raise WantedError(
            f"{name}: no such document is held; findings documents lists those that are"
        )
    return [record.id]


def _within(document: Document, wanted: Wanted) -> Iterator[int]:
    """Places of the sentences of the page, or of those that hold some of the words."""
    spans = None if wanted.words is None else _places(document, wanted.words)
    for index, sentence in enumerate(document.sentences):
        first, last = document.pages_of(sentence.span)
        if wanted.page is not None and not first <= wanted.page <= last:
            continue
        if spans is None or _touched(sentence.span, spans):
            yield index


def _touched(sentence: Span, spans: Sequence[Span]) -> bool:
    """Whether any of `spans`, whose starts and ends both rise, overlaps `sentence`."""
    # A single letter stands in ten thousand places of a document: they are not all gone through.
    first = bisect_right(spans, sentence.start, key=lambda span: span.end)
    return first < len(spans) and sentence.overlaps(spans[first])


def _places(document: Document, words: str) -> list[Span]:
    """Where `words` stand, whatever stands between their letters."""
    wanted = Letters.of(words).text
    if wanted not in re.sub(r"[\W_]+", "", document.text.lower()):
        return []  # most documents, at a fraction of the cost
    letters = Letters.of(document.text)
    spans: list[Span] = []
    at = letters.text.find(wanted) if wanted else -1
    while at >= 0:
        spans.append(letters.span(at, at + len(wanted)))
        at = letters.text.find(wanted, at + 1)
    return spans
