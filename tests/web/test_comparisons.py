"""Kept comparisons: whose they are, how long they stay, what another version wrote."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Citation, Extract, Notice, NoticeKind, Refusal, RefusalKind
from assistant.question import Period
from corpus.document import About, Kind, Span, Speaker
from web.comparison import Cell, Compared, Comparison, Subject
from web.comparisons import Comparisons

CITATION = Citation(
    document_id="0123456789abcdef",
    sha256="01" * 32,
    source="report.pdf",
    title="Inspection of Wirral",
    authority="Wirral",
    publisher="Ofsted",
    kind=Kind.INSPECTION_REPORT,
    speaker=Speaker.OFSTED,
    about=About.AUTHORITY,
    inspected_from=date(2016, 7, 4),
    inspected_to=date(2016, 7, 28),
    published=None,
    page=3,
    last_page=4,
    paragraph="14",
    heading_path=("Leaders",),
    grade="good",
)
COMPARISON = Comparison(
    Compared("Are caseloads <b>too high</b>?", ("Wirral",), Speaker.OFSTED),
    (
        Cell(
            Subject(
                "4 to 28 July 2016",
                "Wirral",
                "Report, SIF",
                "0123456789abcdef",
                Period("July", date(2016, 7, 4), date(2016, 7, 28)),
            ),
            (Extract(Span(3, 9), "Words.", CITATION, 0.5, reasons={"dense": 0.25}),),
            None,
            (Notice(NoticeKind.BOARD, "Of the board."),),
            True,
        ),
        Cell(
            Subject("2019", "Wirral"),
            (),
            Refusal(RefusalKind.NOT_ANSWERED, "Nothing.", "Try."),
            (),
            False,
        ),
    ),
    ("“casloads” was read as “caseloads”.",),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "web" / "comparisons.sqlite"


@pytest.fixture
def kept(path: Path) -> Comparisons:
    return Comparisons(path, history_days=1)


def test_a_comparison_comes_back_as_it_was(kept: Comparisons, path: Path) -> None:
    comparison_id = kept.keep("a", COMPARISON)
    assert Comparisons(path, 1).read("a", comparison_id) == COMPARISON
    assert [(c.id, c.compared) for c in kept.all("a")] == [(comparison_id, COMPARISON.compared)]


def test_nobody_else_can_open_list_or_delete_it(kept: Comparisons) -> None:
    comparison_id = kept.keep("a", COMPARISON)
    with pytest.raises(KeyError):
        kept.read("b", comparison_id)
    with pytest.raises(KeyError):
        kept.delete("b", comparison_id)
    assert kept.all("b") == []
    assert kept.read("a", comparison_id) == COMPARISON


def test_deleted_is_gone(kept: Comparisons, path: Path) -> None:
    first, second = kept.keep("a", COMPARISON), kept.keep("a", COMPARISON)
    kept.delete("a", first)
    assert [c.id for c in kept.all("a")] == [second]
    kept.delete("a", second)
    assert kept.all("a") == []


def test_the_newest_comes_first(kept: Comparisons) -> None:
    made = [kept.keep("a", COMPARISON) for _ in range(3)]
    assert [c.id for c in kept.all("a")] == made[::-1]


def test_what_was_not_opened_for_long_is_forgotten(kept: Comparisons, path: Path) -> None:
    old, used = kept.keep("a", COMPARISON), kept.keep("a", COMPARISON)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE comparison SET touched = touched - 90000")
    db.close()
    kept.read("a", used)
    assert [c.id for c in kept.all("a")] == [used]
    with pytest.raises(KeyError):
        kept.read("a", old)


def test_what_another_version_wrote_is_no_error(kept: Comparisons, path: Path) -> None:
    comparison_id = kept.keep("a", COMPARISON)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE comparison SET compared = '{}', comparison = '[1]'")
    db.close()
    assert kept.read("a", comparison_id) is None
    assert kept.all("a") == []


def test_the_file_is_its_owners_alone(kept: Comparisons, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0
