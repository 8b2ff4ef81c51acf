"""Folders in, a new generation out, beside the one in use; only what is new is read and encoded.

Files are read in child processes while passages are encoded here. What the previous generation
holds of a file that has not changed is copied, so that the result is what a fresh build gives.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from corpus.ingest import FileReport, Outcome, ingest
from corpus.settings import ReadSettings
from index.ahead import ahead
from index.assembly import Assembly
from index.encoder import Encoder, load_encoder, load_question_encoder
from index.errors import BuildError, NoIndexError, OpenError
from index.generation import Generation
from index.generations import Generations
from index.local import incompatibility
from index.memory import peak_memory_bytes
from index.report import BuildReport, FileOutcome, FileRecord
from index.reranker import load_reranker
from index.settings import IndexSettings

__all__ = ["Progress", "Stage", "build"]

logger = logging.getLogger(__name__)

_FILES_AHEAD = 64
_OUTCOMES = {
    Outcome.INDEXED: FileOutcome.INDEXED,
    Outcome.DUPLICATE: FileOutcome.DUPLICATE,
    Outcome.QUARANTINED: FileOutcome.QUARANTINED,
    Outcome.SKIPPED: FileOutcome.SKIPPED,
}


class Stage(StrEnum):
    """What a build is doing."""

    READING = "reading and encoding"
    WRITING = "writing"
    VERIFYING = "verifying"


Progress = Callable[[Stage, int, int], None]
"""Told the stage, how many files are done, and how many there are."""


def build(
    roots: Sequence[Path],
    data_dir: Path,
    settings: IndexSettings | None = None,
    *,
    reading: ReadSettings | None = None,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
) -> BuildReport:
    """Bring the index in `data_dir` to what is in `roots`, and say what was done.

    Where nothing has changed, nothing is built. With an `encoder` of the caller's, models that only
    questions need are not looked at.

    :raises BusyError: another process is building there.
    :raises BuildError: the new index cannot be written; the one in use is untouched.
    :raises ModelError: the encoder's model is missing or altered.
    :raises CorpusError: a root does not exist.
    """
    started = time.perf_counter()
    settings = settings or IndexSettings()
    generations = Generations(data_dir)
    with _writing_to(data_dir), generations.building():
        if encoder is None:
            encoder = load_encoder(settings, generations.models)
            # converted now, so that the first question need not wait for it
            load_question_encoder(settings, generations.models, encoder)
            load_reranker(settings, generations.models)
        previous = _previous(generations, encoder, settings)
        try:
            assembly = Assembly(generations, settings, encoder, previous)
            try:
                return _build(roots, assembly, reading, progress or _silent, started)
            finally:
                assembly.abandon()
        finally:
            if previous is not None:
                previous.close()


def _build(
    roots: Sequence[Path],
    assembly: Assembly,
    reading: ReadSettings | None,
    progress: Progress,
    started: float,
) -> BuildReport:
    total = 0

    def count(_: int, of: int) -> None:
        nonlocal total
        total = of

    files: list[FileRecord] = []
    with ahead(
        ingest(roots, reading, known=assembly.known_fingerprint, progress=count), _FILES_AHEAD
    ) as reports:
        for report in reports:
            assembly.take(report)
            files.append(_file_record(report, assembly))
            progress(Stage.READING, len(files) - assembly.n_waiting, total)
    stored = [_as_stored(record) for record in files]
    previous = assembly.previous
    before = [] if previous is None else previous.catalogue.files()
    built = previous is None or assembly.n_read > 0 or stored != before
    if previous is not None and not built:
        manifest = previous.manifest
    else:
        progress(Stage.WRITING, total, total)
        manifest = assembly.write(stored)
        progress(Stage.VERIFYING, total, total)
        assembly.verify_and_switch(manifest)
    removed = [
        replace(record, outcome=FileOutcome.REMOVED, reason="no longer there", provenance=None)
        for record in before
        if record.outcome is FileOutcome.INDEXED
        and record.source not in {file.source for file in files}
    ]
    return BuildReport(
        generation=manifest.name,
        built=built,
        files=(*files, *removed),
        n_documents=manifest.counts["documents"],
        n_passages=manifest.counts["passages"],
        n_sentences=manifest.counts["sentences"],
        seconds=time.perf_counter() - started,
        peak_memory_bytes=peak_memory_bytes(),
    )


def _previous(
    generations: Generations, encoder: Encoder, settings: IndexSettings
) -> Generation | None:
    """The generation in use, where it can be built upon."""
    try:
        name = generations.current()
        manifest = generations.manifest(name)
        reason = incompatibility(manifest, encoder, settings)
        if reason is not None:
            logger.warning("everything is read and encoded again: built with %s", reason)
            return None
        generations.verify_files(generations.path(name))
        return Generation(generations.path(name), manifest, context_weight=settings.context_weight)
    except NoIndexError:
        return None
    except OpenError as error:
        logger.warning("everything is read and encoded again: %s", error)
        return None


def _file_record(report: FileReport, assembly: Assembly) -> FileRecord:
    outcome = FileOutcome.UNCHANGED if report.unchanged else _OUTCOMES[report.outcome]
    provenance = document_id = None
    if report.document is not None:
        document_id, provenance = report.document.id, report.document.provenance
    elif report.unchanged:
        record = assembly.known_record(report)
        document_id, provenance = record.id, record.provenance
    return FileRecord(
        source=report.source,
        path=str(report.path),
        outcome=outcome,
        reason=report.reason,
        sha256=report.sha256,
        duplicate_of=report.duplicate_of,
        document_id=document_id,
        provenance=provenance,
    )


def _as_stored(record: FileRecord) -> FileRecord:
    """What the catalogue keeps of a file: its state, not whether this run changed it."""
    if record.outcome is FileOutcome.UNCHANGED:
        return replace(record, outcome=FileOutcome.INDEXED)
    return record


@contextmanager
def _writing_to(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or data_dir
        raise BuildError(
            f"{place}: {error.strerror or error}; the index in use is untouched. Free space or "
            "choose another folder with --data"
        ) from error


def _silent(stage: Stage, done: int, total: int) -> None:
    pass
