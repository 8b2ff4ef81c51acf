"""The pages that compare: the form, its errors, the table, and the files made of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from corpus.document import Origin, Stated
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web import Collection, Reading, WebSettings, create_app
from web.database import opened

QUESTION = "personal advisers cases"
TWO = ["Northfold", "St Aldric’s"]
Post = Callable[..., TestResponse]


@pytest.fixture
def made(tmp_path: Path) -> tuple[Collection, MadeAssistant]:
    """The made-up collection, and an earlier report of Northfold in other words."""
    documents = made_documents(tmp_path / "files")
    report, path = documents[0]
    day: Stated[date] = Stated(date(2018, 3, 2), Origin.TEXT)
    stated = replace(report.provenance, inspected_from=day, inspected_to=day, published=day)
    text = report.text.replace("between 18 and 20 cases", "up to twenty-9 cases 12")
    earlier = replace(report, id="e" * 16, sha256="e" * 64, text=text, provenance=stated)
    assert len(text) == len(report.text)
    engine = MadeEngine([*documents, (earlier, path)])
    assistant = MadeAssistant(engine)
    return Collection(lambda: Reading(engine, assistant), lambda: "1"), assistant


@pytest.fixture
def post(client: FlaskClient) -> Post:
    """Send the form that compares."""

    def _post(question: str, authorities: list[str], **fields: str) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/compare/").text)
        assert token
        data = {"csrf_token": token[1], "question": question, "authority": authorities, **fields}
        return client.post("/compare/", data=data, headers={"Referer": "http://localhost/compare/"})

    return _post


def _table(html: str) -> list[tuple[str, str]]:
    """Heading and cell of each row, as text."""
    body = html.partition("<tbody")[2].partition("</tbody>")[0]
    rows = re.findall(r'<th scope="row"[^>]*>(.*?)</th>\s*<td[^>]*>(.*?)</td>', body, re.DOTALL)
    return [(_text(head), _text(cell)) for head, cell in rows]


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_form_offers_what_is_held(client: FlaskClient) -> None:
    page = client.get("/compare/").text
    assert 'value="Northfold"' in page
    assert "2 inspections" in page
    assert "two to 8 to compare" in page
    assert "Your earlier comparisons" not in page


def test_a_question_is_answered_for_each(client: FlaskClient, post: Post) -> None:
    sent = post(QUESTION, TWO)
    assert sent.status_code == 303
    assert QUESTION not in sent.location
    page = client.get(sent.location).text
    (northfold, its), (aldric, others) = _table(page)
    assert (northfold, aldric) == ("Northfold", "St Aldric’s")
    assert "Most personal advisers hold between 18 and 20 cases" in its
    assert "carry more than 30 cases" not in its
    assert "Personal advisers carry more than 30 cases." in others
    for words in ("Ofsted’s inspectors", "Inspected 3 to 14 July 2016", "Page 1, paragraph 3"):
        assert words in others
    assert "Read on page 2 of" in its
    assert its.count("Add to briefing") == 2
    assert "<caption" in page
    assert page.count('scope="col"') == 2
    listed = client.get("/compare/").text
    assert "Your earlier comparisons" in listed
    assert sent.location in listed


def test_each_kind_of_no_has_its_own_words(client: FlaskClient, post: Post) -> None:
    page = client.get(post("supported and valued", TWO).location).text
    cells = dict(_table(page))
    assert cells["Northfold"].startswith("Nothing located. The documents held about Northfold")
    page = client.get(post("of the", TWO).location).text
    assert all(cell.startswith("The question was not understood.") for _, cell in _table(page))


def test_one_authority_is_compared_across_its_inspections(client: FlaskClient, post: Post) -> None:
    page = client.get(post(QUESTION, ["Northfold"]).location).text
    (newest, its), (oldest, before) = _table(page)
    assert newest == "3 to 14 July 2023 Report, ILACS"
    assert oldest == "2 March 2018 Report, ILACS"
    assert "between 18 and 20" in its
    assert "up to twenty-9 cases 12" in before
    assert "between 18 and 20" not in before
    assert "2 inspections of Northfold" in page


def test_who_speaks_can_be_chosen(client: FlaskClient, post: Post) -> None:
    page = client.get(post("care leavers hub", TWO, speaker="council").location).text
    cells = dict(_table(page))
    assert "The council: told to its committee" in cells["Northfold"]
    assert cells["St Aldric’s"].startswith("Nothing located.")
    assert '<option value="council" selected>' in page


@pytest.mark.parametrize(
    ("question", "authorities", "fields", "problem"),
    [
        ("", TWO, {}, "Write a question"),
        ("x" * 301, TWO, {}, "Shorten the question by 1 character: it may have 300"),
        (QUESTION, [], {}, "Choose the authorities to compare"),
        (QUESTION, ["St Aldric’s"], {}, "One inspection of St Aldric’s is held"),
        (QUESTION, ["Northfold"], {"speaker": "council"}, "Inspections are in Ofsted’s words"),
    ],
)
def test_a_form_that_cannot_be_answered_says_why(
    client: FlaskClient,
    post: Post,
    assistant: MadeAssistant,
    question: str,
    authorities: list[str],
    fields: dict[str, str],
    problem: str,
) -> None:
    answer = post(question, authorities, **fields)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert problem in answer.text
    assert answer.text.count(f'value="{authorities[0]}" checked' if authorities else "<h1>") == 1
    (target,) = re.findall(r'<p><a href="#([\w-]+)">', answer.text)
    assert f'id="{target}"' in answer.text
    assert assistant.asked == []


def _of_authorities(folder: Path, names: list[str]) -> Flask:
    """The web over one report for each of `names`."""
    documents = []
    for number, name in enumerate(names):
        report, path = made_documents(folder / name)[0]
        stated = replace(report.provenance, authority=Stated(name, Origin.TEXT))
        documents.append((replace(report, id=f"{number:016x}", provenance=stated), path))
    engine = MadeEngine(documents)
    collection = Collection(lambda: Reading(engine, MadeAssistant(engine)), lambda: "1")
    return create_app(WebSettings(questions_per_minute=1000), collection, folder)


def test_too_many_authorities_are_too_many(tmp_path: Path) -> None:
    names = [f"Town {n}" for n in range(9)]
    client = _of_authorities(tmp_path, names).test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/compare/").text)
    assert token
    answer = client.post(
        "/compare/", data={"csrf_token": token[1], "question": "cases", "authority": names}
    )
    assert answer.status_code == 400
    assert "Choose at most 8 authorities: 9 are chosen" in answer.text


@pytest.mark.parametrize(
    ("authorities", "fields"),
    [(["Atlantis"], {}), (TWO, {"speaker": "unknown"}), (TWO, {"speaker": "x"})],
)
def test_what_no_form_offers_is_refused(
    post: Post, authorities: list[str], fields: dict[str, str]
) -> None:
    assert post(QUESTION, authorities, **fields).status_code == 400


def test_personal_data_is_told_before_anything_is_kept(
    client: FlaskClient, post: Post, assistant: MadeAssistant
) -> None:
    question = "what of jo@example.org and personal advisers cases"
    told = post(question, TWO)
    assert told.status_code == 400
    assert "an email address" in told.text
    assert assistant.asked == []
    assert "Your earlier comparisons" not in told.text
    assert post(question, TWO, as_is="yes").status_code == 303


def test_the_table_as_csv(client: FlaskClient, post: Post) -> None:
    address = post("=personal advisers cases, foster carers", TWO).location
    answer = client.get(f"{address}/table.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="comparison.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert {row["Question"] for row in rows} == {"'=personal advisers cases, foster carers"}
    assert {row["Checked"] for row in rows if row["Extract"]} == {"Word for word"}
    first = rows[0]
    assert first["Authority"] == "Northfold"
    assert first["Outcome"] == "Extract"
    assert first["Inspected to"] == "2023-07-14"
    assert first["Link to the words"].startswith("http://localhost/extract/")
    document = client.get(first["Link to the words"].removeprefix("http://localhost")).text
    marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", document, re.DOTALL))
    assert _text(marked).split() == first["Words of the document"].split()


@pytest.mark.parametrize("held", [True, False])
def test_words_that_no_longer_stand_in_their_document_are_not_exported(
    app: Flask, client: FlaskClient, post: Post, held: bool
) -> None:
    address = post("personal advisers cases, foster carers", TWO).location
    engine = app.extensions["collection"].acquire().engine
    if held:
        changed = {id: replace(d, text=f" {d.text}") for id, d in engine._documents.items()}
        engine._documents.update(changed)
    else:
        engine._documents.clear()
        engine._records.clear()
    answer = client.get(f"{address}/table.csv").data.decode("utf-8-sig")
    told = [row for row in csv.DictReader(io.StringIO(answer, newline="")) if row["Extract"]]
    assert told
    said = "Document read anew since" if held else "Document no longer held"
    assert {row["Words of the document"] for row in told} == {""}
    assert {row["Checked"] for row in told} == {f"{said}: compare again"}


def test_links_in_the_table_are_those_by_which_others_reach_the_site(
    app: Flask, client: FlaskClient, post: Post
) -> None:
    address = post("personal advisers cases", TWO).location
    app.extensions["settings"] = replace(
        app.extensions["settings"], site="https://findings.example/"
    )
    for table in (f"{address}/table.csv", "/judgements/grades.csv"):
        answer = client.get(table).data.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(answer, newline="")))
        links = {row["Link to the words"] for row in rows} - {""}
        assert links
        assert all(link.startswith("https://findings.example/extract/") for link in links)


def test_the_table_for_excel(client: FlaskClient, post: Post) -> None:
    address = post("supported and valued", TWO).location
    answer = client.get(f"{address}/table.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    header = [cell.value for cell in sheet[1]]
    rows = [
        dict(zip(header, [cell.value for cell in row], strict=True))
        for row in sheet.iter_rows(min_row=2)
    ]
    assert rows[0]["Outcome"] == "Nothing located"
    assert rows[0]["Words of the document"] is None
    assert rows[1]["Inspected from"].date() == date(2016, 7, 3)
    assert "<script>" in rows[1]["Words of the document"]


def test_words_of_documents_are_escaped(client: FlaskClient, post: Post) -> None:
    page = client.get(post("foster carers valued", TWO).location).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    page = client.get(post("<script>x</script> personal advisers cases", TWO).location).text
    assert "<script>x" not in page


def test_a_comparison_is_its_readers_own_and_can_be_deleted(
    app: Flask, client: FlaskClient, post: Post, send: Callable[..., TestResponse]
) -> None:
    address = post(QUESTION, TWO).location
    other = app.test_client()
    assert other.get(address).status_code == 404
    assert other.get(f"{address}/table.csv").status_code == 404
    assert client.get(f"{address}/table.pdf").status_code == 404
    assert send(address, f"{address}/delete").status_code == 303
    assert client.get(address).status_code == 404
    assert send("/compare/", f"{address}/delete").status_code == 404


def test_a_comparison_of_another_version_is_no_error(
    tmp_path: Path, client: FlaskClient, post: Post
) -> None:
    address = post(QUESTION, TWO).location
    with opened(tmp_path / "web" / "comparisons.sqlite") as db:
        db.execute("UPDATE comparison SET comparison = '{}'")
    gone = client.get(address)
    assert gone.status_code == 404
    assert "Comparison not readable any more" in gone.text


def test_authorities_that_are_no_longer_held_are_not_offered_again(
    tmp_path: Path, client: FlaskClient, post: Post
) -> None:
    address = post(QUESTION, TWO).location
    with opened(tmp_path / "web" / "comparisons.sqlite") as db:
        db.execute("UPDATE comparison SET comparison = replace(comparison, 'Northfold', 'Oldfold')")
    page = client.get(address).text
    assert "Oldfold" in page
    assert 'value="Oldfold"' not in page
    assert 'value="St Aldric’s" checked' in page


def test_every_row_counts_as_a_question(
    tmp_path: Path, made: tuple[Collection, MadeAssistant]
) -> None:
    client = create_app(WebSettings(questions_per_minute=5), made[0], tmp_path).test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/compare/").text)
    assert token
    data = {"csrf_token": token[1], "question": QUESTION, "authority": TWO}
    codes = [client.post("/compare/", data=data).status_code for _ in range(3)]
    assert codes == [303, 303, 429]


def test_a_comparison_waits_for_its_turn(
    tmp_path: Path, made: tuple[Collection, MadeAssistant]
) -> None:
    settings = WebSettings(answering_at_once=1, busy_after_seconds=0.01)
    app = create_app(settings, made[0], tmp_path)
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/compare/").text)
    assert token
    data = {"csrf_token": token[1], "question": QUESTION, "authority": TWO}
    with app.extensions["answering"]:
        assert client.post("/compare/", data=data).status_code == 503
    assert client.post("/compare/", data=data).status_code == 303


def test_a_long_comparison_leads_to_each_of_its_rows(
    tmp_path: Path, client: FlaskClient, post: Post
) -> None:
    assert "compared-list" not in client.get(post(QUESTION, TWO).location).text
    names = [f"Shire {number}" for number in range(3)]
    visitor = _of_authorities(tmp_path, names).test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/compare/").text)
    assert token
    data = {"csrf_token": token[1], "question": "cases", "authority": names}
    page = visitor.get(visitor.post("/compare/", data=data).location).text
    links = re.findall(r'<li><a href="#(row-\d)">([^<]+)</a>', page)
    assert [name for _, name in links] == names
    assert all(f'<th scope="row" role="rowheader" id="{row}"' in page for row, _ in links)
