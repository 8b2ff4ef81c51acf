from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assistant.answer import Answer
from assistant.cite import extract
from assistant.question import AnswerKind, Question
from corpus.document import Span
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web import Collection, Reading, WebSettings, create_app
from web.grade_table import GradeCell, GradeTable, grade_table

QUESTION = Question("How were they judged?", "judged", (), AnswerKind.GRADE)


def _graded(engine: MadeEngine, *, also: bool = False) -> Answer:
    documents = [engine.document(record.id) for record in engine.documents()]
    extracts = [extract(d, j.span, score=1.0) for d in documents for j in d.judgements]
    if also:
        extracts.append(extract(documents[0], documents[0].sentences[2].span, score=0.5))
    return Answer(QUESTION, extracts=tuple(extracts))


def test_each_cell_leads_to_the_line_that_states_it(tmp_path: Path, settings: WebSettings) -> None:
    engine = MadeEngine(made_documents(tmp_path / "files"))
    app = create_app(
        settings, Collection(lambda: Reading(engine, MadeAssistant(engine)), lambda: "1"), tmp_path
    )
    with app.test_request_context():
        table = grade_table(_graded(engine))
    assert table is not None
    assert table.columns == ("Northfold, 3 to 14 July 2023", "St Aldric’s, 3 to 14 July 2016")
    (strand, cells), *others = table.rows
    assert strand == "Overall effectiveness"
    assert not others
    for cell in cells:
        assert cell is not None
        assert engine.document(cell.document_id).quote(cell.span) == cell.quote
        assert cell.grade in cell.quote.lower()


@pytest.mark.parametrize(("n_columns", "scrolls"), [(1, False), (3, False), (4, True), (11, True)])
def test_a_wide_table_scrolls_in_a_region_of_its_own(
    client: FlaskClient, n_columns: int, scrolls: bool
) -> None:
    cell = GradeCell("good", "0" * 16, Span(0, 4), "Good")
    columns = tuple(f"Council {number}" for number in range(n_columns))
    table = GradeTable(columns, (("Leadership", (cell,) * n_columns),))
    entry = SimpleNamespace(
        number=2, answer=SimpleNamespace(extracts=[SimpleNamespace(citation=None)])
    )
    with client.application.test_request_context():
        jinja = client.application.jinja_env
        jinja.filters["who_says"] = str
        macros = jinja.get_template("conversation/answer.html").make_module()
        drawn = str(vars(macros)["grades"](entry, table))
    region = f'role="region" tabindex="0" aria-label="Grades of {n_columns} inspections, answer 2"'
    assert (region in drawn) is scrolls
    assert drawn.count("</td>") == n_columns


def test_an_answer_of_other_words_has_no_table(tmp_path: Path, settings: WebSettings) -> None:
    engine = MadeEngine(made_documents(tmp_path / "files"))
    app: Flask = create_app(
        settings, Collection(lambda: Reading(engine, MadeAssistant(engine)), lambda: "1"), tmp_path
    )
    with app.test_request_context():
        assert grade_table(_graded(engine, also=True)) is None
        one = Answer(QUESTION, extracts=_graded(engine).extracts[:1])
        assert grade_table(one) is None


def test_a_refusal_says_what_was_searched(client: FlaskClient, ask: Callable[..., str]) -> None:
    def text(question: str) -> str:
        html = client.get(ask(question)).text
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())

    assert "3 documents of the 4 held, about Northfold, of 2023." in text(
        "Northfold rockets personal"
    )
    everywhere = text("rockets personal")
    assert "4 documents, about Northfold and St Aldric’s, of 2016 to 2023." in everywhere
