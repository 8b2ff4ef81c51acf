from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web.collection import Reading
from web.holdings import examples, holdings


def test_the_start_page_counts_what_is_held(client: FlaskClient) -> None:
    html = client.get("/").text
    assert "<dt>Documents</dt><dd>4</dd>" in html
    assert "<dt>Authorities</dt><dd>2</dd>" in html
    assert "<dt>Inspection reports and letters</dt><dd>2</dd>" in html
    assert "2016–2023" in html


def test_every_example_has_an_answer_and_no_two_are_the_same(tmp_path: Path) -> None:
    engine = MadeEngine(made_documents(tmp_path))
    assistant = MadeAssistant(engine)
    reading = Reading(engine, assistant)
    found = examples(reading)
    assert len(set(found)) == len(found) == 4
    assert all(assistant.ask(question).answered for question in found)
    asked = len(assistant.asked)
    assert examples(reading) == found
    assert len(assistant.asked) == asked  # worked out once


def test_an_empty_collection_has_a_start_page_too(tmp_path: Path) -> None:
    engine = MadeEngine([])
    reading = Reading(engine, MadeAssistant(engine))
    assert examples(reading) == ()
    assert holdings(reading).n_documents == 0
