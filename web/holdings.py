"""What is held, for the start page, and example questions that it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice, zip_longest
from typing import TypeVar, cast

from assistant.answer import Confidence
from assistant.question import Period
from assistant.wording import days
from corpus.document import Kind, Speaker
from index.engine import DocumentRecord, Filter
from web.collection import Reading

__all__ = ["Holdings", "Inspected", "examples", "holdings", "once"]

T = TypeVar("T")

N_EXAMPLES = 4
_MAX_TRIED = 8  # of a group: each is asked when the generation is opened
_N_OF_A_GROUP = 2
_INSPECTED = (Kind.INSPECTION_REPORT, Kind.MONITORING_LETTER)

# Tried in this order on what is held; only those that it answers are shown.
_FROM_INSPECTORS = (
    "What did Ofsted say about personal advisers’ caseloads in {authority}?",
    "What did inspectors say about social workers’ caseloads in {authority}?",
    "How well does {authority} support its care leavers?",
    "What did Ofsted say about children who go missing in {authority}?",
    "What did inspectors say about foster carers in {authority}?",
)
_FROM_REPORTS = ("What must {authority} improve?",)
_FROM_GRADES = ("How was {authority} judged overall?",)
_FROM_COUNCILS = (
    "What was the committee told about care leavers in {authority}?",
    "What was the committee told about social workers in {authority}?",
    "What was {authority}’s committee told about improvement?",
)


@dataclass(frozen=True, slots=True)
class Inspected:
    """An inspection whose report is held: its days, as far as they are stated."""

    first: date
    last: date

    @property
    def period(self) -> Period:
        """These days, to ask about."""
        return Period(days(self.first, self.last), self.first, self.last)


@dataclass(frozen=True, slots=True)
class Holdings:
    """Counts of what is held. `n_inspections` counts reports and letters of inspectors,
    `n_others` all else; `first` and `last` are the days that documents tell of, `years` the years,
    the latest first. `inspections` are those of each authority, the latest first.
    """

    n_documents: int
    n_inspections: int
    n_others: int
    authorities: tuple[str, ...]
    kinds: tuple[tuple[Kind, int], ...]
    first: date | None
    last: date | None
    years: tuple[int, ...] = ()
    inspections: Mapping[str, tuple[Inspected, ...]] = field(default_factory=dict)


def holdings(reading: Reading) -> Holdings:
    """What the generation that is read holds; worked out once."""
    return once(reading, _holdings)


def examples(reading: Reading) -> tuple[str, ...]:
    """Up to four questions that the generation that is read answers; worked out once."""
    return once(reading, _examples)


def once(reading: Reading, work: Callable[[Reading], T]) -> T:
    """What `work` makes of the generation that is read, kept under its name for as long."""
    with reading.lock:
        if work.__name__ not in reading.once:
            reading.once[work.__name__] = work(reading)
        return cast(T, reading.once[work.__name__])


def _holdings(reading: Reading) -> Holdings:
    records = reading.engine.documents()
    kinds = Counter(r.provenance.kind.value for r in records if r.provenance.kind.value)
    dates = [d for d in map(_told, records) if d]
    n_inspections = sum(kinds[kind] for kind in _INSPECTED)
    return Holdings(
        n_documents=len(records),
        n_inspections=n_inspections,
        n_others=len(records) - n_inspections,
        authorities=tuple(sorted(_authorities(records))),
        kinds=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        first=min(dates, default=None),
        last=max(dates, default=None),
        years=tuple(sorted({d.year for d in dates}, reverse=True)),
        inspections=_inspections(records),
    )


def _inspections(records: Sequence[DocumentRecord]) -> dict[str, tuple[Inspected, ...]]:
    found: dict[str, set[Inspected]] = {}
    for record in records:
        stated = record.provenance
        first = stated.inspected_from.value or stated.inspected_to.value
        last = stated.inspected_to.value or stated.inspected_from.value
        if stated.authority.value and stated.kind.value in _INSPECTED and first and last:
            found.setdefault(stated.authority.value, set()).add(Inspected(first, last))
    return {
        name: tuple(sorted(own, key=lambda one: (one.last, one.first), reverse=True))
        for name, own in found.items()
    }


def _examples(reading: Reading) -> tuple[str, ...]:
    """One question of each group, a clear match or else a likely one; more of them where some
    group has none.
    """
    found = [_answered(reading, islice(group, _MAX_TRIED)) for group in _candidates(reading)]
    in_turn = chain.from_iterable(zip_longest(*found))
    return tuple(islice(dict.fromkeys(filter(None, in_turn)), N_EXAMPLES))


def _answered(reading: Reading, questions: Iterable[str]) -> list[str]:
    """Those with a clear match, then those with a likely one; enough is enough."""
    clear: list[str] = []
    likely: list[str] = []
    for question in dict.fromkeys(questions):
        confidence = reading.assistant.ask(question).confidence
        if confidence is Confidence.HIGH:
            clear.append(question)
        elif confidence is Confidence.MEDIUM:
            likely.append(question)
        if len(clear) == _N_OF_A_GROUP:
            break
    return [*clear, *likely]


def _candidates(reading: Reading) -> Iterator[Iterator[str]]:
    engine = reading.engine
    inspectors = engine.documents(Filter(speakers=frozenset({Speaker.OFSTED})))
    councils = engine.documents(Filter(speakers=frozenset({Speaker.COUNCIL})))
    reports = [r for r in inspectors if r.provenance.kind.value is Kind.INSPECTION_REPORT]
    graded = [record.document for record in engine.judgements()]
    yield _filled(_FROM_INSPECTORS, inspectors)
    yield _filled(_FROM_COUNCILS, councils)
    if reports:
        yield _filled(_FROM_REPORTS, reports[::-1])
    yield _filled(_FROM_GRADES, graded[len(graded) // 2 :])
    yield _filled(_FROM_INSPECTORS[::-1], inspectors[::-1])


def _filled(wordings: Sequence[str], records: Sequence[DocumentRecord]) -> Iterator[str]:
    """Each wording with the authorities in turn, so that four examples name several."""
    names = list(dict.fromkeys(_authorities(records)))
    turns = [(i, j) for j in range(len(names)) for i in range(len(wordings))]
    for i, j in turns:
        yield wordings[i].format(authority=names[(i + j) % len(names)]).replace("s’s ", "s’ ")


def _authorities(records: Sequence[DocumentRecord]) -> list[str]:
    names = (record.provenance.authority.value for record in records)
    return list(dict.fromkeys(name for name in names if name))


def _told(record: DocumentRecord) -> date | None:
    stated = record.provenance
    return stated.inspected_to.value or stated.inspected_from.value or stated.published.value
