"""Gold quotes as spans and back: a quote found in a document's text, a span given its words.

A project can keep its gold as hash and span, so that no text of others stands in its files.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.errors import AssistantError
from assistant.evaluation.experiment import GoldQuote
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.queries import Gold, GoldSpan, Query
from corpus.document import Document, Span
from index.engine import Engine

__all__ = [
    "GoldError",
    "Letters",
    "gold_span",
    "located",
    "quote_of",
    "resolve",
    "span_of",
    "with_spans",
]


class GoldError(AssistantError):
    """A gold quote or span is not found in the document that it names."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text, lower case, and where each stands in it.

    Not :class:`corpus.letters.Letters`, which folds accents and ligatures too: the hashes of gold
    that collections hold rest on these.
    """

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Letters:
        """The letters of `text`; those whose lower case is longer count for each character."""
        letters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            if character.isalnum():
                for letter in character.lower():
                    if letter.isalnum():
                        letters.append(letter)
                        places.append(place)
        return cls("".join(letters), tuple(places))

    def span(self, start: int, end: int) -> Span:
        """Where letters `start` to `end` stand, half-open, at least one."""
        return Span(self.places[start], self.places[end - 1] + 1)


def span_of(document: Document, gold: Gold) -> GoldSpan:
    """Where `gold` stands in `document`: of several places the one nearest its page.

    :raises GoldError: its letters do not stand in the text in one piece.
    """
    letters, wanted = _letters(document.text), Letters.of(gold.quote).text
    found = _nearest(letters, wanted, document, gold.page) if wanted else None
    if found is None:
        raise GoldError(
            f'{gold.source}: the quote of page {gold.page} beginning "{gold.quote[:40]}" does not '
            "stand in the text in one piece; quote the words as the document has them"
        )
    return gold_span(document, found, gold.part)


def gold_span(document: Document, span: Span, part: str | None = None) -> GoldSpan:
    """The words of `document` at `span` as gold.

    :raises GoldError: there is no letter in them.
    """
    letters = Letters.of(document.quote(span)).text
    if not letters:
        raise GoldError(f"{document.source}: no letter stands at {span.start} to {span.end}")
    return GoldSpan(document.id, span.start, span.end, _hash(letters), len(letters), part)


def quote_of(document: Document, gold: GoldSpan) -> Gold:
    """`gold` with its words and page. A span that cleaning has moved is found by its hash.

    :raises GoldError: no stretch of the text has that hash.
    """
    span = Span(gold.start, max(gold.start, min(gold.end, len(document.text))))
    if _hash(Letters.of(document.quote(span)).text) != gold.text_sha:
        span = _moved(document, gold)
    return Gold(document.source, document.page_of(span.start), document.quote(span), gold.part)


def resolve(gold: Gold | GoldSpan, engine: Engine, holdings: Holdings) -> Gold | None:
    """`gold` with its words; None where its document is not held.

    :raises GoldError: it is not found in its document.
    """
    if isinstance(gold, Gold):
        return gold if holdings.by_source(gold.source) else None
    record = holdings.by_hash(gold.document)
    return None if record is None else quote_of(engine.document(record.id), gold)


def located(gold: Gold, engine: Engine, holdings: Holdings) -> GoldQuote:
    """`gold` with its place in the text, where it is found there."""
    held = holdings.by_source(gold.source)
    if held is None:
        return GoldQuote(gold.source, gold.page, gold.quote, gold.part)
    try:
        span = span_of(engine.document(held.id), gold)
    except GoldError:
        return GoldQuote(held.source, gold.page, gold.quote, gold.part)
    return GoldQuote(gold.source, gold.page, gold.quote, gold.part, held.id, span.start, span.end)


def with_spans(query: Query, engine: Engine, holdings: Holdings) -> Query:
    """`query` with its gold as spans, so that it holds no text of the documents.

    :raises GoldError: a document is not held, or a quote is not in it.
    """
    spans: list[GoldSpan] = []
    for gold in query.gold:
        if isinstance(gold, Gold):
            record = holdings.by_source(gold.source)
            if record is None:
                raise GoldError(f"{query.id}: {gold.source} is not held; index it first")
            gold = span_of(engine.document(record.id), gold)
        spans.append(gold)
    return replace(query, gold=tuple(spans))


@lru_cache(maxsize=4)
def _letters(text: str) -> Letters:
    """The letters of a document; the gold of one document comes one after another."""
    return Letters.of(text)


def _hash(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()[:16]


def _nearest(letters: Letters, wanted: str, document: Document, page: int) -> Span | None:
    spans: list[Span] = []
    at = letters.text.find(wanted)
    while at >= 0:
        spans.append(letters.span(at, at + len(wanted)))
        at = letters.text.find(wanted, at + 1)
    return min(spans, key=lambda span: abs(document.page_of(span.start) - page), default=None)


def _moved(document: Document, gold: GoldSpan) -> Span:
    letters = _letters(document.text)
    starts = range(len(letters.text) - gold.letters + 1)
    for at in starts:
        if _hash(letters.text[at : at + gold.letters]) == gold.text_sha:
            return letters.span(at, at + gold.letters)
    raise GoldError(
        f"{document.source}: no stretch of its text is the gold quote of characters "
        f"{gold.start} to {gold.end}; find the quote again and store its span anew"
    )
