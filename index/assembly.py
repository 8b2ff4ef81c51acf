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
_PROBES = 3
_LEAST_AGREEMENT = 0.999  # of a stored vector with its passage encoded again, in 16 bits


@dataclass(slots=True)
class _Item:
    """A document on its way; without `vectors` it has still to be encoded."""

    report: FileReport
    document: Document
    passages: Sequence[Passage]
    vectors: DocumentVectors | None


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
        self._name = ""
        self._folder: Path | None = None
        self._writer: GenerationWriter | None = None

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
        assert report.key is not None
        return self._known[report.key].record

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
            if sum(len(item.passages) for item in self._items) >= _PASSAGES_AT_ONCE:
                self._flush()

    def write(self, files: Sequence[FileRecord]) -> Manifest:
        """Write all of it to the working folder, through to the disk."""
        self._prepare()
        self._flush()
        writer, folder = self._open()
        for of, source in self._others:
            writer.add_other_source(of, source)
        counts = writer.counts
        writer.finish(files)
        self._writer = None
        manifest = Manifest(
            name=self._name,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            model=self._encoder.name,
            fingerprint=self._encoder.fingerprint,
            dim=self._encoder.dim,
            settings=self._settings.stored(),
            pipeline=self._pipeline,
            counts=counts,
            previous=None if self.previous is None else self.previous.manifest.name,
        )
        self._generations.seal(folder, manifest)
        return manifest

    def verify_and_switch(self, manifest: Manifest) -> None:
        """Open what was written, try it, and let it answer. :raises BuildError: it does not."""
        assert self._folder is not None
        try:
            self._generations.verify_files(self._folder)
            self._probe(manifest)
        except DamagedIndexError as error:
            raise BuildError(f"what was written cannot be read back: {error}") from error
        self._generations.rename(self._folder, manifest.name)
        self._folder = None
        self._generations.switch(manifest.name)
        self._generations.clean()
        logger.info("generation %s answers: %s", manifest.name, dict(manifest.counts))

    def abandon(self) -> None:
        """Throw away what is not finished."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _prepare(self) -> None:
        """Divide what was read into passages, and fetch what is already encoded."""
        for report in self._waiting:
            if report.document is None:
                assert report.key is not None
                self._items.append(self._copy(report, self._known[report.key]))
                continue
            passages = divide(
                report.document, count=self._encoder.count, max_pieces=self._encoder.max_pieces
            )
            vectors = self._same_as_before(report.document, passages)
            self._items.append(_Item(report, report.document, passages, vectors))
        self._waiting.clear()

    def _flush(self) -> None:
        """Encode what has no vectors yet, and write all in the order it came."""
        new = [item for item in self._items if item.vectors is None]
        encoded = vectorise(
            [(item.document, item.passages) for item in new],
            self._encoder,
            self._settings.sentence_vectors,
        )
        for item, vectors in zip(new, encoded, strict=True):
            item.vectors = vectors
        writer, _ = self._open()
        for item in self._items:
            assert item.vectors is not None
            assert item.report.key is not None
            assert item.report.fingerprint is not None
            writer.add(
                item.document,
                item.passages,
                item.vectors.passages,
                item.vectors.sentences,
                path=item.report.path,
                key=item.report.key,
                fingerprint=item.report.fingerprint,
            )
        self._items.clear()

    def _open(self) -> tuple[GenerationWriter, Path]:
        if self._folder is None:
            self._name, self._folder = self._generations.begin()
            self._writer = GenerationWriter(self._folder, self._encoder.dim)
        assert self._writer is not None
        return self._writer, self._folder

    def _copy(self, report: FileReport, entry: Entry) -> _Item:
        """A document with its passages and vectors from the previous generation."""
        assert self.previous is not None
        passages = self.previous.catalogue.passages(entry.passages)
        return _Item(
            report,
            self.previous.catalogue.content(entry.ordinal),
            [passages[row] for row in entry.passages],
            self._vectors_of(entry),
        )

    def _same_as_before(
        self, document: Document, passages: Sequence[Passage]
    ) -> DocumentVectors | None:
        """The vectors of a document that was read again and came out the same."""
        if self.previous is None:
            return None
        entry = self.previous.catalogue.by_id.get(document.id)
        if entry is None:
            return None
        before = self.previous.catalogue.content(entry.ordinal)
        same = (
            before.text == document.text
            and before.sentences == document.sentences
            and before.blocks == document.blocks
            and list(self.previous.catalogue.passages(entry.passages).values()) == list(passages)
        )
        return self._vectors_of(entry) if same else None

    def _vectors_of(self, entry: Entry) -> DocumentVectors:
        assert self.previous is not None
        return DocumentVectors(
            self.previous.passages.rows(entry.passages),
            self.previous.sentences.rows(entry.sentences),
        )

    def _probe(self, manifest: Manifest) -> None:
        """Search the new generation. :raises DamagedIndexError: it does not find what it holds."""
        assert self._folder is not None
        generation = Generation(
            self._folder, manifest, context_weight=self._settings.context_weight
        )
        try:
            generation.catalogue.check()
            n_passages = manifest.counts["passages"]
            for row in range(0, n_passages, max(1, n_passages // _PROBES)):
                if not self._finds(generation, row):
                    raise DamagedIndexError(f"{self._folder} does not find its own passage {row}")
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
