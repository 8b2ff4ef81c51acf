"""Texts in, a tantivy index out; weighted terms in, rows and BM25 scores out.

Each row has a body and a context (headings, lead-in), which counts less. Words are stemmed
(Snowball English) and stop words kept out; phrases are matched by position.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from corpus.document import About
from index.engine import WeightedTerm
from index.errors import BuildError, DamagedIndexError

__all__ = ["STOP_WORDS", "Analyser", "LexicalStore", "LexicalWriter"]

# Function words only: "no", "not" and "all" change a finding and stay in.
STOP_WORDS = """
a about am an and are as at be been being but by can could did do does for from had has have he her
here hers him his how i if in into is it its me my of on or our ours s she should so such t than
that the their theirs them then there these they this those to was we were what when where which
who whom whose why will with would you your yours
""".split()

_ANALYSER = "findings"
_LONGEST_WORD = 40
_HEAP_BYTES = 64 << 20
_MOST_TERMS = 64


class Analyser:
    """What lexical search sees in a text."""

    def __init__(self) -> None:
        self.tokenizer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.remove_long(_LONGEST_WORD))
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.ascii_fold())
            .filter(tantivy.Filter.custom_stopword(list(STOP_WORDS)))
            .filter(tantivy.Filter.stemmer("english"))
            .build()
        )
        self._forms = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.remove_long(_LONGEST_WORD))
            .filter(tantivy.Filter.lowercase())
            .build()
        )

    def stems(self, text: str) -> list[str]:
        """The stems of `text` in order, stop words kept out.

        >>> Analyser().stems("The caseloads are not manageable")
        ['caseload', 'not', 'manag']
        """
        return list(self.tokenizer.analyze(_encodable(text)))

    def places(self, text: str) -> list[tuple[int, str]]:
        """The stems of `text` with their positions in words, stop words counted."""
        tokens = self.tokenizer.pre_tokenize(_encodable(text)).tokens
        return [(token.position, token.text) for token in tokens]

    def forms(self, text: str) -> list[str]:
        """The words of `text` as written, in lower case."""
        return list(self._forms.analyze(_encodable(text)))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("body", "context"):
        builder.add_text_field(name, tokenizer_name=_ANALYSER)
    for name in ("row", "document"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_text_field("about", tokenizer_name="raw", index_option="basic")
    return builder.build()


class LexicalWriter:
    """Writes the rows of one lexical index to a folder of its own."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._index = tantivy.Index(_schema(), path=str(folder))
        self._index.register_tokenizer(_ANALYSER, analyser.tokenizer)
        self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)

    def add(self, row: int, document: int, about: About, body: str, context: str) -> None:
        """Add one row; `document` is the ordinal of its document."""
        entry = tantivy.Document()
        entry.add_unsigned("row", row)
        entry.add_unsigned("document", document)
        entry.add_text("about", str(about))
        entry.add_text("body", _encodable(body))
        entry.add_text("context", _encodable(context))
        try:
            self._writer.add_document(entry)
        except ValueError as error:
            raise self._unwritten() from error

    def finish(self) -> None:
        """Write everything. :raises BuildError: the folder cannot be written."""
        try:
            self._writer.commit()
            self._writer.wait_merging_threads()
        except ValueError as error:
            raise self._unwritten() from error

    def _unwritten(self) -> BuildError:
        return BuildError(f"{self._folder} cannot be written: is the disk full?")


class LexicalStore:
    """The rows of one lexical index. Safe to use from several threads."""

    def __init__(self, folder: Path, analyser: Analyser, *, context_weight: float) -> None:
        """Open `folder`. :raises DamagedIndexError: it holds no index."""
        try:
            self._index = tantivy.Index.open(str(folder))
            self._index.register_tokenizer(_ANALYSER, analyser.tokenizer)
            self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise DamagedIndexError(
                f"{folder} cannot be read; build the index again with: findings index"
            ) from error
        self._schema = self._index.schema
        self._analyser = analyser
        self._context_weight = context_weight

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def frequency(self, stem: str) -> int:
        """In how many bodies `stem` occurs."""
        return int(self._searcher.doc_freq("body", _encodable(stem)))

    def search(
        self,
        terms: Sequence[WeightedTerm],
        top_k: int,
        *,
        documents: Iterable[int] | None = None,
        about: About | None = None,
        rows: Iterable[int] | None = None,
    ) -> list[tuple[int, float]]:
        """The best rows with their BM25 scores, best first.

        `documents` (ordinals), `about` and `rows` keep the search to these.
        """
        query = self._query(terms)
        if query is None or top_k < 1:
            return []
        must = [(tantivy.Occur.Must, query)]
        admitted = {
            "document": documents,
            "about": None if about is None else [str(about)],
            "row": rows,
        }
        for name, values in admitted.items():
            if values is not None:
                among = tantivy.Query.term_set_query(self._schema, name, list(values))
                silent = tantivy.Query.const_score_query(among, 0.0)
                must.append((tantivy.Occur.Must, silent))
        if len(must) > 1:
            query = tantivy.Query.boolean_query(must)
        hits = self._searcher.search(query, limit=top_k, count=False).hits
        found = self._searcher.fast_field_values("row", [address for _, address in hits])
        pairs = [(int(row or 0), float(score)) for row, (score, _) in zip(found, hits, strict=True)]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def _query(self, terms: Sequence[WeightedTerm]) -> tantivy.Query | None:
        """The disjunction of `terms`, each in body and context; None when nothing is left."""
        parts = []
        for term in terms[:_MOST_TERMS]:
            places = self._analyser.places(term.text)
            if not places or term.weight <= 0:
                continue
            for name, weight in (("body", 1.0), ("context", self._context_weight)):
                if weight > 0:
                    matching = self._match(name, places)
                    parts.append(tantivy.Query.boost_query(matching, weight * term.weight))
        if not parts:
            return None
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def _match(self, name: str, places: list[tuple[int, str]]) -> tantivy.Query:
        if len(places) == 1:
            return tantivy.Query.term_query(self._schema, name, places[0][1], "freq")
        first = places[0][0]
        words: list[str | tuple[int, str]] = [(place - first, stem) for place, stem in places]
        return tantivy.Query.phrase_query(self._schema, name, words)


def _encodable(text: str) -> str:
    """`text`, a question mark in the place of what no encoding can hold (a lone surrogate)."""
    return text.encode("utf-8", "replace").decode("utf-8")
