"""The version of everything that turns a file into a document and its passages.

It is the hash of the code of `corpus`, its data and the libraries it reads with: a change of any
makes the next build read all files again, and nobody has to remember to say so.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import corpus

__all__ = ["pipeline_version"]

_LIBRARIES = ("pypdf", "trafilatura", "python-docx", "sentencex")


@cache
def pipeline_version() -> str:
    """The version, as 16 hex digits."""
    digest = hashlib.sha256()
    folder = Path(corpus.__file__).parent
    for path in sorted([*folder.glob("*.py"), *(folder / "data").glob("*")]):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\0".encode())
    return digest.hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
