"""The page that says why: over the sample, by the real engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assistant.pipeline import Assistant
from index.encoder import Encoder
from index.local import open_engine
from tests.web.sending import send
from web import Collection, Reading, WebSettings, create_app

CASELOADS = "what did Ofsted say about Wirral's PA caseloads"


@pytest.fixture(scope="module")
def app(
    sample_data: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    engine = open_engine(sample_data, encoder=encoder)
    collection = Collection(lambda: Reading(engine, Assistant(engine)), lambda: engine.generation)
    settings = WebSettings(questions_per_minute=1_000)
    yield create_app(settings, collection, tmp_path_factory.mktemp("web"))
    engine.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def _explained(client: FlaskClient, question: str) -> str:
    """Ask for an explanation; return the address of its page."""
    sent = send(client, "/explain/", "/explain/", question=question)
    assert sent.status_code == 303, sent.text
    return sent.location


def test_a_question_is_explained_and_not_in_the_address(client: FlaskClient) -> None:
    address = _explained(client, CASELOADS)
    assert "caseload" not in address.lower()
    page = client.get(address).text
    assert "personal adviser" in page
    assert "from the glossary" in page
    assert "another council" in page
    assert "Place 1," in page
    assert "near the topic in meaning" in page
    assert "not as it was answered" not in page.lower()


def test_the_candidates_are_in_the_order_of_the_answer(client: FlaskClient) -> None:
    page = client.get(_explained(client, CASELOADS)).text
    shown = re.findall(r"<strong>Shown</strong>: extract (\d+)", page)
    assert shown == sorted(shown)
    assert shown[0] == "1"


def test_an_answer_leads_to_why(client: FlaskClient) -> None:
    asked = send(client, "/", "/conversation/", question=CASELOADS)
    conversation = client.get(asked.location).text
    link = re.search(r'href="(/explain/[^"]+)"', conversation)
    assert link
    assert "Why these extracts" in conversation
    page = client.get(link[1])
    assert page.status_code == 200
    back = re.search(r'href="([^"#]+)#answer-1"', page.text)
    assert back
    assert client.get(back[1]).status_code == 200


def test_a_follow_up_is_explained_in_its_conversation(client: FlaskClient) -> None:
    asked = send(client, "/", "/conversation/", question=CASELOADS)
    conversation = asked.location.partition("#")[0]
    send(client, conversation, conversation, question="And about pathway plans?")
    page = client.get(conversation.replace("/conversation/", "/explain/") + "/2").text
    assert "From before" in page
    assert "Wirral" in page


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Does Wirral have a swimming pool?", "Refused (not answered)"),
        ("and so?", "None was looked at"),
        ("How was Wirral judged overall?", "Wirral"),
        ("Compare Wirral and South Gloucestershire on pathway plans", "South Gloucestershire: how"),
        ("What did Ofsted say about Hull?", "0 documents of the"),
    ],
)
def test_every_kind_of_answer_is_explained(client: FlaskClient, question: str, told: str) -> None:
    assert told in client.get(_explained(client, question)).text


def test_a_passage_is_looked_for(client: FlaskClient) -> None:
    address = _explained(client, CASELOADS)
    words = "Worcestershire"
    found = send(client, address, address, words=words)
    assert found.status_code == 303
    assert words not in found.location
    page = client.get(found.location).text
    assert "Not in scope" in page
    page_of = send(client, address, address, document="wirral-care-leavers.html", page="1")
    assert "<strong>Shown</strong>: extract 1" in client.get(page_of.location).text


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "Write some of the passage’s words"),
        ({"words": "words that stand nowhere"}, "No such passage is held"),
        ({"document": "nowhere.pdf"}, "No such passage is held"),
        ({"document": "wirral-care-leavers.html", "page": "two"}, "Write the page as a number"),
        ({"document": "wirral-care-leavers.html", "page": "9" * 9}, "No such passage is held"),
        ({"document": "x", "page": "9" * 5_000}, "Write the page as a number"),
        ({"words": "x", "page": "2"}, "Name the document"),
        ({"words": "<script>alert(1)</script>"}, "No such passage is held"),
    ],
)
def test_a_passage_that_is_not_found_is_told(
    client: FlaskClient, fields: dict[str, str], problem: str
) -> None:
    address = _explained(client, CASELOADS)
    answered = send(client, address, address, **fields)
    assert answered.status_code == 400
    assert problem in answered.text
    assert "<script>alert" not in answered.text


def test_sentences_that_do_not_exist_are_left_alone(client: FlaskClient) -> None:
    address = _explained(client, CASELOADS)
    page = client.get(address + "?s=nobody.1&s=x&s=.&s=0.99999999999&more=-4&more=x")
    assert page.status_code == 200
    assert client.get(f"{address}?s=x.{'9' * 5_000}&more={'9' * 5_000}").status_code == 200


def test_a_conversation_of_others_is_not_found(app: Flask, client: FlaskClient) -> None:
    address = _explained(client, CASELOADS)
    assert app.test_client().get(address).status_code == 404
    assert client.get(address[:-1] + "2").status_code == 404


def test_an_empty_question_is_asked_for(client: FlaskClient) -> None:
    answered = send(client, "/explain/", "/explain/", question=" ")
    assert answered.status_code == 400
    assert "Write a question" in answered.text
