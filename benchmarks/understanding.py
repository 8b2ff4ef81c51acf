"""How often each part of a question is understood rightly: whose, who speaks, when, what.

    python -m benchmarks understanding --queries FILE --data DIR [--labels FILE] [--json]

Every question is put as in its conversation, and what was understood is held against what the file of
questions tells, or a person's labels beside it (:mod:`benchmarks.expected`). Prints a line for each
part, then every question understood otherwise. The parts:

- authority: the authorities named or carried, no more and no fewer
- speaker: who must speak, where the words name anyone; "anyone" where they do not
- kind: what would be an answer: a finding, a figure, a grade, what must improve, a comparison, a trend
- years: every year named is within a period, or bounds it
- time: "latest" and other words of time; of labelled questions also that no other time was read
- conversation: what was carried over; without a label that the authority was, where the question names
  none, else the topic
- abbreviation: another name was found for it, in the glossary or in the documents
- document: the gold's documents are among those that may answer
- refusal: a question without an answer is refused as what it is
- spelling: misspelt words were read as what they are, and no other was changed
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answer import Answer
from assistant.errors import AssistantError
from assistant.evaluation.collection import load_collection
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.measures import share
from assistant.evaluation.replay import replay
from assistant.evaluation.selection import Chosen, select
from assistant.pipeline import Assistant
from assistant.question import Part, Period, Question
from assistant.scope import find_scope
from benchmarks.expected import Expected, expected, labels_beside, load_labels
from index.engine import DocumentRecord
from index.local import open_engine

__all__ = ["PARTS", "Check", "Put", "check", "main"]

_LONGER = ("glossary", "document")


@dataclass(frozen=True, slots=True)
class Put:
    """A question that was put, with what it wants and all that is held.

    `names_authority` says whether its own words name one; `gold` holds the ids of the documents
    that may answer each of its parts.
    """

    wanted: Expected
    answer: Answer
    names_authority: bool = True
    conversation: bool = False
    gold: Sequence[frozenset[str]] = ()
    records: Sequence[DocumentRecord] = ()

    @property
    def question(self) -> Question:
        """As it was understood."""
        return self.answer.question


@dataclass(frozen=True, slots=True)
class Check:
    """What was wanted of a part, and what was understood, in words."""

    part: str
    wanted: str
    understood: str
    right: bool


_Checked = tuple[object, object, bool] | None  # wanted, understood, right; None: not told


def check(put: Put) -> Iterator[Check]:
    """Every part of a question that file or label tells of."""
    for part, of in PARTS.items():
        found = of(put)
        if found is not None:
            wanted, understood, right = found
            yield Check(part, _words(wanted), _words(understood), right)


def _authority(put: Put) -> _Checked:
    wanted = put.wanted.authorities
    if wanted is None:
        return None
    found = tuple(sorted(mention.name.lower() for mention in put.question.authorities))
    return wanted, found, found == wanted


def _speaker(put: Put) -> _Checked:
    wanted = put.wanted.speaker
    if wanted is None:
        return None
    found = "anyone" if put.question.speaker is None else put.question.speaker.value
    return wanted, found, found == wanted


def _kind(put: Put) -> _Checked:
    wanted, found = put.wanted.kind, put.question.kind.value
    return None if wanted is None else (wanted, found, found == wanted)


def _years(put: Put) -> _Checked:
    wanted, periods = put.wanted.years, put.question.periods
    if not wanted:
        return None
    right = all(any(_names(period, year) for period in periods) for year in wanted)
    return wanted, _labels(periods), right


def _time(put: Put) -> _Checked:
    wanted = put.wanted.periods
    if wanted is None:
        return None
    found = _labels(put.question.periods)
    return wanted or "any time", found or "any time", found == wanted


def _conversation(put: Put) -> _Checked:
    if not put.conversation:
        return None
    wanted, found = put.wanted.carried, frozenset(put.question.carried)
    if wanted is not None:
        return _parts(wanted), _parts(found), found == wanted
    part = Part.TOPIC if put.names_authority else Part.AUTHORITY
    return part.value, _parts(found), part in found


def _abbreviation(put: Put) -> _Checked:
    wanted = put.wanted.abbreviations
    if wanted is None:
        return None
    terms = put.question.terms
    named = {term.concept for term in terms if term.origin in _LONGER}
    if not wanted:
        return "another name", "none" if not named else "found", bool(named)
    typed = {term.text.lower(): term.concept for term in terms if term.origin not in _LONGER}
    of_place = {mention.typed.lower() for mention in put.question.authorities}
    unknown = [
        each
        for each in wanted
        if each.lower() not in of_place
        and not any(each.lower() in text and concept in named for text, concept in typed.items())
    ]
    return wanted, f"no other name for {_words(unknown)}", not unknown


def _document(put: Put) -> _Checked:
    if not put.gold:
        return None
    admitted = {r.id for s in find_scope(put.question, put.records).sides for r in s.documents}
    shut_out = [part for part in put.gold if not part & admitted]
    right = not shut_out
    return "the gold's documents", f"{len(shut_out)} of {len(put.gold)} parts shut out", right


def _refusal(put: Put) -> _Checked:
    wanted, refusal = put.wanted.refusal, put.answer.refusal
    if wanted is None:
        return None
    found = "answered" if refusal is None else refusal.kind.value
    return wanted, found, found == wanted


def _spelling(put: Put) -> _Checked:
    wanted = put.wanted.read_as
    if wanted is None:
        return None
    found = {each.typed: each.read_as for each in put.question.corrections}
    return dict(wanted), found, found == wanted


PARTS: dict[str, Callable[[Put], _Checked]] = {
    "authority": _authority,
    "speaker": _speaker,
    "kind": _kind,
    "years": _years,
    "time": _time,
    "conversation": _conversation,
    "abbreviation": _abbreviation,
    "document": _document,
    "refusal": _refusal,
    "spelling": _spelling,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Put the questions and print how they were understood."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--queries", type=Path, required=True, help="questions, JSON lines")
    parser.add_argument("--data", type=Path, required=True, help="a data folder with an index")
    parser.add_argument("--labels", type=Path, help="labels (default: QUERIES.labels.jsonl)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    try:
        queries = load_collection(options.queries).queries
        labels = load_labels(options.labels or labels_beside(options.queries))
        with closing(open_engine(options.data)) as engine:
            assistant = Assistant(engine)
            holdings = Holdings(engine.documents())
            chosen = select(queries, engine, holdings).chosen
            found = {
                each.query.id: list(
                    check(_put(assistant, each, holdings, expected(each.query, label)))
                )
                for each in chosen
                for label in [labels.get(each.query.id)]
            }
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps({k: [asdict(c) for c in v] for k, v in found.items()}, indent=1))
    else:
        _print(found)
    return 0


def _put(assistant: Assistant, each: Chosen, holdings: Holdings, wanted: Expected) -> Put:
    query = each.query
    alone = assistant.lexicon.authorities.find(query.question)
    parts: dict[str | None, set[str]] = {}
    for gold in each.gold:
        record = holdings.by_source(gold.source)
        if record is not None:
            parts.setdefault(gold.part, set()).add(record.id)
    return Put(
        wanted=wanted,
        answer=replay(assistant, query),
        names_authority=bool(alone),
        conversation=bool(query.history),
        gold=[frozenset(ids) for ids in parts.values()],
        records=list(assistant.engine.documents()),
    )


def _print(found: dict[str, list[Check]]) -> None:
    every = [each for checks in found.values() for each in checks]
    print(f"{len(found)} questions\n{'part':<14}{'right':>12}    95%")
    for part in PARTS:
        counted = share([each.right for each in every if each.part == part])
        if counted.value is not None:
            shown = f"{counted.count} of {counted.total}"
            print(
                f"{part:<14}{shown:>12}    {counted.value:.2f} "
                f"({counted.low:.2f}-{counted.high:.2f})"
            )
    print("intervals: bootstrap over questions\n")
    for name, checks in found.items():
        for each in checks:
            if not each.right:
                print(f"{name} {each.part}: {each.understood}; wanted: {each.wanted}")


def _names(period: Period, year: int) -> bool:
    """Whether `period` is of `year`, or bounded by it: "before 2019"."""
    if str(year) in period.label:
        return True
    first, last = period.first, period.last
    return first is not None and last is not None and first.year <= year <= last.year


def _labels(periods: Sequence[Period]) -> tuple[str, ...]:
    return tuple(period.label for period in periods)


def _parts(parts: frozenset[Part]) -> tuple[str, ...]:
    return tuple(sorted(part.value for part in parts))


def _words(value: object) -> str:
    """`value` for a reader: the names in it, or "none"."""
    if isinstance(value, dict):
        value = [f"{typed} as {read}" for typed, read in value.items()]
    if isinstance(value, tuple | list):
        return ", ".join(str(each) for each in value) or "none"
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
