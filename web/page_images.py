"""Pictures of pages, drawn once and kept on disk until there are too many or the file is gone.

A picture is kept under the SHA-256 of the file that it shows, so it can never show another one.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from corpus.errors import CorpusError, DamagedError, EncryptedError, TooLargeError
from corpus.page_image import Box, PageImage, PageImages, PageLayout
from index.engine import DocumentRecord

__all__ = ["DPI", "KeptPages"]

logger = logging.getLogger(__name__)

DPI = 120
_ROOM_LEFT = 0.8  # of the space, after making room
_MAX_REFUSED = 1000
_TRY_AGAIN_SECONDS = 60.0  # a time-out or a killed child may have been the machine, not the file
_LASTING = (DamagedError, EncryptedError, TooLargeError)  # would likely happen to that file again


class KeptPages:
    """The pages drawn so far, in `folder`, up to `max_bytes`; others are drawn by `images`."""

    def __init__(self, folder: Path, images: PageImages, max_bytes: int) -> None:
        self.folder = folder
        self._images = images
        self._max_bytes = max_bytes
        self._lock = Lock()
        self._n_bytes: int | None = None  # of what is kept; None until it was counted
        self._generation = ""
        self._refused: dict[tuple[str, int], tuple[type[CorpusError], str, float]] = {}

    def png(self, record: DocumentRecord, page: int) -> bytes:
        """The picture of a page, 1-based; :raises CorpusError: it cannot be drawn."""
        path = self._path(record, page, "png")
        with suppress(OSError):
            content = path.read_bytes()
            os.utime(path)  # what is looked at stays longest
            return content
        return self._draw(record, page).png

    def layout(self, record: DocumentRecord, page: int) -> PageLayout:
        """Where everything on a page is printed; :raises CorpusError: it cannot be drawn."""
        path = self._path(record, page, "json")
        with suppress(OSError, ValueError, TypeError):
            kept = json.loads(path.read_bytes())
            os.utime(path)
            boxes = tuple(Box(*box) for box in kept["boxes"])
            return PageLayout(kept["width"], kept["height"], kept["characters"], boxes)
        return self._draw(record, page).layout

    def keep_only(self, generation: str, held: Iterable[DocumentRecord]) -> None:
        """Delete what is kept of documents that `generation` does not hold; once for each."""
        with self._lock:
            if generation == self._generation:
                return
            self._generation = generation
        hashes = {record.sha256 for record in held}
        for path in self._kept():
            if path.name.partition("-")[0] not in hashes:
                path.unlink(missing_ok=True)

    def warm(self) -> None:
        """Start what draws now, so that the first reader does not wait for it."""
        try:
            self._images.warm()
        except CorpusError as error:
            logger.warning("pages will be shown as text alone: %s", error)

    def close(self) -> None:
        """End the processes that draw; what is kept stays."""
        self._images.close()

    def _draw(self, record: DocumentRecord, page: int) -> PageImage:
        before = self._refused.get((record.sha256, page))
        if before is not None:
            kind, message, when = before
            if time.monotonic() - when < _TRY_AGAIN_SECONDS:
                raise kind(message)
        try:
            image = self._images.draw(Path(record.path), record.sha256, page, DPI)
        except CorpusError as error:
            logger.warning("%s, page %d: no picture: %s", record.source, page, error)
            if isinstance(error, _LASTING):
                if len(self._refused) >= _MAX_REFUSED:
                    self._refused.clear()
                # subtle: not the error itself, which would grow with each request that raises it
                refused = type(error), str(error), time.monotonic()
                self._refused[record.sha256, page] = refused
            raise
        try:
            self._keep(record, page, image)
        except OSError as error:
            logger.warning("%s: the picture is not kept: %s", self.folder, error)
        return image

    def _keep(self, record: DocumentRecord, page: int, image: PageImage) -> None:
        layout = image.layout
        described = {
            "width": layout.width,
            "height": layout.height,
            "characters": layout.characters,
            "boxes": [(box.left, box.top, box.right, box.bottom) for box in layout.boxes],
        }
        packed = json.dumps(described, separators=(",", ":")).encode()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for kind, content in (("png", image.png), ("json", packed)):
            # Written whole under another name first: nobody ever reads half a picture.
            draft = self.folder / f".{secrets.token_hex(8)}"
            try:
                draft.write_bytes(content)
                draft.replace(self._path(record, page, kind))
            finally:
                draft.unlink(missing_ok=True)
        self._make_room(len(image.png) + len(packed))

    def _make_room(self, n_new: int) -> None:
        """Count what was added, and delete what was not looked at longest if it is too much."""
        with self._lock:
            if self._n_bytes is not None:
                self._n_bytes += n_new
                if self._n_bytes <= self._max_bytes:
                    return
            states = sorted((path.stat().st_mtime_ns, path) for path in self._kept())
            self._n_bytes = sum(path.stat().st_size for _, path in states)
            if self._n_bytes <= self._max_bytes:
                return
            for _, path in states:
                if self._n_bytes <= _ROOM_LEFT * self._max_bytes:
                    return
                self._n_bytes -= path.stat().st_size
                path.unlink(missing_ok=True)

    def _kept(self) -> list[Path]:
        return [path for path in self.folder.glob("*-*.*") if path.is_file()]

    def _path(self, record: DocumentRecord, page: int, kind: str) -> Path:
        return self.folder / f"{record.sha256}-{page}-{DPI}.{kind}"
