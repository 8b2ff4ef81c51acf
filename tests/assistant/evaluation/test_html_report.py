"""The report of a run: its figures are the run's, its plots show them, and it stands alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from assistant.evaluation.experiment import Outcome, Run
from assistant.evaluation.html_report import report_page
from assistant.evaluation.html_report.data import calibration, rank_rows, risk_points
from assistant.evaluation.html_report.page import ABOUT, went_wrong
from assistant.evaluation.html_report.svg import Drawing
from tests.assistant.evaluation.runs import question_result, run_of


@pytest.fixture(scope="module")
def run() -> Run:
    scores = {Outcome.RIGHT: 0.9, Outcome.WRONGLY_REFUSED: 0.2, Outcome.RIGHTLY_REFUSED: 0.1}
    return run_of(
        [question_result(n, o, scores.get(o, 0.5)) for n, o in enumerate([*Outcome, Outcome.RIGHT])]
    )


class _Reader(HTMLParser):
    """Ids, links and the attributes that would fetch or run something."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.foreign: list[tuple[str, str]] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
            if name in ("src", "href", "srcset", "action") and not (value or "").startswith("#"):
                self.foreign.append((tag, value or ""))
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")


def _read(run: Run) -> _Reader:
    reader = _Reader()
    reader.feed(report_page(run))
    return reader


def test_it_stands_alone_and_every_link_leads_somewhere(run: Run) -> None:
    read = _read(run)
    assert read.foreign == []
    assert read.inline == []
    assert len(read.ids) == len(set(read.ids))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert "http" not in report_page(run).replace("http-equiv", "")


def test_every_question_is_told_with_its_gold_and_why(run: Run) -> None:
    page = report_page(run)
    for result in run.results:
        assert f'id="q-{result.id.lower()}"' in page
        assert went_wrong(result) in page.replace("&#39;", "'")
    assert "&lt;often&gt;" in page
    assert "<often>" not in page
    assert page.count("What is right") == sum(bool(r.gold) for r in run.results)
    assert "its documents are not held" in page


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_word(outcome: Outcome) -> None:
    told = went_wrong(question_result(1, outcome, 0.25))
    assert told.startswith(ABOUT[outcome])
    if outcome is Outcome.RANKED_LOW:
        assert "ranked 2 of 40" in told
    if outcome is Outcome.WRONGLY_REFUSED:
        assert "0.25 (not answered)" in told


def test_calibration_by_hand() -> None:
    known = calibration(
        [
            question_result(1, Outcome.RIGHT, 0.95),
            question_result(2, Outcome.RIGHT, 0.91),
            question_result(3, Outcome.WRONG_SENTENCE, 0.15),
            question_result(4, Outcome.RIGHT, 1.0),
        ]
    )
    low, high = known.bins
    assert (low.n, low.predicted, low.right) == (1, 0.15, 0.0)
    assert high.n == 3
    assert high.predicted == pytest.approx((0.95 + 0.91 + 1.0) / 3)
    assert high.right == 1.0
    # 1/4 · |0 - 0.15| + 3/4 · |1 - 0.953333|
    assert known.error == pytest.approx(0.15 / 4 + 3 * (1 - 2.86 / 3) / 4)
    # (0.05² + 0.09² + 0.15² + 0²) / 4
    assert known.brier == pytest.approx((0.0025 + 0.0081 + 0.0225) / 4)
    # Wilson with 0 of 1: the upper end is z² / (1 + z²)
    assert low.interval == pytest.approx((0.0, 1.96**2 / (1 + 1.96**2)))


def test_ranks_by_kind_by_hand() -> None:
    ranks = [1, 2, 3, 4, 5, 6, 20, 21, None]
    rows = rank_rows(
        [question_result(2, Outcome.RIGHT, 0.9, gold_rank=rank) for rank in ranks]
        + [question_result(1, Outcome.WRONGLY_ANSWERED, 0.9)]
    )
    assert [(row.kind, row.counts) for row in rows] == [("finding", (1, 2, 2, 2, 1, 1))]


def test_the_table_of_risk_has_a_point_for_each_tenth(run: Run) -> None:
    points = risk_points(run.overall.refusal.curve)
    assert points[-1].coverage == 1.0
    assert points == sorted(points, key=lambda point: point.coverage)


def test_a_run_of_nothing_is_a_report_too() -> None:
    page = report_page(run_of([]))
    assert "0 questions" in page


def test_words_in_a_drawing_are_escaped() -> None:
    drawing = Drawing(10, 10, "x", "<script>")
    drawing.text(1, 2.55, "<b>", "label")
    svg = drawing.done()
    assert "<script>" not in svg
    assert "&lt;b&gt;" in svg
    assert re.search(r'y="2\.[56]"', svg)
