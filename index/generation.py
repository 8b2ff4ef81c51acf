"""One generation's folder: written once by a :class:`GenerationWriter`, then only read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.document import Block, Document, Passage
from index.catalogue import Catalogue, CatalogueWriter
from index.engine import Vectors
from index.errors import DamagedIndexError
from index.generations import Manifest
from index.lexical import Analyser, LexicalStore, LexicalWriter
from index.report import FileRecord
from index.vectors import VectorStore, VectorWriter

__all__ = ["Generation", "GenerationWriter"]

_CATALOGUE = "catalogue.sqlite"
_PASSAGES = "passages"
_SENTENCES = "sentences"


class GenerationWriter:
    """Writes documents, in the order given, to the files of a new generation."""

    def __init__(self, folder: Path, dim: int) -> None:
        analyser = Analyser()
        self._folder = folder
        self._analyser = analyser
        self._catalogue = CatalogueWriter(folder / _CATALOGUE)
        self._passages = VectorWriter(dim)
        self._sentences = VectorWriter(dim)
        self._passage_terms = LexicalWriter(folder / _PASSAGES, analyser)
        self._sentence_terms = LexicalWriter(folder / _SENTENCES, analyser)

    @property
    def counts(self) -> dict[str, int]:
        """How many documents, passages and sentences have been added."""
        return {
            "documents": self._catalogue.n_documents,
            "passages": self._catalogue.n_passages,
            "sentences": self._catalogue.n_sentences,
        }

    def add(
        self,
        document: Document,
        passages: Sequence[Passage],
        passage_vectors: Vectors,
        sentence_vectors: Vectors,
        *,
        path: Path,
        key: str,
        fingerprint: str,
    ) -> None:
        """Add one document with its vectors, a row for each passage and each sentence."""
        if len(passage_vectors) != len(passages):
            raise ValueError("one vector for each passage")
        if len(sentence_vectors) != len(document.sentences):
            raise ValueError("one vector for each sentence")
        ordinal = self._catalogue.n_documents
        for row, passage in enumerate(passages, start=self._catalogue.n_passages):
            quote = document.quote(passage.span)
            self._passage_terms.add(row, ordinal, passage.about, quote, passage.context)
        for row, sentence in enumerate(document.sentences, start=self._catalogue.n_sentences):
            block = document.blocks[sentence.block]
            quote, context = document.quote(sentence.span), _context(document, block)
            self._sentence_terms.add(row, ordinal, block.about, quote, context)
        self._catalogue.count_words(self._analyser.forms(document.text))
        self._passages.add(passage_vectors)
        self._sentences.add(sentence_vectors)
        self._catalogue.add(
            document,
            passages,
            passages_of_sentences(document, passages),
            path=path,
            key=key,
            fingerprint=fingerprint,
        )

    def add_other_source(self, of: str, source: str) -> None:
        """Note that the document read from `of` is there under another name as well."""
        self._catalogue.add_other_source(of, source)

    def finish(self, files: Sequence[FileRecord]) -> None:
        """Write all files. :raises BuildError: the folder cannot be written."""
        self._catalogue.finish(files)
        self._passages.write(self._folder / f"{_PASSAGES}.faiss")
        self._sentences.write(self._folder / f"{_SENTENCES}.faiss")
        self._passage_terms.finish()
        self._sentence_terms.finish()

    def close(self) -> None:
        """Release the files of a generation that is not finished."""
        self._catalogue.close()


class Generation:
    """The files of one generation, open for reading. Safe to use from several threads."""

    def __init__(self, folder: Path, manifest: Manifest, *, context_weight: float) -> None:
        """Open `folder`. :raises DamagedIndexError: a file is not what `manifest` says."""
        self.folder = folder
        self.manifest = manifest
        self.analyser = Analyser()
        self.catalogue = Catalogue(folder / _CATALOGUE)
        try:
            self.passages = VectorStore(folder / f"{_PASSAGES}.faiss")
            self.sentences = VectorStore(folder / f"{_SENTENCES}.faiss")
            self.passage_terms = LexicalStore(
                folder / _PASSAGES, self.analyser, context_weight=context_weight
            )
            self.sentence_terms = LexicalStore(
                folder / _SENTENCES, self.analyser, context_weight=context_weight
            )
            self._check_counts()
        except DamagedIndexError:
            self.catalogue.close()
            raise

    def close(self) -> None:
        """Release the files."""
        self.catalogue.close()

    def _check_counts(self) -> None:
        entries = self.catalogue.entries
        n_passages = entries[-1].passages.stop if entries else 0
        n_sentences = entries[-1].sentences.stop if entries else 0
        found = {
            "documents": {len(entries)},
            "passages": {n_passages, len(self.passages), len(self.passage_terms)},
            "sentences": {n_sentences, len(self.sentences), len(self.sentence_terms)},
        }
        for what, counts in found.items():
            if counts != {self.manifest.counts[what]}:
                raise DamagedIndexError(
                    f"{self.folder} should hold {self.manifest.counts[what]} {what}, its files "
                    f"hold {sorted(counts)}; build the index again with: findings index"
                )


def passages_of_sentences(document: Document, passages: Sequence[Passage]) -> list[int]:
    """For every sentence the ordinal of the first passage that holds it, else of the one before.

    Two passages of sentences 0-1 and 2-3 give [0, 0, 1, 1].
    """
    place = [0] * len(document.sentences)
    for ordinal in range(len(passages) - 1, -1, -1):
        first, _ = passages[ordinal].sentences
        last = passages[ordinal + 1].sentences[0] if ordinal + 1 < len(passages) else None
        end = max(passages[ordinal].sentences[1], last or len(place))
        place[first:end] = [ordinal] * (min(end, len(place)) - first)
    return place


def _context(document: Document, block: Block) -> str:
    """The headings above a block and the lead-in it depends on."""
    parts = list(document.heading_path(block.heading))
    if block.lead_in is not None:
        parts.append(document.quote(block.lead_in))
    return "\n".join(parts)
