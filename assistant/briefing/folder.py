"""A folder of files in, documents by their id out: each is read when it is first asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from corpus.document import Document
from corpus.errors import ReadError
from corpus.finder import FoundFile, find_files
from corpus.pool import Pool
from corpus.settings import ReadSettings

__all__ = ["documents_in"]


@contextmanager
def documents_in(folder: Path, settings: ReadSettings) -> Iterator[Callable[[str], Document]]:
    """A function that gives the document whose file's SHA-256 begins with an id.

    It raises KeyError where no file below `folder` has that hash, or it cannot be read.
    """
    by_id: dict[str, FoundFile] = {}
    for found in find_files([folder]):
        if isinstance(found, FoundFile) and found.n_bytes <= settings.max_file_bytes:
            with found.path.open("rb") as file:
                by_id.setdefault(hashlib.file_digest(file, "sha256").hexdigest()[:16], found)
    with Pool(replace(settings, n_workers=1)) as pool:

        @cache
        def find(document_id: str) -> Document:
            found = by_id[document_id]
            try:
                return pool.submit(found.path, found.source, found.n_bytes).result()
            except ReadError as error:
                raise KeyError(document_id) from error

        yield find
