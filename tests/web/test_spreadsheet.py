"""Tables for spreadsheets, read back: text stays text, days are days, nothing is run."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from web.spreadsheet import Column, Link, Table, as_csv, as_excel, download

COLUMNS = (Column("Words", 40), Column("Page"), Column("Day"), Column("Link"))
LINK = Link("http://localhost/extract/1", "Page 3")
DANGEROUS = ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", '=HYPERLINK("x")']


def _table(*words: str) -> Table:
    return Table("Some words", COLUMNS, [(w, 3, date(2016, 7, 4), LINK) for w in words])


def _read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_read_back() -> None:
    rows = _read_csv(as_csv(_table("“Good”, they say,\nand mean it")))
    assert rows == [
        ["Words", "Page", "Day", "Link"],
        ["“Good”, they say,\nand mean it", "3", "2016-07-04", "http://localhost/extract/1"],
    ]


@pytest.mark.parametrize("words", DANGEROUS)
def test_csv_holds_no_formula(words: str) -> None:
    assert _read_csv(as_csv(_table(words)))[1][0] == f"'{words}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_csv_gives_every_text_back(words: str) -> None:
    (cell, *_) = _read_csv(as_csv(_table(words)))[1]
    assert cell in (words, f"'{words}")
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("words", [*DANGEROUS, "https://example.org", "“Good”", "7", ""])
def test_excel_keeps_text_as_text(words: str) -> None:
    sheet = load_workbook(io.BytesIO(as_excel(_table(words)))).active
    cell = sheet["A2"]
    assert cell.data_type in ("s", "n" if not words else "s")
    assert (cell.value or "").replace("_x000D_", "\r") == words
    assert cell.hyperlink is None


def test_excel_read_back() -> None:
    sheet = load_workbook(io.BytesIO(as_excel(_table("One", "Two")))).active
    assert [cell.value for cell in sheet[1]] == ["Words", "Page", "Day", "Link"]
    assert sheet["C2"].value == datetime(2016, 7, 4)
    assert sheet["C2"].is_date
    assert sheet["B2"].value == 3
    assert (sheet["D2"].value, sheet["D2"].hyperlink.target) == ("Page 3", LINK.url)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert sheet.print_title_rows == "$1:$1"


def test_excel_leaves_out_what_xml_cannot_hold() -> None:
    sheet = load_workbook(io.BytesIO(as_excel(_table("a\x00b\x0bc\ufffe" + "x" * 40_000)))).active
    assert sheet["A2"].value.startswith("abcx")
    assert len(sheet["A2"].value) == 32_767


def test_an_empty_table_has_its_headings() -> None:
    table = Table("Nothing", COLUMNS, [])
    assert _read_csv(as_csv(table)) == [["Words", "Page", "Day", "Link"]]
    assert load_workbook(io.BytesIO(as_excel(table))).active.max_row == 1


def test_a_download_is_saved_under_a_plain_name() -> None:
    with Flask(__name__).test_request_context():
        response = download(_table("One"), "csv")
        assert response.headers["Content-Disposition"] == 'attachment; filename="some-words.csv"'
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        with pytest.raises(KeyError):
            download(_table("One"), "exe")
