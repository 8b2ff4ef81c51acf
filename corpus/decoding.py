"""Bytes in, text out, or a refusal: an encoding is known or it is not guessed."""

from __future__ import annotations

import re

from corpus.errors import WrongFormatError

__all__ = ["decode"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_C1 = re.compile(r"[\x80-\x9f]")  # control characters that a wrong encoding brings forth


def decode(content: bytes, name: str, declared: str | None = None) -> str:
    """Return `content` as text: as UTF-8, then as `declared`, then as strict cp1252.

    Guessers of encodings read a pound sign in cp1252 as a letter of some other alphabet, so none
    is asked.

    :raises WrongFormatError: it is none of these, or holds control characters.
    """
    for encoding in ("utf-8-sig", _known(declared), "cp1252"):
        if encoding is None:
            continue
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _CONTROL.search(text) and not (encoding != "utf-8-sig" and _C1.search(text)):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise WrongFormatError(f"{name}: text in an unknown encoding; save it as UTF-8")


def _known(declared: str | None) -> str | None:
    """What browsers take a declared encoding for."""
    if declared is not None and declared.lower() in (
        "iso-8859-1",
        "latin-1",
        "latin1",
        "us-ascii",
        "ascii",
    ):
        return "cp1252"  # pages that say Latin-1 hold the quotation marks of Windows
    return declared
