from __future__ import annotations

import re
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.made import MadeAssistant
from web import Collection, WebSettings, create_app
from web.errors import SecretKeyError
from web.security import secret_key


def test_every_answer_forbids_what_a_page_does_not_need(client: FlaskClient) -> None:
    for address in ("/", "/about", "/documents/", "/nowhere", "/static/findings.css"):
        with client.get(address) as answer:
            headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "noindex" in headers["X-Robots-Tag"]


def test_pages_are_not_stored_and_static_files_are(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-store"
    html = client.get("/").text
    sheet = re.search(r'href="(/static/findings\.css\?v=[^"]+)"', html)
    assert sheet
    with client.get(sheet[1]) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_no_page_names_another_site_or_carries_inline_code(
    client: FlaskClient, ask: Callable[..., str]
) -> None:
    conversation = ask("What did Ofsted say about Northfold personal advisers?")
    for address in ("/", "/about", "/documents/", conversation):
        html = client.get(address).text
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)
        assert not re.search(r"<script(?! src)|<style|\son\w+=|\sstyle=", html)


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_tls_the_cookie_is_bound_to_the_host(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    app = create_app(replace(settings, https=True), made[0], tmp_path)
    answer = app.test_client().get("/", base_url="https://localhost")
    assert answer.headers["Set-Cookie"].startswith("__Host-findings=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def _addresses(app: Flask, method: str) -> dict[str, str]:
    """An address of every page of `app` that takes `method`, by endpoint; the API left out."""
    fill = {"int": "1", "default": "x"}
    return {
        rule.endpoint: re.sub(
            r"<(?:(\w+)(?:\(.*?\))?:)?\w+>", lambda m: fill.get(m[1] or "default", "x"), rule.rule
        )
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and not rule.endpoint.startswith("api.")
    }


def test_every_form_needs_its_token(app: Flask, client: FlaskClient) -> None:
    posts = _addresses(app, "POST")
    assert len(posts) >= 10
    for endpoint, address in posts.items():
        refused = client.post(address, data={"question": "What about Northfold?"})
        assert refused.status_code == 400, endpoint
        assert "out of date" in refused.text, endpoint


def test_a_token_of_another_browser_is_refused(app: Flask) -> None:
    theirs = re.search(r'name="csrf_token" value="([^"]+)"', app.test_client().get("/").text)
    assert theirs
    mine = app.test_client()
    mine.get("/")
    refused = mine.post("/conversation/", data={"csrf_token": theirs[1], "question": "Northfold?"})
    assert refused.status_code == 400


def test_what_may_be_kept_carries_no_cookie(client: FlaskClient, ask: Callable[..., str]) -> None:
    ask("What did Ofsted say about Northfold personal advisers?")
    assert "Set-Cookie" in client.get("/about").headers
    for address in ("/static/findings.css", "/brand/icon.svg", "/api/v1/documents"):
        with client.get(address) as answer:
            assert "no-store" not in answer.headers["Cache-Control"]
            assert "Set-Cookie" not in answer.headers, address


def test_a_number_too_long_to_read_is_no_page(app: Flask, client: FlaskClient) -> None:
    for endpoint, address in _addresses(app, "GET").items():
        if "1" in address:
            answer = client.get(address.replace("1", "9" * 5000))
            assert answer.status_code == 404, endpoint


def test_questions_are_only_taken_from_bodies(
    client: FlaskClient, assistant: MadeAssistant
) -> None:
    client.get("/")
    assistant.asked.clear()
    client.get("/?question=What+about+Northfold")
    assert client.get("/conversation/?question=x").status_code in (404, 405)
    assert assistant.asked == []


def test_a_request_for_another_host_is_refused(client: FlaskClient) -> None:
    refused = client.get("/", headers={"Host": "evil.example"})
    assert refused.status_code == 400
    assert "could not be read" in refused.text
    assert "evil.example" not in refused.text


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "web" / "secret_key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(path), range(40)))
    assert len(keys) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_a_key_that_is_none_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_bytes(b"short")
    with pytest.raises(SecretKeyError, match="delete it"):
        secret_key(tmp_path / "secret_key")
    (tmp_path / "file").touch()
    with pytest.raises(SecretKeyError, match="data folder"):
        secret_key(tmp_path / "file" / "secret_key")
