"""The words of a quote as they are compared: what a word processor may change without changing a
word (white space, bullets, the kind of a hyphen) is left out of account, and nothing else.
"""

from __future__ import annotations

import re

from assistant.briefing.briefing import digest
from assistant.wording import quote_lines

__all__ = ["plain_words", "printable", "words_digest"]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SAME = str.maketrans({"\u2011": "-", "\u00ad": None, "\ufeff": None, "\u200b": None})
_DIGITS = 12


def printable(text: str) -> str:
    """`text` without the characters that no file of text can hold; none of them is a word."""
    return _UNPRINTABLE.sub(" ", text)


def plain_words(text: str) -> str:
    """The words of `text`, one space between them, without the bullets of its lines."""
    lines = (line for line, _ in quote_lines(printable(text)))
    words = " ".join(" ".join(lines).translate(_SAME).split())
    # subtle: a bullet may stand before a bullet, or alone on a line before the words
    return words if words == text else plain_words(words)


def words_digest(text: str) -> str:
    """The first 12 hex digits of the SHA-256 of the words of `text`."""
    return digest(plain_words(text))[:_DIGITS]
