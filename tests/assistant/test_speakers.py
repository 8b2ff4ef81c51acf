"""Who must be speaking, in the words people use, and the lures among them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.speakers import find_speaker, spell_inspectors
from corpus.document import Speaker

COUNCIL = [
    "what was the committee told about sickness?",
    "what was the Wirral committee told about the police?",
    "What was the scrutiny committee told about caseloads?",
    "what did the director say about agency staff?",
    "what did the council's director tell councillors about pay?",
    "How many more social workers did Wirral's director say they needed?",
    "what did the director of children's services tell the committee?",
    "average days off sick, as reported to the committee?",
    "what sort of caseloads do they have now, per the council?",
    "according to the council, are caseloads lower?",
    "what do the minutes say about sickness?",
    "what does the council say about recruitment?",
    "what did the council claim about progress?",
    "were councillors told about the vacancies?",
    "how was it described to members?",
    "how did Wirral's corporate director describe the state of practice to councillors?",
    "what did the lead member say about improvement?",
    "what has the cabinet been told about foster carers?",
    "did officers say when it would be finished?",
    "according to the director, is recruitment going well?",
    "what did the children and families committee hear about pathway plans?",
    "what did the head of service report to the corporate parenting board?",
    "what was said to the overview and scrutiny panel about delays?",
    "when Ofsted comes back, what did the director say will be ready?",
    "what was the committee told Ofsted had found?",
    "what did the DCS say about agency staff?",
    "what did the leader say about the budget?",
    "what did the council leader promise?",
    "what did the mayor say about children's homes?",
    "what did the chief exec tell members?",
    "what did the chair ask about waiting lists?",
    "what did Cllr Smith say about pay?",
    "what did councillor jones ask?",
    "what did councillors ask about pay?",
    "what did members say about care leavers?",
    "what did the committee agree?",
    "what did the scrutiny committee note about delays?",
    "what was resolved by the Wirral committee?",
    "what was discussed at the meeting about sickness?",
    "at the meeting, what was said about sickness?",
    "what went to committee about sickness?",
    "what was reported to the Children, Young People and Education Committee about pay?",
    "what does the officers' report say about pay?",
    "how did the council respond to Ofsted?",
    "does the director accept Ofsted's findings?",
    "according to the council, what did Ofsted find?",
    "according to the minutes what grade did they get?",
    "what is the committee being told about agency staff?",
    "is recruitment going well, as reported to the committee?",
    "do the figures show what the committee was told?",
]
OFSTED = [
    "what did Ofsted say about caseloads?",
    "what did Ofsted tell the council to do?",
    "what did inspectors tell councillors?",
    "what did Ofsted tell Walsall to do about elected members scrutiny",
    "according to Ofsted what is wrong?",
    "are caseloads high according to the inspectors?",
    "what did HMI make of the front door?",
    "did the inspectors think managers report well to members?",
    "what did Ofsted say about what the director told the committee?",
    "what did the monitoring visit find?",
    "Ofsted's view of caseloads",
    "what did inspectors say about scrutiny by councillors?",
    "how did Ofsted describe the council?",
    "what did the watchdog find about caseloads?",
    "what did the regulator say about neglect?",
    "what did HMIs make of supervision?",
    "H.M.I. on supervision",
    "what did the lead inspector say about caseloads?",
    "what did Her Majesty's Inspectors say about neglect?",
    "what did the inspection team say about plans?",
    "what does the inspection report say about plans?",
    "what did Ofsted say about the DCS?",
    "what did inspectors make of the leader of the council?",
    "what did the watchdog tell councillors?",
]
ANYONE = [
    "what did the kids on the children in care council say they got out of it",
    "are caseloads too high?",
    "what was the council told to fix?",
    "what was Wirral council told to improve?",
    "does the council give care leavers a laptop?",
    "does the council tell parents why?",
    "what do children say about their social workers?",
    "do managers think staff are overloaded?",
    "were family members told about the plan?",
    "do social workers tell family members?",
    "do reviewing officers say children are heard?",
    "did police officers tell social workers quickly?",
    "do visits take more than 30 minutes?",
    "within how many minutes does the duty team answer?",
    "do councillors hold leaders to account?",
    "what does the 2019 report say about scrutiny?",
    "what is the adoption panel told about delay?",
    "how well does the corporate parenting board work?",
    "why did Walsall put up the money it gives care leavers for setting up home",
    "do staff members get told about training?",
    "is the director new?",
    "did the council improve?",
    "how well informed are members in Wirral?",
    "how well were members informed about exploitation?",
    "do councillors hear from children in care in Bristol?",
    "is the corporate parenting board well informed?",
    "are elected members briefed on exploitation?",
    "is performance data reported to scrutiny?",
    "what information is given to councillors about missing children?",
    "how is scrutiny told of poor performance?",
    "do officers report to members on complaints?",
    "does the director tell staff about changes?",
    "does a member of the panel tell children what is decided?",
    "do social workers arrive within minutes of a call?",
    "how long do council minutes take?",
    "what does the council promise care leavers?",
    "what did the independent chair do about drift?",
    "what did the chair of the safeguarding board say?",
    "what did team leaders say about caseloads?",
    "what did the regulator of social housing say?",
    "a councillor colleague asked me whether children are seen alone",
    "what did the union say about pay?",
    "who is the mayor of Bristol mentioned in the report?",
    "how did the council respond to domestic abuse?",
    "what was discussed at strategy meetings?",
    "what did children ask for?",
]


def left(text: str) -> str:
    """`text` without the words that only say who speaks."""
    kept = list(text)
    for start, end in find_speaker(text).spans:
        kept[start:end] = " " * (end - start)
    return " ".join("".join(kept).split()).strip(" ?,")


@pytest.mark.parametrize("text", COUNCIL)
def test_the_council_speaks(text: str) -> None:
    assert find_speaker(text).speaker is Speaker.COUNCIL


@pytest.mark.parametrize("text", OFSTED)
def test_ofsted_speaks(text: str) -> None:
    assert find_speaker(text).speaker is Speaker.OFSTED


@pytest.mark.parametrize("text", ANYONE)
def test_anyone_may_speak(text: str) -> None:
    assert find_speaker(text).speaker is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("what did Ofsted say about caseloads?", "caseloads"),
        ("are caseloads high according to the inspectors?", "are caseloads high"),
        ("did inspectors look at the risk of harm", "the risk of harm"),
        ("what was the committee told about sickness?", "sickness"),
        ("what did the council's director tell councillors about pay?", "pay"),
        ("average days off sick, as reported to the committee?", "average days off sick"),
        ("according to the council, are caseloads lower?", "are caseloads lower"),
        (
            "did the director of children's services tell the committee how many left",
            "how many left",
        ),
        ("are caseloads high?", "are caseloads high"),
        ("what did Ofsted say about offending?", "offending"),
        ("what did inspectors find on online safety?", "online safety"),
        ("what did inspectors note on one-to-one work?", "one-to-one work"),
        ("what did Ofsted say about officers?", "officers"),
        ("what did Ofsted say on anyone's caseload?", "anyone's caseload"),
        ("what did the committee hear about ongoing support?", "ongoing support"),
        ("what did the council say on one-to-one support?", "one-to-one support"),
        ("what did the lead inspector say about caseloads?", "caseloads"),
        ("in Ofsted's view, are caseloads high?", "are caseloads high"),
        ("inspectors' concerns about management", "concerns about management"),
        ("who was the lead inspector?", "who was the lead"),
        ("what did the DCS tell members about sickness?", "sickness"),
        ("what did the committee agree on pay?", "pay"),
        (
            "what was reported to the Children, Young People and Education Committee about pay?",
            "pay",
        ),
    ],
)
def test_what_is_left_is_the_topic(text: str, topic: str) -> None:
    assert left(text) == topic


@given(st.text(max_size=200))
def test_any_text_has_spans_within_it(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in find_speaker(text).spans)


@pytest.mark.parametrize(
    "words",
    [
        "the council ",
        "told to the ",
        "what did ofsted ",
        "a b ",
        "did the chair of ",
        "was said at the ",
        "is the committee, children ",
        "by the ",
    ],
)
def test_the_longest_question_is_read_at_once(words: str) -> None:
    started = time.perf_counter()
    find_speaker((words * 1000)[:1000])
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("what did Osfted say", "what did ofsted say"),
        ("offsted on caseloads", "ofsted on caseloads"),
        ("did inspecters find it", "did inspectors find it"),
        ("how often were the inspected homes offered", None),
        ("was the leader ousted in Oldham", None),
        ("Ofsted and its inspectors", None),
    ],
)
def test_misspelt_inspectors_are_known(text: str, spelt: str | None) -> None:
    found, corrections = spell_inspectors(text, frozenset())
    assert found == (spelt or text)
    assert len(corrections) == (spelt is not None)
