"""Why an answer is as it is, in a real browser: no violation, no sideways scrolling, no script needed."""

from __future__ import annotations

import pytest

from tests.web.browser.axe import check
from tests.web.browser.conftest import MakeVisit

CASELOADS = "what did Ofsted say about Wirral's PA caseloads"


@pytest.mark.parametrize("width", [1280, 320])
def test_no_explanation_has_a_violation(visit: MakeVisit, axe: str, width: int) -> None:
    reader = visit(width=width)
    reader.open("explain/")
    check(reader, axe, "box")
    reader.ask("")
    check(reader, axe, "box with an error")
    for question in (
        "Compare Wirral and South Gloucestershire on pathway plans",
        "and so?",
    ):
        reader.open("explain/")
        reader.ask(question)
        check(reader, axe, question)
        assert reader.fits(), question
    reader.open("explain/")
    reader.ask(CASELOADS)
    reader.page.fill("#words", "nowhere at all")
    with reader.page.expect_navigation():
        reader.page.click(".look button")
    check(reader, axe, "a passage that is not held")


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 320)])
def test_from_an_answer_to_a_lost_passage(visit: MakeVisit, javascript: bool, width: int) -> None:
    reader = visit(javascript=javascript, width=width)
    reader.ask(CASELOADS)
    reader.page.click("text=Why these extracts")
    reader.page.wait_for_url("**/explain/**")
    assert "caseload" not in reader.page.url
    assert reader.page.locator(".candidate").first.inner_text().startswith("Place 1,")
    reader.page.fill("#words", "overburdened in 2016")
    with reader.page.expect_navigation():
        reader.page.click(".look button")
    assert reader.page.locator(".placed").count() == 1
    assert reader.page.locator(".placed .fate").inner_text()
    assert reader.fits()
    reader.page.click("text=Back to the answer")
    reader.page.wait_for_url("**/conversation/**")
