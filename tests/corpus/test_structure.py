from __future__ import annotations

from corpus.document import About, BlockKind, Document
from corpus.raw import RawDocument, RawLine, Role
from corpus.structure import Text, build
from tests.corpus.printed import Sheet, document, raw, structured, typed

LONG = (
    "Social workers in Farnley see children often and write down what they say, so that their",
    "plans are good.",
)


def _shown(text: Text) -> list[tuple[BlockKind, str]]:
    made = document(text)
    return [(block.kind, made.quote(block.span)) for block in text.blocks]


def _of(text: Text, kind: BlockKind) -> list[str]:
    return [shown for own, shown in _shown(text) if own is kind]


def _sentences(made: Document) -> list[str]:
    return [made.quote(sentence.span) for sentence in made.sentences]


def test_sentence_runs_over_a_page_break() -> None:
    text = structured(
        *[
            sheet.footer("Inspection of Farnley", f"3 to 7 June 2031 {n}")
            for n, sheet in enumerate(
                [
                    Sheet(1)
                    .heading("Leaders")
                    .numbered("1. The council cares for its", "children. Impressively, "),
                    Sheet(2)
                    .add("it has not used any hotels for", left=99)
                    .add("them since May.", left=99)
                    .numbered("2. Foster carers are", "well supported by all."),
                    Sheet(3).numbered("3. More carers are being", "found."),
                ],
                1,
            )
        ]
    )
    made = document(text)
    whole = "Impressively, it has not used any hotels for them since May."
    assert whole in _sentences(made)
    assert "Farnley" not in text.text
    start = text.text.index(whole)
    assert made.pages_of(made.sentences[2].span) == (1, 2)
    assert made.page_of(text.text.index("it has not used")) == 2
    assert made.page_of(start) == 1
    assert made.page_of(text.text.index("More carers")) == 3
    assert [block.paragraph for block in text.blocks] == [None, "1", "2", "3"]


def test_heading_over_two_lines_and_the_bullet_before_it() -> None:
    text = structured(
        Sheet(2)
        .heading("What needs to improve?")
        .item("◼ The timeliness of visits")
        .item("◼ The help for children who are", "over 18")
        .heading("The experiences and progress of children who need help and", "protection: good")
        .numbered("1. " + LONG[0], LONG[1])
    )
    assert _of(text, BlockKind.LIST_ITEM) == [
        "The timeliness of visits",
        "The help for children who are over 18",
    ]
    assert [(h.title, h.grade, h.level) for h in text.outline] == [
        ("What needs to improve?", None, 1),
        ("The experiences and progress of children who need help and protection: good", "good", 1),
    ]
    assert text.blocks[-1].heading == 1


def test_levels_follow_the_print() -> None:
    text = structured(
        Sheet(2)
        .heading("The local authority", size=16)
        .heading("Summary", size=14)
        .paragraph(*LONG)
        .heading("Children in care", size=12)
        .paragraph(*LONG)
        .heading("Next", size=14)
        .paragraph(*LONG)
    )
    made = document(text)
    assert [h.level for h in text.outline] == [1, 2, 3, 2]
    assert made.heading_path(2) == ("The local authority", "Summary", "Children in care")
    assert made.heading_path(3) == ("The local authority", "Next")


def test_italic_line_by_itself_is_a_heading() -> None:
    text = structured(
        Sheet(2)
        .heading("The LSCB")
        .add("Business planning", gap=20, italic=True)
        .item("• The plan is not", "specific.")
        .paragraph("One said that it was", "so.")
    )
    assert [h.title for h in text.outline] == ["The LSCB", "Business planning"]


def test_bold_words_within_a_sentence_are_no_heading() -> None:
    text = structured(
        Sheet(2)
        .paragraph(*LONG)
        .paragraph("Children are seen and heard by all who", "help them and")
        .add("by those who lead them, in every", bold=True)
        .add("part of the town.")
    )
    assert text.outline == ()
    assert any("lead them, in every part of the town." in s for s in _sentences(document(text)))


