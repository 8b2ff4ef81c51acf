from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from corpus.errors import DamagedError, EncryptedError, NoTextError, TooLargeError
from corpus.pool import Pool
from corpus.settings import MIB, ReadSettings
from tests.corpus import made

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's /proc")


def settings(**changes: float) -> ReadSettings:
    return ReadSettings(**({"n_workers": 1} | changes))  # type: ignore[arg-type]


def slow(path: Path) -> Path:
    """A PDF that takes seconds to read."""
    return made.pdf(path, [[f"line {n} of this page says little" for n in range(48)]] * 150)


def children() -> set[int]:
    """The process ids of this process's children."""
    tasks = Path("/proc/self/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text().split()}


def test_document_comes_back_whole(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf", [made.STORY, ["On the second page stands this."]])
    with Pool(settings()) as pool:
        read = pool.submit(path, "below/a.pdf", 1).result()
    assert read.source == "below/a.pdf"
    assert len(read.page_starts) == 2
    assert read.quote(read.sentences[0].span) == made.STORY[0]


def test_relative_path_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made.text(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pypdf.py").write_text("raise SystemExit('imported from the current folder')")
    with Pool(settings()) as pool:
        assert made.STORY[0] in pool.submit(Path("a.txt"), "a.txt", 1).result().text


def test_refusals_keep_their_kind_and_words(tmp_path: Path) -> None:
    locked = made.encrypted_pdf(tmp_path / "locked.pdf")
    scan = made.pdf(tmp_path / "scan.pdf", [[], []])
    with Pool(settings()) as pool:
        with pytest.raises(EncryptedError, match="password protected"):
            pool.submit(locked, "locked.pdf", 1).result()
        with pytest.raises(NoTextError, match="no readable text"):
            pool.submit(scan, "scan.pdf", 1).result()


def test_file_that_takes_too_long_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    late = slow(tmp_path / "late.pdf")
    with Pool(settings(timeout_seconds=0.5)) as pool:
        started = time.monotonic()
        with pytest.raises(TooLargeError, match=r"longer than 0\.5 s \(timeout_seconds\)"):
            pool.submit(late, "late.pdf", 1).result()
        assert time.monotonic() - started < 20
    others = children() if sys.platform.startswith("linux") else set()
    with Pool(settings()) as pool:
        late_one = pool.submit(late, "late.pdf", 1)
        sound = pool.submit(made.text(tmp_path / "a.txt"), "a.txt", 1)
        pool_pids = len(children() - others) if sys.platform.startswith("linux") else 1
        assert pool_pids <= 1
        late_one.cancel()
        assert sound.result(timeout=60).source == "a.txt"


@LINUX
def test_file_that_takes_too_much_memory_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    paragraphs = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 400_000
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body>" + paragraphs + b"</w:body></w:document>"
    )
    path = made.repacked(made.word(tmp_path / "hog.docx"), {"word/document.xml": body})
    sound = made.text(tmp_path / "a.txt")
    with Pool(settings(memory_bytes=150 * MIB, archive_ratio=10_000)) as pool:
        with pytest.raises(TooLargeError, match=r"more than 150 MB of memory \(memory_bytes\)"):
            pool.submit(path, "hog.docx", 1).result()
        assert pool.submit(sound, "a.txt", 1).result().source == "a.txt"


@LINUX
def test_crash_is_reported_and_the_next_file_read(tmp_path: Path) -> None:
    path, sound = slow(tmp_path / "slow.pdf"), made.text(tmp_path / "a.txt")
    before = children()
    with Pool(settings()) as pool:
        pool.submit(sound, "a.txt", 1).result()
        (child,) = children() - before
        reading = pool.submit(path, "slow.pdf", 1)
        threading.Timer(0.3, os.kill, (child, signal.SIGSEGV)).start()
        with pytest.raises(DamagedError, match="the reader crashed: Segmentation fault"):
            reading.result()
        assert pool.submit(sound, "a.txt", 1).result().source == "a.txt"
    assert children() <= before


@LINUX
def test_leaving_early_leaves_no_child_behind(tmp_path: Path) -> None:
    path = slow(tmp_path / "slow.pdf")
    before = children()
    with Pool(settings()) as pool:
        readings = [pool.submit(path, "slow.pdf", 1) for _ in range(3)]
        while not readings[0].running():
            time.sleep(0.01)
    assert children() <= before
    assert readings[-1].cancelled()
