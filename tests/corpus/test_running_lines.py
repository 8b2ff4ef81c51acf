from __future__ import annotations

from corpus.raw import RawLine
from corpus.running_lines import without_running_lines
from tests.corpus.printed import Sheet, line

WORDS = ("apples", "bears", "clouds", "doors", "ears", "farms", "gates", "hills", "isles", "jams")


def _body(page: int) -> Sheet:
    sheet = Sheet(page)
    for n in range(5):
        sheet.add(f"This page of the report speaks of {WORDS[page % 10]} and {WORDS[n]}.")
    return sheet


def _kept(pages: list[list[RawLine]]) -> list[str]:
    return [own.text for own in without_running_lines([own for page in pages for own in page])]


def test_header_on_two_lines_goes() -> None:
    pages = [
        _body(n).footer("Inspection of Farnley children’s services", f"3 to 7 June 2019 {n}").lines
        for n in range(1, 7)
    ]
    assert len(_kept(pages)) == 30


def test_one_page_with_another_date_goes_too() -> None:
    pages = [
        _body(n).footer("Inspection of Farnley", f"{'1 May 2018' if n == 3 else '7 June 2019'} {n}")
        for n in range(1, 7)
    ]
    pages[4].lines[0] = line("Inspecton of Farnley borough", page=5, top=800, size=8)
    assert len(_kept([page.lines for page in pages])) == 30


def test_bare_number_goes_and_a_number_in_the_text_stays() -> None:
    pages = [_body(n).footer(str(n)).lines for n in range(1, 6)]
    pages[2].insert(4, line("12", page=3, top=160))
    kept = _kept(pages)
    assert "12" in kept
    assert len(kept) == 26


def test_numbers_that_start_behind_the_cover_go() -> None:
    pages = [_body(n).footer(str(n - 2)).lines if n > 2 else _body(n).lines for n in range(1, 7)]
    assert len(_kept(pages)) == 30


def test_heading_that_comes_back_on_some_pages_stays() -> None:
    pages = []
    for n in range(1, 21):
        top = Sheet(n).add("Inspection findings", bold=True) if n in (3, 5, 7) else Sheet(n)
        pages.append([*top.lines, *_body(n).footer(str(n)).lines])
    assert _kept(pages).count("Inspection findings") == 3


def test_lines_without_print_are_known_by_coming_back() -> None:
    pages = [
        [
            RawLine(text, n)
            for text in (
                f"Farnley report {n}",
                f"On {WORDS[n]} and more.",
                "So it is.",
                f"We saw {WORDS[n]} there.",
                f"And {WORDS[-n]} as well.",
                "",
                f"{n}",
            )
        ]
        for n in range(1, 6)
    ]
    kept = _kept(pages)
    assert not [text for text in kept if text.startswith("Farnley report") or text.isdecimal()]
    assert f"On {WORDS[1]} and more." in kept


def test_one_page_keeps_everything() -> None:
    assert _kept([_body(1).footer("1").lines])[0] == "1"
