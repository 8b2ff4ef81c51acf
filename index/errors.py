"""The errors of building and opening an index.

EngineError
├── SettingsError          an index setting has a value that it cannot have
├── ModelError             the encoder's model is missing, altered or unusable
├── BusyError              another process is building in the same data folder
├── BuildError             the new index could not be written; the one in use is untouched
└── OpenError              the index cannot be opened
    ├── NoIndexError       nothing has been built in this data folder
    ├── IncompatibleError  built with another format, model or setting
    └── DamagedIndexError  its files are not those that were written
"""

from __future__ import annotations

__all__ = [
    "BuildError",
    "BusyError",
    "DamagedIndexError",
    "EngineError",
    "IncompatibleError",
    "ModelError",
    "NoIndexError",
    "OpenError",
    "SettingsError",
]


class EngineError(Exception):
    """Base of every error of this package; its message names the remedy."""


class SettingsError(EngineError):
    """An index setting has a value that it cannot have."""


class ModelError(EngineError):
    """The encoder's model is missing, altered or unusable."""


class BusyError(EngineError):
    """Another process is building in the same data folder."""


class BuildError(EngineError):
    """The new index could not be written; the one in use is untouched."""


class OpenError(EngineError):
    """The index cannot be opened."""


class NoIndexError(OpenError):
    """Nothing has been built in this data folder."""


class IncompatibleError(OpenError):
    """The index was built with another format, model or setting."""


class DamagedIndexError(OpenError):
    """The index's files are not those that were written."""
