"""A table in, a file for a spreadsheet out: CSV or Excel, in which nothing is ever run.

Words of documents and questions may begin like a formula. In CSV such a cell is given a leading
apostrophe, which spreadsheets read as "text follows"; in Excel every text is stored as text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, make_response
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from corpus.cells import as_text

__all__ = ["Cell", "Column", "Link", "Table", "as_csv", "as_excel", "download"]

CSV_TYPE = "text/csv; charset=utf-8"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as the code page of its machine
_MAX_CELL_CHARS = 32_767  # of Excel
# Control characters have no place in XML; line ends and tabs do.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words it is shown as."""

    url: str
    text: str


Cell = str | int | date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its width in characters."""

    heading: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """What is exported: `name` is that of the sheet and of the file."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]


def as_csv(table: Table) -> bytes:
    """`table` as CSV of RFC 4180, UTF-8 with a byte order mark; days as 2016-07-04."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([as_text(column.heading) for column in table.columns])
    writer.writerows([_csv_value(cell) for cell in row] for row in table.rows)
    return (_BYTE_ORDER_MARK + file.getvalue()).encode("utf-8")


def as_excel(table: Table) -> bytes:
    """`table` as an Excel workbook: real dates, links, and a first row that stays in view."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": table.name})
        sheet = book.add_worksheet(table.name[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        dated = book.add_format({"num_format": "d mmm yyyy", "valign": "top", "align": "left"})
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.heading, bold)
        for row_number, row in enumerate(table.rows, start=1):
            for number, cell in enumerate(row):
                _write(sheet, (row_number, number), cell, wrapped, dated)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    return file.getvalue()


def download(table: Table, form: str) -> Response:
    """`table` to be saved, `form` "csv" or "xlsx"; :raises KeyError: another form."""
    make, kind = {"csv": (as_csv, CSV_TYPE), "xlsx": (as_excel, EXCEL_TYPE)}[form]
    response = make_response(make(table))
    response.headers["Content-Type"] = kind
    name = re.sub(r"[^a-z0-9]+", "-", table.name.lower()).strip("-")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _csv_value(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.url if isinstance(cell, Link) else as_text(cell)


def _write(
    sheet: Worksheet, place: tuple[int, int], cell: Cell, wrapped: Format, dated: Format
) -> None:
    row, column = place
    if cell is None:
        sheet.write_blank(row, column, None, wrapped)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, wrapped)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, dated)
    elif isinstance(cell, Link):
        sheet.write_url(row, column, cell.url, string=cell.text)
    else:
        sheet.write_string(row, column, _CONTROL.sub("", cell)[:_MAX_CELL_CHARS], wrapped)
