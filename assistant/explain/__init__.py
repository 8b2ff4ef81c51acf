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
from assistant.explain.wanted import Wanted

__all__ = [
    "Admission",
    "Explained",
    "Explanation",
    "Fate",
    "Placed",
    "Proposal",
    "SideExplained",
    "Wanted",
    "explain",
]
