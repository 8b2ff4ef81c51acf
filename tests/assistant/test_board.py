"""What is said of the safeguarding board answers only where nothing about the authority does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import NoticeKind
from assistant.pipeline import Assistant
from corpus.document import About
from index.encoder import Encoder
from tests.assistant.making import assistant_over

REPORT = """Wirral Council

Inspection of local authority children's services

Inspection dates: 4 June 2018 to 15 June 2018

The experiences and progress of children who need help and protection

1. Private fostering arrangements are visited by social workers within a week.

2. Children who go missing are offered an interview on their return.

The Local Safeguarding Children Board (LSCB)

3. The board wrote a toolkit that keeps children safe who attend madrassahs and mosque schools.

4. The board keeps an eye on private fostering across the borough.
"""


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, models: Path, encoder: Encoder
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("board")
    with assistant_over(REPORT, folder, models, encoder) as made:
        yield made


def test_what_only_the_board_s_part_answers_is_shown_as_about_the_board(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("what keeps children safe at mosque schools and madrassahs in Wirral?")
    assert [extract.citation.about for extract in answer.extracts[:1]] == [About.BOARD]
    assert "toolkit" in answer.extracts[0].quote
    assert NoticeKind.BOARD in {notice.kind for notice in answer.notices}


def test_where_the_authority_s_part_answers_the_board_s_is_left_out(assistant: Assistant) -> None:
    answer = assistant.ask("are private fostering arrangements visited in Wirral?")
    assert answer.extracts
    assert {extract.citation.about for extract in answer.extracts} == {About.AUTHORITY}


def test_what_neither_part_says_is_refused(assistant: Assistant) -> None:
    assert assistant.ask("how much did the new swimming pool cost in Wirral?").refusal
