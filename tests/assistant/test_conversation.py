"""What a follow-up takes from the turns before it, and what it does not."""

from __future__ import annotations

import pytest

from assistant.follow_up import is_courtesy
from assistant.question import AnswerKind, Choices, Part, Question, Shown, Turn
from assistant.understand import understand
from corpus.document import Span, Speaker
from tests.assistant.making import lexicon

LEXICON = lexicon()


def ask(*turns: str) -> Question:
    return understand(turns[-1], LEXICON, [Turn(text) for text in turns[:-1]])


def names(question: Question) -> list[str]:
    return [mention.name for mention in question.authorities]


CASELOADS = "what did Ofsted say about caseloads in Wirral in 2019?"


def test_another_topic_of_the_same_place() -> None:
    question = ask("How was Wirral rated in 2019?", "and for care leavers?")
    assert (names(question), question.kind) == (["Wirral"], AnswerKind.GRADE)
    assert [period.label for period in question.periods] == ["2019"]
    assert set(question.carried) == {"authority", "period", "kind"}


@pytest.mark.parametrize("text", ["what about Slough?", "And in Slough?", "Slough?", "and Slough"])
def test_another_place_takes_the_topic_and_the_speaker(text: str) -> None:
    question = ask(CASELOADS, text)
    assert names(question) == ["Slough"]
    assert question.topic == "caseloads?"
    assert question.speaker is Speaker.OFSTED
    assert question.periods == ()  # a year is one authority's
    assert any(term.text == "caseloads" for term in question.terms)


def test_another_place_in_that_year() -> None:
    question = ask(CASELOADS, "what about Slough that year, were posts vacant?")
    assert [period.label for period in question.periods] == ["2019"]
    assert "that year" not in question.topic


def test_another_year_of_the_same() -> None:
    question = ask("what does the latest Wirral report say about caseloads?", "and in 2019?")
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert [period.label for period in question.periods] == ["2019"]


def test_were_they_any_different() -> None:
    question = ask("what of caseloads in Wirral?", "were they any different in 2019?")
    assert "caseloads" in question.topic
    assert [period.label for period in question.periods] == ["2019"]


def test_another_speaker() -> None:
    question = ask(CASELOADS, "And what was the committee told?")
    assert question.speaker is Speaker.COUNCIL
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")


def test_asking_for_the_source_keeps_everything() -> None:
    question = ask(CASELOADS, "which report is that from?")
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert [period.label for period in question.periods] == ["2019"]
    after = ask(CASELOADS, "which report is that from?", "what about Slough?")
    assert (names(after), after.topic) == (["Slough"], "caseloads?")


def test_a_list_is_asked_for_again() -> None:
    question = ask("what must Wirral improve?", "and Slough?")
    assert (names(question), question.kind) == (["Slough"], AnswerKind.IMPROVE)


def test_why_a_grade_was_given_is_no_question_for_the_grade() -> None:
    question = ask("How was Wirral rated in 2019?", "why was it inadequate?")
    assert question.kind is AnswerKind.FINDING
    assert "rated" not in question.topic


def test_whether_a_grade_got_better_asks_for_the_grade_again() -> None:
    question = ask("What grade did Wirral's care leavers service get in 2016?", "is it better now?")
    assert question.kind is AnswerKind.GRADE
    assert "care leavers" in question.topic


def test_a_comparison_goes_on_with_another_topic() -> None:
    question = ask("Compare Wirral and Slough on pathway plans", "and caseloads?")
    assert (names(question), question.kind) == (["Wirral", "Slough"], AnswerKind.COMPARE)


def test_a_comparison_narrows_to_one_more_place() -> None:
    question = ask("Compare Wirral and Slough on pathway plans", "what about Bristol?")
    assert (names(question), question.kind) == (["Bristol"], AnswerKind.FINDING)
    assert question.topic == "pathway plans"


