"""The file that a document was read from: whether it is still that file, and its bytes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from index.engine import DocumentRecord

__all__ = ["is_pdf", "is_unchanged", "unchanged"]


def is_pdf(record: DocumentRecord) -> bool:
    """Whether the document was read from a PDF, by its name."""
    return record.source.lower().endswith(".pdf")


def unchanged(record: DocumentRecord, max_bytes: int) -> bytes | None:
    """The bytes of the file that was read; None where it is gone, too large or another now."""
    try:
        if Path(record.path).stat().st_size > max_bytes:
            return None
        content = Path(record.path).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == record.sha256 else None


def is_unchanged(record: DocumentRecord, max_bytes: int) -> bool:
    """Whether the file is still the one that was read; hashed again when it was touched."""
    path = Path(record.path)
    try:
        state = path.stat()
        if state.st_size > max_bytes:
            return False
        seen = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
        return _sha256(path, seen) == record.sha256
    except OSError:
        return False


@lru_cache(maxsize=4096)
def _sha256(path: Path, seen: tuple[int, ...]) -> str:
    """The hash of the file in the state that was `seen`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
