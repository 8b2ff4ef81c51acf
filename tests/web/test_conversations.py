from __future__ import annotations

import sqlite3
import stat
import time
from datetime import date
from pathlib import Path

import pytest
from cattrs.preconf.json import make_converter

from assistant.answer import Answer
from assistant.question import AnswerKind, Choices, Part, Period
from corpus.document import Speaker
from tests.web.made import made_collection
from web.conversations import Asked, Conversations, Place

QUESTION = "What did Ofsted say about Northfold personal advisers?"

CHOICES = Choices(
    authorities=(),
    speaker=Speaker.COUNCIL,
    period=Period("2016", date(2016, 1, 1), date(2016, 12, 31)),
    topic="advisers",
    kind=AnswerKind.FIGURE,
    dropped=frozenset({Part.TOPIC}),
)


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "web" / "conversations.sqlite", history_days=90)


def test_answers_come_back_as_they_were_given(kept: Conversations, tmp_path: Path) -> None:
    _, assistant = made_collection(tmp_path)
    conversation = kept.begin("reader")
    questions = [QUESTION, "Northfold rockets", "", "Northfold and St Aldric’s foster carers"]
    answers = [assistant.ask(question) for question in questions]
    for question, answer in zip(questions, answers, strict=True):
        kept.write("reader", conversation, Asked(question), answer, None)
    entries = kept.entries("reader", conversation)
    assert [entry.answer for entry in entries] == answers
    assert [entry.number for entry in entries] == [1, 2, 3, 4]


def test_an_answer_can_take_the_place_of_another(kept: Conversations, tmp_path: Path) -> None:
    _, assistant = made_collection(tmp_path)
    conversation = kept.begin("reader")
    kept.write("reader", conversation, Asked(QUESTION), assistant.ask(QUESTION), None)
    chosen = Asked(QUESTION, CHOICES, Place("a", 3, 9))
    kept.write("reader", conversation, chosen, assistant.ask("Northfold hub"), 1)
    (entry,) = kept.entries("reader", conversation)
    assert entry.asked == chosen
    assert entry.answer == assistant.ask("Northfold hub")


def test_only_its_reader_opens_writes_or_deletes_a_conversation(
    kept: Conversations, tmp_path: Path
) -> None:
    _, assistant = made_collection(tmp_path)
    conversation = kept.begin("reader")
    with pytest.raises(KeyError):
        kept.entries("another", conversation)
    with pytest.raises(KeyError):
        kept.write("another", conversation, Asked("x"), assistant.ask("x"), None)
    with pytest.raises(KeyError):
        kept.delete("another", conversation)
    kept.delete("reader", conversation)
    with pytest.raises(KeyError):
        kept.entries("reader", conversation)


def test_deleting_leaves_no_words_in_the_file(kept: Conversations, tmp_path: Path) -> None:
    _, assistant = made_collection(tmp_path)
    conversation = kept.begin("reader")
    kept.write("reader", conversation, Asked("zebrafinch"), assistant.ask("zebrafinch"), None)
    kept.delete("reader", conversation)
    with sqlite3.connect(tmp_path / "web" / "conversations.sqlite") as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    for file in (tmp_path / "web").iterdir():
        assert b"zebrafinch" not in file.read_bytes()


def test_what_was_not_touched_for_long_is_deleted(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite"
    kept = Conversations(path, history_days=90)
    old, recent = kept.begin("reader"), kept.begin("reader")
    with sqlite3.connect(path) as db:
        db.execute("UPDATE conversation SET touched = touched - 91 * 86400 WHERE id = ?", (old,))
    db.close()
    kept.forget_old()
    assert kept.entries("reader", recent) == []
    with pytest.raises(KeyError):
        kept.entries("reader", old)


def test_an_answer_of_another_version_is_none_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "conversations.sqlite"
    kept = Conversations(path, history_days=90)
    _, assistant = made_collection(tmp_path / "files")
    conversation = kept.begin("reader")
    for _ in range(3):
        kept.write("reader", conversation, Asked(QUESTION), assistant.ask(QUESTION), None)
    with sqlite3.connect(path) as db:
        db.execute("""UPDATE entry SET answer = '{"other": 1}' WHERE number = 1""")
        db.execute("UPDATE entry SET answer = '{' WHERE number = 2")
    db.close()
    entries = kept.entries("reader", conversation)
    assert [entry.answer is None for entry in entries] == [True, True, False]


def test_the_file_is_the_owners_alone(kept: Conversations, tmp_path: Path) -> None:
    mode = (tmp_path / "web" / "conversations.sqlite").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_conversations_of_version_0_1_are_moved(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite"
    _, assistant = made_collection(tmp_path / "files")
    with sqlite3.connect(path) as db:
        db.executescript(
            """
            CREATE TABLE conversation (
                id TEXT PRIMARY KEY, reader TEXT NOT NULL, touched REAL NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE entry (
                conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                question TEXT NOT NULL, authority TEXT, speaker TEXT, alone INTEGER NOT NULL,
                answer TEXT NOT NULL,
                PRIMARY KEY (conversation, number)
            ) WITHOUT ROWID;
            """
        )
        db.execute("INSERT INTO conversation VALUES ('c', 'reader', ?)", (time.time(),))
        answer = make_converter().dumps(assistant.ask(QUESTION), unstructure_as=Answer)
        chosen = [(None, None, 0), ("", "unknown", 1), ("Northfold", "council", 0)]
        for number, (authority, speaker, alone) in enumerate(chosen, 1):
            row = ("c", number, QUESTION, authority, speaker, alone, answer)
            db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    db.close()
    for _ in range(2):  # moved once, opened again
        kept = Conversations(path, history_days=90)
        entries = kept.entries("reader", "c")
        assert [entry.asked.choices for entry in entries] == [
            Choices(),
            Choices(authorities=(), speaker=Speaker.UNKNOWN, dropped=frozenset(Part)),
            Choices(authorities=("Northfold",), speaker=Speaker.COUNCIL),
        ]
        assert [entry.answer for entry in entries] == [assistant.ask(QUESTION)] * 3
        assert len({entry.key for entry in entries}) == 3
    kept.delete("reader", "c")
    with pytest.raises(KeyError):
        kept.entries("reader", "c")


def test_a_list_shows_the_first_question_and_how_many(tmp_path: Path) -> None:
    kept = Conversations(tmp_path / "conversations.sqlite", history_days=90)
    _, assistant = made_collection(tmp_path / "files")
    first, empty, second = (kept.begin("reader") for _ in range(3))
    for conversation, question in ((first, "One?"), (second, "Two?"), (second, "Three?")):
        kept.write("reader", conversation, Asked(question), assistant.ask(QUESTION), None)
    shown = [(one.id, one.question, one.n_questions) for one in kept.summaries("reader")]
    assert shown == [(second, "Two?", 2), (first, "One?", 1)]
    assert empty not in [one.id for one in kept.summaries("reader")]
    assert kept.count("reader") == 2
    assert [one.id for one in kept.summaries("reader", limit=1, offset=1)] == [first]
    assert kept.summaries("another") == []
    assert set(kept.delete_all("reader")) == {first, empty, second}
    assert kept.count("reader") == 0
