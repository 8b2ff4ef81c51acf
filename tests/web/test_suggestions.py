from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assistant.answer import Answer
from assistant.question import AS_ASKED, AnswerKind, Choices, Part, Period
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web.collection import Reading
from web.conversations import Asked, Entry, Place
from web.suggestions import known_suggestions, suggestions

Ask = Callable[..., str]
Send = Callable[..., TestResponse]
ADVISERS = "What did Ofsted say about Northfold personal advisers?"


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    engine = MadeEngine(made_documents(tmp_path))
    return Reading(engine, MadeAssistant(engine))


def _entry(reading: Reading, question: str, choices: Choices = AS_ASKED) -> Entry:
    asked = Asked(question, choices)
    return Entry(1, asked, reading.assistant.ask(question, (), choices), f"key of {question}")


def _asks(reading: Reading) -> Callable[[str, Choices], Answer]:
    return lambda question, choices: reading.assistant.ask(question, (), choices)


def test_every_suggestion_has_an_answer_and_none_was_asked_before(reading: Reading) -> None:
    entries = [_entry(reading, ADVISERS)]
    found = suggestions(reading, entries, _asks(reading))
    assert 0 < len(found) <= 4
    assert len({(s.asked.question, s.asked.choices) for s in found}) == len(found)
    for suggestion in found:
        assert reading.assistant.ask(
            suggestion.asked.question, (), suggestion.asked.choices
        ).answered
        assert (suggestion.asked.question, suggestion.asked.choices) != (ADVISERS, AS_ASKED)


def test_another_council_that_speaks_of_it_is_compared(reading: Reading) -> None:
    found = suggestions(reading, [_entry(reading, ADVISERS)], _asks(reading))
    (compared,) = [s for s in found if s.label.startswith("Compare")]
    assert compared.label == "Compare Northfold with St Aldric’s on this"
    assert compared.asked.choices.authorities == ("Northfold", "St Aldric’s")
    assert compared.asked.choices.kind is AnswerKind.COMPARE


def test_a_theme_that_was_asked_about_is_not_suggested(reading: Reading) -> None:
    before = suggestions(reading, [_entry(reading, ADVISERS)], _asks(reading))
    assert any("care leavers" in s.asked.question for s in before)
    asked = [_entry(reading, "Northfold care leavers suitable homes?"), _entry(reading, ADVISERS)]
    fresh = Reading(reading.engine, reading.assistant)
    after = suggestions(fresh, asked, _asks(fresh))
    assert not any("care leavers" in s.asked.question for s in after)


def test_what_is_suggested_stands_without_its_conversation(reading: Reading) -> None:
    answer = reading.assistant.ask(
        "And personal advisers?", (), Choices(authorities=("Northfold",))
    )
    carried = replace(answer.question, carried=(Part.AUTHORITY, Part.TOPIC))
    entry = Entry(
        1,
        Asked("And personal advisers?"),
        Answer(carried, extracts=answer.extracts, confidence=answer.confidence),
        "key",
    )
    for suggestion in suggestions(reading, [entry], _asks(reading)):
        assert suggestion.asked.choices.dropped == frozenset(Part)
        if suggestion.asked.question == "And personal advisers?":
            assert suggestion.asked.choices.topic == "personal advisers"
            assert "Northfold" in (suggestion.asked.choices.authorities or ())


def test_a_time_without_inspection_leads_to_one_that_is_held(reading: Reading) -> None:
    year = Period("1999", date(1999, 1, 1), date(1999, 12, 31))
    refused = _entry(reading, "Northfold rockets", Choices(period=year))
    assert refused.answer and not refused.answer.answered
    found = suggestions(reading, [refused], _asks(reading))
    assert found
    assert all("rockets" not in suggestion.asked.question for suggestion in found)


def test_it_is_worked_out_once_for_an_answer(reading: Reading) -> None:
    entries = [_entry(reading, ADVISERS)]
    assert known_suggestions(reading, entries) is None
    found = suggestions(reading, entries, _asks(reading))

    def never(question: str, choices: Choices) -> Answer:
        raise AssertionError(question)

    assert suggestions(reading, entries, never) == found
    assert known_suggestions(reading, entries) == found


def test_after_more_like_an_extract_they_follow_the_question_before(reading: Reading) -> None:
    asked = _entry(reading, ADVISERS)
    more = Entry(2, Asked("A quote " * 200, like=Place("0" * 16, 0, 9)), asked.answer, "more")
    found = suggestions(reading, [asked, more], _asks(reading))
    assert found == suggestions(reading, [asked], _asks(reading))
    assert not any("quote" in suggestion.asked.question for suggestion in found)


def test_only_so_many_are_remembered(reading: Reading) -> None:
    first = _entry(reading, ADVISERS)
    suggestions(reading, [first], _asks(reading))
    answer = first.answer
    for number in range(500):
        entry = Entry(1, Asked(ADVISERS), answer, f"key {number}")
        suggestions(reading, [entry], _asks(reading))
    assert known_suggestions(reading, [first]) is None


def test_the_page_leads_to_suggestions_and_then_shows_them_as_buttons(
    client: FlaskClient, ask: Ask, assistant: MadeAssistant, send: Send
) -> None:
    conversation = ask(ADVISERS)
    n_asked = len(assistant.asked)
    html = client.get(conversation).text
    assert len(assistant.asked) == n_asked  # nobody waits for them
    assert f'href="{conversation}/next" data-suggest' in html
    told = client.get(f"{conversation}/next")
    assert told.status_code == 303
    assert told.location == f"{conversation}#next-questions"
    html = client.get(conversation).text
    assert "data-suggest" not in html
    form = re.search(
        rf'<form method="post" action="{conversation}" data-ask>(?:(?!</form>).)*Compare.*?</form>',
        html,
        re.S,
    )
    assert form
    sent: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form[0]):
        sent.setdefault(name, []).append(unescape(value))
    assert sent["authority"] == ["Northfold", "St Aldric’s"]
    asked = client.post(conversation, data=sent, headers={"Referer": "http://localhost/"})
    assert asked.location == f"{conversation}#answer-2"
    question, _, choices = assistant.asked[-1]
    assert question == ADVISERS
    assert choices.authorities == ("Northfold", "St Aldric’s")


def test_after_a_refusal_without_a_council_the_examples_are_suggested(
    client: FlaskClient, ask: Ask
) -> None:
    conversation = ask("rockets?")
    client.get(f"{conversation}/next")
    assert "Questions it can answer next" in client.get(conversation).text
