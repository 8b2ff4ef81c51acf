from __future__ import annotations

import pytest

from corpus.document import BlockKind
from corpus.grade_table import grade_of
from corpus.structure import Text, build
from tests.corpus.printed import Sheet, document, raw, typed


def _rows(text: Text) -> list[str]:
    made = document(text)
    return [made.quote(b.span) for b in text.blocks if b.kind is BlockKind.GRADE_ROW]


SUMMARY = (
    "Services for children in Farnley are good and they have become better since 2030, as",
    "leaders know their town.",
)


def test_wrapped_labels_and_grades_make_one_row_each() -> None:
    sheet = Sheet().heading("Inspection of Farnley", size=26, bold=False)
    sheet.add("Judgement Grade", bold=True, gap=30)
    sheet.add("The impact of leaders on social work", "practice with children and families", gap=30)
    sheet.add("Requires improvement", "to be good", left=300)
    sheet.add("The experiences and progress of", "children in care", gap=30)
    sheet.add("Good", left=300).add("Overall effectiveness Good", gap=30).paragraph(*SUMMARY)
    text = build(raw([sheet, Sheet(2).paragraph(*SUMMARY)]))
    assert _rows(text) == [
        "Judgement Grade",
        "The impact of leaders on social work practice with children and families"
        " Requires improvement to be good",
        "The experiences and progress of children in care Good",
        "Overall effectiveness Good",
    ]
    assert "Overall effectiveness Good\nServices for children" in text.text


def test_numbered_list_of_grades() -> None:
    sheet = Sheet().heading("Children’s services in Farnley require improvement to be good")
    sheet.add("1. Children who need help and protection Good", bold=True, gap=27)
    sheet.add("2. Children looked after and achieving", "permanence Requires improvement", gap=27)
    sheet.blank().add("2.1 Adoption performance Outstanding", left=120, gap=27)
    sheet.add("3. Leadership, management and governance Inadequate", gap=27)
    text = build(raw([sheet, Sheet(2).heading("Executive summary").paragraph(*SUMMARY)]))
    assert _rows(text) == [
        "Children’s services in Farnley require improvement to be good",
        "Children who need help and protection Good",
        "Children looked after and achieving permanence Requires improvement",
        "Adoption performance Outstanding",
        "Leadership, management and governance Inadequate",
    ]
    assert "\n2.1 Adoption performance" in text.text


def test_summary_glued_to_the_last_grade_is_parted() -> None:
    text = build(
        typed(
            [
                "Judgement Grade",
                "The experiences and progress of",
                "children in care Good",
                "Overall effectiveness Good Services for children in Farnley are good and have",
                "been so for years, as all who were asked about them said.",
            ]
        )
    )
    assert _rows(text)[-1] == "Overall effectiveness Good"
    assert "\nServices for children in Farnley" in text.text


def test_body_text_about_good_things_is_no_row() -> None:
    sheet = (
        Sheet()
        .heading("Summary")
        .paragraph(
            "Leadership, management and governance of the town are better than they were and are now",
            "good.",
        )
    )
    assert _rows(build(raw([sheet]))) == []


@pytest.mark.parametrize(
    ("heading", "grade"),
    [
        ("The experiences and progress of children in care: good", "good"),
        (
            "The experiences of care leavers: requires improvement to be good",
            "requires improvement to be good",
        ),
        ("Care leavers requires improvement to be good", "requires improvement to be good"),
        ("The Local Safeguarding Children Board is inadequate", "inadequate"),
        ("The experiences and progress of children in care Outstanding", "outstanding"),
        ("Quality of provision Grade 4 (Inadequate)", "inadequate"),
        ("Care leavers requires improvement to be good.", "requires improvement to be good"),
        ("The experiences of care leavers require improvement.", "requires improvement"),
        ("The experiences and progress of children in care good", "good"),
        ("What needs to improve?", None),
        ("What good looks like", None),
        ("All that is good", "good"),
        ("Care leavers who are doing good", None),
    ],
)
def test_grade_of_a_heading(heading: str, grade: str | None) -> None:
    assert grade_of(heading) == grade


