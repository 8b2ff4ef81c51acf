"""Folders in, a report of every file out: indexed, a duplicate, quarantined or skipped.

Files are parsed in child processes a little ahead of whoever consumes the reports, which come in
the order of :func:`find_files` whatever was ready first.
"""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

from corpus.document import Document
from corpus.errors import CorpusError, TooLargeError, UnsupportedError
from corpus.finder import FoundFile, PassedOver, find_files
from corpus.pool import Pool
from corpus.settings import ReadSettings, in_megabytes

__all__ = ["FileReport", "Outcome", "fingerprint", "ingest"]

logger = logging.getLogger(__name__)

_AHEAD_PER_WORKER = 4


class Outcome(StrEnum):
    """What became of a file."""

    INDEXED = "indexed"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    `document` is there when it was read and is to be indexed; an `unchanged` file was indexed
    before under the same `key` and was not read again. `fingerprint` is that of its text (see
    :func:`fingerprint`). `duplicate_of` is the source of the file that was kept. `reason` says why
    where the outcome is not INDEXED.
    """

    source: str
    path: Path
    outcome: Outcome
    reason: str | None = None
    sha256: str | None = None
    key: str | None = None
    fingerprint: str | None = None
    document: Document | None = None
    duplicate_of: str | None = None
    unchanged: bool = False


@dataclass(slots=True)
class _Pending:
    """A file on its way: `reading` is None where it need not be read, or not yet."""

    found: FoundFile
    sha256: str | None = None
    key: str | None = None
    known: str | None = None
    reading: Future[Document] | None = None
    refusal: CorpusError | None = None


def ingest(
    roots: Sequence[Path],
    settings: ReadSettings | None = None,
    *,
    known: Callable[[str], str | None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[FileReport]:
    """Account for every file below `roots`, in order.

    `known(key)` is asked before a file is read: the fingerprint of the text that was indexed under
    that key before, or None. A key stands for the file's bytes, its source and its sidecar. Of
    files with the same bytes or the same text the first is kept. `progress` is told how many
    files are accounted for, of how many.

    :raises CorpusError: a root does not exist, or child processes cannot be started.
    """
    settings = settings or ReadSettings()
    entries = list(find_files(roots))
    ahead = _AHEAD_PER_WORKER * settings.workers()
    kept = _Kept()
    with Pool(settings) as pool:
        waiting: deque[_Pending | PassedOver] = deque()
        coming = iter(entries)
        submitted: set[str] = set()
        for done in range(len(entries)):
            while len(waiting) <= ahead and (entry := next(coming, None)) is not None:
                waiting.append(
                    entry
                    if isinstance(entry, PassedOver)
                    else _begin(entry, settings, pool, known, submitted)
                )
            first = waiting.popleft()
            report = _passed(first) if isinstance(first, PassedOver) else _finish(first, pool, kept)
            logger.debug("%s: %s (%s)", report.source, report.outcome, report.reason)
            if progress is not None:
                progress(done + 1, len(entries))
            yield report


def fingerprint(text: str) -> str:
    """Return what two texts share when their letters and digits are the same, in hexadecimal."""
    words = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(character for character in words if character.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()


class _Kept:
    """The sources kept so far, by bytes and by text."""

    def __init__(self) -> None:
        self.by_bytes: dict[str, str] = {}
        self.by_text: dict[str, str] = {}


def _begin(
    found: FoundFile,
    settings: ReadSettings,
    pool: Pool,
    known: Callable[[str], str | None] | None,
    submitted: set[str],
) -> _Pending:
    """Hash the file and have it read, unless it is known or its like is being read already."""
    pending = _Pending(found)
    if found.n_bytes > settings.max_file_bytes:
        size, limit = in_megabytes(found.n_bytes), in_megabytes(settings.max_file_bytes)
        pending.refusal = TooLargeError(f"{size}; the limit is {limit} (max_file_bytes)")
        return pending
    try:
        pending.sha256 = _sha256(found.path)
        sidecar = _sha256(found.sidecar) if found.sidecar else ""
    except OSError as error:
        pending.refusal = CorpusError(f"the file cannot be read: {error.strerror}")
        return pending
    described = "\0".join((pending.sha256, sidecar, found.source))
    pending.key = hashlib.sha256(described.encode()).hexdigest()
    pending.known = known(pending.key) if known is not None else None
    if pending.known is None and pending.sha256 not in submitted:
        pending.reading = pool.submit(found.path, found.source, found.n_bytes)
    submitted.add(pending.sha256)
    return pending


def _finish(pending: _Pending, pool: Pool, kept: _Kept) -> FileReport:
    """Wait for the file to be read, and settle what becomes of it."""
    found = pending.found
    if pending.sha256 is None:
        return _refused(pending, pending.refusal)
    same_bytes = kept.by_bytes.get(pending.sha256)
    if same_bytes is not None:
        return _duplicate(pending, same_bytes, "bytes")
    read: Document | None = None
    if pending.known is None:
        try:
            # Its like may have been refused for its name alone: then it is read by itself, now.
            future = pending.reading or pool.submit(found.path, found.source, found.n_bytes)
            read = future.result()
        except CorpusError as error:
            if type(error) is CorpusError:  # no child can be started: no file's own fault
                raise
            return _refused(pending, error)
        if read.sha256 != pending.sha256:
            return _refused(pending, CorpusError("the file changed while it was being read"))
    text = fingerprint(read.text) if read is not None else cast(str, pending.known)
    same_text = kept.by_text.get(text)
    if same_text is not None:
        return _duplicate(pending, same_text, "text")
    kept.by_bytes[pending.sha256] = kept.by_text[text] = found.source
    return FileReport(
        found.source,
        found.path,
        Outcome.INDEXED,
        sha256=pending.sha256,
        key=pending.key,
        fingerprint=text,
        document=read,
        unchanged=read is None,
    )


def _refused(pending: _Pending, error: CorpusError | None) -> FileReport:
    skipped = isinstance(error, UnsupportedError)
    return FileReport(
        pending.found.source,
        pending.found.path,
        Outcome.SKIPPED if skipped else Outcome.QUARANTINED,
        reason=str(error).removeprefix(f"{pending.found.path.name}: "),
        sha256=pending.sha256,
        key=pending.key,
    )


def _duplicate(pending: _Pending, of: str, what: str) -> FileReport:
    return FileReport(
        pending.found.source,
        pending.found.path,
        Outcome.DUPLICATE,
        reason=f"the same {what} as {of}",
        sha256=pending.sha256,
        key=pending.key,
        duplicate_of=of,
    )


def _passed(entry: PassedOver) -> FileReport:
    outcome = Outcome.QUARANTINED if entry.failed else Outcome.SKIPPED
    return FileReport(entry.source, entry.path, outcome, reason=entry.reason)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
