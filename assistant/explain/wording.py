"""The names of features, signals, stages and searches, in words for people."""

from __future__ import annotations

__all__ = ["ORIGINS", "part_name", "search_name", "signal_name", "stage_name"]

ORIGINS = {
    "typed": "as typed",
    "glossary": "from the glossary",
    "document": "as the documents define it",
    "carried": "from the conversation",
}
_STAGES = {
    "first look": "by score at first",
    "ranked": "by score",
    "one voice": "one voice only",
    "of the name": "only those that name it",
    "latest first": "latest inspection first",
    "listed first": "items of the list first",
}
_SEARCHES = {
    "sentences by topic": "sentences, by the topic and its words",
    "sentences by reading": "sentences, by the topic in the field’s terms",
    "passages": "passages, by both",
}
_PARTS = {
    "dense": "near the topic in meaning",
    "dense_reading": "near the topic in the field’s terms",
    "dense_passage": "its passage is near in meaning",
    "dense_best": "nearness, against the nearest",
    "lexical": "shares words, against the best",
    "cover": "names the topic",
    "cover_typed": "names it in the words typed",
    "cover_near": "names it, with its neighbours",
    "cover_heading": "its headings name the topic",
    "cover_rare": "names the most telling word",
    "translated": "people ask for it in such words",
    "phrase": "the same words side by side",
    "states": "states the figure, name or date asked for",
    "long": "length",
    "short": "under eight words",
    "summary": "in a summary",
    "improve": "in a list of what must improve",
    "item": "an item of a list",
    "board": "about the safeguarding board",
    "second": "of the inspection before the latest",
    "older": "of an older inspection",
    "contrast": "opens with “However”, “But” …",
    "opening": "opens its paragraph",
    "cross": "read together with the question",
    "cross_sure": "… how sure that is",
    "moved": "moved by the second look",
    "found": "place in the searches",
}
# Signals of whether the question is answered; those that are not here are features of the first.
_SIGNALS = {
    "dense_best": "near the topic in meaning, the best of five",
    "score": "score of the first candidate",
    "cover_best": "names the topic, the best of five",
    "only_named": "the topic is one idea, and it is named",
    "unknown": "a telling idea that none of five names",
    "absent": "an idea of the field that nothing found names",
    "absent_share": "… and what share of the topic that is",
    "figure_missing": "no figure, amount or date, though asked for",
    "name_missing": "no name, though asked for",
    "figure": "a figure, an amount or a name is asked for",
    "n_ideas": "how many ideas the topic has",
}


def part_name(name: str) -> str:
    """What a feature of a candidate says; its own name where it is not known here."""
    return _PARTS.get(name, name)


def signal_name(name: str) -> str:
    """What a signal says of whether the question is answered."""
    return _SIGNALS.get(name) or part_name(name)


def stage_name(name: str) -> str:
    """What a stage did to the order of the candidates."""
    return _STAGES.get(name, name)


def search_name(name: str) -> str:
    """What a search looked for, and how."""
    return _SEARCHES.get(name, name)
