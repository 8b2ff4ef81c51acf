from __future__ import annotations

import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from web.api.problems import PROBLEMS

DOCS = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")


def test_the_description_is_valid_openapi(client: FlaskClient) -> None:
    description = client.get("/api/v1/openapi.json").get_json()
    assert description["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(description).validate()


def test_every_operation_is_described_and_no_other(app: Flask, client: FlaskClient) -> None:
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.explain_problem"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {
        (path, method)
        for path, operations in client.get("/api/v1/openapi.json").get_json()["paths"].items()
        for method in operations
    }
    assert served == described


def test_every_type_that_is_described_is_used(client: FlaskClient) -> None:
    description = client.get("/api/v1/openapi.json")
    for name in description.get_json()["components"]["schemas"]:
        assert f"#/components/schemas/{name}" in description.text, name


def test_every_operation_and_status_is_documented(client: FlaskClient) -> None:
    for path, operations in client.get("/api/v1/openapi.json").get_json()["paths"].items():
        written = path.partition("/{")[0]
        assert written in DOCS
        for method in operations:
            assert re.search(rf"`{method.upper()}`?[^|]*{re.escape(written)}", DOCS), (method, path)
    for status in PROBLEMS:
        assert str(status) in DOCS or status == 403


def test_the_type_of_a_problem_leads_to_its_meaning(client: FlaskClient) -> None:
    refused = client.post("/api/v1/ask", json={})
    meaning = client.get(refused.get_json()["type"])
    assert meaning.text == "A value is not valid (status 422).\n"
    assert client.get("/api/v1/problems/none").status_code == 404
