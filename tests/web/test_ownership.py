"""What one reader keeps, no other can open, change or delete; and questions leave no trace elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

QUESTION = "What did Ofsted say about Northfold personal advisers?"
OWNED = ("conversation_id", "comparison_id", "briefing_id")


class Browser:
    """A reader's browser: cookies and tokens of its own."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get("/").text)
        assert token
        self.token = token[1]

    def post(self, address: str, **fields: object) -> tuple[int, str]:
        """Send a form; the status, and where it leads."""
        sent = self.client.post(
            address,
            data={"csrf_token": self.token, **fields},
            headers={"Referer": "http://localhost/"},
        )
        return sent.status_code, sent.headers.get("Location", "").partition("#")[0]


@pytest.fixture
def owner(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def kept(owner: Browser) -> dict[str, str]:
    """The id of one of each that a reader keeps."""
    names = ["Northfold", "St Aldric’s"]
    made = {
        "conversation_id": owner.post("/conversation/", question=QUESTION),
        "comparison_id": owner.post("/compare/", question=QUESTION, authority=names),
        "briefing_id": owner.post("/briefing/", title="Mine"),
    }
    assert {status for status, _ in made.values()} == {303}
    return {name: where.rstrip("/").rpartition("/")[2] for name, (_, where) in made.items()}


def _cells(app: Flask, kept: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every method and address of a page that names something a reader keeps."""
    others = {"number": "1", "key": "x", "extension": "csv", "form": "csv"}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") or not {*OWNED} & rule.arguments:
            continue
        address = re.sub(
            r"<(?:[^:>]+:)?(\w+)>", lambda m: {**kept, **others}.get(m[1], "x"), rule.rule
        )
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield method, address


def test_nobody_else_can_reach_what_a_reader_keeps(
    app: Flask, owner: Browser, kept: dict[str, str]
) -> None:
    cells = list(_cells(app, kept))
    assert len(cells) >= 15
    before = {name: _page(owner, name, kept) for name in kept}
    stranger = Browser(app)
    fields = {"question": QUESTION, "title": "Theirs", "words": "x", "verdict": "answers"}
    for method, address in cells:
        if method == "GET":
            status = stranger.client.get(address).status_code
        else:
            status, _ = stranger.post(address, **fields)
        assert status in (400, 404), (method, address)
        if status == 400:  # refused for what was sent: with that put right it would be 404
            assert method == "POST"
    assert {name: _page(owner, name, kept) for name in kept} == before


def test_whoever_has_a_token_but_no_cookie_is_nobody(
    app: Flask, owner: Browser, kept: dict[str, str]
) -> None:
    for _, address in _cells(app, kept):
        refused = app.test_client().post(address, data={"csrf_token": owner.token})
        assert refused.status_code in (400, 405)


def test_no_question_reaches_a_log_or_an_address(
    app: Flask, owner: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    typed = "Northfold personal advisers secretword"
    _, conversation = owner.post("/conversation/", question=typed)
    _, compared = owner.post("/compare/", question=typed, authority=["Northfold", "St Aldric’s"])
    _, explained = owner.post("/explain/", question=typed)
    _, followed = owner.post(conversation, question=f"And {typed}")
    assert "secretword" in owner.client.get(conversation).text
    app.test_client().post("/api/v1/ask", json={"question": typed, "wrong": typed})
    app.test_client().post("/api/v1/ask", json={"question": typed})
    owner.post("/conversation/", question=typed * 20)
    owner.post("/conversation/nowhere", question=typed)
    for where in (conversation, compared, explained, followed):
        assert where
        assert "secretword" not in where
    assert "secretword" not in caplog.text


def _page(reader: Browser, name: str, kept: dict[str, str]) -> str:
    folder = {"conversation_id": "conversation", "comparison_id": "compare"}.get(name, "briefing")
    page = reader.client.get(f"/{folder}/{kept[name]}")
    assert page.status_code == 200
    return re.sub(r'value="[\w.-]+"', "", page.text)  # tokens differ
