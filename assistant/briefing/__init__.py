"""Briefings: references to documents' words, gathered and ordered by a person, in; files out.

The words of a quote are never kept: a briefing holds where they stand and a digest of them, and
they are read from the document each time, and compared.
"""

from assistant.briefing.briefing import Briefing, Entry, Heading, Note, Reference, refer

__all__ = ["Briefing", "Entry", "Heading", "Note", "Reference", "refer"]
