"""Text for the cell of a spreadsheet, which runs what begins like a formula."""

from __future__ import annotations

import re

__all__ = ["as_text"]

# Also behind spaces, and the full-width signs that some spreadsheets read as these.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")


def as_text(words: str) -> str:
    """Return `words` as a spreadsheet shows and never runs them: "=1+1" -> "'=1+1".

    A leading apostrophe is read as "text follows".
    """
    return f"'{words}" if _FORMULA.match(words) else words
