"""Whatever is sent to whichever page, it is answered: odd values are refused, never a fault of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.test_ownership import QUESTION, Browser

WEB = Path(__file__).parents[2] / "web"
NAMES = sorted(
    {
        name
        for path in (*WEB.glob("*.py"), *WEB.glob("templates/**/*.html"))
        for found in re.findall(
            r'(?:form|args)\S*?["(]([a-z_]+)"|name="([a-z_]+)"', path.read_text("utf-8")
        )
        for name in found
        if name and name != "csrf_token"
    }
)
ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "\x00", "-1", "0", "1", "9" * 30, "1e9", "٣", "²", "any", "Northfold", "ofsted",
         "2016-02-30", "2016-01-01..", "..", "../../etc/passwd", "//evil.example", "[]", "\u202e",
         "csv", "up", "authority", "authority:Northfold", "period", "yes", "x" * 2000, QUESTION]
    ),
)  # fmt: skip
FIELDS = st.dictionaries(
    st.sampled_from(NAMES), st.one_of(ODD, st.lists(ODD, max_size=3)), max_size=8
)


@pytest.fixture
def kept(app: Flask) -> tuple[Browser, Mapping[str, str]]:
    """A browser, and values of the parameters of addresses that lead somewhere."""
    browser = Browser(app)
    _, conversation = browser.post("/conversation/", question=QUESTION)
    _, briefing = browser.post("/briefing/", title="Mine")
    names = ["Northfold", "St Aldric’s"]
    _, comparison = browser.post("/compare/", question=QUESTION, authority=names)
    document = app.test_client().get("/api/v1/documents").get_json()["documents"][0]["id"]
    return browser, {
        "conversation_id": conversation.rpartition("/")[2],
        "briefing_id": briefing.rpartition("/")[2],
        "comparison_id": comparison.rpartition("/")[2],
        "document_id": document,
        "number": "1",
        "page": "1",
    }


def test_every_name_is_found() -> None:
    assert {"question", "authority", "speaker", "document_id", "title"} <= set(NAMES)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_value_is_a_fault_of_ours(
    app: Flask, kept: tuple[Browser, Mapping[str, str]], data: st.DataObject
) -> None:
    browser, known = kept
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    rule = data.draw(st.sampled_from(rules), "rule")
    method = data.draw(
        st.sampled_from(sorted((rule.methods or set()) & {"GET", "POST"}) or ["GET"])
    )
    keep = data.draw(st.booleans(), "known")
    values = {
        name: known[name] if keep and name in known else data.draw(ODD, name)
        for name in sorted(rule.arguments)
    }
    address = re.sub(
        r"<(?:[^:>]+:)?(\w+)>", lambda m: quote(values[m[1]], safe="") or "x", rule.rule
    )
    fields = data.draw(FIELDS, "fields")
    if method == "GET":
        answer = browser.client.get(address, query_string=fields)
        status = answer.status_code
        answer.close()
    else:
        status, _ = browser.post(address, **fields)
    assert status < 500, (method, address, fields)
