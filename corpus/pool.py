"""Files in, documents or reasons out: parsing in child processes with limits on time and memory.

A file whose child hangs, crashes or takes too much memory is refused; the others go on.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from types import TracebackType

from corpus.child import Children
from corpus.document import Document
from corpus.errors import DamagedError
from corpus.settings import ReadSettings

__all__ = ["Pool"]


class Pool:
    """Reads files in up to `settings.workers()` child processes, started when first needed."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(settings.workers(), thread_name_prefix="reading")
        self._children = Children("corpus.worker")

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def submit(self, path: Path, source: str, n_bytes: int) -> Future[Document]:
        """Read the file at `path` as soon as a child is free.

        The future raises what :func:`corpus.reader.read_document` raises, and
        :exc:`TooLargeError` or :exc:`DamagedError` where the child did not live to tell.
        """
        return self._threads.submit(self._read, path, source, n_bytes)

    def close(self) -> None:
        """Drop what waits and end the children, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._children.kill()
        self._threads.shutdown(wait=True)
        self._children.release()

    def _read(self, path: Path, source: str, n_bytes: int) -> Document:
        with self._children.lent() as child:
            reply = child.ask(path, source, self._settings, n_bytes)
            if not isinstance(reply, Document):
                child.kill()
                raise DamagedError("the reader gave back something else than a document")
        return _verified(reply, source)


def _verified(read: Document, source: str) -> Document:
    """`read`, its spans being within its text and in order.

    :raises DamagedError: they are not.
    """
    spans = [block.span for block in read.blocks]
    ordered = all(a.end <= b.start for a, b in pairwise(spans))
    every = (
        spans
        + [heading.span for heading in read.outline]
        + [sentence.span for sentence in read.sentences]
        + [judgement.span for judgement in read.judgements]
    )
    within = all(span.end <= len(read.text) for span in every)
    if not (ordered and within and read.source == source and read.id == read.sha256[:16]):
        raise DamagedError("the reader gave back a document that does not hold together")
    return read