def test_a_pronoun_takes_the_topic_with_less_weight() -> None:
    question = ask("are Wirral's foster carers supported?", "did they wait long for training?")
    assert names(question) == ["Wirral"]
    inherited = [term for term in question.terms if term.origin == "carried"]
    assert any("foster" in term.text for term in inherited)
    assert max(term.weight for term in inherited) <= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Do foster carers in Bristol receive enough training and support?",
        "Do care leavers in Bristol know their rights and use their local offer?",
        "Is there enough mental health support for disabled children in Bristol?",
        "What evidence is there in Bristol that thresholds are sound?",
        "How well does Bristol know its unaccompanied children and their needs?",
        "adoption in Bristol?",
    ],
)
def test_a_new_question_of_another_place_takes_nothing(text: str) -> None:
    question = ask(CASELOADS, text)
    assert names(question) == ["Bristol"]
    assert question.carried == ()
    assert "caseloads" not in question.topic


@pytest.mark.parametrize(
    "text",
    [
        "Do foster carers receive enough training and support?",
        "Do care leavers know their rights and use the local offer?",
        "Is there enough mental health support for disabled children?",
        "Do social workers think that thresholds are understood by partners?",
        "Are those leaving custody helped with housing and money?",
    ],
)
def test_a_new_topic_takes_the_place_alone(text: str) -> None:
    question = ask(CASELOADS, text)
    assert names(question) == ["Wirral"]
    assert question.carried == ("authority",)
    assert "caseloads" not in question.topic


def test_nothing_before_carries_nothing() -> None:
    assert ask("and for care leavers?").carried == ()
    assert ask("which report is that from?", "caseloads in Wirral?").carried == ()


@pytest.mark.parametrize(
    "text",
    [
        "compare with Slough",
        "Compare that to Slough.",
        "how does that compare with Slough?",
        "versus Slough?",
        "and compared with Slough?",
    ],
)
def test_compared_with_another_place_both_stand(text: str) -> None:
    question = ask(CASELOADS, text)
    assert names(question) == ["Wirral", "Slough"]
    assert (question.kind, question.topic) == (AnswerKind.COMPARE, "caseloads?")
    assert question.periods == ()
    assert {"authority", "topic"} <= set(question.carried)


def test_compared_with_another_place_the_one_before_can_be_dropped() -> None:
    question = understand(
        "compare with Slough",
        LEXICON,
        [Turn(CASELOADS)],
        Choices(dropped=frozenset({Part.AUTHORITY})),
    )
    assert (names(question), question.kind) == (["Slough"], AnswerKind.FINDING)


def test_compared_with_the_same_place_nothing_stands_beside() -> None:
    assert names(ask(CASELOADS, "how does that compare with Wirral before?")) == ["Wirral"]


@pytest.mark.parametrize("text", ["when was that?", "who said that?", "which report is that from?"])
def test_asking_for_the_citation_asks_for_the_same_again(text: str) -> None:
    question = ask(CASELOADS, text)
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert question.kind is AnswerKind.FINDING
    assert ask("how was Wirral rated?", text).kind is AnswerKind.GRADE


@pytest.mark.parametrize(
    "text", ["is that still the case?", "and is it still true", "still a problem?"]
)
def test_whether_it_still_holds_asks_the_latest_inspection(text: str) -> None:
    question = ask(CASELOADS, text)
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert [period.label for period in question.periods] == ["latest"]
    again = ask(CASELOADS, text, "why?")
    assert again.topic == "caseloads?"


@pytest.mark.parametrize(
    ("turns", "label"),
    [
        (["caseloads in Wirral?", "and before that?"], "previous"),
        (["caseloads in Wirral now?", "the one before?"], "previous"),
        (["caseloads in Wirral?", "and before that?", "and before that?"], "3 inspections ago"),
        ([CASELOADS, "and before that?"], "before 2019"),
        ([CASELOADS, "what about the one before that?"], "before 2019"),
        ([CASELOADS, "and the next inspection?"], "after 2019"),
        (["caseloads in Wirral at the previous inspection?", "and after that?"], "latest"),
    ],
)
def test_before_that_and_after_that_count_from_what_was_asked(turns: list[str], label: str) -> None:
    question = ask(*turns)
    assert [period.label for period in question.periods] == [label]
    assert "caseloads" in question.topic
    assert "before" not in question.topic


