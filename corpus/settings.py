"""What reading is allowed to cost: limits in, nothing out."""

from __future__ import annotations

import os
from dataclasses import dataclass

__all__ = ["MIB", "ReadSettings", "in_megabytes"]

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits within which a file from outside is read; beyond them it is quarantined.

    `timeout_seconds` is what one file may take on the clock, `timeout_seconds_per_mb` what each
    further mebibyte of it adds: a report of 1,000 pages is not a hanging one. `memory_bytes` is
    what the child process that parses may allocate. The `archive_` limits are for Word files,
    which are archives: sizes unpacked, and unpacked bytes for each packed one. `n_workers` is how
    many child processes parse; 0 means one for each processor.
    """

    max_file_bytes: int = 50 * MIB
    max_pages: int = 1000
    timeout_seconds: float = 120.0
    timeout_seconds_per_mb: float = 2.0
    memory_bytes: int = 1024 * MIB
    archive_bytes: int = 50 * MIB
    archive_ratio: int = 100
    archive_entries: int = 2000
    n_workers: int = 0

    def __post_init__(self) -> None:
        for name in (
            "max_file_bytes",
            "max_pages",
            "timeout_seconds",
            "memory_bytes",
            "archive_bytes",
            "archive_ratio",
            "archive_entries",
        ):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be more than 0, not {getattr(self, name)}")
        for name in ("timeout_seconds_per_mb", "n_workers"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must not be negative, but is {getattr(self, name)}")

    def workers(self) -> int:
        """How many child processes parse, at least one."""
        return self.n_workers or os.cpu_count() or 1

    def deadline_seconds(self, n_bytes: int) -> float:
        """How long a file of `n_bytes` may take to be read."""
        return self.timeout_seconds + self.timeout_seconds_per_mb * (n_bytes // MIB)


def in_megabytes(n_bytes: int) -> str:
    """`n_bytes` as people say it: "50 MB", "0.3 MB", "812 bytes".

    >>> in_megabytes(52_428_800), in_megabytes(300_000)
    ('50 MB', '0.3 MB')
    """
    if n_bytes < MIB // 10:
        return f"{n_bytes:,} bytes"
    size = n_bytes / MIB
    return f"{size:.0f} MB" if size >= 10 or size == int(size) else f"{size:.1f} MB"
