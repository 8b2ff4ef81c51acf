from __future__ import annotations

import argparse
import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

import findings
from assistant.record import ask_record
from assistant.settings import AssistantSettings
from corpus.settings import ReadSettings
from index.listing import JUDGEMENT_COLUMNS
from index.settings import IndexSettings
from tests.assistant.evaluation.made_up import document, extract, refused
from web.settings import WebSettings

DOCS = Path(__file__).parent.parent / "docs"
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
FORMATS = (DOCS / "formats.md").read_text(encoding="utf-8")
SETTINGS = {
    "corpus": ReadSettings,
    "index": IndexSettings,
    "assistant": AssistantSettings,
    "web": WebSettings,
}


def _commands() -> dict[str, argparse.ArgumentParser]:
    actions = findings.parser()._actions
    (commands,) = [a for a in actions if isinstance(a, argparse._SubParsersAction)]
    return dict(commands.choices)


def _section(heading: str) -> str:
    """The text under the heading that begins with `heading`, up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}.*?$(.*?)(?=^#+ |\Z)", CLI, re.M | re.S)
    assert found, f"docs/cli.md has no section {heading}"
    return found[1]


@pytest.mark.parametrize("name", _commands())
def test_every_command_and_option_is_documented(name: str) -> None:
    section = _section(f"findings {name}") + _section("Options of every command")
    for action in _commands()[name]._actions:
        for option in [o for o in action.option_strings if o.startswith("--")]:
            assert re.search(rf"`{option}[ `]", section), f"docs/cli.md: {name} {option}"
        if not action.option_strings:
            assert re.search(rf"^## findings {name}\b.* {action.metavar}\b", CLI, re.M)


def test_no_command_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"^## findings (\w+)", CLI, re.M)) == set(_commands())


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    documented = dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \|", _section(f"[{name}]"), re.M))
    expected = {}
    for entry in fields(SETTINGS[name]):
        default = list(entry.default) if isinstance(entry.default, tuple) else entry.default
        expected[entry.name] = json.dumps(default)
    assert documented == expected


def test_every_key_of_an_answer_is_documented() -> None:
    record = ask_record(refused(extract(document("a.txt", ["It is so."]), "It is so.")))
    for key in (*record, *record["nearest"][0], *record["understood"], *JUDGEMENT_COLUMNS):
        assert f"`{key}`" in FORMATS, key


def test_links_between_the_documents_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)$", FORMATS, re.M)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"formats\.md#([\w-]+)", CLI)) <= anchors
