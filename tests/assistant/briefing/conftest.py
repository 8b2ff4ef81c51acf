from __future__ import annotations

from pathlib import Path

import pytest

from assistant.briefing import Briefing
from assistant.briefing.edition import Edition
from corpus.document import Document
from tests.assistant.briefing.making import edition, held, made_briefing


@pytest.fixture
def documents(tmp_path: Path) -> dict[str, Document]:
    return held(tmp_path / "files")


@pytest.fixture
def briefing(documents: dict[str, Document]) -> Briefing:
    return made_briefing(documents)


@pytest.fixture
def made(briefing: Briefing, documents: dict[str, Document]) -> Edition:
    return edition(briefing, documents)
