"""What the documents say of the project is so: links, commands, targets, keys."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import findings
from assistant.answer import RefusalKind
from benchmarks.__main__ import benchmarks
from corpus.document import Kind, Origin, Speaker
from corpus.sidecar import KEYS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def _code(page: Path) -> Iterator[str]:
    """The lines of code in a page: indented, fenced, or between backticks."""
    text = page.read_text("utf-8")
    yield from re.findall(r"^(?: {4}|\$ )(\S.*)$", text, re.M)
    for block in re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S):
        yield from block.splitlines()
    yield from re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target), link


def test_every_picture_is_shown_with_words_and_is_small() -> None:
    shown = set()
    for page in PAGES:
        for words, path in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", page.read_text("utf-8")):
            assert len(words.split()) > 2, path
            shown.add((page.parent / path).resolve())
    pictures = set((ROOT / "docs" / "images").iterdir())
    assert pictures == shown
    assert max(picture.stat().st_size for picture in pictures) < 150_000


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.M))
    variables = set(re.findall(r"^([A-Z]+) \?=", MAKEFILE, re.M))
    for line in _code(page):
        if named := re.match(r"make (\w+)((?: [A-Z]+=\S+)*)", line):
            assert named[1] in targets, line
            assert set(re.findall(r"([A-Z]+)=", named[2])) <= variables, line


def _parsers() -> dict[str, argparse.ArgumentParser]:
    actions = findings.parser()._actions
    (commands,) = [a for a in actions if isinstance(a, argparse._SubParsersAction)]
    return dict(commands.choices)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    known = _parsers()
    for line in _code(page):
        named = re.match(r"(?:\S*[/\\])?findings ([a-z]\w*)(.*)", line)
        if named is None:
            continue
        assert named[1] in known, line
        options = {o for a in known[named[1]]._actions for o in a.option_strings}
        used = [word for word in shlex.split(named[2].replace("…", "")) if word.startswith("--")]
        assert set(used) <= options, line


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_benchmark_that_is_named_exists(page: Path) -> None:
    for name in re.findall(r"python -m benchmarks[ .]([\w.]+)", "\n".join(_code(page))):
        assert name in benchmarks()


def test_the_two_commands_stand_at_the_start() -> None:
    start = README.partition("## Start")[2].partition("\n## ")[0]
    assert re.findall(r"^    (make .*)$", start, re.M) == ["make run", "make test"]


def test_the_release_constrained_is_the_one_that_is_named() -> None:
    pinned = re.search(r"torch==(\S+)", (ROOT / "constraints.txt").read_text("utf-8"))
    assert pinned and pinned[1] in README


def test_every_page_is_listed() -> None:
    listed = (ROOT / "docs" / "README.md").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in listed, page.name


def test_every_key_of_a_sidecar_is_documented() -> None:
    text = (ROOT / "docs" / "documents.md").read_text("utf-8")
    table = text.partition("## Sidecars")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.M)))) == {
        *KEYS
    }
    for value in (*Kind, *Speaker):
        assert f'`"{value}"`' in table
    for origin in Origin:
        assert f"| `{origin}` |" in text


def test_every_kind_of_refusal_is_documented() -> None:
    text = (ROOT / "docs" / "answering.md").read_text("utf-8")
    for kind in RefusalKind:
        assert f"| `{kind}` |" in text


def test_the_version_is_that_of_the_change_log() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
