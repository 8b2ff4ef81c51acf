"""The pages of judgements: each grade with the words that state it, each gap explained, files."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from corpus.document import Document, Judgement, Origin, Span, Stated
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web import Collection, Reading

_LINES = {
    "leadership": "Leadership, management and governance: good",
    "children in care": "Children in care and care leavers: requires improvement to be good",
    "help and protection": "Children who need help and protection: not judged",
    "board": "The Local Safeguarding Children Board is inadequate",
    "outcomes": "Outcomes for children and young people: adequate",
}


@pytest.fixture
def made(tmp_path: Path) -> tuple[Collection, MadeAssistant]:
    """Northfold under SIF and ILACS, St Aldric's once, with more strands than the others need."""
    documents = made_documents(tmp_path / "files")
    (report, path), (other, other_path) = documents[:2]
    later = _stating(report, "leadership", "children in care", "help and protection")
    earlier = _dated(
        replace(_stating(report, "leadership", "board", "outcomes"), id="e" * 16), 2015, "SIF"
    )
    engine = MadeEngine([(later, path), (earlier, path), (other, other_path), *documents[2:]])
    assistant = MadeAssistant(engine)
    return Collection(lambda: Reading(engine, assistant), lambda: "1"), assistant


def _stating(report: Document, *strands: str) -> Document:
    """`report` with lines that state grades for `strands`."""
    text, stated = report.text, list(report.judgements)
    for strand in strands:
        line = _LINES[strand]
        wording, _, grade = line.replace(" is ", ": ").partition(": ")
        span = Span(len(text) + 1, len(text) + 1 + len(line))
        text += f"\n{line}"
        stated.append(Judgement(strand, wording, grade.removesuffix(" to be good"), span))
    return replace(report, text=text, judgements=tuple(stated))


def _dated(report: Document, year: int, framework: str) -> Document:
    first: Stated[date] = Stated(date(year, 3, 2), Origin.TEXT)
    last: Stated[date] = Stated(date(year, 3, 27), Origin.TEXT)
    stated = replace(
        report.provenance,
        inspected_from=first,
        inspected_to=last,
        published=last,
        framework=Stated(framework, Origin.TEXT),
    )
    return replace(report, provenance=stated)


def _rows(html: str) -> list[list[str]]:
    body = html.partition("<tbody")[2].partition("</tbody>")[0]
    return [
        [_text(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    ]


def _text(html: str) -> str:
    unseen = re.sub(r'<span class="(?:visually-hidden|cell-label)">.*?</span>', "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", unseen).split())


def test_every_inspection_has_a_row_and_every_gap_its_words(client: FlaskClient) -> None:
    page = client.get("/judgements/").text
    assert "Judgements: 3 inspections" in page
    heads = [_text(h) for h in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page, re.DOTALL)]
    assert heads[:7] == [
        "Authority",
        "Inspection",
        "Overall effectiveness",
        "Leadership",
        "Help and protection",
        "Children in care",
        "Safeguarding board (not the council)",
    ]
    later, earlier, other = _rows(page)
    assert later == [
        "Northfold",
        "14 July 2023 ILACS",
        "Good",
        "Good",
        "Not judged",
        "Requires improvement",
        "Not part of ILACS",
    ]
    assert earlier[1] == "27 March 2015 SIF"
    assert earlier[4:] == ["No grade found", "No grade found", "Inadequate"]
    assert other[2:4] == ["Requires improvement to be good", "No grade found"]


def test_strands_of_earlier_frameworks_have_a_table_of_their_own(client: FlaskClient) -> None:
    page = client.get("/judgements/").text
    assert "Strands that only earlier inspections had" in page
    assert "Outcomes: Adequate" in _text(page)
    assert _rows(client.get("/judgements/?strand=outcomes").text)[1][2] == "Adequate"


def test_a_grade_leads_to_the_words_that_state_it(client: FlaskClient) -> None:
    page = client.get("/judgements/").text
    links = re.findall(r'<a href="(/extract/[^"]+)">([\w ]+)<', page)
    assert len(links) == 9
    for address, grade in links:
        shown = client.get(address)
        assert shown.status_code == 200
        (marked,) = re.findall(r"<mark[^>]*>(.*?)</mark>", shown.text, re.DOTALL)
        assert grade.lower() in _text(marked).lower()


def test_care_leavers_are_said_to_be_graded_with_children_in_care(client: FlaskClient) -> None:
    row = _rows(client.get("/judgements/?strand=care+leavers").text)[0]
    assert row[2] == "Graded together with children in care"


