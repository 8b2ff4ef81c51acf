"""Faults while a build writes: the index in use answers, the error is ours, nothing is left over."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.settings import ReadSettings
from index.builder import build
from index.engine import WeightedTerm
from index.errors import BuildError
from index.generations import current_generation
from index.local import open_engine
from tests.index.making import HashedWords, write_reports

READING = ReadSettings(n_workers=1)
WORDS = [WeightedTerm("caseloads")]


def answers(data_dir: Path) -> tuple[str, list[int]]:
    """Generation and sentences that answer a question."""
    engine = open_engine(data_dir, encoder=HashedWords())
    try:
        vector = engine.encode(["caseloads vary"])[0]
        hits = engine.search_sentences(vector, WORDS, top_k=10)
        assert hits
        assert all(engine.document(hit.document_id).quote(hit.span) for hit in hits)
        return engine.generation, [hit.sentence_id for hit in hits]
    finally:
        engine.close()


class _Failing:
    """Calls through, but the n-th call that concerns `folder` fails as a full disk does."""

    def __init__(self, real: Callable[..., Any], nth: int, folder: Path) -> None:
        self.real, self.left, self.folder = real, nth, str(folder)
        self.failed = False

    def __call__(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        place = arguments[0] if arguments else ""
        if isinstance(place, int):
            place = Path(f"/proc/self/fd/{place}").readlink()
        if str(place).startswith(self.folder):
            self.left -= 1
            if self.left == 0:
                self.failed = True
                raise OSError(28, "No space left on device", str(place))
        return self.real(*arguments, **options)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to know what is synced")
@pytest.mark.parametrize(
    ("module", "name", "nths"),
    [
        (os, "fsync", (1, 2, 7, 12, 17, 20)),
        (os, "replace", (1,)),
        (os, "rename", (1,)),
        (io, "open", (1, 2, 5, 12, 24, 30)),
        (os, "mkdir", (3, 4)),
    ],
)
def test_nth_call_fails(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,  # noqa: ANN401
    name: str,
    nths: tuple[int, ...],
) -> None:
    data = tmp_path / "data"
    write_reports(tmp_path / "reports", 2, n_paragraphs=2)
    build([tmp_path / "reports"], data, reading=READING, encoder=HashedWords())
    write_reports(tmp_path / "reports", 1, n_paragraphs=2, seed=5)
    before = answers(data)
    n_failed = 0
    for nth in nths:
        with monkeypatch.context() as patched:
            failing = _Failing(getattr(module, name), nth, data)
            patched.setattr(module, name, failing)
            try:
                build([tmp_path / "reports"], data, reading=READING, encoder=HashedWords())
            except BuildError as error:
                assert "No space left" in str(error)
                n_failed += 1
        generation, _ = answers(data)
        if not failing.failed or generation != before[0]:
            break  # past the last call, or past the switch: the new one answers
        assert answers(data) == before
    assert n_failed >= 1


_CAPPED = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from corpus.settings import ReadSettings
from index.builder import build
from index.errors import BuildError
from tests.index.making import HashedWords
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    build([Path(sys.argv[1])], Path(sys.argv[2]), reading=ReadSettings(n_workers=1),
          encoder=HashedWords())
except BuildError as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file size are POSIX's")
def test_files_that_cannot_grow_are_our_error(tmp_path: Path) -> None:
    """A limit on the size of files fails the writes of SQLite, FAISS and tantivy themselves."""
    data = tmp_path / "data"
    write_reports(tmp_path / "reports", 4)
    build([tmp_path / "reports"], data, reading=READING, encoder=HashedWords())
    write_reports(tmp_path / "reports", 4, seed=5)
    before = answers(data)
    for limit in (100, 2_000, 9_000, 16_000, 40_000):
        child = subprocess.run(
            [
                sys.executable,
                "-c",
                textwrap.dedent(_CAPPED),
                tmp_path / "reports",
                data,
                str(limit),
            ],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
            check=False,
        )
        assert child.returncode == 3, (limit, child.stdout, child.stderr)
        assert "Traceback" not in child.stderr
        assert answers(data) == before
    assert current_generation(data) == before[0]
    report = build([tmp_path / "reports"], data, reading=READING, encoder=HashedWords())
    assert report.n_documents == 8
