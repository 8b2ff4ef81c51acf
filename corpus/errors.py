"""The errors of reading documents.

CorpusError
├── ReadError              the file cannot become a document (quarantined, with its reason)
│   ├── EncryptedError     password protected
│   ├── NoTextError        opens, but holds no readable text
│   ├── TooLargeError      beyond a configured limit
│   ├── WrongFormatError   its content is not what its name says ("a web page, not a PDF")
│   └── DamagedError       cannot be parsed
├── UnsupportedError       not a kind of file that is read (skipped, with its reason)
└── SidecarError           `<file>.toml` has an unknown key or a bad value
"""

from __future__ import annotations

__all__ = [
    "CorpusError",
    "DamagedError",
    "EncryptedError",
    "NoTextError",
    "ReadError",
    "SidecarError",
    "TooLargeError",
    "UnsupportedError",
    "WrongFormatError",
]


class CorpusError(Exception):
    """Base of every error of this package; its message names the remedy."""


class ReadError(CorpusError):
    """The file cannot become a document."""


class EncryptedError(ReadError):
    """The file is password protected."""


class NoTextError(ReadError):
    """The file holds no readable text."""


class TooLargeError(ReadError):
    """The file is beyond a configured limit."""


class WrongFormatError(ReadError):
    """The file's content is not what its name says."""


class DamagedError(ReadError):
    """The file cannot be parsed."""


class UnsupportedError(CorpusError):
    """The file is of a kind that is not read."""


class SidecarError(CorpusError):
    """A sidecar file has an unknown key or a bad value."""
