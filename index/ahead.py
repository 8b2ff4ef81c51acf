"""An iterator in, the same items out, made by a thread a little ahead of whoever consumes them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["ahead"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _End:
    """The iterator is exhausted, or raised `error`."""

    error: BaseException | None


class _Queue(queue.Queue[T | _End], Generic[T]):
    """Items on their way."""


@contextmanager
def ahead(items: Generator[T] | Iterator[T], most: int) -> Iterator[Iterator[T]]:
    """Up to `most` of `items` are made before they are asked for; errors are raised in their place.

    Leaving the block ends the thread, and closes `items` in it.
    """
    ready: _Queue[T] = _Queue(maxsize=most)
    stop = threading.Event()

    def make() -> None:
        error: BaseException | None = None
        try:
            for item in items:
                if not _put(ready, item, stop):
                    break
        except BaseException as raised:  # noqa: BLE001  # handed on, and raised by the consumer
            error = raised
        finally:
            close = getattr(items, "close", None)
            if close is not None:
                close()
        _put(ready, _End(error), stop)

    def consume() -> Iterator[T]:
        while not isinstance(item := ready.get(), _End):
            yield item
        if item.error is not None:
            raise item.error

    thread = threading.Thread(target=make, name="ahead", daemon=True)
    thread.start()
    try:
        yield consume()
    finally:
        stop.set()
        thread.join()


def _put(ready: _Queue[T], item: T | _End, stop: threading.Event) -> bool:
    while not stop.is_set():
        try:
            ready.put(item, timeout=0.1)
        except queue.Full:
            continue
        return True
    return False
