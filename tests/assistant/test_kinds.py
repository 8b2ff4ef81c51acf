"""What kind of answer is wanted, in the words people use, and what only looks like it."""

from __future__ import annotations

import pytest

from assistant.kinds import (
    asks_for_list,
    compares_grades,
    find_kind,
    find_strand,
    is_grade_question,
)
from assistant.question import AnswerKind


def kind_of(
    text: str, *, authorities: int = 1, periods: int = 0, since: bool = False
) -> AnswerKind:
    return find_kind(text, n_authorities=authorities, n_periods=periods, since=since)


GRADE = [
    "how was it marked for adoption",
    "what did the local safeguarding board get?",
    "what was the mark for care leavers",
    "what is the overall grade?",
    "what rating did it get?",
    "how was leadership rated?",
    "grade for help and protection?",
    "was adoption any good? what grade",
    "which part got top marks?",
    "is good?",
    "is it inadequate?",
    "was it judged inadequate for leadership?",
    "which strand was outstanding?",
    "how did inspectors grade services for young people leaving care",
    "what was the verdict on care leavers",
    "which services missed out on outstanding",
    "Ofsted rating please",
    "overall?",
    "did any part get top marks",
    "what was the only bit not rated inadequate",
    "the children's trust, latest overall grade?",
    "grade for the quality of practice",
    "was it good for care leavers in 2021?",
    "is it good on help and protection",
    "how good are its children's services?",
    "how did fare in 2018",
    "which councils are outstanding?",
    "which councils are good?",
    "how many authorities are rated good?",
    "which councils require improvement?",
]
IMPROVE = [
    "what should we be worried about?",
    "what must improve?",
    "what does it need to do better?",
    "areas for improvement",
    "what was it told to fix?",
    "recommendations",
    "list of improvements pls",
    "what are the priorities for improvement?",
    "what did Ofsted tell the council to do?",
    "what needs to improve?",
    "which bits still need work then?",
    "what should the council do about foster carers?",
    "what were they asked to sort out about the evening team?",
    "what areas require improvement?",
    "one thing to work on?",
    "what did inspectors want it to do better",
    "what do they have to improve",
]
FIGURE = [
    "how many children were in care?",
    "what proportion of s.47s found no risk",
    "number of care leavers out of touch",
    "share of over-8s with an advocate",
    "what percentage of care leavers were in contact?",
    "average days off sick?",
    "how long do children wait for CAMHS?",
    "how often do social workers visit?",
    "when did it get its inadequate grade?",
    "at what age do young people get a personal adviser?",
    "how old are they?",
    "age when young people meet their PA?",
    "what is the average caseload?",
    "how long has it been inadequate?",
    "by what date should it have fixed supervision?",
]
TREND = [
    "How have grades changed?",
    "how has the rating changed over time?",
    "ratings history",
    "have its grades got better?",
    "did the judgements improve?",
    "what changed between the two inspections?",
    "pathway plans over time",
    "how have caseloads changed over the years?",
    "what has been said at each inspection about neglect?",
    "compared with the last inspection, are caseloads lower?",
    "all its past grades",
    "change in the overall rating",
    "How was it judged over its inspections?",
    "how was it rated through the years",
    "rated inspection by inspection",
    "grades in all its inspections",
    "has it ever been outstanding?",
    "has it always been rated inadequate?",
    "was it never good?",
    "did its grade go up or down?",
    "show me every rating it has had",
    "trend in grades",
    "history ratings",
    "how did it go from requires improvement to outstanding?",
    "has its rating gone up since the one before?",
    "how have caseloads changed",
    "how has the front door improved?",
    "has it got better at finding missing children?",
    "has supervision improved?",
    "trend in caseloads",
]
FINDING = [
    "in the worst office?",
    "what grade of social worker visits children in care?",
    "what judgement do managers make about cases?",
    "where are the best foster homes?",
    "are caseloads too high?",
    "what went wrong with care leavers to be judged inadequate?",
    "why was it rated inadequate?",
    "is help and protection good enough for disabled children at night?",
    "do children get outstanding support at school?",
    "how well do leaders know their services?",
    "is there enough support for good attendance?",
    "are judgements about thresholds sound?",
    "do social workers judge risk well?",
    "how good is the virtual school?",
    "what has changed in the front door?",
    "how have leaders improved the front door?",
    "has practice changed children's lives?",
    "did a panel improve decisions?",
    "why did it go from good to inadequate?",
    "what verdict on following up referrals?",
    "how is it and has it improved?",
    "has improved the quality of plans",
    "what improvements have leaders made?",
    "is neglect recognised well over weekends?",
    "did Ofsted's inspections cover fostering?",
    "do social workers ever visit on their own?",
    "what do inspectors find in its reports on neglect?",
    "is supervision inadequate?",
    "was the MASH judged effective?",
    "were foster carers rated good?",
    "what's the judgement for disabled children?",
    "rating of the virtual school",
    "what marks did looked after children get at GCSE?",
    "what is the judgement of managers on thresholds?",
    "grade of management oversight",
    "what were the outstanding actions?",
    "is there any outstanding practice in adoption?",
    "how good are social workers' judgements?",
    "is professional judgement used?",
    "what is the judgement of risk?",
    "RAG rating",
    "how did they come to judge it outstanding?",
    "what do young people rate the service?",
    "which judge praised it?",
    "what is the rate of turnover?",
    "was practice failing children?",
    "what has improved?",
    "what areas have improved?",
    "where has it improved?",
    "which improvements has it made?",
    "what did it do to improve?",
    "what improvements have there been to the front door?",
    "what do children say needs to improve?",
    "what should social workers do when a child goes missing?",
    "who recommended closing the home?",
    "what are parents told to do in plans?",
    "are priorities clear to staff?",
    "how did it do that?",
    "how good is early help?",
    "what actions are in plans?",
]


