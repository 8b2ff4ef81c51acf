"""What speaks for a sentence, measured over a made-up report."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Considered
from index.encoder import Encoder
from tests.assistant.making import assistant_over

REPORT = """Wirral Council

Inspection of local authority children's services

Inspection dates: 4 June 2018 to 15 June 2018

1. Young people settle well with the foster carers who were chosen for them.

2. The support for young carers comes late.

3. Young adult carers are invited to a club on Fridays.
"""


@pytest.fixture(scope="module")
def found(
    tmp_path_factory: pytest.TempPathFactory, models: Path, encoder: Encoder
) -> dict[str, Considered]:
    """What was considered for a question on young carers, by the sentences' first words."""
    folder = tmp_path_factory.mktemp("carers")
    with assistant_over(REPORT, folder, models, encoder) as assistant:
        answer = assistant.ask("what did Ofsted say about young carers in Wirral?")
        document = assistant.engine.document(answer.considered[0].document_id)
        return {document.quote(c.span)[:12].strip(): c for c in answer.considered}


def test_a_phrase_is_named_where_its_words_stand_together(found: dict[str, Considered]) -> None:
    assert found["The support"].reasons["cover"] == pytest.approx(1.0)
    assert found["Young adult"].reasons["cover"] == pytest.approx(1.0)  # a word between


def test_the_words_of_a_phrase_apart_are_half_of_it(found: dict[str, Considered]) -> None:
    assert found["Young people"].reasons["cover"] == pytest.approx(0.5)
