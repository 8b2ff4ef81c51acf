"""Who must be speaking, in the words people use, and the lures among them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.speakers import find_speaker
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
    ],
)
def test_what_is_left_is_the_topic(text: str, topic: str) -> None:
    assert left(text) == topic


@given(st.text(max_size=200))
def test_any_text_has_spans_within_it(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in find_speaker(text).spans)


@pytest.mark.parametrize("words", ["the council ", "told to the ", "what did ofsted ", "a b "])
def test_the_longest_question_is_read_at_once(words: str) -> None:
    started = time.perf_counter()
    find_speaker((words * 1000)[:1000])
    assert time.perf_counter() - started < 1
