"""The grades that a question asks for, the one most asked for first."""

from __future__ import annotations

import pytest

from assistant.answer import Extract
from assistant.grades import asks_which_authorities, grade_extracts, grade_in_question
from tests.assistant.making import paragraph, report, row

REPORT = report(
    row("overall effectiveness", "requires improvement"),
    row("leadership", "inadequate"),
    row("help and protection", "good"),
    row("children in care", "outstanding"),
    row("adoption", "not judged"),
    row("board", "inadequate"),
    paragraph("Nothing else is said."),
)


def first(topic: str, n: int = 1) -> list[str]:
    return [extract.quote for extract in grade_extracts(topic, REPORT)][:n]


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("what was it rated", "Overall effectiveness Requires improvement"),
        ("how was leadership judged", "Leadership Inadequate"),
        ("what grade did the bosses get", "Leadership Inadequate"),
        ("grade for help and protection", "Help and protection Good"),
        ("rating for care leavers", "Children in care Outstanding"),  # graded together
        ("was the safeguarding board rated good", "Board Inadequate"),
        ("was adoption graded", "Adoption Not judged"),
        ("most came out good but one area didnt: which", "Leadership Inadequate"),
        ("which part got top marks", "Children in care Outstanding"),
        ("what was its strongest area", "Children in care Outstanding"),
        ("which part did worst", "Leadership Inadequate"),
        ("one strand was worse. which", "Leadership Inadequate"),
        ("which strand was good", "Help and protection Good"),
        ("which part was rated outstanding", "Children in care Outstanding"),
        ("which areas were inadequate", "Leadership Inadequate"),
        ("its one 'good', for what", "Help and protection Good"),
        ("was anything outstanding", "Children in care Outstanding"),
        ("was any bit rated good", "Help and protection Good"),
        ("wasnt one strand only good? which", "Help and protection Good"),
        ("good overall but one bit is still lagging, which and what mark", "Leadership Inadequate"),
        ("which areas were only good, not outstanding", "Help and protection Good"),
        ("weakest strand and its grade", "Leadership Inadequate"),
        (
            "never outstanding overall but wasnt one strand only good? which",
            "Help and protection Good",
        ),
        ("which bits came out top", "Children in care Outstanding"),
        ("which strand let it down", "Leadership Inadequate"),
    ],
)
def test_the_grade_asked_for_comes_first(topic: str, expected: str) -> None:
    assert first(topic) == [expected]


@pytest.mark.parametrize(
    "topic",
    [
        "which parts were not inadequate",
        "which bit wasnt rated inadequate",
        "which bit wasn't rated inadequate",
        "which services were other than inadequate",
    ],
)
def test_a_grade_that_is_denied_puts_the_others_first(topic: str) -> None:
    assert first(topic, 2) == ["Help and protection Good", "Children in care Outstanding"]


def test_what_missed_a_grade_is_all_that_has_another() -> None:
    topic = "which services missed out on outstanding"
    assert first(topic, 2) == ["Leadership Inadequate", "Help and protection Good"]


def test_requires_improvement_to_be_good_is_one_grade() -> None:
    made = report(row("leadership", "good"), row("help and protection", "requires improvement"))
    (best, *_) = grade_extracts("which part requires improvement to be good", made)
    assert best.quote == "Help and protection Requires improvement"


def test_adequate_is_not_inadequate() -> None:
    made = report(row("leadership", "inadequate"), row("help and protection", "adequate"))
    (best, *_) = grade_extracts("which part was adequate", made)
    assert best.quote == "Help and protection Adequate"


def test_a_strand_without_a_grade_has_none() -> None:
    made = report(row("overall effectiveness", "good"))
    assert grade_extracts("grade for adoption", made) == []
    assert grade_extracts("what grade", report(paragraph("No grade is stated here."))) == []


def test_every_grade_follows_once_and_is_verbatim() -> None:
    extracts = grade_extracts("how was leadership judged", REPORT, group="2019")
    assert len(extracts) == len({e.span for e in extracts}) == len(REPORT.judgements)
    assert all(REPORT.quote(e.span) == e.quote and e.group == "2019" for e in extracts)
    assert [e.score for e in extracts] == sorted((e.score for e in extracts), reverse=True)


def test_of_authorities_compared_which_is_better_asks_for_no_strand() -> None:
    (one, *_) = grade_extracts("which is better", REPORT, compared=True)
    assert one.quote == "Overall effectiveness Requires improvement"
    (one, *_) = grade_extracts("which parts were best", REPORT, compared=True)
    assert one.quote == "Children in care Outstanding"


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("which councils require improvement", "Overall effectiveness Requires improvement"),
        ("how many councils are not good", "Overall effectiveness Requires improvement"),
        ("which councils are good", True),
        ("outstanding for care leavers", "Children in care Outstanding"),
        ("which authorities are good for care leavers", True),
    ],
)
def test_an_authority_has_the_grade_asked_about_or_another(
    topic: str, expected: str | bool
) -> None:
    assert asks_which_authorities(topic)
    found = grade_in_question(topic, REPORT, "Wirral")
    assert (found.quote if isinstance(found, Extract) else found) == expected


def test_a_report_without_the_judgement_says_nothing_of_it() -> None:
    made = report(row("leadership", "good"))
    assert grade_in_question("which councils are good for adoption", made, "Wirral") is False
    assert grade_in_question("which councils are good", report(paragraph("A.")), "Wirral") is False


@pytest.mark.parametrize("topic", ["is it inadequate?", "which grade", "was the council good?"])
def test_a_grade_of_nobody_in_particular_asks_for_no_authorities(topic: str) -> None:
    assert not asks_which_authorities(topic)
