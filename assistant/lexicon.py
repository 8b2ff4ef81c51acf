"""What a collection holds and its field says, as far as understanding a question needs it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistant.glossary import Glossary
from corpus.authorities import Authorities

__all__ = ["Lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the collection holds, as far as understanding needs it.

    `held` are the canonical names of the authorities with documents; `vocabulary` the word forms
    of the documents with their counts.
    """

    held: Collection[str]
    vocabulary: Mapping[str, int]
    authorities: Authorities
    glossary: Glossary
