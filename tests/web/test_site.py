from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.made import MadeAssistant
from web import Collection, WebSettings, create_app
from web.site import Contact, contact

PAGES = ["/accessibility", "/privacy", "/about"]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("web@council.example", "mailto:web@council.example"),
        ("https://council.example/contact", "https://council.example/contact"),
        ("the scrutiny team, room 4", ""),
        ("javascript:alert(1)", ""),
        ("https://council.example or ask at the desk", ""),
    ],
)
def test_a_contact_is_followed_where_it_can_be(written: str, address: str) -> None:
    assert contact(written) == Contact(written, address)


@pytest.mark.parametrize("page", PAGES)
def test_whom_to_ask_is_sensible_where_nobody_is_named(client: FlaskClient, page: str) -> None:
    assert "the people in your council who run this service" in client.get(page).text


def test_each_page_names_its_own_contact(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    named = replace(settings, contact="desk@a.example", privacy_contact="dpo@a.example")
    client = create_app(named, made[0], tmp_path).test_client()
    assert 'href="mailto:desk@a.example"' in client.get("/accessibility").text
    assert 'href="mailto:dpo@a.example"' in client.get("/privacy").text
    assert "desk@a.example" not in client.get("/privacy").text


def test_how_long_things_are_kept_is_what_the_settings_say(
    tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]
) -> None:
    brief = replace(settings, history_days=7, feedback_days=30)
    page = create_app(brief, made[0], tmp_path).test_client().get("/privacy").text
    assert "For 7 days after you last used the conversation" in page
    assert "for 30 days" in page
    assert "90 days" not in page


def test_every_page_leads_to_both_statements(client: FlaskClient) -> None:
    for address in ("/", *PAGES, "/documents/", "/nowhere"):
        page = client.get(address).text
        assert 'href="/accessibility"' in page
        assert 'href="/privacy"' in page


def test_a_monitor_is_told_that_all_is_well_and_nothing_else(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok", "documents": 4}


@pytest.mark.parametrize(
    ("page", "screen"),
    [("/theme-pack/", "Briefings"), ("/documents/report", "Documents"), ("/explain/", "Ask")],
)
def test_a_page_says_which_screen_it_belongs_to(
    client: FlaskClient, page: str, screen: str
) -> None:
    marked = re.findall(r'aria-current="true">([^<]+)<', client.get(page).text)
    assert marked == [screen]
