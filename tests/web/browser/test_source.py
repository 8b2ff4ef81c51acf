"""Reading the source: the page as printed, the words marked on it, and what is held."""

from __future__ import annotations

import re

import pytest

from tests.web.browser.axe import check
from tests.web.browser.conftest import EVERYWHERE, MakeVisit, Visit

PDF = "Wirral: two monitoring visits by Ofsted"


def _open_document(reader: Visit) -> None:
    reader.page.click("nav >> text=Documents")
    reader.page.click(f"text={PDF}")


def _open_grade_or_heading(reader: Visit) -> None:
    _open_document(reader)
    reader.page.locator(".outline a").last.click()
    reader.page.wait_for_url("**/extract/**")


def _drawn(reader: Visit) -> bool:
    """Whether every picture has come."""
    return bool(
        reader.page.evaluate(
            "Promise.all([...document.querySelectorAll('.picture img')].map(i => i.decode()))"
            ".then(() => [...document.querySelectorAll('.picture img')]"
            ".every(i => i.naturalWidth > 900))"
        )
    )


@pytest.mark.parametrize("how", EVERYWHERE)
def test_words_are_marked_on_the_page_as_printed(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    _open_grade_or_heading(reader)
    assert _drawn(reader)
    picture = reader.page.locator(".picture img").first.bounding_box()
    marks = reader.page.locator("rect.highlight")
    assert marks.count() >= 1
    mark = marks.first.bounding_box()
    assert picture
    assert mark
    assert picture["x"] < mark["x"] < mark["x"] + mark["width"] < picture["x"] + picture["width"]
    assert picture["y"] < mark["y"] < mark["y"] + mark["height"] < picture["y"] + picture["height"]
    assert reader.page.locator("mark#quote").inner_text().strip()
    beside = reader.page.locator(".sheet").first.bounding_box()
    assert beside
    assert (beside["x"] > picture["x"] + picture["width"]) == (how["width"] == 1280)
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_the_permanent_link_shows_the_same_words(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    _open_grade_or_heading(reader)
    words = reader.page.locator("mark").all_inner_texts()
    link = reader.page.locator("[data-permanent]")
    address = link.inner_text()
    assert address.startswith(reader.site)
    assert reader.page.locator(".permanent button").count() == int(how["javascript"])
    reader.page.goto(address)
    assert reader.page.locator("mark").all_inner_texts() == words
    assert reader.fits()
    reader.page.goto(re.sub(r"/\d+-(\w+)(#.*)?$", r"/3-\1", address))
    assert "Words no longer found" in reader.page.locator("h1").inner_text()
    assert reader.page.locator("mark").count() == 0
    reader.page.click(f"text={PDF}")
    assert PDF in reader.page.locator("h1").inner_text()


def test_the_link_can_be_copied(visit: MakeVisit) -> None:
    reader = visit()
    _open_grade_or_heading(reader)
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.page.click("text=Copy the link")
    reader.page.get_by_text("Copied").wait_for()
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert copied == reader.page.locator("[data-permanent]").inner_text()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_the_list_is_narrowed_and_every_file_accounted_for(
    visit: MakeVisit, how: dict[str, int]
) -> None:
    reader = visit(**how)
    reader.page.click("nav >> text=Documents")
    heading = reader.page.locator("h1")
    assert heading.inner_text() == "6 documents"
    reader.page.select_option("#authority", "Wirral")
    reader.page.select_option("#speaker", "council")
    reader.page.click("text=Show")
    assert "about Wirral" in heading.inner_text()
    assert 0 < reader.page.locator(".documents li").count() < 6
    assert reader.fits()
    reader.page.click("text=Show all documents")
    assert heading.inner_text() == "6 documents"
    reader.page.click("text=What became of every file")
    cells = reader.page.locator("td.figure")
    cells.first.wait_for()  # the texts of all are taken at once, wherever the page is
    figures = [int(cell) for cell in cells.all_inner_texts()]
    assert figures[0] == 6
    assert sum(figures[:-1]) == figures[-1]
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_a_document_leads_to_any_of_its_pages(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    _open_document(reader)
    assert reader.page.locator(".page-list a").all_inner_texts() == ["1", "2"] or (
        reader.page.locator(".page-list li").count() == 2
    )
    reader.page.get_by_role("link", name="Page 2", exact=True).click()
    reader.page.wait_for_url("**/pages/2")
    assert _drawn(reader)
    assert reader.page.locator("rect").count() == 0
    assert reader.fits()


def test_the_mark_on_the_picture_is_seen_in_forced_colours(visit: MakeVisit) -> None:
    reader = visit(forced=True)
    _open_grade_or_heading(reader)
    stroke = "getComputedStyle(document.querySelector('rect.highlight')).stroke"
    assert reader.page.evaluate(stroke) != "none"


@pytest.mark.parametrize("width", [1280, 320])
def test_no_screen_has_a_violation(visit: MakeVisit, axe: str, width: int) -> None:
    reader = visit(width=width)
    reader.open("documents/?status=quarantined&kind=news")
    check(reader, axe, "nothing fits")
    reader.open("documents/report")
    check(reader, axe, "report")
    _open_grade_or_heading(reader)
    check(reader, axe, "words marked on the picture")
    reader.page.goto(reader.page.locator("[data-permanent]").inner_text())
    check(reader, axe, "permanent link")
    reader.page.goto(reader.page.url.partition("#")[0] + "0")
    check(reader, axe, "words gone")
