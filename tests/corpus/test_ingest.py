from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.finder import find_files
from corpus.ingest import FileReport, Outcome, fingerprint, ingest
from corpus.settings import MIB, ReadSettings
from tests.corpus import made

SETTINGS = ReadSettings(n_workers=2)
OTHER = tuple(line.replace("Farnley", "Thornby").replace("spring", "autumn") for line in made.STORY)


def reports(root: Path, limits: ReadSettings = SETTINGS) -> dict[str, FileReport]:
    return {report.source: report for report in ingest([root], limits)}


def cut(path: Path) -> None:
    path.write_bytes(made.pdf(path, [made.STORY] * 3).read_bytes()[:700])


def damaged(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)


HOSTILE: dict[str, tuple[Callable[[Path], object], Outcome, str]] = {
    "encrypted.pdf": (made.encrypted_pdf, Outcome.QUARANTINED, "password protected"),
    "truncated.pdf": (cut, Outcome.QUARANTINED, "cannot be read as a PDF"),
    "damaged.pdf": (damaged, Outcome.QUARANTINED, "cannot be read as a PDF"),
    "saved page.pdf": (made.web_page, Outcome.QUARANTINED, "a web page, not a PDF"),
    "scan.pdf": (lambda p: made.pdf(p, [[], []]), Outcome.QUARANTINED, "no readable text"),
    "empty.pdf": (lambda p: p.write_bytes(b""), Outcome.SKIPPED, "empty"),
    "utf-16.txt": (
        lambda p: p.write_text("A visit.", encoding="utf-16"),
        Outcome.QUARANTINED,
        "UTF-16",
    ),
    "nul.txt": (lambda p: p.write_bytes(b"a\x00b"), Outcome.QUARANTINED, "NUL"),
    "cp1250.txt": (lambda p: p.write_bytes(b"\x8d\x9d\x81"), Outcome.QUARANTINED, "encoding"),
    "macros.docm": (
        lambda p: made.repacked(made.word(p), {"word/vbaProject.bin": b"x"}),
        Outcome.SKIPPED,
        "with macros",
    ),
    "bomb.docx": (
        lambda p: made.repacked(made.word(p), {"x.bin": bytes(60 * MIB)}),
        Outcome.QUARANTINED,
        "unpacked; the limit is 50 MB",
    ),
    "archive.zip": (
        lambda p: shutil.make_archive(str(p)[:-4], "zip", p.parent, "plain.txt"),
        Outcome.SKIPPED,
        "an archive",
    ),
    "table.csv": (lambda p: p.write_text("a,b\n"), Outcome.SKIPPED, "csv files are not read"),
    "~$report.docx": (lambda p: p.write_bytes(b"x"), Outcome.SKIPPED, "lock file"),
    "lost.pdf.toml": (lambda p: p.write_text(""), Outcome.SKIPPED, "without its document"),
}


def test_every_hostile_file_has_its_own_words_and_the_sound_ones_are_read(tmp_path: Path) -> None:
    made.text(tmp_path / "plain.txt")
    made.pdf(tmp_path / "sound.pdf", [OTHER])
    for name, (make, _, _) in HOSTILE.items():
        make(tmp_path / name)
    found = reports(tmp_path)
    assert found["plain.txt"].outcome is found["sound.pdf"].outcome is Outcome.INDEXED
    for name, (_, outcome, said) in HOSTILE.items():
        report = found[name]
        assert (report.outcome, report.document) == (outcome, None), name
        assert report.reason is not None
        assert said in report.reason
        assert not report.reason.startswith(name), "the source need not be said twice"
    assert len(found) == len(HOSTILE) + 2
    assert list(found) == sorted(found)


def test_oversized_file_is_not_read_at_all(tmp_path: Path) -> None:
    made.text(tmp_path / "a.txt")
    report = reports(tmp_path, ReadSettings(n_workers=1, max_file_bytes=10))["a.txt"]
    assert (report.outcome, report.sha256) == (Outcome.QUARANTINED, None)
    assert report.reason == "227 bytes; the limit is 10 bytes (max_file_bytes)"


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    made.pdf(tmp_path / "a.pdf", [made.STORY] * 4)
    report = reports(tmp_path, ReadSettings(n_workers=1, max_pages=3))["a.pdf"]
    assert report.outcome is Outcome.QUARANTINED
    assert "4 pages; the limit is 3" in (report.reason or "")


def test_same_bytes_and_same_text_are_kept_once(tmp_path: Path) -> None:
    made.pdf(tmp_path / "b.pdf")
    shutil.copy(tmp_path / "b.pdf", tmp_path / "c.pdf")
    made.text(tmp_path / "d.txt", [line.upper().replace(" ", "  ") for line in made.STORY])
    made.pdf(tmp_path / "a.pdf", [OTHER])
    found = reports(tmp_path)
    assert [report.outcome for report in found.values()] == [
        Outcome.INDEXED,
        Outcome.INDEXED,
        Outcome.DUPLICATE,
        Outcome.DUPLICATE,
    ]
    assert (found["c.pdf"].duplicate_of, found["c.pdf"].reason) == (
        "b.pdf",
        "the same bytes as b.pdf",
    )
    assert found["d.txt"].reason == "the same text as b.pdf"


