"""Questions as people type them: whose documents, who speaks, when, and what is wanted."""

from __future__ import annotations

import pytest

from assistant.understand import understand
from tests.assistant.making import lexicon

_WORDS = (
    "adoption agency assessments care carers caseloads children committee councillors early education"
    " enough fostering help homes housing leaders leadership leavers members missing neglect placements"
    " private recruitment sickness social sufficiency workers"
)
LEXICON = lexicon(_WORDS.split())

# question, councils, who speaks, when, what is wanted
ASKED = [
    ("whats B&NES's rating", "Bath and North East Somerset", "anyone", "", "grade"),
    (
        "did South Glos keep an eye on private fostering",
        "South Gloucestershire",
        "anyone",
        "",
        "finding",
    ),
    ("bucks care leavers housing??", "Buckinghamshire", "anyone", "", "finding"),
    ("RBKC early help", "Kensington and Chelsea", "anyone", "", "finding"),
    ("Is Hull any good at adoption", "Kingston upon Hull", "anyone", "", "grade"),
    ("Bristols foster carers - are they happy", "Bristol", "anyone", "", "finding"),
    ("sloughs caseloads pls", "Slough", "anyone", "", "finding"),
    ("how is Telfords front door doing", "Telford and Wrekin", "anyone", "", "finding"),
    ("Wirrals social workers, are they overworked", "Wirral", "anyone", "", "finding"),
    ("what did ofsted think of Leicesters leaders", "Leicester", "ofsted", "", "finding"),
    ("Knowlsey care leavers education", "Knowsley", "anyone", "", "finding"),
    ("Wolverhamton missing children", "Wolverhampton", "anyone", "", "finding"),
    ("Nottinghampshire sufficiency of placements", "Nottinghamshire", "anyone", "", "finding"),
    ("has Rotheram sorted out CSE", "Rotherham", "anyone", "", "finding"),
    ("Slough and Reading - which has lower caseloads", "Slough + Reading", "anyone", "", "compare"),
    (
        "compare Bristol, Liverpool and Hull for early help",
        "Bristol + Liverpool + Kingston upon Hull",
        "anyone",
        "",
        "compare",
    ),
    ("Wirral v Knowsley on care leavers", "Wirral + Knowsley", "anyone", "", "compare"),
    ("East Sussex / Bristol: private fostering", "East Sussex + Bristol", "anyone", "", "compare"),
    (
        "is Cornwall better than Wiltshire at getting kids adopted",
        "Cornwall + Wiltshire",
        "anyone",
        "",
        "compare",
    ),
    (
        "what did inspectors say about neglect in Wirral last time",
        "Wirral",
        "ofsted",
        "latest",
        "finding",
    ),
    (
        "what did they say about pathway plans the time before that in Wirral",
        "Wirral",
        "anyone",
        "previous",
        "finding",
    ),
    ("how was Bristol graded two inspections ago", "Bristol", "anyone", "previous", "grade"),
    ("what was Slough's rating at the one before last", "Slough", "anyone", "previous", "grade"),
    (
        "what did the inspection before that say about MASH in Slough",
        "Slough",
        "anyone",
        "previous",
        "finding",
    ),
    ("how have things moved on in Bristol since 2018", "Bristol", "anyone", "since 2018", "trend"),
    (
        "what has happened to caseloads in Slough since the last inspection",
        "Slough",
        "anyone",
        "previous",
        "trend",
    ),
    (
        "since 2019 has Wirral got any better for care leavers",
        "Wirral",
        "anyone",
        "since 2019",
        "trend",
    ),
    ("most recent ofsted for Havering - what about CSE", "Havering", "ofsted", "latest", "finding"),
    (
        "what did Havering's newest report say on private fostering",
        "Havering",
        "anyone",
        "latest",
        "finding",
    ),
    (
        "the report published in march 2023 for Bristol, what about the fostering service",
        "Bristol",
        "anyone",
        "March 2023",
        "finding",
    ),
    (
        "what did Ofsted say in 2015/16 about Reading's adoption",
        "Reading",
        "ofsted",
        "2015–16",
        "finding",
    ),
    (
        "at the time of the 2018 inspection did Bristol have enough foster homes",
        "Bristol",
        "anyone",
        "2018",
        "finding",
    ),
    ("before 2020 what grade did Slough's leaders get", "Slough", "anyone", "before 2020", "grade"),
    ("Wirral, Sept 2016, IRO caseloads", "Wirral", "anyone", "September 2016", "finding"),
    (
        "what did the director tell members about agency spend in Wirral",
        "Wirral",
        "council",
        "",
        "finding",
    ),
    (
        "what did the Director of Children's Services say to scrutiny about sickness",
        "",
        "council",
        "",
        "finding",
    ),
    (
        "according to the council, how many agency workers are there in Wirral",
        "Wirral",
        "council",
        "",
        "figure",
    ),
    (
        "according to inspectors how many agency workers are there in Wirral",
        "Wirral",
        "ofsted",
        "",
        "figure",
    ),
    (
        "what does the council say about its own caseloads in Slough",
        "Slough",
        "council",
        "",
        "finding",
    ),
    ("what were councillors told about recruitment in Wirral", "Wirral", "council", "", "finding"),
    (
        "did officers report to committee on missing children in Wirral",
        "Wirral",
        "council",
        "",
        "finding",
    ),
    ("what do HMI think of Slough's neglect work", "Slough", "ofsted", "", "finding"),
    ("in the minutes, what was said about fostering in Wirral", "Wirral", "council", "", "finding"),
    ("what does the LSCB do well in Bristol", "Bristol", "anyone", "", "finding"),
    ("how many kids in care does Bristol have", "Bristol", "anyone", "", "figure"),
    ("what % of care leavers in Slough are NEET", "Slough", "anyone", "", "figure"),
    ("how long do assessments take in Reading", "Reading", "anyone", "", "figure"),
    ("when did inspectors last visit Havering", "Havering", "ofsted", "latest", "figure"),
    ("what's the average caseload in Wirral", "Wirral", "anyone", "", "figure"),
    (
        "does Bristol need to do anything about private fostering",
        "Bristol",
        "anyone",
        "",
        "improve",
    ),
    ("what are the things Slough has to put right", "Slough", "anyone", "", "improve"),
    ("Knowsley recommendations", "Knowsley", "anyone", "", "improve"),
    ("what's on Liverpool's list of improvements", "Liverpool", "anyone", "", "improve"),
    (
        "were Cambridgeshire care leavers inadequate or good",
        "Cambridgeshire",
        "anyone",
        "",
        "grade",
    ),
    ("what grade did Rotherham's leaders get in 2022", "Rotherham", "anyone", "2022", "grade"),
    ("did leadership in Wolverhampton go up or down", "Wolverhampton", "anyone", "", "trend"),
    ("grades for East Sussex over the years", "East Sussex", "anyone", "", "trend"),
    ("who's the DCS in Slough", "Slough", "anyone", "", "finding"),
    (
        "can you tell me whether there's enough foster carers in N Lincs",
        "North Lincolnshire",
        "anyone",
        "",
        "finding",
    ),
    ("anything on county lines in Notts please?", "Nottinghamshire", "anyone", "", "finding"),
    ("St Helens children missing education", "St Helens", "anyone", "", "finding"),
    (
        "Tell me about Kensington & Chelsea's edge of care team",
        "Kensington and Chelsea",
        "anyone",
        "",
        "finding",
    ),
    ("Cardiff's social workers", "Cardiff", "anyone", "", "finding"),
    ("what about Newcastle", "Newcastle upon Tyne", "anyone", "", "finding"),
    ("North Yorks early help", "North Yorkshire", "anyone", "", "finding"),
    (
        "do Brighton and Hove care leavers get council tax relief",
        "Brighton and Hove",
        "anyone",
        "",
        "finding",
    ),
]


@pytest.mark.parametrize(("text", "names", "speaker", "time", "kind"), ASKED)
def test_a_plain_wording_is_understood(
    text: str, names: str, speaker: str, time: str, kind: str
) -> None:
    question = understand(text, LEXICON)
    assert " + ".join(mention.name for mention in question.authorities) == names
    assert (question.speaker.value if question.speaker else "anyone") == speaker
    assert " + ".join(period.label for period in question.periods) == time
    assert question.kind.value == kind


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("sloughs caseloads pls", "caseloads"),
        ("anything on county lines in Bristol please?", "county lines?"),
        ("what was said about neglect in Slough", "neglect"),
        ("what did they say about pathway plans the time before that in Wirral", "pathway plans"),
        ("is there anything about private fostering in Slough", "private fostering"),
    ],
)
def test_what_only_asks_is_not_looked_for(text: str, topic: str) -> None:
    question = understand(text, LEXICON)
    assert question.topic == topic
