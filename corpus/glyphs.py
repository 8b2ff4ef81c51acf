"""Characters as fonts encode them in, characters as they are meant out: bullets, dashes, spaces.

Nothing here touches a letter or a digit.
"""

from __future__ import annotations

import re

__all__ = ["BULLET", "close_hyphens", "join", "plain"]

# One leading mark of a list item, with the space behind it. A hyphen, dash or stroke needs the
# space; "o" stands for the hollow bullet of Courier and is left to the reader of the layout.
BULLET = re.compile(r"[•◦▪▫■□●○◼◻◾◽❖➢➤►▶‣⁃∙·✓✔](?:\s+|$)|[•◼■●▪](?=\w)|[-‐‑‒–—―−─]\s+(?=\S)")

# Private-use glyphs of Symbol and Wingdings. Most are bullets, U+F02D is the hyphen's place: a
# dash. What is not known stands for a bullet at the start of a line and for a space elsewhere.
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]")
_HYPHEN_MARK = "\x02"  # what some extractors leave for a hyphen at a line's end
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffe\uffff]")
_PRIVATE_DASH = re.compile(r"\uf02d")
_PRIVATE_START = re.compile(r"^(\s*)[\ue000-\uf8ff]+")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]+")
_STROKE_START = re.compile(r"^(\s*)[\u00ad\u0335\u0336](?=\s)")
_SOFT_HYPHEN = re.compile(r"\u00ad")
_SPECIAL = re.compile(
    r"[\x00-\x08\t\v\f\x0e-\x1f\x7f\u00a0\u00ad\u0335\u0336\u1680\u2000-\u200f\u202f\u205f\u2060"
    r"\u3000\ue000-\uf8ff\ufeff\ufffe\uffff]"
)

# "short- and long-term", "16- to 17-year-olds": the hyphen is suspended and the space stays.
_SUSPENDED = r"(?!(?:and|or|to|nor|but|as|than|through|rather|versus|v|&)\b(?!-))"
_OPEN_HYPHEN = re.compile(rf"(?<=\w)([-‐‑])\s+{_SUSPENDED}(?=\w)")
_OPEN_DASH = re.compile(r"(?<=\d)([–−─])\s+(?=\d)")
_HYPHEN_END = re.compile(r"\w[-‐‑]$")
_DASH_END = re.compile(r"\w[–−─/]$")
_SUSPENDED_START = re.compile(r"(?:and|or|to|nor|but|as|than|through|rather|versus|v|&)\b(?!-)")
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return `text` with every glyph read as the space, bullet or dash that it is.

    >>> plain("\\uf06e In 2016\\uf02d17")
    '• In 2016–17'
    """
    if not _SPECIAL.search(text):
        return text
    text = _SPACES.sub(" ", text).replace(_HYPHEN_MARK, "-")
    text = _STROKE_START.sub(r"\1–", text)
    text = _PRIVATE_DASH.sub("–", text)
    text = _PRIVATE_START.sub(r"\1•", text)
    text = _PRIVATE.sub(" ", text)
    return _INVISIBLE.sub("", _SOFT_HYPHEN.sub("", text))


def join(first: str, second: str) -> str:
    """Return what stands between `first` and the line `second` that continues it: "" or " ".

    A hyphen or dash at a line's end closes up with what follows, and stays. `first` keeps the
    white space it ended with: a dash before a space is a dash between words.
    """
    end = first.rstrip()
    start = second.lstrip()[:20]
    if not start[:1].isalnum():
        return " "
    if _HYPHEN_END.search(end[-2:]):
        return " " if _SUSPENDED_START.match(start) else ""
    if _DASH_END.search(end[-2:]):
        closed = end == first or (end[-2].isdigit() and start[0].isdigit())
        return "" if closed else " "
    return " "


def close_hyphens(text: str) -> str:
    """Return `text` in single spaces, "multi- agency" and "2016– 17" closed up.

    >>> close_hyphens("multi- agency work with 16-  and 17-year-olds in 2016– 17")
    'multi-agency work with 16- and 17-year-olds in 2016–17'
    """
    text = _BLANKS.sub(" ", text).strip()
    if "- " in text or "‐ " in text or "‑ " in text:
        text = _OPEN_HYPHEN.sub(r"\1", text)
    return _OPEN_DASH.sub(r"\1", text)
