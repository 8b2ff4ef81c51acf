"""Numbers in addresses and forms: short enough to be read as numbers."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter

__all__ = ["BoundedNumber", "whole_number"]

_MAX_DIGITS = 9


class BoundedNumber(IntegerConverter):
    """A whole number of at most nine digits; a longer one is no page and no place in a text."""

    # Python refuses to read thousands of digits, which would be told as a fault of ours.
    regex = rf"\d{{1,{_MAX_DIGITS}}}"


def whole_number(written: str) -> int | None:
    """The number that `written` is, from 0; None where it is none, or has more than nine digits."""
    short = len(written) <= _MAX_DIGITS
    return int(written) if short and written.isascii() and written.isdigit() else None