@pytest.mark.parametrize("text", GRADE)
def test_a_grade_is_asked_for(text: str) -> None:
    assert kind_of(text) is AnswerKind.GRADE
    assert is_grade_question(text)


@pytest.mark.parametrize("text", IMPROVE)
def test_what_must_improve_is_asked_for(text: str) -> None:
    assert kind_of(text) is AnswerKind.IMPROVE
    assert asks_for_list(text)


@pytest.mark.parametrize("text", FIGURE)
def test_a_figure_is_asked_for(text: str) -> None:
    assert kind_of(text) is AnswerKind.FIGURE


@pytest.mark.parametrize("text", TREND)
def test_a_change_over_all_inspections_is_asked_for(text: str) -> None:
    assert kind_of(text) is AnswerKind.TREND


@pytest.mark.parametrize("text", FINDING)
def test_the_words_of_grades_lists_and_change_alone_ask_for_a_finding(text: str) -> None:
    assert kind_of(text) is AnswerKind.FINDING


def test_two_authorities_are_compared_whatever_is_asked() -> None:
    for text in (*GRADE, *IMPROVE, *FIGURE, *TREND, *FINDING):
        assert kind_of(text, authorities=2) is AnswerKind.COMPARE


@pytest.mark.parametrize(
    "text",
    [
        "has it improved",
        "did it get any better at neglect",
        "have caseloads gone down",
        "what has changed",
        "how does it compare",
        "is it worse",
        "any progress, has it got better",
        "has practice moved on, is it different",
    ],
)
def test_change_since_a_time_is_a_trend_and_without_one_is_a_finding(text: str) -> None:
    assert kind_of(text, periods=1, since=True) is AnswerKind.TREND
    assert kind_of(text, periods=1) is AnswerKind.FINDING


def test_a_change_is_one_over_inspections_where_one_authority_is_named() -> None:
    assert kind_of("has supervision improved?", authorities=0) is AnswerKind.FINDING


@pytest.mark.parametrize(
    "topic",
    [
        "Did grade go up or down?",
        "show me every rating has had",
        "trend in grades",
        "history ratings",
    ],
)
def test_grade_lines_answer_for_grades_over_time(topic: str) -> None:
    assert is_grade_question(topic)


def test_two_times_are_a_trend() -> None:
    assert kind_of("pathway plans", periods=2) is AnswerKind.TREND


@pytest.mark.parametrize(
    ("text", "strand"),
    [
        ("services for young people leaving care", "care leavers"),
        ("care-experienced young people", "care leavers"),
        ("looked after children", "children in care"),
        ("kids in care", "children in care"),
        ("children who need help and protection", "help and protection"),
        ("helped and protected", "help and protection"),
        ("keeping children safe", "help and protection"),
        ("the impact of leaders", "leadership"),
        ("the people in charge", "leadership"),
        ("adoption services", "adoption"),
        ("the LSCB", "board"),
        ("the council as a whole", "overall effectiveness"),
        ("overall", "overall effectiveness"),
        ("neglect", None),
        ("careful placement", None),
        ("", None),
    ],
)
def test_strands_as_people_name_them(text: str, strand: str | None) -> None:
    assert find_strand(text) == strand


@pytest.mark.parametrize(
    "topic",
    [
        "which is better?",
        "who is worst",
        "is it better or worse than",
        "have both the same rating",
        "which got the better grade for leadership?",
        "grades",
    ],
)
def test_grades_are_compared(topic: str) -> None:
    assert compares_grades(topic)


@pytest.mark.parametrize(
    "topic", ["which is better at supervision?", "is adoption better", "risk ratings", "caseloads"]
)
def test_findings_are_compared(topic: str) -> None:
    assert not compares_grades(topic)


def test_up_or_down_in_one_year_is_told_by_its_own_report() -> None:
    assert kind_of("did caseloads go up or down?") is AnswerKind.TREND
    assert kind_of("did caseloads go up or down", periods=1) is not AnswerKind.TREND
