"""An authority and themes in, the extracts that bear on each out, newest inspection first.

Each theme's questions are asked of each inspection in turn, so that an older report cannot crowd
out the latest one. What has no date, or is no inspection, comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Protocol

from assistant.answer import Answer, Extract
from assistant.briefing.briefing import Briefing, Entry, Heading, Note, refer
from assistant.briefing.themes import Theme
from assistant.question import AS_ASKED, AnswerKind, Choices, Period, Turn
from assistant.scope import inspections
from assistant.wording import capital, count, days, joined
from corpus.document import Kind
from index.engine import DocumentRecord, Engine, Filter

__all__ = ["Group", "Located", "ThemePack", "theme_pack"]

_OF_THE_LATEST, _OF_OTHERS = 4, 2  # extracts of a theme from one inspection at most
_OF_A_LIST = 10  # extracts of a list: it is shown whole
_INSPECTIONS = 4  # the newest ones, at most


class Asks(Protocol):
    """What answers a question."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), choices: Choices = AS_ASKED
    ) -> Answer:
        """The answer to `question`; `choices` win over its words."""
        ...


@dataclass(frozen=True, slots=True)
class Group:
    """What one inspection says on a theme; `label` names it and its dates."""

    label: str
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """A theme and what was located on it, by inspection, newest first; maybe nothing."""

    name: str
    groups: tuple[Group, ...]

    @property
    def n_extracts(self) -> int:
        """How many extracts bear on it."""
        return sum(len(group.extracts) for group in self.groups)


@dataclass(frozen=True, slots=True)
class ThemePack:
    """The themes of one authority; `searched` says which documents were looked through."""

    authority: str
    searched: str
    n_inspections: int
    themes: tuple[Located, ...]

    @property
    def title(self) -> str:
        """What it is, for the head of a page or of a briefing."""
        return f"{self.authority}: what {'its inspections' if self.n_inspections else 'the documents'} say"

    def briefing(self, engine: Engine, new_key: Callable[[], str]) -> Briefing:
        """The pack as a briefing to edit: a heading for each theme, extracts under it, no double."""
        entries: list[Entry] = []
        taken: set[tuple[str, int, int]] = set()
        for located in self.themes:
            entries.append(Heading(new_key(), located.name))
            if not located.groups:
                text = f"Nothing located on this theme. Searched: {self.searched}."
                entries.append(Note(new_key(), text))
            for group in located.groups:
                for extract in group.extracts:
                    document = engine.document(extract.citation.document_id)
                    place = (document.id, extract.span.start, extract.span.end)
                    if place not in taken:
                        taken.add(place)
                        entries.append(refer(document, extract.span, new_key()))
        return Briefing(self.title, tuple(entries))


def theme_pack(
    authority: str, themes: Sequence[Theme], engine: Engine, assistant: Asks
) -> ThemePack:
    """What the documents of `authority` say on each of `themes`.

    :raises KeyError: no document of that authority is held.
    """
    records = list(engine.documents(Filter(authorities=frozenset({authority}))))
    if not records:
        raise KeyError(authority)
    dated = list(_inspections(records))[:_INSPECTIONS]
    others = [r for r in records if r.id not in {i.id for i in inspections(records)}]
    asked: list[tuple[str, Period | None, frozenset[str]]] = [
        (label, period, frozenset(r.id for r in group)) for label, period, group in dated
    ]
    if others:
        label = "Other documents" if dated else "Documents that are no inspection reports"
        asked.append((label, None, frozenset(r.id for r in others)))
    located = []
    for theme in themes:
        groups = [
            Group(label, extracts)
            for number, (label, period, documents) in enumerate(asked)
            if (extracts := _extracts(theme, authority, period, documents, assistant, not number))
        ]
        located.append(Located(theme.name, tuple(groups)))
    return ThemePack(authority, _searched(dated, len(others)), len(dated), tuple(located))


_Inspection = tuple[str, Period, list[DocumentRecord]]


def _inspections(records: Sequence[DocumentRecord]) -> Iterator[_Inspection]:
    """Label, time and documents of each inspection, newest first; its letters go with it."""
    by_label: dict[str, _Inspection] = {}
    for record in reversed(inspections(records)):
        stated = record.provenance
        first = stated.inspected_from.value or stated.inspected_to.value or stated.published.value
        last = stated.inspected_to.value or first
        if first is None or last is None:
            continue
        visit = stated.kind.value is Kind.MONITORING_LETTER
        when = days(first, last)
        label = f"{'Visit of' if visit else 'Inspection of'} {when}"
        if not (stated.inspected_from.value or stated.inspected_to.value):
            label = f"Published {when}"
        found = by_label.setdefault(label, (label, Period(when, first, last), []))
        found[2].append(record)
    yield from by_label.values()


def _extracts(
    theme: Theme,
    authority: str,
    period: Period | None,
    documents: frozenset[str],
    assistant: Asks,
    latest: bool,
) -> tuple[Extract, ...]:
    """The best extracts on `theme` from `documents`, none twice, those under its headings first."""
    kind = AnswerKind.IMPROVE if theme.whole_list else AnswerKind.FINDING
    choices = Choices(authorities=(authority,), period=period, kind=kind)
    answers = [assistant.ask(question, choices=choices).extracts for question in theme.questions]
    found: list[Extract] = []
    for extract in chain.from_iterable(zip_longest(*answers)):  # the best of each question first
        if extract is None or extract.citation.document_id not in documents:
            continue
        if not _overlaps(extract, found):
            found.append(extract)
    if theme.whole_list:
        return tuple(found[:_OF_A_LIST])
    # subtle: sorted() is stable, so that extracts keep their rank among those of their kind
    found = sorted(found, key=lambda extract: not _under(extract, theme.headings))
    best = found[: _OF_THE_LATEST if latest else _OF_OTHERS]
    return tuple(sorted(best, key=lambda e: (e.citation.document_id, e.span)))


def _overlaps(extract: Extract, others: Sequence[Extract]) -> bool:
    return any(
        extract.citation.document_id == other.citation.document_id
        and extract.span.overlaps(other.span)
        for other in others
    )


def _under(extract: Extract, headings: Sequence[str]) -> bool:
    path = " ".join(extract.citation.heading_path).casefold()
    return any(heading.casefold() in path for heading in headings)


def _searched(dated: Sequence[_Inspection], n_others: int) -> str:
    parts = [label[:1].lower() + label[1:] for label, _, _ in dated]
    if n_others:
        parts.append(count(n_others, "other document" if parts else "document"))
    return capital(joined(parts))
