from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.made import MadeAssistant
from web import Collection, WebSettings, create_app

Send = Callable[..., TestResponse]


def test_an_unknown_page_says_so_and_leads_on(client: FlaskClient) -> None:
    missing = client.get("/nowhere")
    assert missing.status_code == 404
    assert "Page not found" in missing.text
    assert 'href="/"' in missing.text


def test_a_fault_of_ours_gives_a_reference_and_no_trace(
    send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    broken = send("/", "/conversation/", question="Northfold secretword collapse")
    assert broken.status_code == 500
    assert "the roof fell in" not in broken.text
    assert "Traceback" not in broken.text
    reference = re.search(r'class="reference">(\w+)<', broken.text)
    assert reference
    assert reference[1] in caplog.text
    assert "the roof fell in" in caplog.text
    assert "secretword" not in caplog.text


def test_a_body_that_is_too_large_is_refused(send: Send) -> None:
    refused = send("/", "/conversation/", question="x" * 20_000)
    assert refused.status_code == 413
    assert "too much text" in refused.text


def test_too_many_questions_in_a_minute_are_told_to_wait(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    app = create_app(replace(settings, questions_per_minute=3), made[0], tmp_path)
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)
    assert token
    fields = {"csrf_token": token[1], "question": "Northfold care leavers"}
    codes = [client.post("/conversation/", data=fields).status_code for _ in range(4)]
    assert codes == [303, 303, 303, 429]
    refused = client.post("/conversation/", data=fields)
    assert refused.headers["Retry-After"] == "60"
    assert "Too many questions" in refused.text
    assert client.get("/").status_code == 200
    for address in ("/explain/", "/explain/x/1", "/theme-pack/", "/conversation/x/more"):
        assert client.post(address, data=fields).status_code == 429, address
    for address in ("/explain/x/1", "/theme-pack/", "/briefing/x/file.pdf"):
        assert client.get(address).status_code == 429, address


def test_when_all_are_busy_the_next_is_told_to_come_back(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    few = replace(settings, answering_at_once=1, busy_after_seconds=0.05)
    app = create_app(few, made[0], tmp_path)
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)
    assert token
    line: threading.BoundedSemaphore = app.extensions["answering"]
    fields = {"csrf_token": token[1], "question": "Northfold care leavers"}
    with line:
        refused = client.post("/conversation/", data=fields)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "10"
    assert "Too busy" in refused.text
    assert client.post("/conversation/", data=fields).status_code == 303


def test_a_wrong_method_is_a_page_not_found(client: FlaskClient) -> None:
    refused = client.get("/conversation/")
    assert refused.status_code == 405
    assert "POST" in refused.headers["Allow"]
    assert "Page not found" in refused.text


def test_every_failure_has_a_reference_that_the_log_has_as_well(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="web.failures")
    for address in ("/nowhere?question=secretword", "/conversation/secretword", "/conversation/"):
        refused = client.get(address)
        reference = re.search(r'class="reference">(\w+)<', refused.text)
        assert reference
        assert reference[1] in caplog.text
        assert str(refused.status_code) in caplog.text
    assert "secretword" not in caplog.text


@pytest.mark.parametrize("body", [b"\x00", b"question=%00%ff", b"--x\r\n\r\n", b"{}", b"&&&=;"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_odd_bodies_are_refused_in_words(app: Flask, body: bytes, kind: str) -> None:
    answer = app.test_client().post("/conversation/", data=body, content_type=kind)
    assert answer.status_code == 400
    assert "<h1>" in answer.text
