from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Ask = Callable[..., str]
Send = Callable[..., TestResponse]
ADVISERS = "What did Ofsted say about Northfold personal advisers?"
CARERS = "What about Northfold foster carers?"


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_browser_without_questions_has_no_list(client: FlaskClient) -> None:
    html = client.get("/history/").text
    assert "Nothing is kept" in html
    assert "<ol" not in html
    assert "Each is kept for 90 days" in html


def test_conversations_are_listed_the_one_last_used_first(client: FlaskClient, ask: Ask) -> None:
    first = ask(ADVISERS)
    second = ask(CARERS)
    html = client.get("/history/").text
    assert re.findall(r'href="(/conversation/[^"]+)"', html) == [second, first]
    ask("And in St Aldric’s?", first)
    html = client.get("/history/").text
    assert re.findall(r'href="(/conversation/[^"]+)"', html) == [first, second]
    text = _text(html)
    assert "Your conversations (2)" in text
    assert "2 questions, last used on" in text


def test_another_browser_sees_none_of_them(app: Flask, ask: Ask) -> None:
    conversation = ask(ADVISERS).replace("/conversation/", "/history/")
    stranger = app.test_client()
    assert "Nothing is kept" in stranger.get("/history/").text
    assert stranger.get(f"{conversation}/delete").status_code == 404


def test_one_is_deleted_once_it_is_confirmed(
    app: Flask, client: FlaskClient, ask: Ask, send: Send
) -> None:
    conversation, other = ask(ADVISERS), ask(CARERS)
    send(conversation, f"{conversation}/1/feedback", verdict="answers")
    address = conversation.replace("/conversation/", "/history/") + "/delete"
    asked = client.get(address).text
    assert "Delete this conversation?" in asked
    assert client.get(conversation).status_code == 200
    deleted = send(address, address)
    assert deleted.location == "/history/"
    html = client.get("/history/").text
    assert "1 conversation deleted." in html
    assert "1 conversation deleted." not in client.get("/history/").text
    assert client.get(conversation).status_code == 404
    assert client.get(other).status_code == 200
    assert app.extensions["opinions"].listed() == []
    assert send("/history/delete", address).status_code == 404


def test_all_are_deleted_and_those_of_others_stay(
    app: Flask, client: FlaskClient, ask: Ask, send: Send
) -> None:
    ask(ADVISERS)
    ask(CARERS)
    stranger = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', stranger.get("/").text)
    assert token
    theirs = stranger.post(
        "/conversation/", data={"csrf_token": token[1], "question": ADVISERS}
    ).location
    assert "Delete all 2 conversations?" in client.get("/history/delete").text
    send("/history/delete", "/history/delete")
    html = client.get("/history/").text
    assert "2 conversations deleted." in html
    assert "Nothing is kept" in html
    assert stranger.get(theirs).status_code == 200


def test_a_long_list_has_pages(client: FlaskClient, ask: Ask) -> None:
    for _ in range(26):
        ask(CARERS)
    first, second = client.get("/history/").text, client.get("/history/?page=2").text
    assert first.count('class="history-question"') == 25
    assert second.count('class="history-question"') == 1
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    assert '<ol class="history" start="26">' in second
    assert client.get("/history/?page=3").status_code == 404
    for page in ("0", "-1", "x", "9" * 30, "9" * 5_000):
        assert client.get(f"/history/?page={page}").status_code == 404


def test_questions_are_escaped_in_the_list(client: FlaskClient, ask: Ask) -> None:
    ask("Northfold <img src=x onerror=alert(1)>")
    html = client.get("/history/").text
    assert "<img" not in html
    assert "&lt;img" in html
