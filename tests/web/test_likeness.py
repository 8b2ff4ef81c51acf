from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.made import MadeAssistant

Ask = Callable[..., str]
Send = Callable[..., TestResponse]
ADVISERS = "What did Ofsted say about Northfold personal advisers?"


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _place(html: str) -> dict[str, str]:
    """The fields of the first button for more."""
    form = re.search(r'<form method="post" action="[^"]+/more" data-ask>(.*?)</form>', html, re.S)
    assert form
    return dict(re.findall(r'name="(document_id|start|end)" value="([^"]*)"', form[1]))


def test_more_like_an_extract_is_an_entry_of_its_own(
    client: FlaskClient, ask: Ask, send: Send, assistant: MadeAssistant
) -> None:
    conversation = ask(ADVISERS)
    n_asked = len(assistant.asked)
    place = _place(client.get(conversation).text)
    found = send(conversation, f"{conversation}/more", **place)
    assert found.status_code == 303
    assert found.location == f"{conversation}#answer-2"
    html = client.get(conversation).text
    text = _text(html)
    assert "You asked for More like this extract" in text
    assert "In the same document" in text
    assert "nobody says that they belong together" in text
    assert "How your question was understood" in text  # of the earlier question alone
    assert html.count('class="understood"') == 1
    assert "Extract 1 of" in text
    assert len(assistant.asked) == n_asked  # nothing was asked


def test_the_next_question_follows_the_one_before_it(
    client: FlaskClient, ask: Ask, send: Send, assistant: MadeAssistant
) -> None:
    conversation = ask(ADVISERS)
    send(conversation, f"{conversation}/more", **_place(client.get(conversation).text))
    ask("And foster carers?", conversation)
    history = assistant.asked[-1][1]
    assert [turn.question for turn in history] == [ADVISERS]
    assert send(conversation, f"{conversation}/2", speaker="ofsted").status_code == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("document_id", "f" * 16),
        ("start", "-1"),
        ("end", "99999999"),
        ("end", "x"),
        ("start", ""),
    ],
)
def test_a_place_that_is_not_there_is_not_found(
    client: FlaskClient, ask: Ask, send: Send, field: str, value: str
) -> None:
    conversation = ask(ADVISERS)
    place = _place(client.get(conversation).text) | {field: value}
    assert send(conversation, f"{conversation}/more", **place).status_code == 404
    del place[field]
    assert send(conversation, f"{conversation}/more", **place).status_code == 404


def test_a_whole_document_is_no_extract(app: Flask, ask: Ask, send: Send) -> None:
    conversation = ask(ADVISERS)
    engine = app.extensions["collection"].acquire().engine
    (first, *_) = engine.documents()
    engine._documents[first.id] = replace(
        engine.document(first.id), text=f"{engine.document(first.id).text}{' word' * 2_000}"
    )
    place = {"document_id": first.id, "start": "0", "end": "6001"}
    assert send(conversation, f"{conversation}/more", **place).status_code == 404
