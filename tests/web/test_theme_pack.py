from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.conftest import Send
from tests.web.made import MadeAssistant


def test_a_council_is_chosen_first(client: FlaskClient, assistant: MadeAssistant) -> None:
    html = client.get("/theme-pack/").text
    assert "<option>Northfold</option>" in html
    assert "leadership, help and protection, children in care, care leavers" in html
    assert assistant.asked == []


def test_a_pack_is_shown_by_theme_and_asked_for_once(
    client: FlaskClient, assistant: MadeAssistant
) -> None:
    html = client.get("/theme-pack/?authority=Northfold").text
    for theme in ("Leadership", "Care leavers", "What must improve"):
        assert f">{theme}</h2>" in html
    assert "Inspection of 3 to 14 July 2023" in html
    assert "Nothing located in the documents held." in html
    asked = len(assistant.asked)
    assert client.get("/theme-pack/?authority=Northfold").text.count("<article") > 0
    assert len(assistant.asked) == asked


def test_a_pack_becomes_a_briefing_to_edit(client: FlaskClient, send: Send) -> None:
    sent = send("/theme-pack/?authority=Northfold", "/theme-pack/", authority="Northfold")
    assert sent.status_code == 303
    html = client.get(sent.location).text
    assert "<h1>Northfold: what its inspections say</h1>" in html
    assert "each read from its document again just now" in html
    assert "Nothing located on this theme" in html
    assert client.get("/briefing/").text.count("Extracts are added to this one") == 1


def test_a_council_that_is_not_held_is_not_found(client: FlaskClient, send: Send) -> None:
    assert client.get("/theme-pack/?authority=Atlantis").status_code == 404
    sent = send("/briefing/", "/theme-pack/", authority="")
    assert sent.status_code == 404
