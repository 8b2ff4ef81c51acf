from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.made import MadeAssistant
from web import Collection, WebSettings, create_app
from web.api.schemas import ConversationTold, EntryTold

ADVISERS = "What did Ofsted say about Northfold personal advisers?"
KEYS = ("a key of more than enough letters", "another key of enough letters")


def test_a_conversation_is_begun_continued_read_and_deleted(client: FlaskClient) -> None:
    begun = client.post("/api/v1/conversations", json={"question": ADVISERS})
    assert begun.status_code == 201
    address = begun.headers["Location"]
    assert address == f"/api/v1/conversations/{begun.get_json()['id']}"
    choices = {"authorities": ["Northfold"], "period": "2023", "dropped": ["topic"]}
    added = client.post(address, json={"question": "And care leavers?", "choices": choices})
    assert added.status_code == 201
    assert added.get_json()["number"] == 2
    assert added.get_json()["choices"]["authorities"] == ["Northfold"]
    assert added.get_json()["choices"]["period"] == "2023"
    assert EntryTold.model_validate(added.get_json()).model_dump(mode="json") == added.get_json()

    read = client.get(address)
    assert [entry["number"] for entry in read.get_json()["entries"]] == [1, 2]
    assert read.get_json()["entries"][1] == added.get_json()
    assert (
        ConversationTold.model_validate(read.get_json()).model_dump(mode="json") == read.get_json()
    )
    assert read.headers["Cache-Control"] == "no-store"

    deleted = client.delete(address)
    assert (deleted.status_code, deleted.data) == (204, b"")
    assert client.get(address).status_code == 404
    assert client.post(address, json={"question": ADVISERS}).status_code == 404
    assert client.delete(address).status_code == 404


def test_a_quote_that_no_longer_stands_is_not_verified(app: Flask, client: FlaskClient) -> None:
    address = client.post("/api/v1/conversations", json={"question": ADVISERS}).headers["Location"]

    def verified() -> set[bool]:
        (entry,) = client.get(address).get_json()["entries"]
        return {extract["verified"] for extract in entry["answer"]["extracts"]}

    assert verified() == {True}
    engine = app.extensions["collection"].acquire().engine
    read_anew = {id: replace(d, text=f" {d.text}") for id, d in engine._documents.items()}
    engine._documents.update(read_anew)
    assert verified() == {False}
    engine._documents.clear()
    engine._records.clear()
    assert verified() == {False}


def test_earlier_questions_are_read_with_the_next(
    client: FlaskClient, assistant: MadeAssistant
) -> None:
    begun = client.post("/api/v1/conversations", json={"question": ADVISERS})
    client.post(begun.headers["Location"], json={"question": "And care leavers?"})
    _, history, _ = assistant.asked[-1]
    assert [turn.question for turn in history] == [ADVISERS]
    assert history[0].documents


def test_no_cookie_is_set_or_read(client: FlaskClient) -> None:
    begun = client.post("/api/v1/conversations", json={"question": ADVISERS})
    assert "Set-Cookie" not in begun.headers
    assert client.get(begun.headers["Location"]).status_code == 200


def test_programs_and_browsers_do_not_see_each_other_s(client: FlaskClient) -> None:
    begun = client.post("/api/v1/conversations", json={"question": ADVISERS})
    assert client.get(f"/conversation/{begun.get_json()['id']}").status_code == 404


@pytest.fixture
def guarded(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> FlaskClient:
    return create_app(replace(settings, api_keys=KEYS), made[0], tmp_path).test_client()


def _with(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_where_there_are_keys_one_is_needed(guarded: FlaskClient) -> None:
    for headers in ({}, _with("wrong"), _with(""), {"Authorization": f"Basic {KEYS[0]}"},
                    _with("é" * 30)):  # fmt: skip
        refused = guarded.get("/api/v1/documents", headers=headers)
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"] == "Bearer"
        assert refused.get_json()["type"] == "/api/v1/problems/no-key"
    for key in KEYS:
        assert guarded.get("/api/v1/documents", headers=_with(key)).status_code == 200
    assert guarded.get("/").status_code == 200  # the chat needs none


def test_a_conversation_belongs_to_the_key_that_began_it(guarded: FlaskClient) -> None:
    begun = guarded.post(
        "/api/v1/conversations", json={"question": ADVISERS}, headers=_with(KEYS[0])
    )
    address = begun.headers["Location"]
    assert guarded.get(address, headers=_with(KEYS[0])).status_code == 200
    assert guarded.get(address, headers=_with(KEYS[1])).status_code == 404
    assert guarded.delete(address, headers=_with(KEYS[1])).status_code == 404


def test_keys_are_not_shown_with_the_settings() -> None:
    assert KEYS[0] not in repr(WebSettings(api_keys=KEYS))
    with pytest.raises(ValueError, match=r"\[web\] api_keys must each have 24"):
        WebSettings(api_keys=("short",))
