"""The commands of developers and their options; what they do is in :mod:`commands`.

Only what reads arguments is imported here, since every command of the front door comes by.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.settings import AssistantSettings
    from corpus.settings import ReadSettings
    from index.engine import Engine
    from index.local import LocalEngine
    from index.settings import IndexSettings

__all__ = ["Configured", "SettingError", "add_commands", "changes", "setting_value"]


class SettingError(AssistantError):
    """An option cannot be used as it was given; the message names it and the remedy."""


class Configured(Protocol):
    """The settings of a command: those of the file, and those given beside it."""

    def changed(self, given: Mapping[str, Any]) -> Configured:
        """The same with some settings, by their full names, set otherwise."""
        ...

    def tables(self) -> dict[str, dict[str, Any]]:
        """The settings that decide answers, by table."""
        ...

    def index(self) -> IndexSettings:
        """How the index is searched."""
        ...

    def answering(self) -> AssistantSettings:
        """How questions are answered."""
        ...

    def reading(self) -> ReadSettings:
        """What reading a file may cost."""
        ...

    def engine(self, data: Path) -> LocalEngine:
        """The index in `data`, open."""
        ...

    def assistant_of(self, engine: Engine) -> Assistant:
        """What answers from `engine`."""
        ...


Command = Callable[[argparse.Namespace, Any], int]
AddCommand = Callable[[str, Command, str], argparse.ArgumentParser]


def add_commands(command: AddCommand) -> None:
    """Add the commands and their options."""
    added = command("evaluate", _evaluate, "measure the answers to questions with known answers")
    _add_questions(added)
    added.add_argument("--failures", action="store_true", help="show each question not served")
    added.add_argument(
        "--no-recount", action="store_true", help="do not read the files again to check the quotes"
    )
    added.add_argument("--name", metavar="NAME", help="keep a record of the run under this name")
    added.add_argument("--seed", type=int, metavar="N", help="what intervals are drawn from")
    added.add_argument("--json", action="store_true", help="print JSON (docs/formats.md)")
    _add_folder(added)
    swept = command("sweep", _sweep, "evaluate every combination of some settings")
    _add_questions(swept)
    swept.add_argument(
        "--grid", action="append", required=True, metavar="TABLE.KEY=V1,V2,…",
        help="a setting with the values to try; may be given again",
    )  # fmt: skip
    ablated = command("ablate", _ablate, "say what each part of answering is worth")
    _add_questions(ablated)
    for added in (swept, ablated):
        added.add_argument(
            "--by",
            default="hit@3",
            metavar="MEASURE",
            help="what differences are tested by (hit@3)",
        )
        added.add_argument("--name", metavar="NAME", help="keep the runs: NAME-1, NAME-2, …")
        added.add_argument("--json", action="store_true", help="print JSON (docs/formats.md)")
        _add_folder(added)
    listed = command("experiments", _experiments, "list the runs that are kept, or show one")
    listed.add_argument("name", nargs="?", metavar="NAME", help="show the figures of this run")
    listed.add_argument("--failures", action="store_true", help="show each question not served")
    listed.add_argument("--json", action="store_true", help="print JSON (docs/formats.md)")
    _add_folder(listed)
    compared = command("compare", _compare, "say what differs between two runs, and where")
    compared.add_argument("a", metavar="A", help="name or file of a run")
    compared.add_argument("b", metavar="B", help="name or file of the other")
    compared.add_argument(
        "--questions", type=int, metavar="N", help="show at most so many changed questions"
    )
    compared.add_argument("--json", action="store_true", help="print JSON (docs/formats.md)")
    _add_folder(compared)
    taken = command("collection", _collection, "take over or give out files of BEIR or TREC")
    taken.add_argument("action", choices=("import", "export"), metavar="ACTION", help="which way")
    taken.add_argument("format", choices=("beir", "trec"), metavar="FORMAT", help="beir or trec")
    taken.add_argument("source", metavar="SOURCE", help="a folder; questions; or a run")
    taken.add_argument("folder", type=Path, metavar="FOLDER", help="the new folder")
    taken.add_argument("--split", default="test", metavar="S", help="of a BEIR collection (test)")
    _add_folder(taken)
    reported = command("report", _report, "write a run as one HTML file, with plots")
    reported.add_argument("name", metavar="NAME", help="name or file of a run")
    reported.add_argument(
        "--output", type=Path, metavar="FILE", help="the file to write (default: NAME.html)"
    )
    _add_folder(reported)


def _add_questions(added: argparse.ArgumentParser) -> None:
    added.add_argument(
        "--queries", type=Path, required=True, metavar="FILE",
        help="questions, JSON lines; or the folder of a collection",
    )  # fmt: skip
    added.add_argument("--collection", metavar="NAME", help="only the questions marked with it")
    added.add_argument(
        "--set", action="append", default=[], metavar="TABLE.KEY=VALUE", dest="changes",
        help="a setting for this run alone; may be given again",
    )  # fmt: skip


def _add_folder(added: argparse.ArgumentParser) -> None:
    added.add_argument(
        "--experiments", type=Path, metavar="FOLDER",
        help="where runs are kept (default: experiments in the data folder)",
    )  # fmt: skip


def changes(given: Sequence[str]) -> dict[str, Any]:
    """The settings that --set names, by their full names; values as a settings file has them.

    >>> changes(["assistant.refuse_below=0.4", "index.model=all-MiniLM-L6-v2"])
    {'assistant.refuse_below': 0.4, 'index.model': 'all-MiniLM-L6-v2'}

    :raises SettingError: one is not of the form table.key=value.
    """
    found: dict[str, Any] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or name.count(".") != 1 or not all(name.split(".")):
            raise SettingError(
                f'--set: "{each}" is not of the form TABLE.KEY=VALUE, '
                "for example assistant.refuse_below=0.4"
            )
        found[name.strip()] = setting_value(value.strip())
    return found


def setting_value(text: str) -> object:
    """`text` as TOML reads it, else as it is: quotation marks can be left out."""
    try:
        value: object = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    return value


def _evaluate(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.commands import evaluate

    return evaluate(options, configuration)


def _sweep(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.commands import sweep

    return sweep(options, configuration)


def _ablate(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.commands import ablate

    return ablate(options, configuration)


def _experiments(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.commands import experiments

    return experiments(options, configuration)


def _compare(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.commands import compare

    return compare(options, configuration)


def _report(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.commands import report

    return report(options, configuration)


def _collection(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.commands import collection

    return collection(options, configuration)
