"""Questions answered end to end: on the sample, and on two inspections of one made-up borough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, NoticeKind, RefusalKind
from assistant.errors import GlossaryError, QuestionError, RankerError
from assistant.pipeline import Assistant
from assistant.question import AnswerKind, Turn
from assistant.settings import AssistantSettings
from assistant.trace import traced
from assistant.turns import turn_of
from corpus.document import Speaker
from index.builder import build
from index.encoder import Encoder
from index.local import open_engine

HEAD = """{council}

Inspection of local authority children's services

Inspection dates: {dates}

Overall effectiveness: {grade}
"""
OLDER = (
    HEAD.format(council="Wirral Council", dates="4 June 2018 to 15 June 2018", grade="Inadequate")
    + """
The experiences and progress of care leavers: inadequate

1. Personal advisers carry caseloads of more than forty young people, which is far too many.

2. Care leavers wait for months before a nurse sees them. Their health histories are missing.

What needs to improve

The quality of pathway plans for care leavers.

The caseloads of personal advisers.
"""
)
NEWER = (
    HEAD.format(
        council="Wirral Council", dates="5 September 2022 to 16 September 2022", grade="Good"
    )
    + """
The experiences and progress of care leavers: good

1. Personal advisers hold caseloads of eighteen young people, which lets them keep in touch.

2. Nurses meet every care leaver and hand over a health history.

What needs to improve

The timeliness of return home interviews for children who go missing.
"""
)
OTHER = (
    HEAD.format(council="Slough Borough Council", dates="6 May 2019 to 17 May 2019", grade="Good")
    + """
The experiences and progress of care leavers: good

1. Personal advisers in the town carry caseloads of thirty young people each.

