"""A page of a PDF in, its picture and the place of every character on it out, from a child process
with limits on time and memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from threading import BoundedSemaphore
from types import TracebackType
from weakref import finalize

from corpus.child import Children
from corpus.errors import DamagedError, ReadError
from corpus.settings import MIB, ReadSettings

__all__ = ["Box", "PageImage", "PageImages", "PageLayout"]

_MEMORY_BYTES = 512 * MIB


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as it is seen: points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Where everything on a page is printed; `width` and `height` are in points.

    `characters` are those of the page but for white space, in the order of the file, and
    `boxes[i]` is where character i is printed.
    """

    width: float
    height: float
    characters: str
    boxes: tuple[Box, ...]

    def __post_init__(self) -> None:
        if not (self.width > 0 and self.height > 0 and len(self.characters) == len(self.boxes)):
            raise ValueError("not a page")


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as printed: its picture, a PNG, and its layout."""

    png: bytes
    layout: PageLayout


class PageImages:
    """Draws pages in up to `n_children` child processes, started when first needed.

    The children are ended with :meth:`close`, or when nothing refers to this any more.
    """

    def __init__(self, *, timeout_seconds: float, max_file_bytes: int, n_children: int = 2) -> None:
        self._settings = replace(
            ReadSettings(),
            timeout_seconds=timeout_seconds,
            timeout_seconds_per_mb=0.0,
            max_file_bytes=max_file_bytes,
            memory_bytes=_MEMORY_BYTES,
        )
        self._children = Children("corpus.page_drawing")
        self._free = BoundedSemaphore(n_children)
        self._end = finalize(self, self._children.release)

    def __enter__(self) -> PageImages:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children."""
        self._end()

    def warm(self) -> None:
        """Start a child now, so that the first page does not wait for it.

        :raises CorpusError: it cannot be started.
        """
        with self._children.lent():
            pass

    def draw(self, path: Path, sha256: str, page: int, dpi: int) -> PageImage:
        """Page `page`, 1-based, of the PDF at `path`, if the file still has that SHA-256.

        :raises CorpusError: it cannot be drawn, within the limits, or is another file by now.
        """
        if not self._free.acquire(timeout=self._settings.timeout_seconds):
            raise ReadError("too many pages are being drawn just now")
        try:
            with self._children.lent() as child:
                reply = child.ask(path, (sha256, page, dpi), self._settings, 0)
        finally:
            self._free.release()
        try:
            return _verified(reply)
        except (TypeError, ValueError) as error:
            raise DamagedError("the drawing of the page does not hold together") from error


def _verified(reply: object) -> PageImage:
    """The reply of a child, which is not trusted, as a page.

    :raises TypeError: it is something else.
    :raises ValueError: likewise.
    """
    if not isinstance(reply, tuple) or len(reply) != 5:
        raise TypeError("not a page")
    png, width, height, characters, places = reply
    if not isinstance(png, bytes) or not isinstance(characters, str):
        raise TypeError("not a page")
    boxes = tuple(Box(*map(float, place)) for place in places)
    return PageImage(png, PageLayout(float(width), float(height), characters, boxes))
