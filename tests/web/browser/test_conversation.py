"""A conversation over three made-up inspections, as councillors have it: what can be changed and
dropped, more like an extract, grades, what to ask next, what is said of answers, and the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from index.builder import build
from index.encoder import Encoder
from tests.web.browser.axe import check
from tests.web.browser.conftest import EVERYWHERE, MakeVisit, Visit, served

Open = Callable[..., Visit]
LEAVERS = "What did Ofsted say about care leavers in Wirral in 2019?"

_REPORT = """\
{council}

Inspection of children's social care services

Inspection dates: {dates}

Judgement Grade
The impact of leaders on social work practice with children and families {leaders}
The experiences and progress of children who need help and protection {protection}
The experiences and progress of children in care {care}
The experiences and progress of care leavers {leavers}
Overall effectiveness {overall}

The experiences and progress of care leavers: {leavers}

1. Personal advisers carry caseloads of {cases} young people, which {effect}.

2. Most care leavers live in suitable homes, and {homes}.

The impact of leaders on social work practice with children and families: {leaders}

3. Social workers hold caseloads of {workers} children. Leaders {watch} the quality of practice.

What needs to improve

The timeliness of {first}.

The caseloads of {second}.
"""
_WORDS = {
    "wirral-2019.txt": {
        "council": "Wirral Council",
        "dates": "17 June 2019 to 28 June 2019",
        "leaders": "Inadequate",
        "protection": "Requires improvement to be good",
        "care": "Requires improvement to be good",
        "leavers": "Inadequate",
        "overall": "Inadequate",
        "cases": "forty",
        "effect": "is far too many",
        "homes": "few of them are asked what they think",
        "workers": "thirty",
        "watch": "do not know",
        "first": "health assessments for children in care",
        "second": "personal advisers",
    },
    "wirral-2023.txt": {
        "council": "Wirral Council",
        "dates": "18 September 2023 to 29 September 2023",
        "leaders": "Good",
        "protection": "Good",
        "care": "Good",
        "leavers": "Good",
        "overall": "Good",
        "cases": "eighteen",
        "effect": "lets them keep in touch",
        "homes": "advisers ask them what would help",
        "workers": "sixteen",
        "watch": "know",
        "first": "return home interviews for children who go missing",
        "second": "independent reviewing officers",
    },
    "slough-2023.txt": {
        "council": "Slough Borough Council",
        "dates": "6 February 2023 to 17 February 2023",
        "leaders": "Requires improvement to be good",
        "protection": "Requires improvement to be good",
        "care": "Good",
        "leavers": "Good",
        "overall": "Requires improvement to be good",
        "cases": "twenty-five",
        "effect": "is more than the council wants",
        "homes": "the offer to them is well known",
        "workers": "twenty",
        "watch": "are learning about",
        "first": "initial child protection conferences",
        "second": "newly qualified social workers",
    },
}


@pytest.fixture(scope="module")
def inspections(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, models: Path
) -> Iterator[str]:
    """The address of a site over the three inspections."""
    folder = tmp_path_factory.mktemp("inspections")
    (folder / "reports").mkdir()
    for name, words in _WORDS.items():
        (folder / "reports" / name).write_text(_REPORT.format(**words), "utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "models").symlink_to(models)
    build([folder / "reports"], folder / "data", encoder=encoder)
    with served(folder / "data") as address:
        yield address


@pytest.fixture
def opened(visit: MakeVisit, inspections: str) -> Open:
    """Open the site over the inspections with a fresh browser profile."""

    def _open(**how: object) -> Visit:
        return visit(at=inspections, **how)

    return _open


def _text(visit: Visit, selector: str = "main") -> str:
    return " ".join(visit.page.locator(selector).first.inner_text().split())


def _press(visit: Visit, selector: str) -> None:
    with visit.page.expect_navigation():
        visit.page.locator(selector).first.click()


def _focused(visit: Visit) -> str:
    return str(visit.page.evaluate("document.activeElement.id"))


@pytest.mark.parametrize("how", EVERYWHERE)
def test_each_part_can_be_dropped_and_taken_back(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    reader.ask(LEAVERS)
    assert "Inspected 17 to 28 June 2019" in _text(reader, ".turn .extract")
    _press(reader, ".turn .understood button[value=period]")
    assert "Time Any (chosen by you)" in _text(reader, ".turn .understood").replace(":", "")
    assert "Inspected 18 to 29 September 2023" in _text(reader, ".turn .extract")
    _press(reader, ".turn .understood button[name=restore]")
    assert "Inspected 17 to 28 June 2019" in _text(reader, ".turn .extract")

    reader.ask("And personal advisers?")
    understood = _text(reader, ".turn .understood")
    assert understood.count("from the conversation") >= 3
    assert "(care leavers" in understood
    _press(reader, ".turn .understood button[value=topic]")
    understood = _text(reader, ".turn .understood")
    assert "(care leavers" not in understood
    assert "personal advisers (conversation left out)" in understood
    assert reader.page.locator("#answer-3").count() == 0  # in place of the answer before
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_time_topic_and_kind_can_be_changed(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    reader.ask(LEAVERS)
    reader.page.click(".turn .change summary")
    reader.page.select_option("#period-1", "2023-09-18..2023-09-29")
    reader.page.select_option("#beside-1", "Slough")
    reader.page.fill("#topic-1", "social workers’ caseloads")
    assert reader.fits()
    _press(reader, ".turn .change button")
    understood = _text(reader, ".turn .understood")
    assert "18 to 29 September 2023 (chosen by you)" in understood
    assert "social workers’ caseloads (chosen by you)" in understood
    sides = reader.page.locator(".side")
    assert sides.locator("h3").all_inner_texts() == ["Wirral", "Slough"]
    assert "Social workers hold caseloads of sixteen children" in sides.nth(0).inner_text()
    assert "Nothing located in the documents held." in sides.nth(1).inner_text()
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_more_like_an_extract(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    reader.ask(LEAVERS)
    quote = reader.quotes()[0]
    _press(reader, ".turn button:has-text('More like this')")
    assert reader.page.url.endswith("#answer-2")
    assert quote in _text(reader, ".turn .liked")
    assert "You asked for More like this extract" in _text(reader, ".turn h2")
    assert "In other documents" in reader.page.locator(".turn h3").all_inner_texts()
    assert quote not in reader.page.locator(".turn .extract blockquote").all_inner_texts()
    if how["javascript"]:
        assert _focused(reader) == "answer-2"
    assert reader.fits()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_grades_stand_in_a_table_that_leads_to_their_lines(
    opened: Open, how: dict[str, int]
) -> None:
    reader = opened(**how)
    reader.ask("How have Wirral's grades changed over time?")
    table = reader.page.locator(".turn .grades table")
    rows = [" ".join(row.inner_text().split()) for row in table.locator("tbody tr").all()]
    assert any("Overall effectiveness" in row and "Inadequate" in row for row in rows)
    assert any("Care leavers" in row and "Good" in row for row in rows)
    assert reader.fits()
    widened = (
        "row => { for (let n = 0; n < 9; n++) row.append(row.lastElementChild.cloneNode(true)); }"
    )
    reader.page.eval_on_selector_all(".turn .grades tr", f"rows => rows.forEach({widened})")
    assert reader.fits()
    link = table.locator("a").first
    grade = link.inner_text().split()[0]
    link.click()
    reader.page.wait_for_url("**/extract/**")
    assert grade.lower() in _text(reader, "mark").lower()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_the_latest_inspection_is_a_press_away(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    reader.ask(LEAVERS)
    assert "Not the latest." in _text(reader, ".turn .notice")
    _press(reader, ".turn .notice button")
    assert "Inspected 18 to 29 September 2023" in _text(reader, ".turn .extract")


@pytest.mark.parametrize("how", EVERYWHERE)
def test_an_inspection_that_is_held_is_a_press_away(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    reader.ask("What did Ofsted say about care leavers in Wirral in 1999?")
    assert "No document is held on that" in _text(reader, ".turn .refusal")
    assert reader.fits()
    _press(reader, ".turn .held button:has-text('2019')")
    assert "Inspected 17 to 28 June 2019" in _text(reader, ".turn .extract")


@pytest.mark.parametrize("how", EVERYWHERE)
def test_the_council_that_serves_a_town_is_a_press_away(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    reader.ask("What did Ofsted say about care leavers in Birkenhead?")
    refusal = _text(reader, ".turn .refusal")
    assert "none of them fits" not in refusal
    assert "it names Wirral" in refusal
    assert reader.fits()
    _press(reader, ".turn .held button:has-text('Ask of Wirral')")
    assert "Council Wirral (chosen by you)" in _text(reader, ".turn .understood").replace(":", "")
    assert reader.quotes()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_what_can_be_asked_next_has_an_answer(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    reader.ask(LEAVERS)
    if not how["javascript"]:
        _press(reader, "[data-suggest]")
        assert reader.page.url.endswith("#next-questions")
    buttons = reader.page.locator(".suggested button")
    buttons.first.wait_for()
    if how["javascript"]:
        assert _focused(reader) == "answer-1"  # not drawn away
    labels = buttons.all_inner_texts()
    assert labels[0] == "Ask the same of the inspection of 18 to 29 September 2023"
    assert reader.fits()
    _press(reader, ".suggested button")
    assert reader.page.url.endswith("#answer-2")
    assert reader.quotes()
    assert "18 to 29 September 2023 (chosen by you)" in _text(reader, ".turn .understood")


@pytest.mark.parametrize("how", EVERYWHERE)
def test_a_reader_says_whether_it_answers(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    reader.ask(LEAVERS)
    reader.page.click(".feedback summary")
    reader.page.fill(".feedback input[name=reason]", "The figure is there")
    _press(reader, ".feedback button[value=answers]")
    thanks = "Thank you. You said: this answers my question (“The figure is there”)."
    assert _text(reader, ".feedback p") == thanks
    if how["javascript"]:
        assert _focused(reader) == "feedback-1"
    assert reader.fits()
    reader.page.reload()
    assert "Thank you" not in _text(reader)
    if how["javascript"]:
        assert _focused(reader) == "answer-1"
    _press(reader, ".feedback button[value=none]")
    assert "Does this answer your question?" in _text(reader, ".feedback")


@pytest.mark.parametrize("how", EVERYWHERE)
def test_personal_data_is_told_before_it_is_asked(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    question = "Care leavers in Wirral: write to me@example.org"
    reader.ask(question)
    assert "Nothing has been asked or kept yet" in _text(reader, ".personal")
    assert reader.page.input_value("#question") == question
    if how["javascript"]:
        assert reader.page.evaluate("document.activeElement.className") == "problem personal"
    assert reader.fits()
    _press(reader, ".personal button")
    assert question in _text(reader, ".turn h2")


@pytest.mark.parametrize("how", EVERYWHERE)
def test_conversations_are_listed_opened_and_deleted(opened: Open, how: dict[str, int]) -> None:
    reader = opened(**how)
    reader.page.click("nav >> text=History")
    assert "Nothing is kept" in _text(reader)
    for question in (LEAVERS, "What must Slough improve?"):
        reader.open()
        reader.ask(question)
    address = reader.page.url.partition("#")[0]
    reader.page.click("nav >> text=History")
    assert "Your conversations (2)" in _text(reader, "h1")
    assert "Each is kept for 90 days" in _text(reader)
    assert reader.fits()
    reader.page.click("text=What must Slough improve?")
    assert reader.page.url.partition("#")[0] == address
    reader.page.click("text=Delete this conversation")
    assert "Delete this conversation?" in _text(reader, "h1")
    assert reader.fits()
    _press(reader, ".confirm button")
    assert "1 conversation deleted." in _text(reader, ".told")
    if how["javascript"]:
        assert reader.page.evaluate("document.activeElement.className") == "told"
    reader.page.goto(address)
    assert "Page not found" in _text(reader)
    reader.open()
    reader.ask("What must Wirral improve?")
    reader.open("history/")
    reader.page.click("text=Delete all of them")
    assert "Delete all 2 conversations?" in _text(reader, "h1")
    _press(reader, ".confirm button")
    assert "Nothing is kept" in _text(reader)
    assert reader.fits()


def test_by_keyboard_alone(opened: Open) -> None:
    reader = opened()
    keyboard = reader.page.keyboard
    reader.page.focus("#question")
    keyboard.type(LEAVERS)
    with reader.page.expect_navigation():
        keyboard.press("Enter")
    assert _focused(reader) == "answer-1"
    name = "document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"

    def tab_to(wanted: str) -> None:
        passed = []
        for _ in range(60):
            keyboard.press("Tab")
            passed.append(reader.page.evaluate(name))
            if passed[-1] == wanted:
                return
        raise AssertionError(f"{wanted} is not reached: {passed}")

    tab_to("Drop 2019")
    with reader.page.expect_navigation():
        keyboard.press("Enter")
    assert _focused(reader) == "answer-1"
    tab_to("This does not")
    with reader.page.expect_navigation():
        keyboard.press("Enter")
    assert _focused(reader) == "feedback-1"
    reader.page.reload()
    tab_to(f"More like this: extract 1 of {len(reader.quotes())}")
    with reader.page.expect_navigation():
        keyboard.press("Enter")
    assert _focused(reader) == "answer-2"


def test_the_status_is_announced_once(opened: Open) -> None:
    reader = opened()
    reader.page.fill("#question", LEAVERS)
    announced = reader.page.evaluate(
        """() => new Promise((resolve) => {
            const told = [];
            const watch = new MutationObserver((changes) => {
                for (const change of changes) {
                    const live = change.target.closest?.("[role=status], [role=alert], [aria-live]");
                    if (live && live.textContent.trim()) told.push(live.textContent.trim());
                }
            });
            watch.observe(document.body, {childList: true, subtree: true, characterData: true});
            const form = document.querySelector("form.ask");
            form.addEventListener("submit", (event) => {
                event.preventDefault();
                setTimeout(() => resolve(told), 100);
            });
            form.requestSubmit();
        })"""
    )
    assert announced == ["Searching the documents…"]


@pytest.mark.parametrize("width", [1280, 320])
def test_no_state_has_a_violation(opened: Open, axe: str, width: int) -> None:
    reader = opened(width=width)
    reader.open("history/")
    check(reader, axe, "history, empty")
    reader.open()
    reader.ask("Care leavers: call 07700 900123")
    check(reader, axe, "personal data at the start")
    reader.open()
    reader.ask(LEAVERS)
    reader.page.locator(".suggested button").first.wait_for()
    check(reader, axe, "an answer with a notice and suggestions")
    _press(reader, ".feedback button[value='does not']")
    check(reader, axe, "feedback given")
    reader.ask("And foster carers?")
    check(reader, axe, "carried")
    reader.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = false })")
    _press(reader, ".turn .understood button[value=authority]")
    check(reader, axe, "dropped")
    for question, state in (
        ("How have Wirral's grades changed over time?", "grades"),
        ("How were Wirral and Slough judged?", "grades compared"),
        ("What did Ofsted say about Hull?", "not held"),
        ("What did Ofsted say about care leavers in Wirral in 1999?", "no inspection of then"),
        ("Does Wirral have a golf course by the sea?", "not answered"),
        ("Who won the football on Saturday evening?", "outside the subject"),
        ("How were they?", "unclear"),
        ("Compare Wirral and Hull on caseloads", "one side with nothing"),
        ("What must Wirral improve?", "a list"),
    ):
        reader.open()
        reader.ask(question)
        check(reader, axe, state)
    _press(reader, ".turn button:has-text('More like this')")
    check(reader, axe, "more like an extract")
    reader.ask("And a@example.org?")
    check(reader, axe, "personal data in a conversation")
    reader.open("history/")
    check(reader, axe, "history")
    reader.page.click("text=Delete conversation 1")
    check(reader, axe, "deletion to confirm")
    _press(reader, ".confirm button")
    check(reader, axe, "deleted")
    reader.open("history/delete")
    check(reader, axe, "deletion of all")
