"""A data folder's generations: each built beside the one in use, one pointer says which answers.

data/CURRENT                       the name of the generation in use
data/generations/<name>/           manifest.json and the files it vouches for
data/generations/.building-<name>  a generation on its way; thrown away when its builder died
data/models/                       models converted for the runtime
data/.lock                         held by the one process that builds
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from index.errors import BusyError, DamagedIndexError, IncompatibleError, NoIndexError
from index.model import file_sha256

__all__ = ["FORMAT_VERSION", "Generations", "Manifest", "current_generation"]

FORMAT_VERSION = 1

_REBUILD = "build the index again with: findings index"
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}-[0-9a-f]{4}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself. `files` maps each file to its SHA-256 and its size."""

    name: str
    created: str
    model: str
    fingerprint: str
    dim: int
    settings: Mapping[str, Any]
    pipeline: str
    counts: Mapping[str, int]
    previous: str | None = None
    format_version: int = FORMAT_VERSION
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def current_generation(data_dir: Path) -> str | None:
    """Name of the generation in use, None where nothing has been built; one small read."""
    try:
        name = (data_dir / "CURRENT").read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        name = ""
    if not _NAME.fullmatch(name):
        raise DamagedIndexError(f"{data_dir / 'CURRENT'} names no generation; {_REBUILD}")
    return name


class Generations:
    """The generations of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._folder = data_dir / "generations"

    @property
    def models(self) -> Path:
        """The folder of converted models."""
        return self.data_dir / "models"

    def path(self, name: str) -> Path:
        """The folder of a finished generation."""
        return self._folder / name

    def current(self) -> str:
        """Name of the generation in use. :raises NoIndexError: nothing has been built."""
        name = current_generation(self.data_dir)
        if name is None:
            raise NoIndexError(
                f"{self.data_dir} holds no index; build one with: findings index SOURCE "
                f"--data {self.data_dir}"
            )
        return name

    def in_use(self) -> str | None:
        """Name of the generation in use, None where there is none or the pointer is damaged."""
        try:
            return current_generation(self.data_dir)
        except DamagedIndexError:
            return None

    def manifest(self, name: str) -> Manifest:
        """What generation `name` says of itself.

        :raises IncompatibleError: another format version wrote it.
        :raises DamagedIndexError: its manifest or one of its files is missing or cut short.
        """
        return _read_manifest(self.path(name))

    def verify_files(self, folder: Path) -> None:
        """Read every file of a generation's folder.

        :raises DamagedIndexError: one is not what its manifest says.
        """
        for relative, (sha256, _) in _read_manifest(folder).files.items():
            if file_sha256(folder / relative) != sha256:
                raise DamagedIndexError(f"{folder / relative} is not what was written; {_REBUILD}")

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the data folder for one builder and throw away what killed ones left behind.

        :raises BusyError: another process is building.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        # The system releases the lock of a process that dies: it is never stale.
        lock = FileLock(self.data_dir / ".lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise BusyError(
                f"another process is building in {self.data_dir}; try again when it has finished"
            ) from error
        try:
            self.clean()
            yield
        finally:
            lock.release()

    def begin(self) -> tuple[str, Path]:
        """Name and working folder of a new generation."""
        now = datetime.now(UTC)
        name = f"{now:%Y%m%dT%H%M%S}.{now:%f}-{secrets.token_hex(2)}"
        folder = self._folder / f".building-{name}"
        folder.mkdir()
        return name, folder

    def seal(self, folder: Path, manifest: Manifest) -> None:
        """Write the manifest, and everything in `folder` through to the disk."""
        files = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                _sync(path)
                relative = path.relative_to(folder).as_posix()
                files[relative] = (file_sha256(path), path.stat().st_size)
        record = {**asdict(manifest), "files": files}
        path = folder / "manifest.json"
        path.write_text(json.dumps(record, indent=1), "utf-8")
        _sync(path)
        for inner in [*(entry for entry in folder.rglob("*") if entry.is_dir()), folder]:
            _sync_folder(inner)

    def rename(self, folder: Path, name: str) -> None:
        """Give a sealed generation its name; it does not answer yet."""
        folder.rename(self.path(name))
        _sync_folder(self._folder)

    def switch(self, name: str) -> None:
        """Let generation `name` answer: one atomic replacement of one file."""
        temporary = self.data_dir / "CURRENT.new"
        temporary.write_text(name + "\n", "ascii")
        _sync(temporary)
        os.replace(temporary, self.data_dir / "CURRENT")  # noqa: PTH105
        _sync_folder(self.data_dir)

    def clean(self) -> None:
        """Remove what killed builds left behind and all generations but the last two.

        The pointer is never touched, nor the generation it names.
        """
        try:
            current = current_generation(self.data_dir)
            previous = self.manifest(current).previous if current else None
        except (DamagedIndexError, IncompatibleError):
            return  # nothing is thrown away while it is unclear what is in use
        for path in self._folder.iterdir():
            if path.name not in (current, previous):
                shutil.rmtree(path, ignore_errors=True)
        for path in self.models.glob(".converting-*"):
            shutil.rmtree(path, ignore_errors=True)
        (self.data_dir / "CURRENT.new").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; it writes renames through by itself
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read_manifest(folder: Path) -> Manifest:
    path = folder / "manifest.json"
    try:
        record = json.loads(path.read_text("utf-8"))
        version = record["format_version"]
        if version != FORMAT_VERSION:
            raise IncompatibleError(
                f"{folder} has index format {version}, this program reads {FORMAT_VERSION}; "
                f"{_REBUILD}"
            )
        manifest = Manifest(**record)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(f"{path} cannot be read; {_REBUILD}") from error
    for relative, (_, size) in manifest.files.items():
        file = folder / relative
        if not file.is_file() or file.stat().st_size != size:
            raise DamagedIndexError(f"{file} is missing or cut short; {_REBUILD}")
    return manifest
