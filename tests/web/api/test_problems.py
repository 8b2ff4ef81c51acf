from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.made import MadeAssistant
from web import Collection, WebSettings, create_app

QUESTION = {"question": "What did Ofsted say about Northfold personal advisers?"}


def test_an_unknown_address_is_a_problem_with_a_reference(client: FlaskClient) -> None:
    for address in ("/api/v1", "/api/v1/nowhere", "/api/v1/conversations/x"):
        missing = client.get(address)
        assert missing.mimetype == "application/problem+json"
        assert missing.get_json()["status"] == missing.status_code == 404
        assert missing.get_json()["type"] == "/api/v1/problems/not-found"
        assert missing.get_json()["reference"]


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    refused = client.put("/api/v1/ask")
    assert refused.status_code == 405
    assert "POST" in refused.headers["Allow"]
    assert refused.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00", b"{", b'{"question": "\xff"}', b'{"question": "\\ud800"}', b"[" * 5000, b"NaN"],
)
def test_a_body_that_cannot_be_read_is_refused(client: FlaskClient, body: bytes) -> None:
    refused = client.post("/api/v1/ask", data=body, content_type="application/json")
    assert refused.status_code in (400, 422)
    assert refused.mimetype == "application/problem+json"


def test_only_json_is_read(client: FlaskClient) -> None:
    """A form of another site can send this type without the browser's asking first: not JSON."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        refused = client.post("/api/v1/ask", data=b'{"question": "x"}', content_type=kind)
        assert refused.status_code == 415
    assert client.post("/api/v1/ask", json=QUESTION).status_code == 200


def test_a_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    refused = client.post("/api/v1/ask", json={"question": "x" * 20_000})
    assert refused.status_code == 413
    assert refused.mimetype == "application/problem+json"


def test_no_other_site_may_read_it(client: FlaskClient) -> None:
    answered = client.get("/api/v1/documents", headers={"Origin": "https://evil.example"})
    assert not [name for name, _ in answered.headers if name.startswith("Access-Control")]
    asked = client.options(
        "/api/v1/ask",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
    )
    assert not [name for name, _ in asked.headers if name.startswith("Access-Control")]
    assert answered.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert client.get("/api/v1/documents", headers={"Host": "evil.example"}).status_code == 400


def test_our_fault_has_a_reference_and_no_trace(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    broken = client.post("/api/v1/ask", json={"question": "Northfold secretword collapse"})
    assert broken.status_code == 500
    assert broken.mimetype == "application/problem+json"
    assert "roof" not in broken.text
    assert broken.get_json()["reference"] in caplog.text
    assert "secretword" not in caplog.text


def test_questions_and_calls_are_counted(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    few = replace(settings, questions_per_minute=2, api_calls_per_minute=6)
    client = create_app(few, made[0], tmp_path).test_client()
    codes = [client.post("/api/v1/ask", json=QUESTION).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    codes = [client.get("/api/v1/documents").status_code for _ in range(7)]
    assert codes[0] == 200
    assert codes[-1] == 429
    refused = client.get("/api/v1/documents")
    assert refused.headers["Retry-After"] == "60"
    assert refused.mimetype == "application/problem+json"
    assert client.get("/").status_code == 200


def test_it_can_be_left_out(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    client = create_app(replace(settings, api=False), made[0], tmp_path).test_client()
    assert client.get("/api/v1/openapi.json").status_code == 404
    assert client.get("/").status_code == 200