def test_nested_list_has_its_lead_ins() -> None:
    text = structured(
        Sheet(2)
        .heading("Children in this area")
        .item("\uf06e The share of children who are fed at school:")
        .item("\uf02d in primary schools is 15%", left=116)
        .item("\uf02d in others is 12%", left=116)
        .item("\uf06e Of all children, 9% are poor.")
        .paragraph("The council should:")
        .item("\uf06e visit them")
    )
    made = document(text)
    shown = [
        (made.quote(b.span), made.quote(b.lead_in) if b.lead_in else None)
        for b in text.blocks
        if b.kind is BlockKind.LIST_ITEM
    ]
    share = "The share of children who are fed at school:"
    assert shown == [
        (share, None),
        ("in primary schools is 15%", share),
        ("in others is 12%", share),
        ("Of all children, 9% are poor.", None),
        ("visit them", "The council should:"),
    ]
    assert "\n– in primary schools is 15%\n" in text.text


def test_items_that_lost_their_bullets_are_items() -> None:
    text = structured(
        Sheet(2)
        .heading("Area")
        .item("• The share of children fed at school:")
        .add("in primary schools is 15%", left=116, gap=20)
        .add("in others is 12%", left=116, gap=20)
        .item("• All is well.")
        .paragraph(*LONG, *LONG)
    )
    assert _of(text, BlockKind.LIST_ITEM)[1:3] == ["in primary schools is 15%", "in others is 12%"]


def test_paragraph_number_inside_a_line_is_separated() -> None:
    text = structured(
        Sheet(2)
        .heading("Findings")
        .numbered(
            "91. Plans are short and they do not say by when. (Recommendation) 92. The local",
            "authority knows this.",
        )
    )
    assert [(b.paragraph, k) for b, (_, k) in zip(text.blocks, _shown(text), strict=True)][1:] == [
        ("91", "Plans are short and they do not say by when. (Recommendation)"),
        ("92", "The local authority knows this."),
    ]


def test_number_that_ends_a_sentence_begins_no_paragraph() -> None:
    text = structured(
        Sheet(2)
        .heading("Findings")
        .numbered("4. Support lasts until they are", "25. They like that it does so.")
    )
    assert len(_of(text, BlockKind.PARAGRAPH)) == 1


def test_half_about_the_board_is_marked() -> None:
    text = structured(
        Sheet(2).heading("The local authority", size=16).paragraph(*LONG),
        Sheet(3)
        .heading("The Local Safeguarding Children Board (LSCB)", size=16)
        .heading("The Local Safeguarding Children Board is good")
        .paragraph(*LONG),
        Sheet(4).heading("Information about this inspection", size=16).paragraph(*LONG),
    )
    made = document(text)
    about = [(made.page_of(b.span.start), b.about) for b in text.blocks]
    assert {page for page, body in about if body is About.BOARD} == {3}
    assert {page for page, body in about if body is About.AUTHORITY} == {2, 4}
    assert text.outline[2].grade == "good"


def test_cover_lines_stand_by_themselves() -> None:
    text = structured(
        Sheet(1)
        .heading("Farnley Borough", "Council", size=26, bold=False)
        .add("Inspection of services for children", size=14, bold=True, gap=30)
        .add("and", size=14)
        .add("Review of the board", size=14, bold=True)
        .add("Inspection dates: 3 to 7 June 2031", gap=30)
        .add("Lead inspector: Ann Marsh")
        .paragraph(*LONG)
    )
    assert _of(text, BlockKind.PARAGRAPH) == [
        "Farnley Borough Council",
        "Inspection of services for children and Review of the board",
        "Inspection dates: 3 to 7 June 2031",
        "Lead inspector: Ann Marsh",
        " ".join(LONG),
    ]
    assert text.outline == ()