2. Foster carers praise their training and the support of their social workers.
"""
)


# Whether the best sentence answers is fitted and evaluated elsewhere; here every one is shown.
EAGER = AssistantSettings(refuse_below=0.0)


def write_reports(folder: Path) -> Path:
    folder.mkdir()
    for name, text in (("older", OLDER), ("newer", NEWER), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, models: Path
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("inspections")
    data = folder / "data"
    data.mkdir()
    (data / "models").symlink_to(models)
    build([write_reports(folder / "reports")], data, encoder=encoder)
    engine = open_engine(data, encoder=encoder)
    yield Assistant(engine, EAGER)
    engine.close()


@pytest.fixture(scope="module")
def sample(sample_data: Path, encoder: Encoder) -> Iterator[Assistant]:
    engine = open_engine(sample_data, encoder=encoder)
    yield Assistant(engine, EAGER)
    engine.close()


def sources(answer: Answer) -> list[str]:
    return [extract.citation.source for extract in answer.extracts]


def notices(answer: Answer) -> set[NoticeKind]:
    return {notice.kind for notice in answer.notices}


def check_verbatim(assistant: Assistant, answer: Answer) -> None:
    nearest = answer.refusal.nearest if answer.refusal else ()
    told = [notice.extract for notice in answer.notices if notice.extract]
    for extract in (*answer.extracts, *nearest, *told):
        document = assistant.engine.document(extract.citation.document_id)
        assert document.text[extract.span.start : extract.span.end] == extract.quote


def test_a_list_is_asked_for_after_a_remark(made: Assistant) -> None:
    answer = made.ask("Wirral came out well in 2022 but what was left on its to-do list?")
    assert "return home interviews" in answer.extracts[0].quote


def test_the_made_reports_are_read_as_meant(made: Assistant) -> None:
    records = {r.source: r.provenance for r in made.engine.documents()}
    assert {s: p.authority.value for s, p in records.items()} == {
        "older.txt": "Wirral",
        "newer.txt": "Wirral",
        "other.txt": "Slough",
    }
    assert {s: f"{p.inspected_to.value:%Y}" for s, p in records.items()} == {
        "older.txt": "2018",
        "newer.txt": "2022",
        "other.txt": "2019",
    }


def test_the_latest_inspection_is_preferred(made: Assistant) -> None:
    answer = made.ask("how high are personal advisers' caseloads in Wirral?")
    assert sources(answer)[0] == "newer.txt"
    assert "eighteen" in answer.extracts[0].quote
    assert NoticeKind.LATER_INSPECTION not in notices(answer)
    check_verbatim(made, answer)


def test_an_older_inspection_is_quoted_with_a_notice(made: Assistant) -> None:
    answer = made.ask("how high were personal advisers' caseloads in Wirral in 2018?")
    assert set(sources(answer)) == {"older.txt"}
    assert "forty" in answer.extracts[0].quote
    later = next(n for n in answer.notices if n.kind is NoticeKind.LATER_INSPECTION)
    assert later.text == "A later inspection of Wirral is held (inspected September 2022)."
    assert later.extract is not None
    assert later.extract.citation.source == "newer.txt"
    assert "eighteen" in later.extract.quote
    check_verbatim(made, answer)


def test_a_later_inspection_that_says_nothing_on_it_is_told_so(made: Assistant) -> None:
    strict = Assistant(made.engine, AssistantSettings(refuse_below=0.05))
    answer = strict.ask("were personal advisers' caseloads of more than forty in Wirral in 2018?")
    unlike = strict.ask("what was said of the quality of pathway plans in Wirral in 2018?")
    for each in (answer, unlike):
        told = [n for n in each.notices if n.kind is NoticeKind.LATER_INSPECTION]
        assert len(told) == 1
        assert (told[0].extract is None) == ("nothing that was found" in told[0].text)


def test_a_later_grade_is_told_with_an_older_one(made: Assistant) -> None:
    answer = made.ask("how was Wirral rated in 2018?")
    (told,) = (n for n in answer.notices if n.kind is NoticeKind.LATER_INSPECTION)
    assert told.extract is not None
    assert told.extract.citation.source == "newer.txt"
    assert "good" in told.extract.quote.lower()


def test_what_a_later_inspection_says_is_no_part_of_the_answers_explanation(
    made: Assistant,
) -> None:
    with traced() as trace:
        made.ask("how high were personal advisers' caseloads in Wirral in 2018?")
    assert len(trace.sides) == 1


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("what is Wirral's overall grade?", "newer.txt", "Good"),
        ("how was Wirral rated in 2018?", "older.txt", "Inadequate"),
        ("what was Wirral rated at the previous inspection?", "older.txt", "Inadequate"),
    ],
)
def test_a_grade_is_that_of_the_inspection_asked_for(
    made: Assistant, text: str, source: str, words: str
) -> None:
    answer = made.ask(text)
    assert answer.question.kind is AnswerKind.GRADE
    assert sources(answer)[0] == source
    assert words.lower() in answer.extracts[0].quote.lower()


def test_grades_that_changed_are_shown_by_inspection(made: Assistant) -> None:
    answer = made.ask("How have Wirral's grades changed?")
    assert answer.groups == ("2018", "2022")
    assert {(e.group, e.citation.source) for e in answer.extracts} == {
        ("2018", "older.txt"),
        ("2022", "newer.txt"),
    }


@pytest.mark.parametrize(
    "text",
    ["How was Wirral judged over its inspections?", "has Wirral ever been inadequate?"],
)
def test_grades_of_every_inspection_come_overall_grade_first(made: Assistant, text: str) -> None:
    answer = made.ask(text)
    assert answer.question.kind is AnswerKind.TREND
    assert answer.groups == ("2018", "2022")
    assert [e.quote.split(":")[0] for e in answer.extracts[:2]] == ["Overall effectiveness"] * 2
    assert [e.group for e in answer.extracts] == ["2018", "2022"] * 2


@pytest.mark.parametrize(
    "text", ["What did Ofsted say about Wirral?", "Wirral?", "the main findings in Wirral"]
)
def test_a_council_alone_is_answered_with_its_latest_report_as_a_whole(
    made: Assistant, text: str
) -> None:
    answer = made.ask(text)
    assert "Good" in answer.extracts[0].quote
    assert "caseloads of eighteen" in answer.extracts[1].quote
    check_verbatim(made, answer)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What did Ofsted say about Wirral from 2018 to 2022?", True),
        ("What did Ofsted find in Wirral between 2017 and 2023?", True),
        ("How has Wirral changed from 2018 to 2022?", False),
        ("Wirral's grades from 2018 to 2022", False),
        ("Has Wirral got better from 2018 to 2022?", False),
    ],
)
def test_a_span_of_years_without_a_topic_tells_what_each_inspection_found(
    made: Assistant, text: str, told: bool
) -> None:
    answer = made.ask(text)
    assert answer.question.kind is AnswerKind.TREND
    assert answer.groups == ("2018", "2022")
    assert [e.quote.split(":")[0] for e in answer.extracts[:2]] == ["Overall effectiveness"] * 2
    assert any("caseloads of eighteen" in e.quote for e in answer.extracts) is told
    check_verbatim(made, answer)


def test_change_after_a_report_as_a_whole_is_of_grades(made: Assistant) -> None:
    answer = made.ask("how has it changed over time?", [Turn("what did Ofsted say about Wirral?")])
    assert answer.groups == ("2018", "2022")
    assert not any("caseloads" in e.quote for e in answer.extracts)


@pytest.mark.parametrize("text", ["Show me the grades over the years", "when was the inspection?"])
def test_what_every_council_has_asks_for_a_name(made: Assistant, text: str) -> None:
    refusal = made.ask(text).refusal
    assert refusal is not None
    assert refusal.kind is RefusalKind.UNCLEAR
    assert "inspections, grades and a list" in refusal.message


def test_a_report_as_a_whole_leads_to_its_grade_now(made: Assistant) -> None:
    before = Turn("what did Ofsted say about Wirral in 2018?")
    answer = made.ask("and is it any better now?", [before])
    assert answer.question.kind is AnswerKind.GRADE
    assert "Good" in answer.extracts[0].quote


def test_what_must_improve_is_the_latest_list(made: Assistant) -> None:
    answer = made.ask("what must Wirral improve?")
    assert set(sources(answer)) == {"newer.txt"}
    assert "return home interviews" in " ".join(e.quote for e in answer.extracts)


def test_what_was_asked_after_an_inspection_is_its_own_list(made: Assistant) -> None:
    answer = made.ask("after the 2018 inspection what did Wirral need to improve?")
    assert set(sources(answer)) == {"older.txt"}
    quoted = " ".join(e.quote for e in answer.extracts)
    assert quoted.index("pathway plans") < quoted.index("caseloads")


def test_two_authorities_have_a_side_each(made: Assistant) -> None:
    answer = made.ask("compare caseloads of personal advisers in Slough and Wirral")
    assert answer.groups == ("Slough", "Wirral")
    assert {e.group: e.citation.authority for e in answer.extracts} == {
        "Slough": "Slough",
        "Wirral": "Wirral",
    }


def test_extracts_of_authorities_that_were_not_named_stand_under_them(made: Assistant) -> None:
    answer = made.ask("what is said of personal advisers?")
    assert set(answer.groups) == {"Slough", "Wirral"}
    assert all(e.group == e.citation.authority for e in answer.extracts)
    groups = [e.group for e in answer.extracts]
    assert list(dict.fromkeys(groups)) == list(answer.groups)
    assert groups == sorted(groups, key=answer.groups.index)


def test_what_one_authority_alone_speaks_of_is_looked_for_there(made: Assistant) -> None:
    answer = made.ask("do foster carers praise their training?")
    assert set(sources(answer)) == {"other.txt"}
    assert answer.groups == ()


def test_a_comparison_without_a_topic_is_of_the_grades(made: Assistant) -> None:
    answer = made.ask("compare Slough and Wirral")
    assert answer.groups == ("Slough", "Wirral")
    assert {e.quote.split(":")[0] for e in answer.extracts[:2]} == {"Overall effectiveness"}


def test_what_must_improve_is_compared_list_by_list(made: Assistant) -> None:
    answer = made.ask("how have the areas for improvement in Wirral changed since 2018?")
    assert answer.groups == ("2018", "2022")
    firsts = {e.group: e.quote for e in reversed(answer.extracts)}
    assert firsts["2018"].startswith("The quality of pathway plans")
    assert firsts["2022"].startswith("The timeliness of return home interviews")


def test_which_councils_have_a_grade(made: Assistant) -> None:
    answer = made.ask("which councils are good?")
    assert answer.groups == ("Slough", "Wirral")
    assert "2 of 2 authorities have this grade" in answer.notices[-1].text
    before = made.ask("which councils were inadequate in 2018?")
    assert before.groups == ("Wirral",)
    none = made.ask("how many councils are inadequate?").refusal
    assert none and none.kind is RefusalKind.NOT_ANSWERED and "None of 2" in none.message


def test_a_follow_up_about_another_place(made: Assistant) -> None:
    answer = made.ask("and in Slough?", [Turn("how high are PA caseloads in Wirral?")])
    assert set(sources(answer)) == {"other.txt"}
    assert "thirty" in answer.extracts[0].quote


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("what did Ofsted say about caseloads in Leeds?", RefusalKind.NOT_HELD, "Leeds"),
        ("what did Ofsted say about caseloads in Cardiff?", RefusalKind.NOT_HELD, "Cardiff"),
        ("What rating did Ofsted give Alder Hey hospital?", RefusalKind.NOT_HELD, "hospital"),
        ("what did Ofsted say about caseloads in Wirral in 2015?", RefusalKind.NOT_HELD, "2018"),
        ("what was the Wirral committee told about sickness?", RefusalKind.NOT_HELD, "Wirral"),
        ("hello", RefusalKind.UNCLEAR, "topic"),
    ],
)
def test_an_honest_no_says_why(made: Assistant, text: str, kind: RefusalKind, said: str) -> None:
    answer = made.ask(text)
    assert answer.refusal is not None
    assert answer.refusal.kind is kind
    assert said in answer.refusal.message
    assert answer.refusal.next_step


def test_an_answer_below_the_threshold_is_refused_with_the_nearest(made: Assistant) -> None:
    strict = Assistant(made.engine, AssistantSettings(refuse_below=1.0))
    answer = strict.ask("do nurses meet care leavers in Wirral?")
    assert answer.refusal is not None
    assert answer.refusal.kind is RefusalKind.NOT_ANSWERED
    assert "Nurses" in answer.refusal.nearest[0].quote
    assert {e.citation.authority for e in answer.refusal.nearest} == {"Wirral"}
    check_verbatim(strict, answer)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_question_is_refused(made: Assistant, text: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        made.ask(text)


def test_a_question_that_is_too_long_is_refused(made: Assistant) -> None:
    with pytest.raises(QuestionError, match="1001 characters"):
        made.ask("a" * 1001)


def test_settings_that_name_bad_files_say_so(made: Assistant) -> None:
    with pytest.raises(GlossaryError, match="gone"):
        Assistant(made.engine, AssistantSettings(glossary="gone.toml"))
    with pytest.raises(RankerError, match="gone"):
        Assistant(made.engine, AssistantSettings(ranker="gone.json"))


def test_the_sample_answers_with_the_right_voice(sample: Assistant) -> None:
    ofsted = sample.ask("what did Ofsted say about Wirral's PA caseloads")
    assert "advisers" in ofsted.extracts[0].quote and "caseloads" in ofsted.extracts[0].quote
    assert {e.citation.speaker for e in ofsted.extracts} == {Speaker.OFSTED}
    council = sample.ask("how many days are Wirral's staff off sick, as reported to the committee?")
    assert {e.citation.speaker for e in council.extracts} == {Speaker.COUNCIL}
    assert NoticeKind.COUNCIL_WORDS in notices(council)
    check_verbatim(sample, ofsted)
    check_verbatim(sample, council)


def test_a_follow_up_changes_the_voice_and_keeps_the_topic(sample: Assistant) -> None:
    turn = Turn("what did Ofsted say about the police and health in Wirral?")
    answer = sample.ask("And what was the committee told?", [turn])
    assert {e.citation.speaker for e in answer.extracts} == {Speaker.COUNCIL}
    assert re.search(r"[Pp]olice", answer.extracts[0].quote)


WORDS = st.sampled_from(
    "what did Ofsted say about Wirral Slough Leeds neglect PA caseloads in 2018 since the latest "
    "report ? , - compare and committee told it they how many grade improve hospital now nurses "
    "training care leavers health".split()
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(WORDS, min_size=1, max_size=12), before=st.lists(WORDS, max_size=6))
def test_any_question_has_an_answer_of_its_own_authority(
    made: Assistant, words: list[str], before: list[str]
) -> None:
    history = [Turn(" ".join(before))] if before else []
    answer = made.ask(" ".join(words), history)
    check_verbatim(made, answer)
    asked = {mention.name for mention in answer.question.authorities}
    if asked:
        assert {extract.citation.authority for extract in answer.extracts} <= asked
    assert len(answer.extracts) <= 10
    assert 0 <= answer.score <= 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("when will Wirral fix the potholes on my road?", RefusalKind.OUTSIDE_SUBJECT),
        ("tell me a joke about Wirral", RefusalKind.OUTSIDE_SUBJECT),
        ("did they look at FGM in Wirral?", RefusalKind.NOT_ANSWERED),
        ("how many return home interviews were late in Wirral?", RefusalKind.NOT_ANSWERED),
    ],
)
def test_a_word_of_the_field_keeps_a_question_within_the_subject(
    made: Assistant, text: str, kind: RefusalKind
) -> None:
    strict = Assistant(made.engine, AssistantSettings(refuse_below=1.0))
    refusal = strict.ask(text).refusal
    assert refusal is not None
    assert refusal.kind is kind


@pytest.mark.parametrize("text", ["what grade did leaders get?", "what must be improved?"])
def test_a_grade_or_a_list_of_nobody_in_particular_asks_for_a_name(
    made: Assistant, text: str
) -> None:
    refusal = made.ask(text).refusal
    assert refusal is not None
    assert refusal.kind is RefusalKind.UNCLEAR
    assert "Slough" in refusal.next_step and "Wirral" in refusal.next_step


@pytest.mark.parametrize(
    ("key", "value"),
    [("n_extracts", 0), ("max_extract_words", -1), ("n_candidates", 0), ("refuse_below", 1.1)],
)
def test_a_setting_that_makes_no_sense_is_named(key: str, value: float) -> None:
    with pytest.raises(ValueError, match=key):
        AssistantSettings(**{key: value})  # type: ignore[arg-type]


def test_a_follow_up_is_not_answered_by_the_topic_before_it(made: Assistant) -> None:
    strict = Assistant(made.engine)
    history = [Turn("what did Ofsted say about foster carers in Slough?")]
    assert strict.ask("do they get training?", history).answered
    assert strict.ask("and social workers' support?", history).answered
    drones = strict.ask("what about drones?", history)
    assert drones.question.own_topic == "drones?"
    assert drones.refusal is not None
    assert drones.refusal.kind is RefusalKind.OUTSIDE_SUBJECT


def test_thanks_and_a_fragment_are_told_to_be_no_question(made: Assistant) -> None:
    history = [Turn("what did Ofsted say about foster carers in Slough?")]
    for answer in (made.ask("thanks", history), made.ask("is it any better now?")):
        assert answer.refusal is not None
        assert answer.refusal.kind is RefusalKind.UNCLEAR


def test_what_else_shows_other_extracts(made: Assistant) -> None:
    asked = "what did Ofsted say about care leavers' health in Wirral?"
    first = made.ask(asked)
    more = made.ask("what else?", [turn_of(asked, first)])
    shown = {(e.citation.document_id, e.span) for e in first.extracts}
    assert first.extracts
    assert shown.isdisjoint((e.citation.document_id, e.span) for e in more.extracts)
    check_verbatim(made, more)


def test_what_names_no_council_and_nothing_of_the_field_must_be_named_whole(
    tmp_path: Path, encoder: Encoder, models: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("Wirral", "Bristol", "Slough", "Reading", "Barnet", "Essex", "Ealing"):
        head = HEAD.format(council=f"{name} Council", dates="6 to 17 May 2019", grade="Good")
        text = "1. A holiday in France was paid for by the club, and six children went along."
        (folder / f"{name}.txt").write_text(f"{head}\nFindings\n\n{text}\n", "utf-8")
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(models)
    build([folder], data, encoder=encoder)
    with closing(open_engine(data, encoder=encoder)) as engine:
        assistant = Assistant(engine, EAGER)
        refusal = assistant.ask("what is the capital of France?").refusal
        assert refusal is not None
        assert refusal.kind is RefusalKind.OUTSIDE_SUBJECT
        assert assistant.ask("who went to France?").answered
        assert assistant.ask("what is the capital of France, Wirral?").answered