def test_like_of_a_refused_file_is_read_by_its_own_name(tmp_path: Path) -> None:
    made.web_page(tmp_path / "a.pdf")
    shutil.copy(tmp_path / "a.pdf", tmp_path / "b.html")
    found = reports(tmp_path)
    assert found["a.pdf"].outcome is Outcome.QUARANTINED
    assert found["b.html"].outcome is Outcome.INDEXED


def test_bad_sidecar_is_named(tmp_path: Path) -> None:
    made.text(tmp_path / "a.txt")
    (tmp_path / "a.txt.toml").write_text("titel = 'x'")
    report = reports(tmp_path)["a.txt"]
    assert report.outcome is Outcome.QUARANTINED
    assert "unknown key 'titel'" in (report.reason or "")


def test_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    made.text(tmp_path / "a.txt")
    made.text(tmp_path / "b.txt", OTHER)
    known = {r.key: r.fingerprint for r in ingest([tmp_path], SETTINGS) if r.key}
    made.text(tmp_path / "b.txt", [*OTHER, "One more line."])
    made.text(tmp_path / "c.txt", [line.lower() for line in made.STORY])
    first, changed, duplicate = ingest([tmp_path], SETTINGS, known=known.get)
    assert (first.outcome, first.unchanged, first.document) == (Outcome.INDEXED, True, None)
    assert (first.key, first.fingerprint) in known.items()
    assert (changed.unchanged, changed.document is None) == (False, False)
    assert duplicate.duplicate_of == "a.txt", "the text of an unchanged file still counts"


def test_new_sidecar_or_name_makes_a_file_new(tmp_path: Path) -> None:
    def key() -> str | None:
        return next(ingest([tmp_path], SETTINGS)).key

    path = made.text(tmp_path / "a.txt")
    keys = [key()]
    (tmp_path / "a.txt.toml").write_text('title = "One"')
    keys.append(key())
    (tmp_path / "a.txt.toml").write_text('title = "Two"')
    keys.append(key())
    (tmp_path / "a.txt.toml").unlink()
    path.rename(tmp_path / "b.txt")
    keys.append(key())
    assert len(set(keys)) == 4


def test_file_that_vanishes_is_told(tmp_path: Path) -> None:
    for number in range(30):
        made.text(tmp_path / f"{number:02}.txt", [f"Visit number {number}.", *made.STORY])
    running = ingest([tmp_path], ReadSettings(n_workers=1))
    next(running)
    (tmp_path / "29.txt").unlink()
    *_, last = running
    assert last.outcome is Outcome.QUARANTINED
    assert last.reason == "the file cannot be read: No such file or directory"


def test_progress_counts_up_to_every_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", ".hidden"):
        made.text(tmp_path / name)
    told: list[tuple[int, int]] = []
    list(ingest([tmp_path], SETTINGS, progress=lambda done, of: told.append((done, of))))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_missing_source_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"SOURCE .*gone does not exist"):
        list(ingest([tmp_path / "gone"], SETTINGS))


def test_odd_names_are_read(tmp_path: Path) -> None:
    names = ["children's, services  inspection.txt", "Ynys Môn – 2019.txt"]
    if os.name == "posix":
        names.append(os.fsdecode(b"caf\xe9.txt"))
    for number, name in enumerate(names):
        made.text(tmp_path / name, [f"Visit number {number}.", *made.STORY])
    assert {report.outcome for report in reports(tmp_path).values()} == {Outcome.INDEXED}


def test_two_runs_say_the_same(tmp_path: Path) -> None:
    for number in range(12):
        made.text(tmp_path / f"{number}.txt", [f"Visit number {number % 7}.", *made.STORY])
    assert list(ingest([tmp_path], ReadSettings(n_workers=3))) == list(
        ingest([tmp_path], ReadSettings(n_workers=1))
    )


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b/c", ".d", "~$e", "f  g"]),
            st.sampled_from([".txt", ".pdf", ".html", ".zip", ".txt.toml", ""]),
            st.sampled_from([b"", b"One visit.", b"Another visit.", b"<html>", b"\x00"]),
        ),
        max_size=8,
    )
)
def test_every_file_is_accounted_for_once(files: list[tuple[str, str, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        for stem, suffix, content in files:
            path = Path(folder, stem + suffix)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        seen = [entry.source for entry in find_files([Path(folder)])]
        found = list(ingest([Path(folder)], SETTINGS))
        belonging = sum(
            path.suffix == ".toml" and path.with_suffix("").is_file()
            for path in Path(folder).rglob("*")
            if not path.name.startswith((".", "~$"))
        )
        n_files = sum(path.is_file() for path in Path(folder).rglob("*"))
    assert [report.source for report in found] == seen
    counts = Counter(report.outcome for report in found)
    assert counts.total() == n_files - belonging
    for report in found:
        assert (report.reason is None) == (report.outcome is Outcome.INDEXED)
        assert (report.duplicate_of is None) == (report.outcome is not Outcome.DUPLICATE)


@given(st.text(), st.text())
def test_fingerprint_ignores_case_and_space_and_nothing_else(one: str, other: str) -> None:
    assert fingerprint(f" {one}\n") == fingerprint(one)
    same = [c for c in one.casefold() if c.isalnum()] == [
        c for c in other.casefold() if c.isalnum()
    ]
    if same:
        assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one + "1") != fingerprint(one + "2")