def test_letter_head_stands_line_by_line() -> None:
    text = structured(
        Sheet(1)
        .add("5 July 2031")
        .add("Ms Ann Marsh")
        .add("Director of Children’s Services")
        .add("Dear Ms Marsh", gap=30)
        .paragraph(*LONG)
    )
    assert _of(text, BlockKind.PARAGRAPH)[:4] == [
        "5 July 2031",
        "Ms Ann Marsh",
        "Director of Children’s Services",
        "Dear Ms Marsh",
    ]


def test_mistakes_of_the_original_stay() -> None:
    text = structured(
        Sheet(2)
        .heading("A")
        .paragraph("They have contined to make progess with", "450young people.")
    )
    assert "contined to make progess with 450young people." in text.text


def test_blank_pages_begin_where_the_next_page_does() -> None:
    text = structured(
        Sheet(1).paragraph(*LONG), Sheet(2), Sheet(3).heading("Next").paragraph(*LONG)
    )
    made = document(text)
    assert len(text.page_starts) == 3
    assert text.page_starts[1] == text.page_starts[2] == text.text.index("Next")
    assert made.page_of(text.text.index("Next")) == 3


def test_roles_that_the_file_states_are_kept() -> None:
    lines = (
        RawLine("Farnley news", role=Role.HEADING, level=1),
        RawLine("A visit has found that:", role=Role.PARAGRAPH),
        RawLine("• caseloads are low", role=Role.LIST_ITEM, level=1),
        RawLine("and are kept so", role=Role.LIST_ITEM, level=2),
        RawLine("More", role=Role.HEADING, level=2),
        RawLine("Children in care\tGood", role=Role.TABLE_ROW),
        RawLine("“It is a start,” said the inspector. He will come back.", role=Role.PARAGRAPH),
    )
    text = build(RawDocument(("\n".join(line.text for line in lines),), lines, "html"))
    assert _shown(text) == [
        (BlockKind.HEADING, "Farnley news"),
        (BlockKind.PARAGRAPH, "A visit has found that:"),
        (BlockKind.LIST_ITEM, "caseloads are low"),
        (BlockKind.LIST_ITEM, "and are kept so"),
        (BlockKind.HEADING, "More"),
        (BlockKind.GRADE_ROW, "Children in care Good"),
        (BlockKind.PARAGRAPH, "“It is a start,” said the inspector. He will come back."),
    ]
    made = document(text)
    assert made.heading_path(1) == ("Farnley news", "More")
    assert made.quote(text.blocks[2].lead_in or text.blocks[0].span) == "A visit has found that:"
    assert len(text.sentences) == 8


def test_plain_text_in_wrapped_lines() -> None:
    text = build(
        typed(
            [
                "Minutes:",
                "",
                "The director told the committee that the service had grown by ten posts in the",
                "year. It was asked what this had cost and she said that she would write to all",
                "members.",
                "It had five parts:",
                "1. Homes",
                "2. Plans for those who leave",
                "RESOLVED:",
                "That the report be noted by the committee and be brought back in the spring of the",
                "year.",
            ]
        )
    )
    assert [h.title for h in text.outline] == ["Minutes:", "RESOLVED:"]
    assert _of(text, BlockKind.LIST_ITEM) == ["Homes", "Plans for those who leave"]
    assert any(s.endswith("she would write to all members.") for s in _sentences(document(text)))


def test_plain_text_with_a_line_for_each_paragraph() -> None:
    one = "Leaders at Farnley know their care leavers’ service well, the inspectors said in a letter that was published in May of that year."
    text = build(
        typed(["Farnley improves", "", one, one, "The report found:", "- Audits are better.", one])
    )
    assert [h.title for h in text.outline] == ["Farnley improves"]
    assert _of(text, BlockKind.PARAGRAPH) == [one, one, "The report found:", one]
    assert _of(text, BlockKind.LIST_ITEM) == ["Audits are better."]


def test_empty_document() -> None:
    text = build(raw([Sheet(1)]))
    assert (text.text, text.page_starts, text.sentences) == ("", (0,), ())
