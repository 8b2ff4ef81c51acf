"""Abbreviations as documents define them: "the Integrated Front Door (IFD)" gives IFD its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from assistant.question import Question, Term

__all__ = ["SMALL_WORDS", "define", "find_definition", "find_spelled_out", "undefined"]

_ABBREVIATION = re.compile(r"\b(?=(?:\w*[A-Z]){2})[A-Z][A-Za-z&-]{1,7}\b")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
SMALL_WORDS = frozenset("a an and at for in of on or the to with".split())
_TELLING = 4  # letters: of three, most runs of words with these initials are chance


def undefined(question: Question) -> list[str]:
    """Abbreviations of the topic that no other name was found for."""
    known = {t.concept for t in question.terms if t.origin in ("glossary", "document")}
    own = {t.text: t.concept for t in question.terms if t.origin == "typed"}
    return [
        word
        for word in dict.fromkeys(_ABBREVIATION.findall(question.topic))
        if word in own and own[word] not in known
    ]


def find_definition(abbreviation: str, texts: Iterable[str]) -> str | None:
    """The words that a text puts before the abbreviation in brackets, if their initials agree.

    >>> find_definition("IFD", ["referred to the Integrated Front Door (IFD) by"])
    'Integrated Front Door'
    """
    letters = abbreviation.removesuffix("s") if abbreviation[:-1].isupper() else abbreviation
    initials = [letter.lower() for letter in letters if letter.isalpha()]
    bracket = re.compile(rf"\(\W?{re.escape(letters)}s?\W?\)")
    for text in texts:
        for match in bracket.finditer(text):
            before = list(_WORD.finditer(text, max(0, match.start() - 120), match.start()))
            start = _where_initials_begin(before, initials)
            if start is not None:
                return text[start : match.start()].strip()
    return None


def find_spelled_out(abbreviation: str, texts: Iterable[str], ordinary: Set[str]) -> str | None:
    """The words most often written whose initials spell an abbreviation of four letters or more.

    Small words may stand between; none of the words may be one of `ordinary`.

    >>> texts = ["police issue child abduction warning notices. Clear about what needs doing"]
    >>> find_spelled_out("CAWNs", texts, {"about", "what"})
    'child abduction warning notices'
    """
    letters = [letter.lower() for letter in abbreviation.removesuffix("s") if letter.isalpha()]
    if len(letters) < _TELLING:
        return None
    small = "|".join(sorted(SMALL_WORDS))
    between = rf"[ \n-](?:(?:{small})[ \n])?"
    words = between.join(rf"(?!(?:{small})\b){letter}[a-z’']{{2,}}" for letter in letters)
    spelled = re.compile(rf"\b{words}\b", re.IGNORECASE)
    found = Counter(
        " ".join(match.group().lower().split())
        for text in texts
        for match in spelled.finditer(text)
        if ordinary.isdisjoint(re.findall(r"[a-z]+", match.group().lower()))
    )
    return max(found, key=lambda words: found[words]) if found else None


def _where_initials_begin(words: Sequence[re.Match[str]], initials: Sequence[str]) -> int | None:
    """Where the words that `initials` stand for begin, read from the last word back."""
    left = list(initials)
    for word in reversed(words):
        parts = [part for part in word.group().lower().split("-") if part]
        for part in reversed(parts):
            if left and part[0] == left[-1]:
                left.pop()
            elif part not in SMALL_WORDS:
                return None
        if not left:
            return word.start()
    return None


def define(question: Question, abbreviation: str, words: str) -> Question:
    """`question` with `words` as another name of `abbreviation`."""
    concept = next(t.concept for t in question.terms if t.text == abbreviation)
    named = re.sub(rf"\b{re.escape(abbreviation)}\b", words, question.reading)
    term = Term(words, 0.9, "document", concept)
    return replace(question, terms=(*question.terms, term), reading=named)