def test_the_previous_one_counts_from_the_year_that_was_asked_about() -> None:
    for text in ("and the previous one?", "how was it in the one before", "and earlier?"):
        question = ask(CASELOADS, text)
        assert [period.label for period in question.periods] == ["before 2019"]
        assert (question.topic, question.kind) == ("caseloads?", AnswerKind.FINDING)
    undated = ask("caseloads in Wirral?", "and the previous report?")
    assert [period.label for period in undated.periods] == ["previous"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("the one after?", "after 2019"),
        ("the inspection after?", "after 2019"),
        ("and later?", "after 2019"),
        ("what happened next?", "after 2019"),
        ("what about more recently?", "latest"),
        ("still?", "latest"),
        ("do they still?", "latest"),
        ("any update?", "latest"),
    ],
)
def test_later_counts_from_the_year_that_was_asked_about(text: str, label: str) -> None:
    question = ask(CASELOADS, text)
    assert [period.label for period in question.periods] == [label]
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")


@pytest.mark.parametrize(
    "text",
    [
        "has it improved?",
        "did it get better?",
        "has that changed since?",
        "did that get fixed",
        "any change?",
        "has it gone down",
        "and has any of that changed since then?",
        "were they lower later?",
    ],
)
def test_whether_it_changed_compares_that_inspection_with_the_latest(text: str) -> None:
    question = ask(CASELOADS, text)
    assert (question.kind, question.topic) == (AnswerKind.TREND, "caseloads?")
    assert [period.label for period in question.periods] == ["2019", "latest"]
    undated = ask("caseloads in Wirral?", text)
    assert (undated.kind, undated.periods) == (AnswerKind.TREND, ())


def test_whether_it_was_better_before_compares_with_the_inspection_before() -> None:
    question = ask(CASELOADS, "was it better before?")
    assert question.kind is AnswerKind.TREND
    assert [period.label for period in question.periods] == ["before 2019", "2019"]
    assert ask("caseloads in Wirral?", "were things worse before?").kind is AnswerKind.TREND


@pytest.mark.parametrize(
    "text",
    [
        "has the fostering panel improved?",
        "what about the inspection team?",
        "has it improved placements for teenagers?",
        "what did it cost before?",
    ],
)
def test_a_change_of_something_else_is_not_a_change_of_that(text: str) -> None:
    assert ask(CASELOADS, text).kind is not AnswerKind.TREND


def test_what_changed_in_a_list_is_not_read_out_of_it() -> None:
    assert ask("what must Wirral improve?", "has it improved?").kind is AnswerKind.IMPROVE


@pytest.mark.parametrize(
    "text",
    [
        "when was that inspection",
        "when did they say that?",
        "what year was it?",
        "which year was that",
        "what page is that on?",
        "which page?",
        "page number?",
        "source?",
        "can I see the source",
        "link",
        "who wrote that?",
        "how old is that?",
        "quote please",
        "what date was that?",
        "when was it published?",
        "who said so",
    ],
)
def test_wordings_that_ask_for_the_citation(text: str) -> None:
    question = ask(CASELOADS, text)
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert question.kind is AnswerKind.FINDING
    assert question.text == CASELOADS  # a date that is asked for here is no date to look for
    assert {"authority", "period", "speaker", "topic"} == set(question.carried)


@pytest.mark.parametrize(
    "text", ["which report is about fostering?", "when was the hub opened?", "who wrote the plan?"]
)
def test_other_questions_for_a_date_or_a_name_are_asked(text: str) -> None:
    assert ask(CASELOADS, text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the second one?", "Slough"),
        ("and the latter?", "Slough"),
        ("the first?", "Wirral"),
        ("just the former", "Wirral"),
    ],
)
def test_one_of_two_that_were_compared(text: str, expected: str) -> None:
    question = ask("Compare Wirral and Slough on pathway plans", text)
    assert names(question) == [expected]
    assert (question.topic, question.kind) == ("pathway plans", AnswerKind.FINDING)
    assert question.periods == ()


def test_the_other_of_two_asked_about() -> None:
    turns = ("caseloads in Wirral?", "same for Slough", "the other one?")
    assert names(ask(*turns)) == ["Wirral"]


