from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from assistant.answer import Answer
from assistant.cite import extract
from assistant.question import AnswerKind, Question
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web import Collection, Reading, WebSettings, create_app
from web.grade_table import grade_table

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
