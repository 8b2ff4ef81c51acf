"""The child process that parses: requests on its standard input, replies on its standard output.

Run by :mod:`corpus.child` as `python -m corpus.worker`; a file that breaks the parser breaks this
process only. What it raises unforeseen ends it, and the last line on its standard error says why.
"""

from __future__ import annotations

import math
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from corpus import errors
from corpus.errors import CorpusError
from corpus.settings import ReadSettings

__all__ = ["OUT_OF_MEMORY", "READY", "Answer", "main", "read_frame", "serve", "write_frame"]

# A file, what is asked of it, and the limits, in; what is sent back, out.
Answer = Callable[[Path, Any, ReadSettings], object]

READY = b"ready"
OUT_OF_MEMORY = 71  # exit status
_LENGTH = struct.Struct(">Q")


def main() -> None:
    """Read documents."""
    serve(_reader)


def serve(load: Callable[[], Answer]) -> None:
    """Answer requests until standard input ends, with the function that `load` imports."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the replies
    answer = load()  # imported late: a broken installation is reported
    write_frame(replies, READY)
    while (request := read_frame(requests)) is not None:
        path, what, settings = pickle.loads(request)  # noqa: S301 - from our own parent
        _limit(settings, path.stat().st_size if path.exists() else 0)
        try:
            reply = answer(path, what, settings)
        except CorpusError as error:
            if _for_want_of_memory(error):
                os._exit(OUT_OF_MEMORY)
            reply = (_foreseen(error), str(error))
        except FileNotFoundError:
            reply = ("ReadError", "the file has gone since it was listed")
        except OSError as error:
            reply = ("ReadError", f"the file cannot be read: {error.strerror or error}")
        except RecursionError:
            reply = ("DamagedError", "the file is nested too deeply to be read")
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # nothing can be relied on any more
        write_frame(replies, pickle.dumps(reply, protocol=5))
        _unlimit()


def _reader() -> Answer:
    from corpus.reader import read_document

    return read_document


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Write `content` behind its length."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes], max_bytes: int | None = None) -> bytes | None:
    """Return the next content, or None at the end of the stream or beyond `max_bytes`."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if max_bytes is not None and length > max_bytes:
        return None
    content = stream.read(length)
    return content if len(content) == length else None


def _foreseen(error: CorpusError) -> str:
    """The name of the nearest class of `error` that the tree of errors has."""
    return next(c.__name__ for c in type(error).__mro__ if c.__name__ in errors.__all__)


def _for_want_of_memory(error: CorpusError) -> bool:
    """Whether what looks like a damaged file was the parser of XML running out of memory."""
    from lxml import etree

    cause = error.__cause__
    return isinstance(cause, etree.XMLSyntaxError) and (
        cause.code == etree.ErrorTypes.ERR_NO_MEMORY
    )


def _limit(settings: ReadSettings, n_bytes: int) -> None:
    """Bound the memory of this process, and its time should the parent be gone (POSIX)."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):  # a limit that the system or its owner keeps lower
        resource.setrlimit(resource.RLIMIT_DATA, (settings.memory_bytes,) * 2)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(math.ceil(settings.deadline_seconds(n_bytes)) + 5)


def _unlimit() -> None:
    if sys.platform != "win32":
        signal.alarm(0)


if __name__ == "__main__":
    main()
