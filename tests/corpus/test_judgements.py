"""Grades of made-up reports, in each of their shapes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgements import STRANDS, grade_of, judgements, restatements

LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"


@dataclass(frozen=True)
class Words:
    """A text without structure."""

    text: str


def _grades(text: str) -> dict[str, str]:
    return {j.strand: j.grade for j in judgements(Words(text))}


def _quotes(text: str) -> dict[str, str]:
    return {j.strand: text[j.span.start : j.span.end] for j in judgements(Words(text))}


SHORT = f"""Inspection of Exampleton local authority children’s services
Inspection dates: 1 to 12 March 2021
Judgement Grade
{LEADERS} Requires improvement to be good
{HELP} Inadequate
{CARE} and care leavers Good
Overall effectiveness Requires improvement to be good Services in Exampleton have changed.
{HELP}: inadequate
1. Thresholds are understood.
"""

LONG = """Exampleton Council
Inspection of services for children in need of help and protection
Children’s services in the Royal Borough of Exampleton require improvement to be good
1. Children who need help and protection Requires improvement
2. Children looked after and achieving permanence Good
2.1 Adoption performance Outstanding
2.2 Experiences and progress of care leavers Inadequate
3. Leadership, management and governance Requires Improvement
The local authority was last inspected in 2012.
 Overall effectiveness: Inadequate
 Leadership, management and governance: inadequate
The Local Safeguarding Children Board (LSCB)
The Local Safeguarding Children Board 2 is good
An LSCB that is good coordinates the work of its partners. An LSCB requires improvement if it does
not yet show this.
"""


def test_a_short_report() -> None:
    assert _grades(SHORT) == {
        "overall effectiveness": "requires improvement",
        "leadership": "requires improvement",
        "help and protection": "inadequate",
        "children in care": "good",
    }
    assert _quotes(SHORT)["children in care"] == f"{CARE} and care leavers Good"


def test_care_leavers_have_their_own_row_from_2023() -> None:
    text = SHORT.replace("children in care and care leavers Good", "children in care Good")
    text = text.replace("Overall", f"{LEAVERS} Outstanding\nOverall")
    assert _grades(text)["children in care"] == "good"
    assert _grades(text)["care leavers"] == "outstanding"


def test_a_long_report_and_its_board() -> None:
    assert _grades(LONG) == {
        "overall effectiveness": "requires improvement",
        "leadership": "requires improvement",
        "help and protection": "requires improvement",
        "children in care": "good",
        "care leavers": "inadequate",
        "adoption": "outstanding",
        "board": "good",
    }
    quotes = _quotes(LONG)
    assert quotes["board"] == "The Local Safeguarding Children Board 2 is good"
    assert quotes["overall effectiveness"].startswith("Children’s services in the Royal Borough")


@pytest.mark.parametrize(
    ("line", "grade"),
    [
        ("The overall judgement is inadequate", "inadequate"),
        ("The overall judgement is requires improvement.", "requires improvement"),
        ("The overall judgement is that children’s services are good", "good"),
        ("The overall judgement is that the local authority is inadequate", "inadequate"),
        (
            "The overall judgement is that children’s services require\nimprovement",
            "requires improvement",
        ),
        ("Children's services in St Example are outstanding", "outstanding"),
    ],
)
def test_the_overall_judgement_of_long_reports(line: str, grade: str) -> None:
    start, end = LONG.index("Children’s services in"), LONG.index("1. Children")
    assert _grades(LONG[:start] + line + "\n" + LONG[end:])["overall effectiveness"] == grade


@pytest.mark.parametrize(
    ("line", "grade"),
    [
        ("The effectiveness of the Local Safeguarding Children Board (LSCB) is\ngood", "good"),
        (
            "The effectiveness of the local safeguarding children board (LSCB)\n"
            "Requires improvement.",
            "requires improvement",
        ),
        ("The effectiveness of the LSCB requires improvement", "requires improvement"),
        ("The Local Safeguarding Children is inadequate", "inadequate"),
        ("The LSCB is inadequate because\n• its checks are weak.", "inadequate"),
        ("The LSCB requires improvement if it does not yet show this.", None),
        ("The Local Safeguarding Children Board is good at training its members.", None),
    ],
)
def test_the_boards_grade(line: str, grade: str | None) -> None:
    text = LONG.replace("The Local Safeguarding Children Board 2 is good", line)
    assert _grades(text).get("board") == grade


def test_a_re_inspection_does_not_judge_the_board() -> None:
    assert "board" not in _grades(LONG[: LONG.index("The Local Safeguarding")])


def test_a_report_before_2013() -> None:
    text = """Record of main findings
