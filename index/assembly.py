"""File reports in, one after the other; a sealed and verified generation out."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.document import Document, Passage
from corpus.ingest import FileReport, Outcome
from corpus.passages import divide
from index.catalogue import Entry
from index.encoder import Encoder
from index.engine import DocumentRecord, WeightedTerm
from index.errors import BuildError, DamagedIndexError
from index.generation import Generation, GenerationWriter
from index.generations import Generations, Manifest
from index.pipeline import pipeline_version
from index.report import FileRecord
from index.settings import IndexSettings
from index.vectorise import DocumentVectors, passage_input, vectorise

__all__ = ["Assembly"]

logger = logging.getLogger(__name__)

_PASSAGES_AT_ONCE = 256
_COPIES_AT_ONCE = 32
_PROBES = 3
_LEAST_AGREEMENT = 0.999  # of a stored vector with its passage encoded again, in 16 bits


@dataclass(frozen=True, slots=True)
class _Item:
    """A document on its way; without `vectors` it has still to be encoded."""

    path: Path
    key: str
    fingerprint: str
    document: Document
    passages: Sequence[Passage]
    vectors: DocumentVectors | None


@dataclass(frozen=True, slots=True)
class _Working:
    """The folder of a generation on its way."""

    name: str
    folder: Path
    writer: GenerationWriter


class Assembly:
    """A generation on its way. Nothing is written before there is something new to write."""

    def __init__(
        self,
        generations: Generations,
        settings: IndexSettings,
        encoder: Encoder,
        previous: Generation | None,
    ) -> None:
        self.previous = previous
        self.n_read = 0
        self._generations = generations
        self._settings = settings
        self._encoder = encoder
        self._pipeline = pipeline_version()
        self._known: dict[str, Entry] = {}
        if previous is not None and previous.manifest.pipeline == self._pipeline:
            self._known = {entry.key: entry for entry in previous.catalogue.entries}
        self._waiting: list[FileReport] = []
        self._items: list[_Item] = []
        self._others: list[tuple[str, str]] = []
        self._working: _Working | None = None

    @property
    def n_waiting(self) -> int:
        """Documents taken, and not yet encoded."""
        return len(self._items)

    def known_fingerprint(self, key: str) -> str | None:
        """Fingerprint of the text that was indexed before under `key`, None if none was."""
        entry = self._known.get(key)
        return None if entry is None else entry.fingerprint

    def known_record(self, report: FileReport) -> DocumentRecord:
        """The record of a document that has not changed."""
        return self._known[_stated(report.key)].record

    def take(self, report: FileReport) -> None:
        """Take the next file."""
        if report.duplicate_of is not None:
            self._others.append((report.duplicate_of, report.source))
        if report.outcome is not Outcome.INDEXED:
            return
        self._waiting.append(report)
        if report.document is not None:
            self.n_read += 1
        if self.n_read:
            self._prepare()

    def write(self, files: Sequence[FileRecord]) -> Manifest:
        """Write all of it to the working folder, through to the disk."""
        self._prepare()
        self._flush()
        working = self._begun()
        for of, source in self._others:
            working.writer.add_other_source(of, source)
        working.writer.finish(files)
        manifest = Manifest(
            name=working.name,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            model=self._encoder.name,
            fingerprint=self._encoder.fingerprint,
            dim=self._encoder.dim,
            settings=self._settings.stored(),
            pipeline=self._pipeline,
            counts=working.writer.counts,
            previous=self._generations.in_use(),
        )
        self._generations.seal(working.folder, manifest)
        return manifest

    def verify_and_switch(self, manifest: Manifest) -> None:
        """Open what was written, try it, and let it answer. :raises BuildError: it does not."""
        folder = self._begun().folder
        try:
            self._generations.verify_files(folder)
            self._probe(folder, manifest)
        except DamagedIndexError as error:
            raise BuildError(f"what was written cannot be read back: {error}") from error
        self._generations.rename(folder, manifest.name)
        self._working = None
        self._generations.switch(manifest.name)
        self._generations.clean()
        logger.info("generation %s answers: %s", manifest.name, dict(manifest.counts))

    def abandon(self) -> None:
        """Throw away what is not finished."""
        if self._working is not None:
            self._working.writer.close()
            shutil.rmtree(self._working.folder, ignore_errors=True)
            self._working = None

    def _prepare(self) -> None:
        """Divide what was read into passages, and fetch what is already encoded."""
        for report in self._waiting:
            document, passages, vectors = self._divided(report)
            new = [item for item in self._items if item.vectors is None]
            if (
                sum(len(item.passages) for item in new) >= _PASSAGES_AT_ONCE
                or len(self._items) - len(new) >= _COPIES_AT_ONCE
            ):
                self._flush()
            self._items.append(
                _Item(
                    report.path,
                    _stated(report.key),
                    _stated(report.fingerprint),
                    document,
                    passages,
                    vectors,
                )
            )
        self._waiting.clear()

    def _divided(
        self, report: FileReport
    ) -> tuple[Document, Sequence[Passage], DocumentVectors | None]:
        """A document with its passages, and its vectors where they are known."""
        if report.document is None:
            return self._from_previous(self._known[_stated(report.key)])
        passages = divide(
            report.document, count=self._encoder.count, max_pieces=self._encoder.max_pieces
        )
        entry = None
        if self.previous is not None:
            entry = self.previous.catalogue.by_id.get(report.document.id)
        if entry is not None:
            before, passages_before, vectors = self._from_previous(entry)
            if list(passages) == passages_before and _reads_alike(before, report.document):
                return report.document, passages, vectors
        return report.document, passages, None

    def _from_previous(self, entry: Entry) -> tuple[Document, list[Passage], DocumentVectors]:
        if self.previous is None:
            raise ValueError("there is no previous generation")
        catalogue = self.previous.catalogue
        passages = catalogue.passages(entry.passages)
        vectors = DocumentVectors(
            self.previous.passages.rows(entry.passages),
            self.previous.sentences.rows(entry.sentences),
        )
        return catalogue.content(entry.ordinal), [passages[row] for row in entry.passages], vectors

    def _flush(self) -> None:
        """Encode what has no vectors yet, and write all in the order it came."""
        encoded = iter(
            vectorise(
                [(item.document, item.passages) for item in self._items if item.vectors is None],
                self._encoder,
                self._settings.sentence_vectors,
            )
        )
        writer = self._begun().writer
        for item in self._items:
            vectors = item.vectors or next(encoded)
            writer.add(
                item.document,
                item.passages,
                vectors.passages,
                vectors.sentences,
                path=item.path,
                key=item.key,
                fingerprint=item.fingerprint,
            )
        self._items.clear()

    def _begun(self) -> _Working:
        if self._working is None:
            name, folder = self._generations.begin()
            self._working = _Working(name, folder, GenerationWriter(folder, self._encoder.dim))
        return self._working

    def _probe(self, folder: Path, manifest: Manifest) -> None:
        """Search the new generation. :raises DamagedIndexError: it does not find what it holds."""
        generation = Generation(folder, manifest, context_weight=self._settings.context_weight)
        try:
            generation.catalogue.check()
            n_passages = manifest.counts["passages"]
            for row in range(0, n_passages, max(1, n_passages // _PROBES)):
                if not self._finds(generation, row):
                    raise DamagedIndexError(f"{folder} does not find its own passage {row}")
        finally:
            generation.close()

    def _finds(self, generation: Generation, row: int) -> bool:
        passage = generation.catalogue.passages([row])[row]
        entry = generation.catalogue.by_id[passage.document_id]
        document = generation.catalogue.content(entry.ordinal)
        text, _ = passage_input(document, passage, self._encoder)
        vector = self._encoder.encode([text])[0]
        if float(generation.passages.rows([row])[0] @ vector) < _LEAST_AGREEMENT:
            return False
        _, cosines = generation.passages.search(vector, 1)
        stems = generation.analyser.stems(document.quote(passage.span))
        terms = [WeightedTerm(stem) for stem in stems]
        found = generation.passage_terms.search(terms, 1, rows=[row])
        return float(cosines[0]) >= _LEAST_AGREEMENT and (bool(found) or not stems)


def _reads_alike(one: Document, other: Document) -> bool:
    """Whether an encoder reads the same in both, sentence by sentence."""
    return (one.text, one.sentences, one.blocks) == (other.text, other.sentences, other.blocks)


def _stated(value: str | None) -> str:
    """What an indexed file's report always states."""
    if value is None:
        raise ValueError("an indexed file has a key and a fingerprint")
    return value