@pytest.mark.parametrize(
    "text",
    [
        "compare them",
        "compare both",
        "compare the two",
        "how do they compare",
        "which of the two is better?",
        "which is better?",
        "both",
    ],
)
def test_the_last_two_places_are_compared(text: str) -> None:
    question = ask("caseloads in Bristol?", "and Wirral?", "same for Slough", text)
    assert names(question) == ["Wirral", "Slough"]
    assert (question.topic, question.kind) == ("caseloads?", AnswerKind.COMPARE)


def test_grades_are_compared_where_grades_were_asked_for() -> None:
    question = ask("How was Wirral rated?", "and Slough?", "compare them")
    assert (names(question), question.kind) == (["Wirral", "Slough"], AnswerKind.COMPARE)
    assert "rated" in question.topic


def test_one_place_alone_is_compared_with_no_other() -> None:
    assert names(ask(CASELOADS, "compare them")) == ["Wirral"]
    assert names(ask(CASELOADS, "the second one?")) == ["Wirral"]


@pytest.mark.parametrize(
    "text", ["and Slough - how does it compare?", "add Slough", "ok now add Slough"]
)
def test_a_place_is_set_beside_the_one_before(text: str) -> None:
    question = ask(CASELOADS, text)
    assert (names(question), question.kind) == (["Wirral", "Slough"], AnswerKind.COMPARE)
    assert question.topic == "caseloads?"


@pytest.mark.parametrize(
    "text", ["what about other councils", "elsewhere?", "and anywhere else?", "in other boroughs?"]
)
def test_other_councils_are_not_the_one_before(text: str) -> None:
    question = ask(CASELOADS, text)
    assert question.authorities == ()
    assert question.topic == "caseloads?"
    assert question.periods == ()


def test_work_with_other_councils_is_a_topic() -> None:
    assert names(ask(CASELOADS, "is there joint work with other councils?")) == ["Wirral"]


def test_a_change_over_time_goes_on_with_another_topic() -> None:
    question = ask("How has Wirral changed since 2016?", "and on caseloads?")
    assert (question.kind, question.topic) == (AnswerKind.TREND, "on caseloads?")
    assert [period.label for period in question.periods] == ["since 2016"]
    assert [term.text for term in question.terms if term.origin == "typed"] == ["caseloads"]


def test_a_figure_goes_on_with_another_group() -> None:
    question = ask("How many children in Wirral have plans?", "and in care?")
    assert question.kind is AnswerKind.FIGURE
    assert ask("How many children in Wirral have plans?", "why?").kind is AnswerKind.FINDING


def test_one_earlier_topic_is_carried_at_most() -> None:
    question = ask("care leavers in Wirral", "what about housing?", "and pay?")
    assert question.topic == "pay? (care leavers)"
    clause = ask("caseloads in Wirral", "are social workers supervised?", "and morale?")
    assert clause.topic == "morale? (are social workers supervised)"
    there = ask("caseloads in Wirral", "how do social workers get supervised there", "and morale?")
    assert there.topic == "morale? (how do social workers get supervised there)"
    narrowed = ask("return home interviews in Wirral", "and for teenagers?", "and for girls?")
    assert narrowed.topic == "return home interviews for girls?"


def test_what_only_narrows_reads_on_from_what_was_asked() -> None:
    question = ask("return home interviews in Wirral", "and for children placed out of area?")
    assert question.topic == "return home interviews for children placed out of area?"
    assert question.own_topic == "for children placed out of area?"


def test_a_topic_of_its_own_must_be_answered_by_itself() -> None:
    question = ask("are Wirral's foster carers supported?", "what about drones?")
    assert question.own_topic == "drones?"
    pronoun = ask("are Wirral's foster carers supported?", "did they wait long for training?")
    assert pronoun.own_topic == ""
    had = ask("was private fostering known in Wirral in 2016?", "had that been sorted out by 2019?")
    assert had.own_topic == ""


def test_words_that_only_judge_are_no_topic() -> None:
    question = ask("Compare Wirral and Slough on caseloads", "why is Slough lower?")
    assert (names(question), question.topic) == (["Slough"], "caseloads")
    assert ask("How has Wirral changed?", "and supervision?").topic == "supervision?"


