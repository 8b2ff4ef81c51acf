"""What people do, in a real browser: with and without JavaScript, on a desk and on a phone."""

from __future__ import annotations

import pytest

from tests.web.browser.conftest import EVERYWHERE, MakeVisit, Visit

CASELOADS = "what did Ofsted say about Wirral's PA caseloads"


def _text(visit: Visit, selector: str = "main") -> str:
    return visit.page.locator(selector).first.inner_text()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_ask_follow_up_and_open_the_passage(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    assert reader.fits()
    reader.ask(CASELOADS)
    assert reader.page.url.endswith("#answer-1")
    first = reader.quotes()[0]
    assert "personal advisers" in first.lower()
    assert "Wirral" in first
    citation = _text(reader, ".extract .citation")
    assert "Findings sample, reporting Ofsted’s inspectors" in citation
    assert reader.fits()

    reader.ask("And about pathway plans?")
    assert reader.page.url.endswith("#answer-2")
    assert "from the conversation" in _text(reader, ".turn .understood")
    assert "pathway plan" in reader.quotes()[0].lower()
    assert reader.fits()

    quote = reader.quotes()[0]
    reader.page.locator(".turn .open a").first.click()
    reader.page.wait_for_url("**/extract/**")
    marked = reader.page.locator("mark").all_inner_texts()
    assert "".join(marked).split() == quote.split()
    assert reader.page.locator("mark#quote").is_visible()
    assert reader.fits()

    reader.page.go_back()
    assert reader.quotes()[0] == quote


@pytest.mark.parametrize("how", EVERYWHERE)
def test_a_refusal_is_honest(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    reader.ask("What did Ofsted say about Hull?")
    assert "No document is held on that" in _text(reader)
    assert "What you can try." in _text(reader)
    assert reader.page.locator(".turn .extract:not(.extract-nearest)").count() == 0
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_every_example_has_an_answer(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    n_examples = reader.page.locator(".example").count()
    assert n_examples == 4
    for number in range(n_examples):
        reader.open()
        with reader.page.expect_navigation():
            reader.page.locator(".example").nth(number).click()
        assert reader.quotes(), reader.page.title()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_council_and_speaker_can_be_changed(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    reader.ask("What did Ofsted say about care leavers in Wirral?")
    reader.page.click(".change summary")
    reader.page.select_option("#authority-1", "Worcestershire")
    reader.page.select_option("#speaker-1", "council")
    with reader.page.expect_navigation():
        reader.page.click(".change button")
    understood = " ".join(_text(reader, ".turn .understood").split())
    assert "Worcestershire (chosen by you)" in understood
    assert "The council (chosen by you)" in understood
    assert reader.quotes()
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_two_councils_stand_side_by_side(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    reader.ask("Compare Wirral and South Gloucestershire on pathway plans")
    sides = reader.page.locator(".side > h3").all_inner_texts()
    assert sides == ["Wirral", "South Gloucestershire"]
    beside = reader.page.evaluate(
        "() => new Set([...document.querySelectorAll('.side')].map(s => s.offsetTop)).size === 1"
    )
    assert beside == (how["width"] == 1280)
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_a_question_left_out_is_asked_for(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    reader.ask("   ")
    assert "There is a problem" in _text(reader)
    reader.page.click(".problem a")
    assert reader.page.evaluate("document.activeElement.id") == "question" or not how["javascript"]
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_documents_lead_to_their_text_and_neighbouring_pages(
    visit: MakeVisit, how: dict[str, int]
) -> None:
    reader = visit(**how)
    reader.page.click("nav >> text=Documents")
    assert "6 documents" in _text(reader, "h1")
    reader.page.click("text=Wirral: two monitoring visits by Ofsted")
    reader.page.click("text=Read its text")
    assert reader.page.locator("a[rel=prev]").count() == 0
    reader.page.locator("a[rel=next]").first.click()
    reader.page.wait_for_url("**/pages/2")
    assert "Page 2 of 2" in _text(reader)
    assert reader.fits()


def test_by_keyboard_alone(visit: MakeVisit) -> None:
    reader = visit()
    keyboard = reader.page.keyboard
    keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"
    keyboard.press("Enter")
    keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.id") == "question"
    keyboard.type(CASELOADS)
    with reader.page.expect_navigation():
        keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "answer-1"
    # on from the answer's heading: past what can be dropped to "Change this"
    focused = "document.activeElement.textContent.trim()"
    for _ in range(6):
        keyboard.press("Tab")
        if not reader.page.evaluate(focused).startswith("Drop"):
            break
    assert reader.page.evaluate(focused).startswith("Change this")


def test_the_count_follows_what_is_typed(visit: MakeVisit) -> None:
    reader = visit()
    count = reader.page.locator("[data-count]")
    reader.page.fill("#question", "x" * 299)
    assert count.inner_text() == "1 character left"
    reader.page.fill("#question", "x" * 305)
    assert count.inner_text() == "5 characters too many"
    reader.page.fill("#question", "")
    assert count.inner_text() == "Up to 300 characters"


def test_pressing_twice_asks_once(visit: MakeVisit) -> None:
    reader = visit()
    sent: list[str] = []
    reader.page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    reader.page.fill("#question", CASELOADS)
    with reader.page.expect_navigation():
        reader.page.evaluate(
            "() => { const b = document.querySelector('form.ask button'); b.click(); b.click(); }"
        )
    assert len(sent) == 1


def test_the_mark_is_seen_in_forced_colours(visit: MakeVisit) -> None:
    reader = visit(forced=True)
    reader.ask(CASELOADS)
    reader.page.locator(".open a").first.click()
    reader.page.wait_for_url("**/extract/**")
    colour = "getComputedStyle(document.querySelector('%s')).backgroundColor"
    assert reader.page.evaluate(colour % "mark") != reader.page.evaluate(colour % ".sheet")


def test_a_policy_violation_would_be_noticed(visit: MakeVisit) -> None:
    reader = visit()
    reader.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
        " document.body.append(s); }"
    )
    reader.page.wait_for_timeout(200)
    assert reader.page.evaluate("window.bad") is None
    assert any("Content Security Policy" in complaint for complaint in reader.complaints)
    reader.complaints.clear()
