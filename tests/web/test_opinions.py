from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assistant.question import Choices, Part
from tests.web.made import MadeAssistant
from web.opinions import Opinion, Opinions, Quoted, Verdict

Ask = Callable[..., str]
Send = Callable[..., TestResponse]
ADVISERS = "What did Ofsted say about Northfold personal advisers?"
GIVEN = Opinion(
    answer="a",
    conversation="c",
    given=datetime(2026, 5, 4, 12, 30, tzinfo=UTC),
    verdict=Verdict.DOES_NOT,
    question="Why?",
    generation="7",
    reason="Another year",
    choices=Choices(authorities=("Northfold",), dropped=frozenset({Part.TOPIC})),
    outcome="not answered",
    quoted=(Quoted("0" * 64, "0" * 16, 3, 9),),
)


@pytest.fixture
def opinions(tmp_path: Path) -> Opinions:
    return Opinions(tmp_path / "web" / "feedback.sqlite", keep_days=100_000)


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_an_opinion_comes_back_as_it_was_given(opinions: Opinions) -> None:
    opinions.give(GIVEN)
    assert opinions.listed() == [GIVEN]
    assert opinions.of_conversation("c") == {"a": GIVEN}
    assert opinions.of_conversation("d") == {}


def test_the_latest_come_first_and_can_be_chosen_by_verdict(opinions: Opinions) -> None:
    for number, verdict in enumerate([Verdict.ANSWERS, Verdict.DOES_NOT, Verdict.ANSWERS]):
        given = GIVEN.given + timedelta(days=number)
        opinions.give(_replaced(answer=str(number), given=given, verdict=verdict))
    assert [opinion.answer for opinion in opinions.listed()] == ["2", "1", "0"]
    assert [opinion.answer for opinion in opinions.listed(Verdict.ANSWERS)] == ["2", "0"]
    assert [opinion.answer for opinion in opinions.listed(limit=1, offset=1)] == ["1"]
    assert opinions.counts() == {Verdict.ANSWERS: 2, Verdict.DOES_NOT: 1}


def test_a_second_opinion_takes_the_place_of_the_first(opinions: Opinions) -> None:
    opinions.give(GIVEN)
    opinions.give(_replaced(verdict=Verdict.ANSWERS))
    assert [opinion.verdict for opinion in opinions.listed()] == [Verdict.ANSWERS]
    opinions.take_back("a")
    assert opinions.listed() == []


def test_opinions_go_with_their_conversation_and_with_time(tmp_path: Path) -> None:
    opinions = Opinions(tmp_path / "feedback.sqlite", keep_days=30)
    now = datetime.now(UTC)
    opinions.give(_replaced(answer="old", given=now - timedelta(days=31)))
    opinions.give(_replaced(answer="new", given=now))
    assert [opinion.answer for opinion in opinions.listed()] == ["new"]
    opinions.forget(["c"])
    assert opinions.listed() == []


def test_choices_of_another_version_do_not_hide_the_opinion(tmp_path: Path) -> None:
    opinions = Opinions(tmp_path / "feedback.sqlite", keep_days=100_000)
    opinions.give(GIVEN)
    with sqlite3.connect(tmp_path / "feedback.sqlite") as db:
        db.execute('UPDATE opinion SET choices = \'{"kind": "rumour"}\'')
    db.close()
    assert [opinion.question for opinion in opinions.listed()] == ["Why?"]


def test_a_reader_says_whether_it_answers_and_is_thanked_once(
    app: Flask, client: FlaskClient, ask: Ask, send: Send
) -> None:
    conversation = ask(ADVISERS)
    assert "Does this answer your question?" in _text(client.get(conversation).text)
    given = send(conversation, f"{conversation}/1/feedback", verdict="does not", reason="Too <old>")
    assert given.status_code == 303
    assert given.location.endswith(f"{conversation}#feedback-1")
    html = client.get(conversation).text
    thanks = "<strong>Thank you.</strong> You said: this does not answer my question"
    assert f"{thanks} (“Too &lt;old&gt;”)." in html
    assert html.count("data-focus") == 1
    assert 'id="feedback-1" tabindex="-1" data-focus' in html
    again = client.get(conversation).text
    assert "Thank you" not in again
    assert "You said: this does not answer my question" in _text(again)
    (opinion,) = app.extensions["opinions"].listed()
    assert opinion.verdict is Verdict.DOES_NOT
    assert opinion.reason == "Too <old>"
    assert opinion.question == ADVISERS
    assert opinion.outcome == "extracts"
    assert opinion.generation == "1"
    assert opinion.quoted


def test_it_can_be_taken_back(app: Flask, client: FlaskClient, ask: Ask, send: Send) -> None:
    conversation = ask("Northfold rockets personal")
    send(conversation, f"{conversation}/1/feedback", verdict="answers")
    (opinion,) = app.extensions["opinions"].listed()
    assert opinion.outcome == "not answered"
    assert opinion.quoted == ()
    send(conversation, f"{conversation}/1/feedback", verdict="none")
    assert app.extensions["opinions"].listed() == []
    assert "Does this answer your question?" in client.get(conversation).text


def test_an_answer_asked_again_has_no_opinion_yet(
    client: FlaskClient, ask: Ask, send: Send
) -> None:
    conversation = ask(ADVISERS)
    send(conversation, f"{conversation}/1/feedback", verdict="answers")
    send(conversation, f"{conversation}/1", authority="St Aldric’s")
    assert "Does this answer your question?" in client.get(conversation).text


def test_what_is_no_opinion_is_refused(ask: Ask, send: Send, assistant: MadeAssistant) -> None:
    conversation = ask(ADVISERS)
    for number, verdict, status in ((1, "perhaps", 400), (9, "answers", 404)):
        sent = send(conversation, f"{conversation}/{number}/feedback", verdict=verdict)
        assert sent.status_code == status


def _replaced(**changes: object) -> Opinion:
    return replace(GIVEN, **changes)  # type: ignore[arg-type]
