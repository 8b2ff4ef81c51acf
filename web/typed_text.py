"""What a person typed, made safe to search and to show: no hidden characters."""

from __future__ import annotations

import unicodedata

__all__ = ["clean_lines", "clean_question"]

# Control, format (bidi overrides, zero-width, tag characters), surrogate, private, unassigned.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_VARIATION_SELECTORS = frozenset({*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def clean_question(typed: str) -> str:
    """Return `typed` in NFC as one line, without characters that cannot be seen.

    "What\\u200b about\\r\\nHull?\\x00" -> "What about Hull?"
    """
    spaced = "".join(" " if c.isspace() or c in _BLANK_LETTERS else c for c in typed)
    visible = "".join(
        c
        for c in spaced
        if unicodedata.category(c) not in _HIDDEN and ord(c) not in _VARIATION_SELECTORS
    )
    return " ".join(unicodedata.normalize("NFC", visible).split())


def clean_lines(typed: str) -> str:
    """Return `typed` likewise, line by line, without empty lines at its ends.

    "A\\r\\n\\tb " -> "A\\nb"
    """
    return "\n".join(clean_question(line) for line in typed.splitlines()).strip()
