"""A file in, what a child process makes of it out, within limits on time and memory.

A child that hangs, crashes or takes too much memory is ended and replaced. Children are started by
command, not by fork or `multiprocessing`, so that they import nothing but what their work needs
and never the program that called.
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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO, cast

from corpus import document, errors
from corpus.errors import CorpusError, DamagedError, ReadError, TooLargeError
from corpus.settings import MIB, ReadSettings, in_megabytes
from corpus.worker import OUT_OF_MEMORY, READY, read_frame, write_frame

__all__ = ["Child", "Children"]

logger = logging.getLogger(__name__)

_START_SECONDS = 120.0
_MAX_REPLY_BYTES = 512 * MIB
_MEMORY_SIGNS = ("MemoryError", "memory allocation of", "bad_alloc", "Cannot allocate memory")


class Children:
    """Child processes of one module, each lent to one thread at a time and started when needed."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._idle: queue.SimpleQueue[Child] = queue.SimpleQueue()
        self._all: set[Child] = set()

    @contextmanager
    def lent(self) -> Iterator[Child]:
        """A child that no other thread has; one that died meanwhile is not lent again."""
        child = self._free()
        try:
            yield child
        finally:
            if child.alive():
                self._idle.put(child)
            else:
                self._drop(child)

    def _free(self) -> Child:
        """A child that waits, or else a new one."""
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                child = Child(self._module)
                self._all.add(child)
                return child
            if child.alive():
                return child
            self._drop(child)  # ended from outside while it waited

    def _drop(self, child: Child) -> None:
        self._all.discard(child)
        child.release()

    def kill(self) -> None:
        """End them all, whatever they are at; whoever waits for a reply gets none."""
        for child in tuple(self._all):
            child.kill()

    def release(self) -> None:
        """Kill what is left and close what it leaves open."""
        for child in tuple(self._all):
            child.release()


class Child:
    """One child process, which answers one request after the other.

    `module` says how: its main is :func:`corpus.worker.serve`.

    :raises CorpusError: it cannot be started.
    """

    def __init__(self, module: str) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by release()
        self._late = False
        package_parent = str(Path(__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, (package_parent, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            # -P: a file named like a module in the current folder must not be imported
            [sys.executable, "-P", "-m", module],
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

    def ask(self, path: Path, what: object, settings: ReadSettings, n_bytes: int) -> object:
        """What the child makes of the file at `path` of `n_bytes`: a document or plain values.

        :raises CorpusError: what the child raised, or why it did not live to answer.
        """
        seconds = settings.deadline_seconds(n_bytes)
        self._errors.seek(0)
        self._errors.truncate()
        try:
            write_frame(self._requests, pickle.dumps((path.absolute(), what, settings)))
        except BrokenPipeError as error:
            self.kill()
            raise DamagedError("the reader crashed before it began: index again") from error
        content = self._reply(seconds)
        if content is None:
            raise self._cause_of_death(seconds, settings)
        reply = _unpickled(content)
        if isinstance(reply, tuple) and len(reply) == 2 and reply[0] in errors.__all__:
            raise getattr(errors, reply[0])(str(reply[1]))
        return reply

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
