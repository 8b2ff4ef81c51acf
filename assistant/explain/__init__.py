"""A question in, why it is answered as it is out: every stage, every candidate, every weight."""

from assistant.explain.explanation import (
    Admission,
    Explained,
    Explanation,
    Fate,
    Placed,
    Proposal,
    SideExplained,
    explain,
)
from assistant.explain.wanted import Key, Wanted, WantedError, find_wanted

__all__ = [
    "Admission",
    "Explained",
    "Explanation",
    "Fate",
    "Key",
    "Placed",
    "Proposal",
    "SideExplained",
    "Wanted",
    "WantedError",
    "explain",
    "find_wanted",
]
