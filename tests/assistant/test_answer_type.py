"""What a question wants stated, and what states it."""

from __future__ import annotations

import pytest

from assistant.answer_type import AnswerType, find_answer_type, states


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how much is the council paying its interim director?", AnswerType.MONEY),
        ("what did the new hub cost?", AnswerType.MONEY),
        ("what does the project cost per young person", AnswerType.MONEY),
        ("who is the director of children's services?", AnswerType.NAME),
        ("name of the new chief executive?", AnswerType.NAME),
        ("what share of decisions were late", AnswerType.SHARE),
        ("what percentage was it in touch with?", AnswerType.PERCENTAGE),
        ("how big was the hole in its budget?", AnswerType.MONEY),
        ("what was spent on the trips?", AnswerType.MONEY),
        ("who chairs the improvement board", AnswerType.NAME),
        ("average days from care to a new family", AnswerType.DURATION),
        ("at what age do they get a personal adviser?", AnswerType.AGE),
        ("what was the social worker vacancy rate?", AnswerType.SHARE),
        ("how long did children wait for a health assessment?", AnswerType.DURATION),
        ("when was the service set up?", AnswerType.DATE),
        ("how many children were in care?", AnswerType.COUNT),
        ("number of homeless care leavers", AnswerType.COUNT),
        ("how high are caseloads?", AnswerType.COUNT),
        ("how much did it get from the government for nurses?", AnswerType.MONEY),
        ("what is the grant for a first home, in pounds?", AnswerType.MONEY),
        ("who led the inspection?", AnswerType.NAME),
        ("name the director of children's services", AnswerType.NAME),
        ("name of the boss of the council?", AnswerType.NAME),
        ("what's the name of the drop-in for care leavers", AnswerType.NAMED),
        ("what is the new model called?", AnswerType.NAMED),
        ("which charity runs the advocacy service?", AnswerType.NAMED),
        ("which other councils does it share its night team with", AnswerType.NAMED),
        ("who wrote the peer review?", AnswerType.NAMED),
        ("who runs adoption for the council?", AnswerType.NAMED),
        ("where exactly are the new children's homes?", AnswerType.NAMED),
        ("when and where does the parents' group meet", AnswerType.NAMED),
        ("what is the address of the hub?", AnswerType.CONTACT),
        ("phone number for the front door", AnswerType.CONTACT),
        ("opening hours of the drop-in", AnswerType.CONTACT),
        ("waiting time for a therapist in weeks", AnswerType.DURATION),
        ("when exactly did adoption move to the agency", AnswerType.DATE),
        ("until when is the money confirmed", AnswerType.DATE),
        ("when will the family hubs open?", AnswerType.DATE),
    ],
)
def test_the_type_is_read_from_the_question(question: str, wanted: AnswerType) -> None:
    assert find_answer_type(question) is wanted


@pytest.mark.parametrize(
    "question",
    [
        "who has tightened up checks on them lately?",
        "is money owed to care leavers paid promptly?",
        "what did inspectors say about caseloads?",
        "EET for care leavers - above or below the national average?",
        "who is doing better at finding foster carers?",
        "what should the council spend more on?",
        "what happens on Christmas Day with nobody to spend it with?",
        "how often do social workers visit?",
        "what do children say about time spent with their social worker?",
        "what was said about leaders paying attention to neglect?",
        "who is told when a child goes missing, the police or a manager?",
        "has the number of care leavers without work gone down lately?",
        "when do care leavers meet their personal adviser?",
        "when are plans reviewed?",
        "how big a problem is neglect?",
        "is it a big number of agency workers?",
        "how many are taught at home now compared to before?",
        "how do they address neglect?",
        "name the strengths of the service",
        "what agency staff do they rely on?",
        "which schools leaders are worried?",
        "where are children placed?",
        "who visits children in care?",
        "did anyone go to school for a few hours only, and for how long?",
        "",
    ],
)
def test_other_questions_want_no_particular_type(question: str) -> None:
    assert find_answer_type(question) is None