@pytest.mark.parametrize(
    ("query", "n_rows"),
    [
        ("authority=Northfold", 2),
        ("authority=St+Aldric%E2%80%99s", 1),
        ("year=2015", 1),
        ("framework=ILACS", 2),
        ("grade=inadequate", 1),
        ("grade=good&strand=leadership", 2),
        ("grade=good&strand=board", 0),
        ("authority=Atlantis", 0),
    ],
)
def test_the_list_is_narrowed(client: FlaskClient, query: str, n_rows: int) -> None:
    page = client.get(f"/judgements/?{query}").text
    assert len(_rows(page)) == n_rows
    assert ("No inspection held fits this" in page) == (n_rows == 0)
    assert "Clear the filters" in page


def test_headings_sort_and_say_so(client: FlaskClient) -> None:
    page = client.get("/judgements/?framework=ILACS&sort=date").text
    assert [row[0] for row in _rows(page)] == ["St Aldric’s", "Northfold"]
    assert page.count("aria-sort") == 1
    sorted_by = r'aria-sort="(\w+)"><a href="([^"]+)">Inspection'
    found = re.search(sorted_by, page)
    assert found
    assert found[1] == "ascending"
    turned = client.get(found[2].replace("&amp;", "&")).text
    assert [row[0] for row in _rows(turned)] == ["Northfold", "St Aldric’s"]
    assert re.search(r'aria-sort="descending"><a [^>]+>Inspection', turned)
    assert "framework=ILACS" in found[2]
    assert client.get("/judgements/?sort=nonsense&page=99").status_code == 200
    assert client.get("/judgements/?page=x").status_code == 200


def test_grades_over_time_are_drawn_for_one_authority(client: FlaskClient) -> None:
    page = client.get("/judgements/?authority=Northfold").text
    assert page.count('class="chart"') == 6
    assert 'aria-label="Northfold, leadership: 2015 good, 2023 good"' in page
    assert "join join-dashed" in page
    assert "style=" not in page
    assert "<svg" not in client.get("/judgements/").text
    narrowed = client.get("/judgements/?authority=Northfold&grade=good").text
    assert "<svg" not in narrowed
    assert "All grades of Northfold over time" in narrowed


def test_differing_frameworks_are_pointed_out_where_they_meet(client: FlaskClient) -> None:
    notice = "More than one framework is listed"
    assert notice in client.get("/judgements/").text
    assert notice not in client.get("/judgements/?framework=SIF").text


def test_the_list_as_csv(client: FlaskClient) -> None:
    answer = client.get("/judgements/grades.csv?authority=Northfold")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="judgements.csv"'
    text = answer.data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["Authority"] for row in rows} == {"Northfold"}
    of_2015 = {row["Strand"]: row for row in rows if row["Inspected to"] == "2015-03-27"}
    assert of_2015["Safeguarding board"]["Given to"] == "The safeguarding board"
    assert of_2015["Safeguarding board"]["Grade"] == "Inadequate"
    assert of_2015["Leadership"]["Given to"] == "The council"
    assert of_2015["Adoption"]["Grade"] == ""
    assert of_2015["Adoption"]["Remark"] == "No grade found in the document"
    of_2023 = {row["Strand"]: row for row in rows if row["Inspected to"] == "2023-07-14"}
    assert "Adoption" not in of_2023  # ILACS had no such strand
    leavers = of_2023["Care leavers"]
    assert leavers["Remark"] == "Graded together with children in care"
    assert leavers["Words that state it"].startswith("Children in care and care leavers")
    address = leavers["Link to the words"].removeprefix("http://localhost")
    assert "Children in care and care leavers" in client.get(address).text


def test_the_list_for_excel(client: FlaskClient) -> None:
    answer = client.get("/judgements/grades.xlsx?grade=inadequate")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    header = [cell.value for cell in sheet[1]]
    (row,) = list(sheet.iter_rows(min_row=2))
    cells = dict(zip(header, row, strict=True))
    assert cells["Inspected from"].value.date() == date(2015, 3, 2)
    assert cells["Inspected from"].is_date
    assert cells["Grade"].value == "Inadequate"
    assert cells["Link to the words"].hyperlink.target.startswith("http://localhost/extract/")
    assert sheet.freeze_panes == "B2"
    assert client.get("/judgements/grades.pdf").status_code == 404


def test_many_inspections_are_shown_page_by_page(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.judgements.PER_PAGE", 2)
    first = client.get("/judgements/?framework=ILACS&sort=date").text
    assert "Page " not in first
    first = client.get("/judgements/?sort=date").text
    assert "Inspections 1 to 2 of 3" in first
    (further,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = client.get(further.replace("&amp;", "&")).text
    assert "Inspections 3 to 3 of 3" in second
    assert [row[0] for row in _rows(second)] == ["Northfold"]
    assert len(list(csv.reader(io.StringIO(client.get("/judgements/grades.csv").text)))) > 10
