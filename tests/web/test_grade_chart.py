"""Pictures of grades over time: what is drawn is what the table says."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.judgements import STRANDS
from tests.web.graded import inspection
from web.grade_chart import HEIGHT, LEFT, LEVELS, WIDTH, panels
from web.ledger import GRADES, MAIN_STRANDS

SIF = inspection(
    "Wirral",
    date(2016, 7, 28),
    "SIF",
    {"leadership": "inadequate", "care leavers": "good", "board": "requires improvement"},
)
FIRST_ILACS = inspection(
    "Wirral",
    date(2019, 6, 21),
    "ILACS",
    {"leadership": "requires improvement", "children in care": "good"},
    together=True,
)
LAST_ILACS = inspection(
    "Wirral", date(2023, 9, 29), "ILACS", {"leadership": "outstanding", "care leavers": "good"}
)
COURSE = [LAST_ILACS, SIF, FIRST_ILACS]  # in no order


def test_height_and_shape_say_the_grade() -> None:
    (leadership,) = panels(COURSE, ["leadership"])
    heights = [level.y for level in LEVELS]
    assert [(m.year, m.y, m.shape) for m in leadership.marks] == [
        ("2016", heights[3], "square"),
        ("2019", heights[2], "triangle"),
        ("2023", heights[0], "diamond"),
    ]
    assert leadership.words == "2016 inadequate, 2019 requires improvement, 2023 outstanding"


def test_a_change_of_framework_breaks_the_line() -> None:
    (leadership,) = panels(COURSE, ["leadership"])
    assert [join.dashed for join in leadership.joins] == [True, False]


def test_no_line_is_drawn_over_an_inspection_without_the_grade() -> None:
    leavers, board = panels(COURSE, ["care leavers", "board"])
    assert len(leavers.marks) == 2
    assert leavers.joins == ()
    assert leavers.words == "2016 good, 2019 graded together with children in care, 2023 good"
    assert board.words == "2016 requires improvement"


def test_adequate_was_the_third_of_four() -> None:
    old = inspection("Wirral", date(2011, 1, 1), None, {"leadership": "adequate"})
    (panel,) = panels([old, SIF], ["leadership"])
    assert (panel.marks[0].y, panel.marks[0].shape) == (LEVELS[2].y, "triangle")
    assert panel.words == "2011 adequate, 2016 inadequate"


def test_not_judged_is_said_and_not_drawn() -> None:
    unjudged = inspection("Wirral", date(2020, 1, 1), "ILACS", {"leadership": "not judged"})
    (panel,) = panels([SIF, unjudged], ["leadership"])
    assert len(panel.marks) == 1
    assert panel.words.endswith("2020 not judged")


def test_one_inspection_shows_no_course() -> None:
    undated = inspection("Wirral", None, None, {"leadership": "good", "board": "good"})
    assert panels([SIF], ["leadership"]) == ()
    assert panels([SIF, undated], ["leadership"]) == ()


@given(
    st.lists(
        st.builds(
            inspection,
            st.just("Wirral"),
            st.dates(date(2005, 1, 1), date(2030, 1, 1)),
            st.sampled_from(["SIF", "ILACS", None]),
            st.dictionaries(st.sampled_from(STRANDS), st.sampled_from(GRADES), min_size=1),
        ),
        max_size=9,
    )
)
def test_marks_stand_within_the_picture_in_order_of_time(held: list[object]) -> None:
    for panel in panels(held, MAIN_STRANDS):  # type: ignore[arg-type]
        assert all(LEFT < m.x < WIDTH and 0 < m.y < HEIGHT for m in panel.marks)
        assert all(a.x < b.x for a, b in pairwise(panel.marks))
        assert len(panel.joins) < max(len(panel.marks), 1)
