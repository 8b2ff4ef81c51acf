"""Numbers in addresses: short enough to be read as numbers."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter

__all__ = ["BoundedNumber"]


class BoundedNumber(IntegerConverter):
    """A whole number of at most nine digits; a longer one is no page and no place in a text."""

    # Python refuses to read thousands of digits, which would be told as a fault of ours.
    regex = r"\d{1,9}"
