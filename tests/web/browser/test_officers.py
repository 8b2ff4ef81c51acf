"""What officers do, in a real browser over made-up reports: compare, and read the judgements."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from index.builder import build
from index.encoder import Encoder
from tests.web.browser.axe import check
from tests.web.browser.conftest import EVERYWHERE, MakeVisit, Visit, served
from tests.web.reports import write_reports

QUESTION = "How manageable are social workers' caseloads?"


@pytest.fixture(scope="module")
def site(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, models: Path, encoder: Encoder
) -> Iterator[str]:
    """The made-up reports, indexed by the real engine and served."""
    folder = tmp_path_factory.mktemp("officers")
    (folder / "data").mkdir()
    (folder / "data" / "models").symlink_to(models)
    build([write_reports(folder / "reports")], folder / "data", encoder=encoder)
    with served(folder / "data") as address:
        yield address


def _compare(visit: Visit, question: str, *authorities: str) -> None:
    """Fill the form that is open, send it, and wait for the page that follows."""
    page = visit.page
    page.fill("#question", question)
    for box in page.locator(".choose-list input").all():
        box.set_checked(box.input_value() in authorities)
    with page.expect_navigation():
        page.click(".compare-form button[type=submit]")


def _rows(visit: Visit, table: str = ".compared") -> list[tuple[str, str]]:
    rows = visit.page.locator(f"{table} tbody tr").all()
    return [
        (
            row.locator("th").inner_text().split("\n")[0],
            "\n".join(row.locator("td").all_inner_texts()),
        )
        for row in rows
    ]


def _saved(visit: Visit, link: str) -> bytes:
    with visit.page.expect_download() as waiting:
        visit.page.click(f"text={link}")
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("how", EVERYWHERE)
def test_compare_authorities_then_inspections(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    with reader.page.expect_navigation():
        reader.page.click("nav >> text=Compare")
    assert reader.fits()
    _compare(reader, QUESTION, "Wirral", "Slough", "Halton")
    assert "caseloads" not in reader.page.url
    cells = dict(_rows(reader))
    assert list(cells) == ["Halton", "Slough", "Wirral"]
    assert "Nothing located." in cells["Halton"]
    assert "caseloads of fifteen children each" in cells["Slough"]
    assert "caseloads are manageable" in cells["Wirral"]
    assert "Ofsted’s inspectors" in cells["Wirral"]
    assert "fifteen" not in cells["Wirral"]
    assert reader.fits()

    _compare(reader, QUESTION, "Wirral")
    rows = _rows(reader)
    assert [head for head, _ in rows] == [
        "18 to 29 September 2023",
        "10 to 21 June 2019",
        "4 to 28 July 2016",
    ]
    for (_, cell), words in zip(rows, ("manageable", "twenty", "thirty"), strict=True):
        assert words in cell
    assert reader.fits()

    quote = reader.page.locator(".compared blockquote").first.inner_text()
    reader.page.locator(".compared .open a").first.click()
    reader.page.wait_for_url("**/extract/**")
    assert "".join(reader.page.locator("mark").all_inner_texts()).split() == quote.split()

    reader.open("compare/")
    assert reader.page.locator("#earlier ~ .documents li").count() == 2
    with reader.page.expect_navigation():
        reader.page.locator("#earlier ~ .documents a").last.click()
    reader.page.click(".delete summary")
    with reader.page.expect_navigation():
        reader.page.click(".delete button")
    assert reader.page.locator("#earlier ~ .documents li").count() == 1


@pytest.mark.parametrize("how", EVERYWHERE)
def test_a_comparison_is_saved_and_its_extracts_gathered(
    visit: MakeVisit, how: dict[str, int]
) -> None:
    reader = visit(**how)
    reader.open("compare/")
    _compare(reader, QUESTION, "Wirral", "Slough")
    text = _saved(reader, "Download as CSV").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    shown = reader.page.locator(".compared blockquote").all_inner_texts()
    assert [row["Words of the document"].split() for row in rows] == [q.split() for q in shown]
    assert all(row["Link to the words"].startswith(reader.site) for row in rows)
    sheet = load_workbook(io.BytesIO(_saved(reader, "Download for Excel"))).active
    assert sheet.max_row == len(rows) + 1

    with reader.page.expect_navigation():
        reader.page.locator(".compared .briefing-add button").first.click()
    assert reader.page.locator(".compared .briefing-added").count() == 1


@pytest.mark.parametrize("how", EVERYWHERE)
def test_read_the_judgements(visit: MakeVisit, how: dict[str, int]) -> None:
    reader = visit(**how)
    page = reader.page
    with page.expect_navigation():
        page.click("nav >> text=Judgements")
    assert "5 inspections" in page.locator("h1").inner_text()
    assert [head for head, _ in _rows(reader, ".judged-table")] == [
        "Halton",
        "Slough",
        "Wirral",
        "Wirral",
        "Wirral",
    ]
    assert reader.fits()

    page.select_option("#authority", "Wirral")
    with page.expect_navigation():
        page.click(".judgements-filter button")
    newest, middle, oldest = (cells for _, cells in _rows(reader, ".judged-table"))
    assert "Graded together with children in care" in middle
    assert "Not part of ILACS" in newest
    assert "Inadequate" in oldest
    charts = page.locator("svg.chart")
    assert charts.count() == 7
    assert charts.first.get_attribute("aria-label") == (
        "Wirral, overall effectiveness: 2016 inadequate, 2019 requires improvement, 2023 good"
    )
    assert reader.fits()

    page.locator(".judged a").first.click()
    page.wait_for_url("**/extract/**")
    assert page.locator("mark").first.inner_text().startswith("Overall effectiveness")

    reader.open("judgements/")
    page.select_option("#grade", "inadequate")
    page.select_option("#sort", "date")
    page.select_option("#order", "descending")
    with page.expect_navigation():
        page.click(".judgements-filter button")
    assert "4 grades of “Inadequate”" in page.locator(".lede").inner_text()
    text = _saved(reader, "Download as CSV").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["Strand"] for row in rows] == [
        "Overall effectiveness",
        "Leadership",
        "Help and protection",
        "Safeguarding board",
    ]
    sheet = load_workbook(io.BytesIO(_saved(reader, "Download for Excel"))).active
    assert sheet["B2"].is_date


def test_headings_sort_without_script(visit: MakeVisit) -> None:
    reader = visit(javascript=False)
    reader.open("judgements/")
    page = reader.page
    for first in ("Wirral", "Halton"):  # the oldest inspection, then the newest below one of 2020
        with page.expect_navigation():
            page.click("thead >> text=Inspection")
        if first == "Wirral":
            assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Inspection")
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Inspection")
    assert "29 September 2023" in _rows(reader, ".judged-table")[0][1]


def test_the_filter_narrows_the_names_and_keeps_what_is_chosen(visit: MakeVisit) -> None:
    reader = visit()
    reader.open("compare/")
    page = reader.page
    page.check("input[value=Wirral]")
    page.fill("#authorities-filter", "slo")
    names = page.locator(".choose-list li:visible label").all_inner_texts()
    assert [name.split()[0] for name in names] == ["Slough", "Wirral"]
    assert page.locator("[data-choose-count]").inner_text() == "1 chosen, 2 of 3 shown"
    page.press("#authorities-filter", "Enter")
    assert page.url.endswith("/compare/")
    without = visit(javascript=False)
    without.open("compare/")
    assert not without.page.locator("#authorities-filter").is_visible()


def test_marks_and_text_are_seen_in_forced_colours(visit: MakeVisit) -> None:
    reader = visit(forced=True)
    reader.open("judgements/?authority=Wirral")
    fill = "getComputedStyle(document.querySelector('svg.chart %s')).%s"
    ground = reader.page.evaluate(
        "getComputedStyle(document.querySelector('.panel')).backgroundColor"
    )
    assert reader.page.evaluate(fill % ("circle.mark", "fill")) != ground
    assert reader.page.evaluate(fill % (".mark-open", "stroke")) != ground
    assert reader.page.evaluate(fill % (".year", "fill")) != ground


@pytest.mark.parametrize("width", [1280, 320])
def test_no_screen_has_a_violation(visit: MakeVisit, axe: str, width: int) -> None:
    reader = visit(width=width)
    reader.open("compare/")
    check(reader, axe, "compare")
    _compare(reader, "", "Halton")
    check(reader, axe, "compare with errors")
    _compare(reader, "What of jo@example.org and caseloads?", "Halton", "Slough")
    check(reader, axe, "compare with personal data")
    reader.open("compare/")
    _compare(reader, QUESTION, "Wirral", "Slough", "Halton")
    check(reader, axe, "authorities compared")
    _compare(reader, QUESTION, "Wirral")
    check(reader, axe, "inspections compared")
    for query in ("", "?authority=Wirral", "?grade=inadequate&sort=date", "?authority=Nowhere"):
        reader.open(f"judgements/{query}")
        check(reader, axe, f"judgements {query}")