@pytest.mark.parametrize(
    "text",
    [
        "what did they say about adoption?",
        "tell me about adoption",
        "new question: adoption",
        "and what about adoption in Slough?",
        "now tell me about adoption in Slough",
    ],
)
def test_a_question_in_full_replaces_the_topic(text: str) -> None:
    question = ask(CASELOADS, text)
    assert question.topic.rstrip("?") == "adoption"
    assert all(period.label == "2019" for period in question.periods)


@pytest.mark.parametrize(
    "text", ["what did they say about care leavers?", "what did they say about their training?"]
)
def test_people_and_pronouns_keep_the_topic(text: str) -> None:
    assert "caseloads" in ask(CASELOADS, text).topic


def test_now_that_goes_on_is_no_time() -> None:
    assert ask(CASELOADS, "now Slough").periods == ()
    assert [p.label for p in ask(CASELOADS, "and now?").periods] == ["latest"]


@pytest.mark.parametrize(
    "text", ["i meant Slough", "no, Slough", "wot about Slough", "n in Slough"]
)
def test_a_correction_is_no_topic(text: str) -> None:
    question = ask(CASELOADS, text)
    assert (names(question), question.topic) == (["Slough"], "caseloads?")


@pytest.mark.parametrize("text", ["thanks", "ok", "ok thanks!", "great"])
def test_thanks_ask_nothing_and_are_passed_over(text: str) -> None:
    question = ask(CASELOADS, text)
    assert (question.terms, question.authorities) == ((), ())
    assert ask(CASELOADS, text, "and in 2016?").topic == "caseloads?"


@pytest.mark.parametrize(
    "text", ["the second one?", "is it any better now?", "and for care leavers?", "and with them?"]
)
def test_a_fragment_before_which_nothing_was_asked_is_unclear(text: str) -> None:
    assert ask(text).terms == ()
    chosen = understand("and for care leavers?", LEXICON, (), Choices(authorities=("Wirral",)))
    assert chosen.terms


@pytest.mark.parametrize("text", ["what about bullying?", "is it safe to place babies at home?"])
def test_a_first_question_with_a_topic_stands(text: str) -> None:
    assert ask(text).terms


def test_words_outside_the_subject_are_not_carried() -> None:
    history = [Turn(CASELOADS), Turn("will it rain in Slough tomorrow?", off_subject=True)]
    question = understand("and in 2016?", LEXICON, history)
    assert (names(question), question.topic) == (["Slough"], "caseloads?")
    kept = understand("and in 2016?", LEXICON, [Turn(CASELOADS), Turn("will it rain tomorrow?")])
    assert "rain" in kept.topic


@pytest.mark.parametrize(
    "text",
    [
        "what else?",
        "anything else",
        "tell me more",
        "more details please",
        "is there anything else about that?",
        "what else did they say?",
        "give me another example",
    ],
)
def test_what_else_leaves_out_what_was_shown(text: str) -> None:
    first, second = Shown("a", Span(0, 9)), Shown("b", Span(5, 9))
    history = [Turn(CASELOADS, shown=(first,)), Turn(text, shown=(second,))]
    question = understand(text, LEXICON, history)
    assert (names(question), question.topic) == (["Wirral"], "caseloads?")
    assert question.shown == (first, second)
    assert understand("and in 2016?", LEXICON, history).shown == ()
    page = understand("which page?", LEXICON, history)
    assert page.shown == (first,)  # what that answer left out, and not what it showed


def test_more_of_something_else_is_a_topic() -> None:
    history = [Turn(CASELOADS, shown=(Shown("a", Span(0, 9)),))]
    assert understand("are more foster carers needed?", LEXICON, history).shown == ()


def test_two_years_of_one_council_are_compared() -> None:
    question = ask("caseloads in Wirral in 2016?", "and in 2019?", "what's the difference?")
    assert (names(question), question.kind) == (["Wirral"], AnswerKind.TREND)
    assert [period.label for period in question.periods] == ["2016", "2019"]
    assert question.topic == "caseloads?"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("What are Bristol's grades?", "what must improve?"),
        ("Is Slough inadequate?", "what must it improve?"),
    ],
)
def test_what_must_improve_is_a_list_after_grades(first: str, then: str) -> None:
    question = ask(first, then)
    assert (question.kind, question.topic) == (AnswerKind.IMPROVE, then)


