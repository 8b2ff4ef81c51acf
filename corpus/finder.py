"""Folders in, files out: every file below the given folders, or why it is passed over.

A file `<file>.toml` beside `<file>` is its sidecar and belongs to it; it is not listed by itself.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import CorpusError

__all__ = ["FoundFile", "PassedOver", "find_files", "sidecar_of"]

_SYSTEM_FILES = {"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "__macosx"}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `source` is its path below `root` as posix, or its name where `root` is it.

    `source` can always be written as UTF-8: bytes of a name that are not stand as escapes.
    """

    root: Path
    path: Path
    source: str
    n_bytes: int
    sidecar: Path | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that is not read, and why; `failed` where it should have been read."""

    root: Path
    path: Path
    source: str
    reason: str
    failed: bool = False


def find_files(roots: Sequence[Path]) -> Iterator[FoundFile | PassedOver]:
    """Every file below `roots`, in the order of the roots, then of their sources.

    A file that is reached twice is listed once. Where two roots hold a file of the same source,
    that of the later root begins with the root's name.

    :raises CorpusError: a root does not exist.
    """
    for root in roots:
        if not root.exists():
            raise CorpusError(f"SOURCE {root} does not exist: give a folder or file that does")
    reached: set[Path] = set()
    sources: set[str] = set()
    for root in roots:
        found = [_judge(root, root)] if not root.is_dir() else list(_walk(root, root))
        for entry in sorted(found, key=lambda entry: (entry.source, str(entry.path))):
            real = entry.path.parent.resolve() / entry.path.name
            if real in reached:
                continue
            reached.add(real)
            entry = _renamed(entry, sources)
            sources.add(entry.source)
            yield entry


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of `path` is, if it has one."""
    return path.with_name(path.name + ".toml")


def _walk(root: Path, folder: Path) -> Iterator[FoundFile | PassedOver]:
    """What `folder` and the folders below it hold, in no order."""
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError as error:
        reason = f"the folder cannot be listed: {error.strerror}"
        yield PassedOver(root, folder, _source(root, folder), reason, failed=True)
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False) and not _passed_name(entry.name):
            yield from _walk(root, path)
        elif not _is_sidecar(entry, names):
            yield _judge(root, path)


def _is_sidecar(entry: os.DirEntry[str], names: set[str]) -> bool:
    """Whether the file describes another file beside it."""
    return (
        entry.name.endswith(".toml")
        and entry.name.removesuffix(".toml") in names
        and not _passed_name(entry.name)
    )


def _judge(root: Path, path: Path) -> FoundFile | PassedOver:
    """The file at `path`, or why it is not read."""
    source = _source(root, path)
    reason = _passed_name(path.name) if path != root else None
    if reason:
        return PassedOver(root, path, source, reason)
    try:
        status = path.stat() if path == root else path.lstat()
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror}"
        return PassedOver(root, path, source, reason, failed=True)
    if stat.S_ISLNK(status.st_mode):
        reason = "a symbolic link: give the file that it points to"
    elif not stat.S_ISREG(status.st_mode):
        reason = "not a regular file"
    elif path.suffix == ".toml":
        reason = "a sidecar without its document"
    elif status.st_size == 0:
        reason = "the file is empty"
    if reason:
        return PassedOver(root, path, source, reason)
    sidecar = sidecar_of(path)
    return FoundFile(root, path, source, status.st_size, sidecar if sidecar.is_file() else None)


def _passed_name(name: str) -> str | None:
    """Why a file or folder of this name is passed over, else None."""
    if name.startswith("~$") or name.startswith(".~lock."):
        return "a lock file of a document that is open elsewhere"
    if name == ".DS_Store" or name.lower() in _SYSTEM_FILES:
        return "a file of the operating system"
    if name.startswith("."):
        return "hidden"
    return None


def _source(root: Path, path: Path) -> str:
    """`path` below `root` as posix, to be written as UTF-8."""
    below = path.name if path == root else path.relative_to(root).as_posix()
    return below.encode("utf-8", "backslashreplace").decode("utf-8")


def _renamed(entry: FoundFile | PassedOver, taken: set[str]) -> FoundFile | PassedOver:
    """`entry` under a source that no file of an earlier root has."""
    if entry.source not in taken:
        return entry
    named = f"{entry.root.resolve().name}/{entry.source}"
    number = 2
    while named in taken:
        named = f"{entry.root.resolve().name} ({number})/{entry.source}"
        number += 1
    return replace(entry, source=named)
