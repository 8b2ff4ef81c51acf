"""A question in, what in it looks like personal data out: addresses and numbers, by their form.

A name cannot be told from other words by its form; the pages ask readers to leave names out.
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["PersonalData", "personal_data"]


class PersonalData(StrEnum):
    """What a question seems to hold, in words that follow "it seems to hold"."""

    EMAIL = "an email address"
    PHONE = "a phone number"
    NATIONAL_INSURANCE = "a National Insurance number"
    POSTCODE = "a full postcode"


_FORMS = {
    # subtle: from the beginning of a word only, or a long one would be gone through from each letter
    PersonalData.EMAIL: re.compile(r"(?<![\w.+'’-])[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+"),
    # UK numbers as they are written: 0 or +44, then nine or ten digits in groups
    PersonalData.PHONE: re.compile(
        r"(?<![\w.])(?:\+44|0044|\(0\d{2,4}\)|0)(?:[\s.()-]*\d){9,10}(?!\w)"
    ),
    PersonalData.NATIONAL_INSURANCE: re.compile(
        r"\b(?![DFIQUV])[A-Z](?![DFIOQUV])[A-Z](?:[\s-]?\d{2}){3}[\s-]?[A-D]\b", re.IGNORECASE
    ),
    PersonalData.POSTCODE: re.compile(
        r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE
    ),
}


def personal_data(text: str) -> tuple[PersonalData, ...]:
    """What `text` seems to hold, each kind once."""
    return tuple(kind for kind, form in _FORMS.items() if form.search(text))
