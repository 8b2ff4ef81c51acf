"""The errors of answering.

AssistantError
├── GlossaryError      the glossary file is missing or malformed
├── RankerError        the ranking weights are missing or malformed
└── QuestionError      a question that cannot be asked (empty, too long)
"""

from __future__ import annotations

__all__ = ["AssistantError", "GlossaryError", "QuestionError", "RankerError"]


class AssistantError(Exception):
    """Base of every error of this package; its message names the remedy."""


class GlossaryError(AssistantError):
    """The glossary file is missing or malformed."""


class RankerError(AssistantError):
    """The ranking weights are missing or malformed."""


class QuestionError(AssistantError):
    """A question that cannot be asked."""
