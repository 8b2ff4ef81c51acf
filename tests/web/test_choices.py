from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from assistant.question import (
    ANY_TIME,
    AS_ASKED,
    AnswerKind,
    AuthorityMention,
    Choices,
    Part,
    Period,
    Question,
)
from assistant.wording import days
from corpus.document import Speaker
from web.choices import KINDS, change, drop, fields, period_of, period_value

OFFERED = ("Hull", "Slough", "Wirral")
LATEST = Period("latest", ordinal=-1)
YEAR_2016 = Period("2016", date(2016, 1, 1), date(2016, 12, 31))


def _question(*names: str, carried: tuple[Part, ...] = ()) -> Question:
    mentions = tuple(AuthorityMention(name, name, held=True) for name in names)
    return Question(
        "…?", "foster carers?", (), AnswerKind.GRADE, mentions, Speaker.OFSTED, carried=carried
    )


def _changed(question: Question, *sent: tuple[str, str], before: Choices = AS_ASKED) -> Choices:
    return change(before, question, MultiDict(sent), OFFERED)


def test_empty_fields_choose_nothing() -> None:
    sent = [(name, "") for name in ("authority", "authority", "speaker", "period", "kind")]
    assert _changed(_question("Wirral"), *sent, ("topic", "foster carers")) == AS_ASKED


def test_each_part_can_be_chosen() -> None:
    assert _changed(
        _question("Wirral"),
        ("authority", "Hull"),
        ("authority", ""),
        ("speaker", "council"),
        ("period", "2016"),
        ("topic", "social  workers"),
        ("kind", "improve"),
    ) == Choices(
        authorities=("Hull",),
        speaker=Speaker.COUNCIL,
        period=YEAR_2016,
        topic="social workers",
        kind=AnswerKind.IMPROVE,
    )


def test_one_council_is_compared_with_that_of_the_question() -> None:
    wirral = _question("Wirral")
    assert _changed(wirral, ("authority", ""), ("authority", "Hull")).authorities == (
        "Wirral",
        "Hull",
    )
    both = _changed(wirral, ("authority", "Slough"), ("authority", "Hull"))
    assert both.authorities == ("Slough", "Hull")
    same = _changed(wirral, ("authority", "Wirral"), ("authority", "Wirral"))
    assert same.authorities == ("Wirral",)
    assert _changed(wirral, ("authority", "any"), ("authority", "")).authorities == ()


@pytest.mark.parametrize(
    "sent",
    [
        ("authority", "Atlantis"),
        ("speaker", "king"),
        ("period", "soon"),
        ("period", "2016-02-30..2016-03-01"),
        ("period", "2016-03-01..2016-02-01"),
        ("kind", "rumour"),
        ("drop", "everything"),
        ("drop", "topic"),
        ("drop", "authority:Hull"),
        ("restore", "nothing"),
    ],
)
def test_what_is_not_offered_cannot_be_chosen(sent: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        _changed(_question("Wirral"), sent)


def test_what_the_words_say_is_set_aside() -> None:
    question = _question("Wirral")
    assert drop(AS_ASKED, question, "authority") == Choices(authorities=())
    assert drop(AS_ASKED, question, "speaker") == Choices(speaker=Speaker.UNKNOWN)
    assert drop(AS_ASKED, question, "period") == Choices(period=ANY_TIME)
    assert drop(AS_ASKED, question, "kind") == Choices(kind=AnswerKind.FINDING)


def test_one_council_of_two_is_dropped() -> None:
    dropped = drop(AS_ASKED, _question("Wirral", "Hull"), "authority:Wirral")
    assert dropped.authorities == ("Hull",)


@pytest.mark.parametrize("part", list(Part))
def test_what_was_carried_is_not_carried_any_more(part: Part) -> None:
    chosen = Choices(speaker=Speaker.COUNCIL, topic="posts")
    dropped = drop(chosen, _question("Wirral", carried=(part,)), part.value)
    assert dropped.dropped == {part}
    assert _changed(_question(), ("restore", part.value), before=dropped).dropped == frozenset()


def test_a_choice_can_be_taken_back() -> None:
    before = Choices(authorities=("Hull",), period=LATEST)
    assert _changed(_question(), ("restore", "authority"), before=before) == Choices(period=LATEST)


def test_a_topic_that_was_typed_stays_while_it_is_not_changed() -> None:
    before = Choices(topic="foster carers")
    assert _changed(_question(), ("topic", "foster carers"), before=before).topic == "foster carers"


def test_the_conversation_is_left_out_and_taken_in_again() -> None:
    alone = _changed(_question(), ("alone", "yes"))
    assert alone.dropped == frozenset(Part)
    assert _changed(_question(), before=alone).dropped == frozenset()
    partly = Choices(dropped=frozenset({Part.TOPIC}))
    assert _changed(_question(), ("kind", "grade"), before=partly).dropped == {Part.TOPIC}


_days = st.dates(date(1990, 1, 1), date(2039, 12, 31))
_periods = st.sampled_from([ANY_TIME, LATEST, YEAR_2016]) | st.lists(
    _days, min_size=2, max_size=2
).map(sorted).map(lambda two: Period(days(two[0], two[1]), two[0], two[1]))


@given(_periods)
def test_a_period_survives_being_sent(period: Period) -> None:
    assert period_of(period_value(period)) == period or period_value(period).isdecimal()


def test_a_period_that_cannot_be_sent_is_empty() -> None:
    assert period_value(Period("previous", ordinal=-2)) == ""
    assert period_value(Period("since 2016", date(2016, 1, 1))) == ""
    assert period_value(None) == ""


@given(
    st.builds(
        Choices,
        authorities=st.none() | st.lists(st.sampled_from(OFFERED), unique=True).map(tuple),
        speaker=st.none() | st.sampled_from(Speaker),
        period=st.none() | st.sampled_from([ANY_TIME, LATEST, YEAR_2016]),
        topic=st.none() | st.sampled_from(["posts", "missing children"]),
        kind=st.none() | st.sampled_from(KINDS),
        dropped=st.sampled_from([frozenset(), frozenset(Part)]),
    )
)
def test_choices_survive_being_sent(choices: Choices) -> None:
    assert change(AS_ASKED, None, MultiDict(fields(choices)), OFFERED) == choices
