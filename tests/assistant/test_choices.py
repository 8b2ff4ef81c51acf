"""What a reader chooses beside a question wins over its words, and the follow-up knows it."""

from __future__ import annotations

import pytest

from assistant.glossary import Glossary
from assistant.question import Turn
from assistant.understand import Lexicon, understand
from corpus.authorities import Authorities
from corpus.document import Speaker


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(
        held=frozenset({"Wirral", "Worcestershire"}),
        vocabulary={"caseloads": 9, "advisers": 9, "foster": 9, "carers": 9, "personal": 9},
        authorities=Authorities.load(),
        glossary=Glossary.load(),
    )


def test_a_chosen_authority_and_speaker_win(lexicon: Lexicon) -> None:
    question = understand(
        "What did Ofsted say about caseloads in Wirral?",
        lexicon,
        authority="Worcestershire",
        speaker=Speaker.COUNCIL,
    )
    assert [mention.name for mention in question.authorities] == ["Worcestershire"]
    assert question.speaker is Speaker.COUNCIL


def test_any_authority_and_anyone_can_be_chosen(lexicon: Lexicon) -> None:
    question = understand(
        "What did Ofsted say about caseloads in Wirral?",
        lexicon,
        authority="",
        speaker=Speaker.UNKNOWN,
    )
    assert question.authorities == ()
    assert question.speaker is None


def test_a_follow_up_keeps_what_was_chosen(lexicon: Lexicon) -> None:
    turn = Turn("What about caseloads in Wirral?", authority="Worcestershire")
    question = understand("And foster carers?", lexicon, [turn])
    assert [mention.name for mention in question.authorities] == ["Worcestershire"]
    assert "authority" in question.carried


def test_what_is_chosen_does_not_count_as_carried(lexicon: Lexicon) -> None:
    turn = Turn("What about caseloads in Wirral?")
    question = understand("And foster carers?", lexicon, [turn], authority="Wirral")
    assert "authority" not in question.carried
