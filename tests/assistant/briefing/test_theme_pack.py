"""Theme packs over two inspections of one council, with an assistant that answers from a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from assistant.answer import Answer, Extract
from assistant.briefing import Heading, Note, Reference
from assistant.briefing.checking import check
from assistant.briefing.theme_pack import theme_pack
from assistant.briefing.themes import Theme
from assistant.cite import extract
from assistant.question import AS_ASKED, AnswerKind, Choices, Turn
from corpus.document import Document, Kind, Origin, Span, Stated
from tests.assistant.evaluation.made_up import answered, document, refused
from tests.web.made import MadeEngine

SENTENCES = tuple(f"Finding number {word}." for word in ("one", "two", "three", "four", "five"))


def _inspection(source: str, year: int, kind: Kind = Kind.INSPECTION_REPORT) -> Document:
    made = document(source, [" ".join((f"Report of {year}.", *SENTENCES))], "Northfold")
    dated = kind is Kind.INSPECTION_REPORT
    return replace(
        made,
        provenance=replace(
            made.provenance,
            title=Stated(f"Report {year}", Origin.TEXT),
            kind=Stated(kind, Origin.TEXT),
            inspected_from=Stated(date(year, 5, 1), Origin.TEXT)
            if dated
            else Stated(None, Origin.UNKNOWN),
            published=Stated(date(year, 7, 1), Origin.TEXT),
        ),
    )


OLD, NEW = _inspection("old.pdf", 2019), _inspection("new.pdf", 2023)
MINUTES = _inspection("minutes.pdf", 2024, Kind.MINUTES)


class _Assistant:
    """Answers with the first `n` sentences of the documents inspected in the period chosen."""

    def __init__(self, *documents: Document) -> None:
        self._documents = documents
        self.asked: list[tuple[str, Choices]] = []

    def ask(
        self, question: str, history: Sequence[Turn] = (), choices: Choices = AS_ASKED
    ) -> Answer:
        self.asked.append((question, choices))
        if "nothing" in question:
            return refused()
        found = [
            made
            for made in self._documents
            if choices.period is None
            or choices.period.first == made.provenance.inspected_from.value
        ]
        return answered(*(each for made in found for each in _extracts(made)))


def _extracts(made: Document) -> list[Extract]:
    spans = [Span(at := made.text.index(words), at + len(words)) for words in SENTENCES]
    return [extract(made, span, score=1.0) for span in spans]


@pytest.fixture
def engine() -> MadeEngine:
    return MadeEngine([(made, Path(made.source)) for made in (OLD, NEW, MINUTES)])


THEMES = (
    Theme("Leadership", ("Who leads?", "How well?"), ("leader",)),
    Theme("Care leavers", ("nothing on this",)),
    Theme("What must improve", ("What must improve?",), whole_list=True),
)


def test_the_newest_inspection_comes_first_with_its_dates(engine: MadeEngine) -> None:
    pack = theme_pack("Northfold", THEMES, engine, _Assistant(OLD, NEW, MINUTES))
    leadership = pack.themes[0]
    assert [(group.label, len(group.extracts)) for group in leadership.groups] == [
        ("Inspection of 1 May 2023", 4),
        ("Inspection of 1 May 2019", 2),
        ("Other documents", 2),
    ]
    for group, made in zip(leadership.groups, (NEW, OLD, MINUTES), strict=True):
        assert {e.citation.document_id for e in group.extracts} == {made.id}
        for each in group.extracts:
            assert made.quote(each.span) == each.quote
    assert pack.searched == (
        "Inspection of 1 May 2023, inspection of 1 May 2019 and 1 other document"
    )


def test_a_list_is_taken_whole_and_asked_for_as_one(engine: MadeEngine) -> None:
    assistant = _Assistant(OLD, NEW, MINUTES)
    pack = theme_pack("Northfold", THEMES, engine, assistant)
    assert [e.quote for e in pack.themes[2].groups[0].extracts] == [*SENTENCES]
    kinds = {question: choices.kind for question, choices in assistant.asked}
    assert kinds["What must improve?"] is AnswerKind.IMPROVE
    assert kinds["Who leads?"] is AnswerKind.FINDING
    assert {choices.authorities for _, choices in assistant.asked} == {("Northfold",)}


def test_nothing_located_is_said_of_each_theme(engine: MadeEngine) -> None:
    pack = theme_pack("Northfold", THEMES, engine, _Assistant(OLD, NEW))
    assert pack.themes[1].groups == ()
    keys = map(str, count())
    entries = pack.briefing(engine, lambda: next(keys)).entries
    at = entries.index(
        next(e for e in entries if isinstance(e, Heading) and e.text == "Care leavers")
    )
    note = entries[at + 1]
    assert isinstance(note, Note)
    assert note.text.startswith("Nothing located on this theme. Searched: Inspection of 1 May 2023")


def test_the_pack_is_a_briefing_of_verbatim_quotes_none_twice(engine: MadeEngine) -> None:
    pack = theme_pack("Northfold", THEMES, engine, _Assistant(OLD, NEW))
    keys = map(str, count())
    briefing = pack.briefing(engine, lambda: next(keys))
    checked = check(briefing, engine.document)
    assert checked.lost == ()
    assert len(checked.found) == 10  # five sentences of each report, two themes share most
    places = [(e.sha256, e.span) for e in briefing.entries if isinstance(e, Reference)]
    assert len(set(places)) == len(places)
    assert len({e.key for e in briefing.entries}) == len(briefing.entries)


def test_a_council_without_documents_is_an_error(engine: MadeEngine) -> None:
    with pytest.raises(KeyError):
        theme_pack("Southfold", THEMES, engine, _Assistant())