def test_grade_in_the_cell_beside_a_heading_joins_it() -> None:
    sheet = Sheet(4).heading("The experiences and progress of", "children in care")
    beside = Sheet(4, top=sheet.top - 8 - 14.5).add(
        "Requires improvement ", left=357, size=14, bold=True
    )
    rest = Sheet(4, top=sheet.top + 20).paragraph(*SUMMARY)
    text = build(raw([sheet, beside, rest]))
    assert [(h.title, h.grade) for h in text.outline] == [
        (
            "The experiences and progress of children in care Requires improvement",
            "requires improvement",
        )
    ]


def test_row_that_stands_for_a_heading_is_one() -> None:
    sheet = Sheet(9).heading("Inspection judgements").add("Key judgement Judgement grade", gap=30)
    sheet.add("The experiences and progress of", "children in care", gap=30).add("Good", left=300)
    sheet.heading("Summary", size=12).paragraph(*SUMMARY)
    text = build(raw([sheet]))
    made = document(text)
    assert made.heading_path(text.blocks[-1].heading) == (
        "The experiences and progress of children in care Good",
        "Summary",
    )
    assert text.outline[1].grade == "good"


def test_row_that_repeats_its_heading_stays_a_row() -> None:
    sheet = Sheet(9).heading("The experiences and progress of children in care")
    sheet.add("Key judgement Judgement grade", gap=30)
    sheet.add("The experiences and progress of", "children in care", gap=30).add("Good", left=300)
    text = build(raw([sheet.paragraph(*SUMMARY)]))
    assert _rows(text)[1] == "The experiences and progress of children in care Good"
    assert len(text.outline) == 1


LEADERS = "The impact of leaders on social work practice with children and"


def _outline(*parts: Sheet) -> list[tuple[str, int, str | None]]:
    return [(h.title, h.level, h.grade) for h in build(raw(parts)).outline]


def test_long_heading_with_a_stop_that_states_a_grade_is_a_heading() -> None:
    families = "families: requires improvement to be good."
    sheet = Sheet(4).heading("The experiences and progress of children in care: good")
    sheet.numbered("1. " + SUMMARY[0], SUMMARY[1]).heading(LEADERS, families)
    sheet.numbered("2. " + SUMMARY[0], SUMMARY[1])
    assert _outline(sheet) == [
        ("The experiences and progress of children in care: good", 1, "good"),
        (f"{LEADERS} {families}", 1, "requires improvement to be good"),
    ]


def test_long_sentence_in_bold_that_goes_on_is_no_heading() -> None:
    sheet = Sheet(4).heading("Summary").paragraph(*SUMMARY)
    sheet.heading(
        "The experiences and progress of children who need help and protection",
        "are good because most families are given the right help by the town.",
    )
    assert [title for title, _, _ in _outline(sheet)] == ["Summary"]


@pytest.mark.parametrize("page", [2, 3])
def test_section_heading_near_the_cover_is_no_row(page: int) -> None:
    title = ("The experiences and progress of children who need help and protection:", "Good")
    sheet = Sheet(page).heading("What needs to improve").item("• The timeliness of visits.")
    sheet.heading(*title, size=12).numbered("1. " + SUMMARY[0], SUMMARY[1])
    sheet.heading(f"{LEADERS} families: Good").numbered("2. " + SUMMARY[0], SUMMARY[1])
    text = build(raw([sheet]))
    assert _rows(text) == []
    # set smaller than its like it is no part of the section above all the same
    assert [(h.title, h.level, h.grade) for h in text.outline] == [
        ("What needs to improve", 1, None),
        (" ".join(title), 1, "good"),
        (f"{LEADERS} families: Good", 1, "good"),
    ]


def test_rows_with_a_colon_beside_one_another_stay_rows() -> None:
    sheet = Sheet(2).heading("Judgements")
    sheet.add(LEADERS, "families:", gap=30).add("Good", left=300)
    sheet.add("The experiences and progress of children in care:", gap=30).add(
        "Inadequate", left=300
    )
    sheet.paragraph(*SUMMARY)
    assert len(_rows(build(raw([sheet])))) == 2


def test_row_that_repeats_its_heading_grades_it() -> None:
    title = "The experiences and progress of children in care"
    sheet = Sheet(9).heading(title).add("Key judgement Judgement grade", gap=30)
    sheet.add(title, gap=30).add("Good", left=300).paragraph(*SUMMARY)
    assert _outline(sheet) == [(title, 1, "good")]
