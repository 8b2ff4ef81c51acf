"""The errors of answering.

AssistantError
├── GlossaryError      the glossary file is missing or malformed
├── RankerError        the ranking weights are missing or malformed
├── QuestionError      a question that cannot be asked (empty, too long)
└── BriefingError      a briefing cannot be made, exported or checked
    ├── LostQuotesError       a quote no longer matches its document
    ├── PdfUnavailableError   what lays out PDF is not installed
    ├── ThemesError           the file of themes is missing or malformed
    └── WordFileError         a Word file cannot be read, or is no exported briefing
"""

from __future__ import annotations

__all__ = [
    "AssistantError",
    "BriefingError",
    "GlossaryError",
    "LostQuotesError",
    "PdfUnavailableError",
    "QuestionError",
    "RankerError",
    "ThemesError",
    "WordFileError",
]


class AssistantError(Exception):
    """Base of every error of this package; its message names the remedy."""


class GlossaryError(AssistantError):
    """The glossary file is missing or malformed."""


class RankerError(AssistantError):
    """The ranking weights are missing or malformed."""


class QuestionError(AssistantError):
    """A question that cannot be asked."""


class BriefingError(AssistantError):
    """A briefing cannot be made, exported or checked."""


class LostQuotesError(BriefingError):
    """A quote no longer matches its document; the message names each."""


class PdfUnavailableError(BriefingError):
    """What lays out PDF is not installed."""


class ThemesError(BriefingError):
    """The file of themes is missing or malformed."""


class WordFileError(BriefingError):
    """A Word file cannot be read, or is no exported briefing."""
