"""A Word file exported earlier in, every quote that is no longer its document's words out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from assistant.briefing.word_quotes import ListedQuote, WordQuote, read_word
from assistant.briefing.words import plain_words, words_digest
from corpus.document import Document
from corpus.settings import ReadSettings

__all__ = ["WordProblem", "WordVerification", "verify_word"]

_LIKE = 0.5  # share of words in common from which on a quote is taken for the one that is listed
_SHOWN_WORDS = 8


@dataclass(frozen=True, slots=True)
class WordProblem:
    """A quote that does not match: `extract` names it, `what` says what is wrong."""

    extract: str
    what: str


@dataclass(frozen=True, slots=True)
class WordVerification:
    """What was checked and what was found wrong."""

    file: str
    n_quotes: int
    problems: tuple[WordProblem, ...]

    def to_json(self) -> dict[str, Any]:
        """As `findings verify FILE --json` prints it (docs/formats.md)."""
        return {
            "file": self.file,
            "quotes": self.n_quotes,
            "problems": [{"extract": p.extract, "what": p.what} for p in self.problems],
        }


def verify_word(
    path: Path, find: Callable[[str], Document], settings: ReadSettings | None = None
) -> WordVerification:
    """Compare every quote of the Word file at `path` with its document.

    `find` gives a document by its id and raises KeyError where it is not held.

    :raises WordFileError: the file cannot be read, or is no exported briefing.
    """
    read = read_word(path, settings or ReadSettings())
    check = _Check(find, read.listed)
    problems = [problem for quote in read.quotes for problem in check.quote(quote)]
    problems += check.missing()
    return WordVerification(path.name, len(read.quotes), tuple(problems))


class _Check:
    """Quotes against documents; remembers which rows of the table were seen in the text."""

    def __init__(self, find: Callable[[str], Document], listed: Sequence[ListedQuote]) -> None:
        self._listed = listed
        self._seen: set[int] = set()

        @cache
        def held(document_id: str) -> Document | None:
            try:
                return find(document_id)
            except KeyError:
                return None

        self._held = held

    def quote(self, quote: WordQuote) -> Iterator[WordProblem]:
        """What is wrong with one quote: nothing, or one thing."""
        row = self._row(quote)
        if row is not None:
            self._seen.add(id(row))
        place = quote.place or (row.place if row else None)
        name = f"extract {row.number}" if row else f"“{_beginning(quote.text)}”"
        if place is None:
            yield WordProblem(
                name,
                "it is set as a quote, but stands in none of the documents that are listed; if"
                " these are your own words, give them another style",
            )
            return
        document = self._held(place.document_id)
        if document is None:
            yield WordProblem(
                name,
                f"its document (SHA-256 {place.document_id}…) is not held; index it, or name its"
                " folder with --corpus",
            )
            return
        name = f"{name} ({document.provenance.title.value or document.source})"
        expected = plain_words(document.quote(place.span))
        found = plain_words(quote.text)
        if row is not None and words_digest(expected) != row.words_digest:
            # the document was read anew since, and the place has moved: are the words still there?
            if words_digest(found) == row.words_digest and _holds(document, found):
                yield from _lead_in(name, quote, document)
                return
            if words_digest(found) == row.words_digest:
                yield WordProblem(
                    name, "the document is read differently now, and these words are not in it"
                )
                return
        if found != expected:
            yield WordProblem(name, _difference(found, expected))
            return
        yield from _lead_in(name, quote, document)

    def missing(self) -> Iterator[WordProblem]:
        """The rows of the table whose quotes are not in the text."""
        for row in self._listed:
            if id(row) not in self._seen:
                yield WordProblem(
                    f"extract {row.number}",
                    "it is listed under “How to check”, but not found in the text; if you took it"
                    " out on purpose, delete its row",
                )

    def _row(self, quote: WordQuote) -> ListedQuote | None:
        """The row of the quote: by its place, else by its words, else by most of its words."""
        if quote.place is not None:
            return next((r for r in self._listed if r.place == quote.place), None)
        exact = words_digest(quote.text)
        found = next((r for r in self._listed if r.words_digest == exact), None)
        return found or self._like(quote)

    def _like(self, quote: WordQuote) -> ListedQuote | None:
        words = plain_words(quote.text).split()
        best: tuple[float, ListedQuote | None] = (_LIKE, None)
        for row in self._listed:
            document = self._held(row.place.document_id)
            if id(row) in self._seen or document is None:
                continue
            listed = plain_words(document.quote(row.place.span)).split()
            likeness = SequenceMatcher(None, words, listed, autojunk=False).ratio()
            if likeness > best[0]:
                best = (likeness, row)
        return best[1]


def _lead_in(name: str, quote: WordQuote, document: Document) -> Iterator[WordProblem]:
    if quote.lead_in and not _holds(document, plain_words(quote.lead_in)):
        yield WordProblem(name, "the words that lead to it (“Under”) are not in the document")


def _holds(document: Document, words: str) -> bool:
    """Whether `words` stand in the document as whole words."""
    return f" {words} " in f" {plain_words(document.text)} "


def _difference(found: str, expected: str) -> str:
    """The first place where the two differ, in the words around it."""
    ours, theirs = found.split(), expected.split()
    changes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for kind, a, b, c, d in changes:
        if kind == "insert":
            return f"“{_around(theirs, c, d)}” is left out; the document has it"
        if kind == "delete":
            return f"“{_around(ours, a, b)}” was put in; the document does not have it"
        if kind == "replace":
            said, meant = _around(ours, a, b), _around(theirs, c, d)
            return f"it says “{said}”, where the document says “{meant}”"
    return "its words differ from the document’s"


def _around(words: Sequence[str], first: int, last: int) -> str:
    """The words from `first` to `last` with one on each side, shortened."""
    shown = words[max(0, first - 1) : last + 1]
    if len(shown) > _SHOWN_WORDS:
        return " ".join(shown[: _SHOWN_WORDS // 2]) + " … " + " ".join(shown[-_SHOWN_WORDS // 2 :])
    return " ".join(shown)


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")
