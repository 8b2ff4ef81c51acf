"""Files in, documents or reasons out: parsing in child processes with limits on time and memory.

A child that hangs, crashes or takes too much memory is ended and replaced, and its file refused;
the others go on. Children are started by command, not by fork or `multiprocessing`, so that
they import nothing but what parsing needs and never the program that called.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from corpus import document, errors
from corpus.document import Document
from corpus.errors import CorpusError, DamagedError, ReadError, TooLargeError
from corpus.settings import MIB, ReadSettings, in_megabytes
from corpus.worker import OUT_OF_MEMORY, READY, read_frame, write_frame

__all__ = ["Pool"]

logger = logging.getLogger(__name__)

_START_SECONDS = 120.0
_MAX_REPLY_BYTES = 512 * MIB
_MEMORY_SIGNS = ("MemoryError", "memory allocation of", "bad_alloc", "Cannot allocate memory")


class Pool:
    """Reads files in up to `settings.workers()` child processes, started when first needed."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(settings.workers(), thread_name_prefix="reading")
        self._idle: queue.SimpleQueue[_Child] = queue.SimpleQueue()
        self._children: set[_Child] = set()

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
        for child in tuple(self._children):
            child.kill()
        self._threads.shutdown(wait=True)
        for child in self._children:
            child.release()

    def _read(self, path: Path, source: str, n_bytes: int) -> Document:
        """Read in a child that no other thread has: there are never more than threads."""
        try:
            child = self._idle.get_nowait()
        except queue.Empty:
            child = _Child()
            self._children.add(child)
        try:
            return child.read(path, source, self._settings, n_bytes)
        finally:
            if child.alive():
                self._idle.put(child)
            else:
                self._children.discard(child)
                child.release()


class _Child:
    """One child process."""

    def __init__(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by release()
        self._late = False
        package_parent = str(Path(__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, (package_parent, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            # -P: a file named like a module in the current folder must not be imported
            [sys.executable, "-P", "-m", "corpus.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
        )
        self._requests = cast(IO[bytes], self._process.stdin)
        self._replies = cast(IO[bytes], self._process.stdout)
        if self._reply(_START_SECONDS) != READY:
            said = self._last_words()
            self.release()
            raise CorpusError(
                f"the process that reads documents cannot be started ({said}): "
                "install again with pip"
            )

    def read(self, path: Path, source: str, settings: ReadSettings, n_bytes: int) -> Document:
        """The document in the file at `path`; :raises CorpusError: it cannot be read."""
        seconds = settings.deadline_seconds(n_bytes)
        self._errors.seek(0)
        self._errors.truncate()
        try:
            write_frame(self._requests, pickle.dumps((path.absolute(), source, settings)))
        except BrokenPipeError as error:
            self.kill()
            raise DamagedError("the reader crashed before it began: index again") from error
        content = self._reply(seconds)
        if content is None:
            raise self._cause_of_death(seconds, settings)
        reply = _unpickled(content)
        if isinstance(reply, Document):
            return _verified(reply, source)
        if isinstance(reply, tuple) and len(reply) == 2 and reply[0] in errors.__all__:
            raise getattr(errors, reply[0])(str(reply[1]))
        self.kill()
        raise DamagedError("the reader gave back something else than a document")

    def alive(self) -> bool:
        """Whether it can be given another file."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once; whoever waits for its reply gets none."""
        self._process.kill()
        self._process.wait()

    def release(self) -> None:
        """Kill it and close what it leaves open."""
        self.kill()
        self._replies.close()
        self._errors.close()
        with suppress(BrokenPipeError):  # a request that it did not live to read
            self._requests.close()

    def _reply(self, seconds: float) -> bytes | None:
        """What the child says within `seconds`; then it is killed, which ends its output."""
        timer = threading.Timer(seconds, self._kill_late)
        timer.daemon = True
        timer.start()
        content = read_frame(self._replies, _MAX_REPLY_BYTES)
        timer.cancel()
        if content is None:
            self.kill()
        return content

    def _kill_late(self) -> None:
        self._late = True
        self._process.kill()

    def _cause_of_death(self, seconds: float, settings: ReadSettings) -> ReadError:
        said, status = self._last_words(), self._process.returncode
        if self._late:
            return TooLargeError(f"reading it took longer than {seconds:g} s (timeout_seconds)")
        if status == OUT_OF_MEMORY or any(sign in said for sign in _MEMORY_SIGNS):
            limit = in_megabytes(settings.memory_bytes)
            return TooLargeError(f"reading it needed more than {limit} of memory (memory_bytes)")
        if not said and status < 0:
            said = signal.strsignal(-status) or f"signal {-status}"
        return DamagedError(f"the reader crashed: {said or f'exit status {status}'}")

    def _last_words(self) -> str:
        """The last line that the child wrote on standard error."""
        self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - 4000))
        lines = self._errors.read().decode("utf-8", "replace").split("\n")
        logger.debug("a child's last words: %s", "\n".join(lines))
        return next((line.strip() for line in reversed(lines) if line.strip()), "")[:200]


class _Unpickler(pickle.Unpickler):
    """Builds the values of :mod:`corpus.document` and nothing else: a child is not trusted."""

    def find_class(self, module: str, name: str) -> object:
        if (module == document.__name__ and name in document.__all__) or (
            (module, name) == ("datetime", "date")
        ):
            return date if name == "date" else getattr(document, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")


def _unpickled(content: bytes) -> object:
    try:
        return _Unpickler(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError) as error:
        raise DamagedError(f"the reader gave back no document: {error}") from error


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
