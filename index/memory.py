"""How much memory this process has had resident."""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["peak_memory_bytes", "resident_bytes"]


def peak_memory_bytes() -> int:
    """The most that was resident so far; 0 where the system does not say."""
    linux = _status("VmHWM")
    if linux is not None:
        return linux
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes, on macOS


def resident_bytes() -> int:
    """What is resident now; 0 where the system does not say."""
    return _status("VmRSS") or 0


def _status(field: str) -> int | None:
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        name, _, value = line.partition(":")
        if name == field:
            return int(value.split()[0]) * 1024
    return None
