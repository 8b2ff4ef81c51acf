from __future__ import annotations

from corpus.boilerplate import without_boilerplate, without_contents
from corpus.raw import RawLine


def _lines(*texts: str, page: int = 1) -> list[RawLine]:
    return [RawLine(text, page) for text in texts]


def _texts(lines: list[RawLine]) -> list[str]:
    return [line.text for line in lines if line.text]


def test_contents_go_with_their_wrapped_entries() -> None:
    lines = _lines(
        "Contents",
        "Executive summary 2",
        "The experiences of children who need help and",
        "protection 10",
        "Care leavers ........ 14",
        "",
        "Executive summary",
        "Farnley is a borough of hills.",
        "It has 3 rivers",
    )
    assert _texts(without_contents(lines)) == [
        "Executive summary",
        "Farnley is a borough of hills.",
        "It has 3 rivers",
    ]


def test_the_word_contents_alone_stays() -> None:
    lines = _lines("Contents", "The box was opened.", "It was empty.", "Nobody knew why.")
    assert len(without_contents(lines)) == 4


def test_closing_page_goes_to_its_end() -> None:
    lines = [
        *_lines("54. Morale is good.", page=1),
        *_lines(
            "The Office for Standards in Education, Children’s Services and Skills (Ofsted)",
            "regulates and inspects to achieve excellence in prisons and Cafcass.",
            "",
            "If you would like a copy of this document in a different format, telephone us.",
            "",
            "Piccadilly Gate",
            "Store Street",
            "T: 0300 123 1231",
            "© Crown copyright 2031",
            page=2,
        ),
    ]
    assert _texts(without_boilerplate(lines)) == ["54. Morale is good."]


def test_imprint_at_the_front_goes_and_the_report_stays() -> None:
    lines = [
        *_lines(
            "© Crown copyright 2031",
            "Website: www.ofsted.gov.uk",
            "",
            "This document may be reproduced in whole or in part",
            "for other purposes.",
        ),
        *[line for n in range(2, 7) for line in _lines(f"Page {n} tells more.", page=n)],
    ]
    assert _texts(without_boilerplate(lines)) == [f"Page {n} tells more." for n in range(2, 7)]


def test_a_report_that_speaks_of_ofsted_or_a_town_stays() -> None:
    lines = _lines(
        "The Office for Standards in Education, Children’s Services and Skills (Ofsted) came",
        "in May and saw the school.",
        "",
        "Some children live in",
        "Manchester",
        "and are well.",
    )
    assert without_boilerplate(lines) == lines
