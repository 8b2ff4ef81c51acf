from __future__ import annotations

from corpus.document import BlockKind
from corpus.structure import Text, build
from tests.corpus.printed import Sheet, document, structured, typed


def _sentences(text: Text) -> list[str]:
    made = document(text)
    return [made.quote(sentence.span) for sentence in text.sentences]


def _footnotes(text: Text) -> list[str]:
    made = document(text)
    return [made.quote(b.span) for b in text.blocks if b.kind is BlockKind.FOOTNOTE]


def test_mark_is_set_apart_from_word_and_figure() -> None:
    text = structured(
        Sheet(2)
        .paragraph("The Board1 met twice and heard from both of its two sub-groups.", mark="1")
        .paragraph("There are 56,2002 children in Farnley, says the census of that year.", mark="2")
        .footnote("1", "The Board is no more.")
        .footnote("2", "An estimate.")
    )
    assert "The Board 1 met twice" in text.text
    assert "There are 56,200 2 children" in text.text
    assert _footnotes(text) == ["The Board is no more.", "An estimate."]


def test_mark_behind_a_stop_belongs_to_the_sentence_before() -> None:
    text = structured(
        Sheet(2).paragraph(
            "Children are to be helped early.4 They are visited by their workers",
            "often.",
            mark="4",
        )
    )
    assert _sentences(text) == [
        "Children are to be helped early. 4",
        "They are visited by their workers often.",
    ]


def test_ordinary_figures_stay() -> None:
    text = structured(Sheet(2).paragraph("In 2012 there were 56,2002 of them, said the paper."))
    assert "56,2002" in text.text


def test_footnote_leaves_the_sentence_it_interrupts() -> None:
    text = structured(
        Sheet(1)
        .paragraph("Leaders know the town well.")
        .blank()
        .paragraph("The team for children1 who live far away is strong and its workers", mark="1")
        .footnote("1", "Far means more than", "20 miles.")
        .footer("1"),
        Sheet(2).add("know them well.").paragraph("More is said of them below.").footer("2"),
    )
    assert (
        "The team for children 1 who live far away is strong and its workers know them well."
        in (_sentences(text))
    )
    assert _footnotes(text) == ["Far means more than 20 miles."]
    made = document(text)
    note = next(b for b in text.blocks if b.kind is BlockKind.FOOTNOTE)
    assert made.pages_of(note.span) == (1, 1)


def test_marks_that_are_not_raised_are_found_by_their_footnote() -> None:
    text = structured(
        Sheet(2)
        .paragraph("Four live in special schools3, all of them out of the borough now.")
        .paragraph("Figure 3 of the plan shows where, and for how long they have been there.")
        .footnote("3", "Schools that care for children all year.")
    )
    assert "special schools 3, all" in text.text
    assert "Figure 3 of the plan" in text.text


def test_plain_text_footnotes_are_known_by_their_mark() -> None:
    text = build(
        typed(
            [
                "The Board1 met twice in the year and it heard from",
                "all of its members, of whom there are twelve.",
                "",
                "1 The Board is no more.",
            ],
            ["Nothing else is known of it."],
        )
    )
    assert "The Board 1 met twice" in text.text
    assert _footnotes(text) == ["The Board is no more."]