def test_how_grades_improved_is_a_change_over_time() -> None:
    question = ask("What did Ofsted say about Bristol's grades?", "how has it improved?")
    assert (names(question), question.kind) == (["Bristol"], AnswerKind.TREND)


@pytest.mark.parametrize(
    "text",
    [
        "which councils are outstanding?",
        "which councils were inspected in 2024?",
        "how many authorities are inadequate?",
        "and which councils are good at this?",
        "what other boroughs are good?",
    ],
)
def test_which_councils_asks_of_none_named_before(text: str) -> None:
    assert names(ask("what did Ofsted say about care leavers in Bristol?", text)) == []


@pytest.mark.parametrize("text", ["what councils do about bullying", "which council is it?"])
def test_councils_that_are_not_asked_for_keep_the_place(text: str) -> None:
    assert names(ask("what about care leavers in Bristol?", text)) == ["Bristol"]


def test_a_list_is_asked_for_again_after_two() -> None:
    question = ask("What must Slough and Wirral improve?", "and Bristol?")
    assert (names(question), question.kind) == (["Bristol"], AnswerKind.IMPROVE)


def test_a_change_of_two_that_were_compared_is_a_change() -> None:
    about = "How are care leavers in Slough and Wirral?"
    question = ask(about, "compare them", "has it improved?")
    assert (names(question), question.kind) == (["Slough", "Wirral"], AnswerKind.TREND)


def test_since_when_asks_for_the_grade_over_time() -> None:
    question = ask("Is Wirral outstanding?", "since when?")
    assert (names(question), question.kind) == (["Wirral"], AnswerKind.TREND)
    assert question.topic == "Is outstanding?"
    assert ask("are caseloads high in Wirral?", "since when?").kind is AnswerKind.FINDING


def test_after_before_a_year_is_from_that_year() -> None:
    question = ask("What did Ofsted say about Bristol before 2017?", "and after that?")
    assert [period.label for period in question.periods] == ["2017 onwards"]


def test_the_one_before_beside_another_strand() -> None:
    first = "How was Wirral graded overall last time?"
    question = ask(first, "what about children in care in the one before?")
    assert (question.kind, question.topic) == (AnswerKind.GRADE, "children in care")
    assert [period.label for period in question.periods] == ["previous"]
    other = ask(first, "what about children who lived with the one before them?")
    assert [period.label for period in other.periods] == ["latest"]


def test_words_of_another_inspectorate_are_not_carried() -> None:
    before = Turn("What did the CQC say about Wirral?", off_subject=True)
    question = understand("and Ofsted?", LEXICON, [before])
    assert (names(question), question.topic) == (["Wirral"], "")


@pytest.mark.parametrize("text", ["why did it get worse?", "what happened in 2022?"])
def test_what_lay_behind_grades_is_no_question_for_them(text: str) -> None:
    question = ask("How was Wirral graded overall over time?", text)
    assert (names(question), question.kind, question.topic) == (["Wirral"], AnswerKind.FINDING, "")


def test_what_lay_behind_the_grade_of_a_strand_keeps_the_strand() -> None:
    question = ask("How were care leavers graded in Wirral over time?", "why did it get worse?")
    assert "care leavers" in question.topic


def test_a_finding_happened_is_of_that_finding() -> None:
    question = ask("what about caseloads in Wirral?", "what happened in 2022?")
    assert "caseloads" in question.topic


def test_the_first_of_several_inspections() -> None:
    question = ask("What did the last three inspections say about Bristol?", "and the first?")
    assert question.kind is AnswerKind.FINDING
    assert [(period.label, period.ordinal) for period in question.periods] == [("first", 0)]
    graded = ask("How was Wirral graded overall over time?", "and the first one?")
    assert (graded.kind, graded.periods) == (AnswerKind.GRADE, question.periods)


@pytest.mark.parametrize(
    "text",
    ["thanks", "ok", "i see", "right", "that helps", "good", "that was great", "hello there"],
)
def test_a_courtesy_asks_nothing(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize("text", ["that?", "is it good?", "was it great", "right help?", "no"])
def test_a_short_question_is_no_courtesy(text: str) -> None:
    assert not is_courtesy(text)