Services for looked after children
Overall effectiveness Inadequate
Capacity to improve Adequate
Outcomes for looked after children and young people Adequate
Quality of provision Not judged
Leadership and management Good
"""
    assert _grades(text) == {
        "overall effectiveness": "inadequate",
        "leadership": "good",
        "capacity to improve": "adequate",
        "outcomes": "adequate",
        "quality of provision": "not judged",
    }


def test_the_protection_of_children_in_2012() -> None:
    text = """Record of main findings
Overall effectiveness Grade 3 (Adequate)
The effectiveness of the help and protection provided to children, young people, families and
carers Good
The quality of practice Adequate
Leadership and governance Inadequate
"""
    assert _grades(text) == {
        "overall effectiveness": "adequate",
        "leadership": "inadequate",
        "help and protection": "good",
        "quality of practice": "adequate",
    }


def test_headings_stand_in_for_a_missing_table() -> None:
    text = f"{HELP}: requires improvement to be good\n1. Some words.\n{CARE} is good.\n2. More."
    assert _grades(text) == {
        "help and protection": "requires improvement",
        "children in care": "good",
    }


def test_the_table_goes_before_a_heading() -> None:
    assert _grades(f"{CARE}: inadequate\n{HELP}: good\n{CARE} Good\n")["children in care"] == "good"


@pytest.mark.parametrize(
    "grade",
    ["Outstanding", "Require improvement", "Requires improvement / to be good", "Not judged"],
)
def test_cells(grade: str) -> None:
    text = SHORT.replace("Inadequate", grade)
    assert _grades(text)["help and protection"] == grade_of(grade)
    assert _quotes(text)["help and protection"] == f"{HELP} {grade}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dear Director\nThis letter summarises the findings of the focused visit. Leaders know "
        "their services well. At the last inspection overall effectiveness was judged inadequate.",
        "Overall effectiveness of the service is good.",
        "The quality of practice is good and leadership and management are good.",
        f"{CARE} good practice is shared.",
    ],
)
def test_letters_and_prose_have_no_grades(text: str) -> None:
    assert judgements(Words(text)) == ()


CELLS = st.sampled_from(["Outstanding", "Good", "Requires improvement to be good", "Inadequate"])


@given(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), st.sampled_from([" ", "\n", "  \n \n", "\t"]))
def test_rows_survive_any_line_breaks(cells: tuple[str, ...], space: str) -> None:
    labels = (LEADERS, HELP, CARE, LEAVERS, "Overall effectiveness")
    rows = [f"{label} {cell}" for label, cell in zip(labels, cells, strict=True)]
    text = "Judgement Grade " + " ".join(rows) + " Services here have changed."
    broken = text.replace(" ", space)
    found = judgements(Words(broken))
    assert [j.strand for j in found] == list(STRANDS[:5])
    by_strand = {j.strand: j.grade for j in found}
    order = ("leadership", "help and protection", "children in care", "care leavers")
    for strand, cell in zip((*order, "overall effectiveness"), cells, strict=True):
        assert by_strand[strand] == grade_of(cell)
    for judgement in found:
        assert " ".join(broken[judgement.span.start : judgement.span.end].split()) in text


def test_a_word_that_is_no_grade_is_refused() -> None:
    with pytest.raises(ValueError, match="not a grade"):
        grade_of("excellent")


@pytest.mark.skipif("FINDINGS_CORPUS" not in os.environ, reason="FINDINGS_CORPUS is not set")
def test_headings_agree_with_the_tables_of_shared_reports() -> None:
    from pypdf import PdfReader

    for path in sorted((Path(os.environ["FINDINGS_CORPUS"]) / "ofsted").rglob("*.pdf"))[::40]:
        pages = PdfReader(path).pages
        text = Words("\n".join(page.extract_text() for page in pages))
        grades = {j.strand: j.grade for j in judgements(text)}
        assert len(grades) in (4, 5, 7), path
        for said in restatements(text):
            assert said.grade == grades[said.strand], path
