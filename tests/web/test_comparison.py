"""One question put to each by itself: no cell holds another's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Notice, NoticeKind
from assistant.question import AS_ASKED, Choices
from corpus.document import Kind, Origin, Speaker, Stated
from index.engine import DocumentRecord
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web.comparison import MAX_SUBJECTS, Compared, compare, subjects

QUESTION = "personal advisers cases"


@pytest.fixture
def engine(tmp_path: Path) -> MadeEngine:
    return MadeEngine(made_documents(tmp_path))


def _inspected(record: DocumentRecord, number: int) -> DocumentRecord:
    """`record` as one of many inspections, a year apart."""
    day: Stated[date] = Stated(date(2000 + number, 5, 4), Origin.TEXT)
    stated = replace(
        record.provenance,
        inspected_from=day,
        inspected_to=day,
        kind=Stated(Kind.INSPECTION_REPORT, Origin.TEXT),
    )
    return replace(record, id=f"{number:016x}", provenance=stated)


def test_each_authority_is_asked_by_itself(engine: MadeEngine) -> None:
    assistant = MadeAssistant(engine)
    compared = Compared(QUESTION, ("Northfold", "St Aldric’s"), Speaker.OFSTED, latest=True)
    comparison = compare(compared, engine.documents(), lambda q, c: assistant.ask(q, (), c))
    assert [c.subject.label for c in comparison.cells] == ["Northfold", "St Aldric’s"]
    for cell, (question, history, choices) in zip(comparison.cells, assistant.asked, strict=True):
        assert (question, history) == (QUESTION, ())
        assert choices.authorities == (cell.subject.authority,)
        assert choices.speaker is Speaker.OFSTED
        assert choices.period is not None
        assert choices.period.latest
        assert 1 <= len(cell.extracts) <= 2
        assert {e.citation.authority for e in cell.extracts} == {cell.subject.authority}


def test_anyone_may_speak_unless_chosen(engine: MadeEngine) -> None:
    asked: list[Choices] = []

    def ask(question: str, choices: Choices) -> Answer:
        asked.append(choices)
        return MadeAssistant(engine).ask(question, (), choices)

    compare(Compared(QUESTION, ("Northfold", "St Aldric’s")), engine.documents(), ask)
    assert [c.speaker for c in asked] == [Speaker.UNKNOWN, Speaker.UNKNOWN]
    assert [c.period for c in asked] == [None, None]


def test_words_of_another_never_stand_in_a_cell(engine: MadeEngine) -> None:
    everything = MadeAssistant(engine).ask(QUESTION, (), AS_ASKED)
    assert len({e.citation.authority for e in everything.extracts}) == 2
    comparison = compare(
        Compared(QUESTION, ("St Aldric’s", "Hull")), engine.documents(), lambda q, c: everything
    )
    own, none = comparison.cells
    assert {e.citation.authority for e in own.extracts} == {"St Aldric’s"}
    assert none.extracts == ()
    assert none.refusal is None
    assert none.notices == ()


def test_one_authority_is_compared_across_its_inspections(engine: MadeEngine) -> None:
    record = engine.documents()[0]
    records = [_inspected(record, n) for n in range(3)]
    rows = subjects(Compared(QUESTION, ("Northfold",)), records)
    assert [row.document_id for row in rows] == [r.id for r in records[::-1]]
    assert [row.label for row in rows] == ["4 May 2002", "4 May 2001", "4 May 2000"]
    assert rows[0].period is not None
    assert (rows[0].period.first, rows[0].period.last) == (date(2002, 5, 4), date(2002, 5, 4))


def test_only_the_latest_of_very_many_inspections(engine: MadeEngine) -> None:
    record = engine.documents()[0]
    records = [_inspected(record, n) for n in range(MAX_SUBJECTS + 3)]
    rows = subjects(Compared(QUESTION, ("Northfold",)), records)
    assert len(rows) == MAX_SUBJECTS
    assert rows[0].label == f"4 May {2000 + MAX_SUBJECTS + 2}"


def test_an_inspection_is_quoted_from_its_own_document_only(engine: MadeEngine) -> None:
    record = engine.documents()[0]
    records: Sequence[DocumentRecord] = [record, _inspected(record, 1)]
    answer = MadeAssistant(engine).ask(QUESTION, (), Choices(authorities=("Northfold",)))
    later = Notice(NoticeKind.LATER_INSPECTION, "A later inspection is held.")
    read = Notice(NoticeKind.CORRECTED, "“casse” was read as “case”.")
    answer = replace(answer, notices=(later, read))
    comparison = compare(Compared(QUESTION, ("Northfold",)), records, lambda q, c: answer)
    newest, oldest = comparison.cells
    assert {e.citation.document_id for e in newest.extracts} == {record.id}
    assert oldest.extracts == ()
    assert newest.notices == ()  # that a later one is held, the next row says
    assert comparison.remarks == ("“casse” was read as “case”.",)
