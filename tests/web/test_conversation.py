from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assistant.question import Choices, Part, Turn
from corpus.document import Speaker
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web import Collection, Reading, WebSettings, create_app

Ask = Callable[..., str]
Send = Callable[..., TestResponse]
ADVISERS = "What did Ofsted say about Northfold personal advisers?"


def _text(html: str) -> str:
    body = re.sub(r"<head>.*?</head>", "", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_an_answer_shows_quote_speaker_dates_place_and_grade(client: FlaskClient, ask: Ask) -> None:
    text = _text(client.get(ask(ADVISERS)).text)
    assert (
        "Most personal advisers hold between 18 and 20 cases, which lets them keep in touch."
        in text
    )
    assert "Ofsted’s inspectors" in text
    assert "Inspection of Northfold" in text
    assert "Inspected 3 to 14 July 2023, published 20 September 2023" in text
    assert "Page 2, paragraph 14" in text
    assert "Section graded good" in text
    assert "Read on page 2 of the Northfold inspection report, published 20 September 2023" in text


def test_the_answer_leads_to_itself_by_a_redirect(send: Send) -> None:
    answered = send("/", "/conversation/", question=ADVISERS)
    assert answered.status_code == 303
    assert re.fullmatch(r"/conversation/[\w-]{22}#answer-1", answered.location)


def test_how_it_was_understood_is_shown(client: FlaskClient, ask: Ask) -> None:
    text = _text(client.get(ask(ADVISERS)).text)
    assert "Council Northfold" in text
    assert "Who speaks Anyone" in text
    assert "Looking for A finding" in text
    assert "personal advisers" in text


def test_a_follow_up_is_asked_in_the_light_of_what_was_quoted(
    client: FlaskClient, ask: Ask, assistant: MadeAssistant
) -> None:
    conversation = ask(ADVISERS)
    ask("And what about foster carers?", conversation)
    question, history, _ = assistant.asked[-1]
    assert question == "And what about foster carers?"
    (turn,) = history
    assert turn.question == ADVISERS
    assert turn.documents
    page = client.get(conversation).text
    assert "Council Northfold from the conversation Drop the council" in _text(page)
    assert 'id="answer-2"' in page
    assert "Earlier questions" in page


def test_the_reader_changes_authority_and_speaker(
    client: FlaskClient, ask: Ask, send: Send, assistant: MadeAssistant
) -> None:
    conversation = ask(ADVISERS)
    changed = send(conversation, f"{conversation}/1", authority="St Aldric’s", speaker="ofsted")
    assert changed.status_code == 303
    assert changed.location.endswith("#answer-1")
    chosen = Choices(authorities=("St Aldric’s",), speaker=Speaker.OFSTED)
    assert assistant.asked[-1] == (ADVISERS, (), chosen)
    text = _text(client.get(conversation).text)
    assert "Council St Aldric’s (chosen by you)" in text
    assert "Personal advisers carry more than 30 cases." in text
    assert "Earlier questions" not in text


def test_what_the_reader_chose_stays_known_to_the_follow_up(
    ask: Ask, send: Send, assistant: MadeAssistant
) -> None:
    conversation = ask(ADVISERS)
    send(conversation, f"{conversation}/1", authority="St Aldric’s")
    ask("And foster carers?", conversation)
    (turn,) = assistant.asked[-1][1]
    assert isinstance(turn, Turn)
    assert turn.choices.authorities == ("St Aldric’s",)


def test_any_council_and_anyone_can_be_chosen(
    client: FlaskClient, ask: Ask, send: Send, assistant: MadeAssistant
) -> None:
    conversation = ask(ADVISERS)
    send(conversation, f"{conversation}/1", authority="any", speaker="unknown")
    chosen = Choices(authorities=(), speaker=Speaker.UNKNOWN)
    assert assistant.asked[-1] == (ADVISERS, (), chosen)
    text = _text(client.get(conversation).text)
    assert "Council Any (chosen by you)" in text
    assert "Who speaks Anyone (chosen by you)" in text


def test_the_conversation_can_be_left_out(ask: Ask, send: Send, assistant: MadeAssistant) -> None:
    conversation = ask(ADVISERS)
    ask("And what about foster carers?", conversation)
    send(conversation, f"{conversation}/2", alone="yes")
    assert assistant.asked[-1][2].dropped == frozenset(Part)


def test_an_earlier_answer_stays_when_its_question_is_asked_again(
    client: FlaskClient, ask: Ask, send: Send
) -> None:
    conversation = ask(ADVISERS)
    ask("And what about foster carers?", conversation)
    changed = send(conversation, f"{conversation}/1", authority="St Aldric’s")
    assert changed.location.endswith("#answer-3")
    assert client.get(conversation).text.count("data-focus") == 1


@pytest.mark.parametrize(
    "fields", [{"authority": "Atlantis"}, {"speaker": "king"}, {"authority": "<script>"}]
)
def test_a_choice_that_is_not_offered_is_refused(
    ask: Ask, send: Send, fields: dict[str, str]
) -> None:
    conversation = ask(ADVISERS)
    assert send(conversation, f"{conversation}/1", **fields).status_code == 400
    assert send(conversation, f"{conversation}/9").status_code == 404


def test_a_comparison_has_a_side_for_each_also_for_the_silent(
    client: FlaskClient, ask: Ask
) -> None:
    html = client.get(ask("Northfold and St Aldric’s: return interviews prompt")).text
    assert html.count('class="side"') == 2
    assert "Nothing located in the documents held." in _text(html)


def test_a_refusal_says_what_was_searched_and_labels_the_nearest(
    client: FlaskClient, ask: Ask
) -> None:
    text = _text(client.get(ask("Northfold rockets personal")).text)
    assert "The documents held don’t say" in text
    assert "Four documents were searched" in text
    assert "What you can try." in text
    assert "Not an answer: the nearest passages found" in text
    assert "Passage 1 of 2" in text
    assert "Extract 1 of" not in text


def test_a_weak_match_is_called_one_in_words(client: FlaskClient, ask: Ask) -> None:
    assert "Weak match." in client.get(ask("Northfold adopted")).text


def test_notices_and_lead_ins_stand_apart_from_quotes(client: FlaskClient, ask: Ask) -> None:
    html = client.get(ask("Northfold care leavers new hub")).text
    assert "Some of these are the council’s own words." in _text(html)
    html = client.get(ask("Northfold foster carers number")).text
    assert '<span class="context-label">Under</span> Leaders in Northfold should improve:' in html
    assert "<blockquote><p>The number of foster carers who live in the borough</p>" in html


def test_quotes_and_questions_are_escaped(client: FlaskClient, ask: Ask) -> None:
    html = client.get(ask("St Aldric’s foster carers valued <img src=x onerror=alert(1)>")).text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(&#39;well&#39;)&lt;/script&gt; supported &amp; valued." in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "Write a question"),
        (" \u200b\x00 ", "Write a question"),
        ("x" * 301, "Shorten the question by 1 character: it may have 300"),
        ("x" * 310, "Shorten the question by 10 characters: it may have 300"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why_and_is_kept(
    client: FlaskClient, ask: Ask, send: Send, assistant: MadeAssistant, typed: str, problem: str
) -> None:
    conversation = ask(ADVISERS)
    n_asked = len(assistant.asked)
    for page, action in (("/", "/conversation/"), (conversation, conversation)):
        refused = send(page, action, question=typed)
        assert refused.status_code == 400
        assert "There is a problem" in refused.text
        assert problem in refused.text
        assert "<title>Error: " in refused.text
        assert 'aria-invalid="true"' in refused.text
    assert len(assistant.asked) == n_asked
    assert ("x" * 300 in refused.text) == (len(typed) > 300)


def test_a_question_of_exactly_the_limit_is_asked(ask: Ask, assistant: MadeAssistant) -> None:
    ask("x" * 300)
    assert assistant.asked[-1][0] == "x" * 300


def test_another_reader_cannot_open_answer_or_delete_it(app: Flask, ask: Ask) -> None:
    conversation = ask(ADVISERS)
    stranger = app.test_client()
    assert stranger.get(conversation).status_code == 404
    token = re.search(r'name="csrf_token" value="([^"]+)"', stranger.get("/").text)
    assert token
    history = conversation.replace("/conversation/", "/history/")
    for address in (
        conversation,
        f"{conversation}/1",
        f"{conversation}/more",
        f"{conversation}/1/feedback",
        f"{history}/delete",
    ):
        fields = {"csrf_token": token[1], "question": "And?"}
        assert stranger.post(address, data=fields).status_code == 404


def test_conversations_outlive_a_restart(
    app: Flask,
    client: FlaskClient,
    ask: Ask,
    tmp_path: Path,
    settings: WebSettings,
    made: tuple[Collection, MadeAssistant],
) -> None:
    conversation = ask(ADVISERS)
    cookie = client.get_cookie("findings")
    assert cookie
    again = create_app(settings, made[0], tmp_path).test_client()
    again.set_cookie("findings", cookie.value)
    assert "between 18 and 20 cases" in again.get(conversation).text


def test_a_quote_whose_document_is_gone_says_so(tmp_path: Path, settings: WebSettings) -> None:
    documents = made_documents(tmp_path / "files")
    held = [documents, documents[1:]]
    generation = ["1"]

    def open_reading() -> Reading:
        engine = MadeEngine(held[int(generation[0]) - 1], generation[0])
        return Reading(engine, MadeAssistant(engine))

    app = create_app(settings, Collection(open_reading, lambda: generation[0]), tmp_path)
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)
    assert token
    asked = client.post("/conversation/", data={"csrf_token": token[1], "question": ADVISERS})
    generation[0] = "2"
    html = client.get(asked.location).text
    assert "no longer in the collection" in html
    assert "Read on page" not in html


def test_a_follow_up_to_a_deleted_conversation_is_not_lost(
    client: FlaskClient, ask: Ask, send: Send
) -> None:
    conversation = ask(ADVISERS)
    page = client.get(conversation).text
    address = conversation.replace("/conversation/", "/history/") + "/delete"
    assert send(address, address).status_code == 303
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    fields = {"csrf_token": token[1], "question": "And what about <i>carers</i>?"}
    answered = client.post(conversation, data=fields)
    assert answered.status_code == 404
    assert "This conversation was deleted" in _text(answered.text)
    assert ">And what about &lt;i&gt;carers&lt;/i&gt;?</textarea>" in answered.text
    assert 'action="/conversation/"' in answered.text


def test_the_extracts_of_sides_are_numbered_as_they_are_read(client: FlaskClient, ask: Ask) -> None:
    text = _text(client.get(ask("Compare Northfold and St Aldric’s on personal advisers")).text)
    numbers = [int(number) for number in re.findall(r"Extract (\d+) of \d+", text)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 1


def test_only_the_latest_answer_leads_on_to_the_next_question(
    client: FlaskClient, ask: Ask
) -> None:
    conversation = ask(ADVISERS)
    ask("And what about foster carers?", conversation)
    html = client.get(conversation).text
    assert html.count('<a href="#question">Ask a follow-up</a>') == 1
    assert html.index('id="answer-2"') < html.index('<a href="#question">Ask a follow-up</a>')
