"""A file of questions, and labels beside it, in; how each question is to be understood out.

Labels stand in a file beside the questions, `tuned.labels.jsonl` beside `tuned.jsonl`, one object
a line with the question's `id` and what only a person can tell of it: `authority` (canonical names),
`speaker`, `kind`, `period` (labels of periods), `carried` (parts), `refusal`, `read_as` (a misspelt
word with what it is to be read as). What a label does not name is not there: without `speaker` anyone
may speak, without `period` any time is meant, without `read_as` no word is misspelt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import RefusalKind
from assistant.evaluation.queries import Query, QueryError, read_lines
from assistant.question import AnswerKind, Part

__all__ = ["Expected", "Label", "expected", "labels_beside", "load_labels"]

_KINDS = {
    "judgement": AnswerKind.GRADE,
    "improve": AnswerKind.IMPROVE,
    "number": AnswerKind.FIGURE,
    "compare": AnswerKind.COMPARE,
    "trend": AnswerKind.TREND,
}
_REFUSALS = {  # how the note of a question without an answer begins
    "(a)": RefusalKind.NOT_ANSWERED,  # nothing is said about its subject
    "(b)": RefusalKind.NOT_ANSWERED,  # its figure or name is not stated
    "(c)": RefusalKind.NOT_HELD,  # a body that is not held
    "(d)": RefusalKind.OUTSIDE_SUBJECT,
}
_YEAR = re.compile(r"(?<![\d,.£])(?:19|20)\d\d(?!\d)")
_SPOKEN_OF = re.compile(
    r"\b(?:ofsted|inspect\w+|council(?!l)|councillors|committee|directors?|officers|minutes|members)\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\b(?=(?:[\w&-]*[A-Z]){2})[A-Z][\w&-]*|\b[sS]\.\d+s?")


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of a question; see the module."""

    authority: tuple[str, ...] | None = None
    speaker: str | None = None
    kind: str | None = None
    period: tuple[str, ...] = ()
    carried: frozenset[Part] = frozenset()
    refusal: str | None = None
    read_as: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """How a question is to be understood; None where neither file nor label tells.

    `authorities` are in lower case, `years` those the question names, `abbreviations` those of a
    question asked for their sake (none, where it has the words that are abbreviated elsewhere).
    `speaker` and `periods` are "anyone" and () where a person said so.
    """

    authorities: tuple[str, ...] | None = None
    speaker: str | None = None
    kind: str | None = None
    years: tuple[int, ...] = ()
    periods: tuple[str, ...] | None = None
    carried: frozenset[Part] | None = None
    abbreviations: tuple[str, ...] | None = None
    refusal: str | None = None
    read_as: Mapping[str, str] | None = None


def labels_beside(queries: Path) -> Path:
    """Where the labels of a file of questions stand."""
    return queries.with_name(f"{queries.stem}.labels.jsonl")


def load_labels(path: Path) -> dict[str, Label]:
    """The labels in `path` by the ids of their questions; none where there is no such file.

    :raises QueryError: a line is no label, or has a key that no label has.
    """
    found: dict[str, Label] = {}
    for where, value in read_lines(path) if path.is_file() else ():
        if not isinstance(value, dict) or not isinstance(value.get("id"), str):
            raise QueryError(f'{where}: a label is an object with the "id" of its question')
        own = {key: each for key, each in value.items() if key != "id"}
        unknown = own.keys() - Label.__dataclass_fields__.keys()
        if unknown:
            known = ", ".join(Label.__dataclass_fields__)
            raise QueryError(f"{where}: no label has {', '.join(sorted(unknown))}; use {known}")
        try:
            own |= {key: tuple(own[key]) for key in ("authority", "period") if key in own}
            own |= {"carried": frozenset(Part(each) for each in own.get("carried", ()))}
        except (TypeError, ValueError) as error:
            raise QueryError(f"{where}: {error}; give a list") from error
        found[value["id"]] = Label(**own)
    return found


def expected(query: Query, label: Label | None) -> Expected:
    """How `query` is to be understood, by its file and by `label`, which counts for more."""
    years = tuple(sorted({int(year) for year in _YEAR.findall(query.question)}))
    periods = ("latest",) if query.kind == "latest" and not years else None
    said = label or Label()
    return Expected(
        authorities=_authorities(query, said),
        speaker=_speaker(query, label),
        kind=_KINDS.get(query.kind) or said.kind,
        years=years,
        periods=periods if label is None else label.period,
        carried=label.carried if label and query.history else None,
        abbreviations=_abbreviations(query) if query.kind == "acronym" else None,
        refusal=said.refusal or (None if query.answerable else _REFUSALS.get(query.note[:3])),
        read_as=None if label is None else (label.read_as or {}),
    )


def _authorities(query: Query, said: Label) -> tuple[str, ...] | None:
    if said.authority is not None:
        return tuple(sorted(name.lower() for name in said.authority))
    if query.authority is not None:
        return (query.authority.lower(),)
    sides = {gold.part.lower() for gold in query.gold if gold.part}
    return tuple(sorted(sides)) if query.kind == "compare" and sides else None


def _speaker(query: Query, label: Label | None) -> str | None:
    """Who is to speak; the file's word counts where the conversation names a speaker at all."""
    if label is not None:
        return label.speaker or "anyone"
    told = any(_SPOKEN_OF.search(turn) for turn in (*query.history, query.question))
    return query.speaker.value if query.speaker is not None and told else None


def _abbreviations(query: Query) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_ABBREVIATION.findall(query.question)))