@pytest.mark.parametrize(
    ("wanted", "sentence", "stated"),
    [
        (AnswerType.MONEY, "The council has found £2 million for more staff.", True),
        (AnswerType.MONEY, "There has been significant investment in staff.", False),
        (AnswerType.NAME, "The report was sent to Ann Example at the council.", True),
        (AnswerType.NAME, "The director was appointed recently.", False),
        (AnswerType.NAME, "Lead inspector: Ann Example", True),
        (AnswerType.NAME, "It works with the elected Mayor and the Assistant Mayor.", False),
        (AnswerType.NAME, "It runs the Adolescent Support Intervention Project.", False),
        (AnswerType.NAMED, "It has joined Adopt Northwards, an agency of five councils.", True),
        (AnswerType.NAMED, "The drop-in, ‘the Lighthouse’, is open to all.", True),
        (AnswerType.NAMED, "A charity provides the service.", False),
        (
            AnswerType.NAMED,
            "The Director of Children’s Services reports to the chief executive.",
            False,
        ),
        (AnswerType.CONTACT, "Staff can be reached 24 hours a day.", True),
        (AnswerType.CONTACT, "Staff can be reached easily.", False),
        (AnswerType.DURATION, "She has been in post since May 2015.", True),
        (AnswerType.DURATION, "Support goes on for as long as they need it.", True),
        (AnswerType.SHARE, "Almost half of care leavers are in work.", True),
        (AnswerType.SHARE, "Care leavers are helped into work.", False),
        (AnswerType.DURATION, "Some wait for more than six months.", True),
        (AnswerType.DURATION, "Some wait far too long.", False),
        (AnswerType.DATE, "It was established in March 2015.", True),
        (AnswerType.DATE, "It was established recently.", False),
        (AnswerType.COUNT, "There is only one known arrangement.", True),
        (AnswerType.COUNT, "Twenty social workers were required.", True),
        (AnswerType.COUNT, "Caseloads are too high.", False),
        (AnswerType.COUNT, "Support comes from the Power2 service.", False),
        (AnswerType.COUNT, "A small number of children were under 16 in 2019.", False),
        (AnswerType.COUNT, "It helps 16- and 17-year-olds, and those aged 18 to 21.", False),
        (AnswerType.COUNT, "Numbers grew over the last 18 months, since COVID-19.", False),
        (AnswerType.COUNT, "A section 114 notice was issued on 2 July 2021.", False),
        (AnswerType.COUNT, "Help goes on beyond the age of 21.", False),
        (AnswerType.COUNT, "They stay after their 18th birthday.", False),
        (AnswerType.COUNT, "None has become routine.", False),
        (AnswerType.COUNT, "None of the children was missing.", True),
        (AnswerType.COUNT, "There has been one case this year.", True),
        (AnswerType.COUNT, "One such example is a walking group.", False),
        (AnswerType.COUNT, "Over 20 children were missing.", True),
        (AnswerType.COUNT, "From May 2016 to May 2017, the number rose by 12 to 155.", True),
        (AnswerType.COUNT, "Two thirds of them had moved.", True),
        (AnswerType.PERCENTAGE, "Most of them stayed at home.", False),
        (AnswerType.PERCENTAGE, "Three quarters of them stayed at home.", True),
        (AnswerType.AGE, "Support goes on to 25 for those who ask for it.", True),
        (AnswerType.AGE, "The number of advisers rose to 26.", False),
        (AnswerType.NAME, "It is overseen by the Children’s Improvement Board.", False),
        (AnswerType.DURATION, "Young carers waited for months.", True),
    ],
)
def test_a_sentence_states_a_type_or_does_not(
    wanted: AnswerType, sentence: str, stated: bool
) -> None:
    assert states(wanted, sentence) is stated


def test_the_authoritys_own_name_is_no_bodys() -> None:
    sentence = "A charity helps young people in North Exampleshire."
    assert not states(AnswerType.NAMED, sentence, "North Exampleshire")
    assert states(AnswerType.NAMED, sentence)
