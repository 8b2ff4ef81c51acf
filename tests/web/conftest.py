"""The application over the made-up collection, and a reader who sends its forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.made import MadeAssistant, made_collection
from web import Collection, WebSettings, create_app


@pytest.fixture
def settings() -> WebSettings:
    return WebSettings(council="Northfold Borough Council", questions_per_minute=1_000)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Collection, MadeAssistant]:
    return made_collection(tmp_path / "files")


@pytest.fixture
def assistant(made: tuple[Collection, MadeAssistant]) -> MadeAssistant:
    return made[1]


@pytest.fixture
def app(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> Iterator[Flask]:
    app = create_app(settings, made[0], tmp_path)
    yield app
    app.extensions["pages"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


Send = Callable[..., TestResponse]


@pytest.fixture
def send(client: FlaskClient) -> Send:
    """Open `page`, then send a form of it to `action` with its token, as a browser does."""

    def _send(page: str, action: str, **fields: str) -> TestResponse:
        html = client.get(page).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', html)
        assert token
        return client.post(
            action,
            data={"csrf_token": token[1], **fields},
            headers={"Referer": f"http://localhost{page}"},
        )

    return _send


@pytest.fixture
def ask(send: Send) -> Callable[..., str]:
    """Ask a question, at the start or in a conversation; return the conversation's address."""

    def _ask(question: str, conversation: str = "") -> str:
        answered = send(conversation or "/", conversation or "/conversation/", question=question)
        assert answered.status_code == 303, answered.text
        return answered.location.partition("#")[0]

    return _ask
