"""Briefings and theme packs in a real browser: gather, order, annotate, take along."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.web.browser.axe import check
from tests.web.browser.conftest import EVERYWHERE, MakeVisit, Visit

CASELOADS = "what did Ofsted say about Wirral's PA caseloads"


def _press(visit: Visit, selector: str, nth: int = 0) -> None:
    with visit.page.expect_navigation():
        visit.page.locator(selector).nth(nth).click()


def _quotes(visit: Visit) -> list[str]:
    return [" ".join(text.split()) for text in visit.page.locator("blockquote").all_inner_texts()]


def _focused(visit: Visit) -> str:
    return str(visit.page.locator(":focus").first.get_attribute("id"))


@pytest.mark.parametrize("how", EVERYWHERE)
def test_gather_order_annotate_and_take_along(
    visit: MakeVisit, how: dict[str, int], tmp_path: Path
) -> None:
    reader = visit(**how)
    reader.ask(CASELOADS)
    for number in (1, 2):
        _press(reader, ".briefing-add button")
        assert "#add-" in reader.page.url
        added = reader.page.locator(".briefing-added")
        assert added.count() == number
        assert "In your briefing “My briefing”" in added.first.inner_text()
    _press(reader, ".briefing-added a")
    quotes = _quotes(reader)
    assert len(quotes) == 2
    assert reader.fits()

    _press(reader, "button[value=down]")
    assert _quotes(reader) == quotes[::-1]
    assert _focused(reader).startswith("up-")  # at the end, the way back
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**#down-*")
    assert _quotes(reader) == quotes
    assert _focused(reader).startswith("down-")

    reader.page.fill("#heading", "Caseloads")
    reader.page.select_option("#heading-place", index=2)
    _press(reader, "text=Add the heading")
    assert reader.page.locator("h2:has-text('Caseloads')").is_visible()
    reader.page.locator("select[name=heading]").first.select_option(label="Caseloads")
    _press(reader, "button[value=place]")
    assert _quotes(reader) == quotes[::-1]

    reader.page.fill("#note", "Ask how many there are today.")
    reader.page.select_option("#note-place", index=1)
    _press(reader, "text=Add the note")
    assert "Your note, not a quote" in reader.page.locator(".own-note").inner_text()
    assert len(_quotes(reader)) == 2

    _press(reader, ".own-note + .entry-buttons button[value=remove]")
    assert _focused(reader) == "undo"
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**#entry-*")
    assert reader.page.locator(".own-note").count() == 1
    assert reader.fits()

    with reader.page.expect_download() as download:
        reader.page.click(".take a:has-text('Word')")
    path = tmp_path / "briefing.docx"
    download.value.save_as(path)
    texts = [" ".join(p.text.split()) for p in docx.Document(str(path)).paragraphs]
    for quote in quotes:
        assert quote in texts
    assert "Caseloads" in texts


@pytest.mark.parametrize("how", EVERYWHERE)
def test_a_theme_pack_becomes_a_briefing(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    reader.open("briefing/")
    _press(reader, "text=Make a theme pack")
    reader.page.select_option("#authority", "Wirral")
    _press(reader, "text=Show its theme pack")
    assert reader.page.locator("section.theme").count() == 6
    quotes = _quotes(reader)
    assert quotes
    assert reader.fits()
    _press(reader, "text=Make it a briefing to edit")
    shown = _quotes(reader)
    assert shown == list(dict.fromkeys(quotes))
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_briefings_are_begun_renamed_and_deleted(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    reader.open("briefing/")
    _press(reader, "text=Begin >> nth=-1")
    assert "Give the briefing a name" in reader.page.locator(".problem").inner_text()
    reader.page.fill("#title", "For March")
    _press(reader, "button:has-text('Begin')")
    reader.page.fill("#title", "For April")
    _press(reader, "text=Rename it")
    assert reader.page.locator("h1").inner_text() == "For April"
    _press(reader, "text=Delete this briefing")
    _press(reader, "text=Delete it")
    assert "You have no briefing yet" in reader.page.locator("main").inner_text()


@pytest.mark.parametrize("width", [1280, 320])
def test_no_state_has_a_violation(visit: MakeVisit, axe: str, width: int) -> None:
    reader = visit(width=width)
    reader.open("briefing/")
    check(reader, axe, "no briefing")
    reader.page.locator("form.panel button").first.click()
    check(reader, axe, "a briefing without name")
    reader.open("theme-pack/")
    check(reader, axe, "theme pack, nothing chosen")
    reader.open("theme-pack/?authority=Wirral")
    check(reader, axe, "theme pack")
    _press(reader, "text=Make it a briefing to edit")
    reader.page.fill("#note", "A note of mine.")
    _press(reader, "text=Add the note")
    check(reader, axe, "briefing")
    _press(reader, "button[value=remove]", 1)
    check(reader, axe, "briefing with undo")
    _press(reader, "text=Add the heading")
    check(reader, axe, "briefing with an error")
    _press(reader, "text=Delete this briefing")
    check(reader, axe, "delete a briefing")
    reader.open("briefing/")
    check(reader, axe, "briefings")
