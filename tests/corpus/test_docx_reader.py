from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from corpus.docx_reader import read_docx
from corpus.errors import DamagedError, NoTextError, TooLargeError
from corpus.raw import RawDocument, Role
from corpus.settings import MIB, ReadSettings
from tests.corpus import made

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(path: Path, settings: ReadSettings | None = None) -> RawDocument:
    return read_docx(path, settings or ReadSettings())


def with_body(path: Path, *elements: str) -> RawDocument:
    """What is read of a Word file whose body is `elements`."""
    word = docx.Document()
    for element in elements:
        word.element.body.insert_element_before(parse_xml(element), "w:sectPr")
    word.save(str(path))
    return read(path)


def test_blocks_come_in_the_order_of_the_text(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("A visit to Farnley", 0)
    word.add_heading("Findings", 2)
    word.add_paragraph("Visits were on time.")
    word.add_paragraph("first", style="List Bullet")
    word.add_paragraph("second, deeper", style="List Bullet 2")
    table = word.add_table(2, 2)
    for row, cells in enumerate((("Year", "Visits"), ("2019", "61%"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    word.add_paragraph("That was all.")
    word.core_properties.title = "The visit"
    word.core_properties.author = "Jo Writer"
    word.save(str(tmp_path / "a.docx"))
    raw = read(tmp_path / "a.docx")
    assert [(line.role, line.level, line.text) for line in raw.lines] == [
        (Role.HEADING, 1, "A visit to Farnley"),
        (Role.HEADING, 2, "Findings"),
        (Role.PARAGRAPH, 0, "Visits were on time."),
        (Role.LIST_ITEM, 1, "first"),
        (Role.LIST_ITEM, 2, "second, deeper"),
        (Role.TABLE_ROW, 0, "Year\tVisits"),
        (Role.TABLE_ROW, 0, "2019\t61%"),
        (Role.PARAGRAPH, 0, "That was all."),
    ]
    assert (raw.title_hint, dict(raw.meta)) == ("The visit", {"author": "Jo Writer"})


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    raw = with_body(
        tmp_path / "a.docx",
        f"""<w:p {W}><w:r><w:t xml:space="preserve">Plans are </w:t></w:r>
        <w:del><w:r><w:delText>never</w:delText></w:r></w:del>
        <w:ins><w:r><w:t>always</w:t></w:r></w:ins><w:r><w:tab/><w:t>dated.</w:t></w:r></w:p>""",
    )
    assert raw.lines[0].text == "Plans are always dated."


def test_content_controls_are_looked_through_and_hidden_text_is_not_read(tmp_path: Path) -> None:
    raw = with_body(
        tmp_path / "a.docx",
        f"""<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>Unseen.</w:t></w:r></w:p></w:sdtContent></w:sdt>""",
    )
    assert [line.text for line in raw.lines] == ["In a control."]


def test_table_that_lays_out_gives_its_paragraphs(tmp_path: Path) -> None:
    word = docx.Document()
    cell = word.add_table(1, 2).cell(0, 1)
    cell.text = "First paragraph of the minutes."
    cell.add_paragraph("Second paragraph of the minutes.")
    word.save(str(tmp_path / "a.docx"))
    assert [(line.role, line.text) for line in read(tmp_path / "a.docx").lines] == [
        (Role.PARAGRAPH, "First paragraph of the minutes."),
        (Role.PARAGRAPH, "Second paragraph of the minutes."),
    ]


def test_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = made.repacked(made.word(tmp_path / "a.docx"), {"word/media/x.bin": bytes(60 * MIB)})
    assert path.stat().st_size < MIB
    with pytest.raises(TooLargeError, match=r"\d+ MB unpacked; the limit is 50 MB"):
        read(path)


def test_ratio_and_number_of_parts_are_limited(tmp_path: Path) -> None:
    path = made.repacked(made.word(tmp_path / "a.docx"), {"x.bin": bytes(20 * MIB)})
    with pytest.raises(TooLargeError, match="times its size; the limit is 100"):
        read(path)
    path = made.repacked(made.word(tmp_path / "b.docx"), {f"x{n}": b"x" for n in range(2001)})
    with pytest.raises(TooLargeError, match=r"parts; the limit is 2,000 \(archive_entries\)"):
        read(path)


def test_lying_table_of_sizes_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = made.word(tmp_path / "a.docx")
    bomb = made.repacked(path, {"word/document.xml": b"<x>" + b" " * (80 * MIB)}).read_bytes()
    with zipfile.ZipFile(BytesIO(bomb)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    path.write_bytes(bomb.replace(size.to_bytes(4, "little"), (500_000).to_bytes(4, "little")))
    with pytest.raises(DamagedError):
        read(path)


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b"<not xml"},
        {"word/document.xml": b""},
        {"[Content_Types].xml": b"<Types/>"},
        {"_rels/.rels": b"<x/>"},
        {"word/styles.xml": b"<torn"},
    ],
)
def test_damage_is_named(tmp_path: Path, parts: dict[str, bytes]) -> None:
    with pytest.raises(DamagedError, match=r"a\.docx: cannot be read as a Word file"):
        read(made.repacked(made.word(tmp_path / "a.docx"), parts))


def test_truncated_file_is_damaged(tmp_path: Path) -> None:
    path = made.word(tmp_path / "a.docx")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DamagedError, match="damaged Word file"):
        read(path)


def test_table_of_contents_that_points_nowhere_is_damage(tmp_path: Path) -> None:
    path = made.word(tmp_path / "a.docx")
    content = path.read_bytes()
    end = content.rindex(b"PK\x05\x06")
    path.write_bytes(content[: end + 16] + b"\xff\xff\xff\x7f" + content[end + 20 :])
    with pytest.raises(DamagedError):
        read(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    body = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>Here: &s;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = made.repacked(made.word(tmp_path / "a.docx"), {"word/document.xml": body.encode()})
    assert [line.text for line in read(path).lines] == ["Here:"]


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoTextError):
        read(made.word(tmp_path / "a.docx", ["", "  "]))
