"""The commands of developers: evaluate, experiments, compare. They evaluate answers and print.

Only what reads arguments is imported at once; everything else where a command needs it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.evaluation.experiment import Run
    from assistant.evaluation.experiments import Experiments
    from assistant.evaluation.sweep import Variant
    from assistant.pipeline import Assistant
    from assistant.settings import AssistantSettings
    from corpus.settings import ReadSettings
    from index.engine import Engine
    from index.local import LocalEngine
    from index.settings import IndexSettings

__all__ = ["Configured", "SettingError", "add_commands", "changes"]

DONE = 0


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
    from assistant.evaluation.collection import load_collection
    from assistant.evaluation.experiments import plain
    from assistant.evaluation.measures import SEED
    from assistant.evaluation.printing import failure_lines, run_lines
    from assistant.evaluation.recording import Circumstances, record
    from assistant.evaluation.runner import evaluate

    experiments = _folder(options)
    if options.name is not None:
        experiments.check(options.name)  # before the work
    collection = load_collection(options.queries)
    given = changes(options.changes)
    configuration = configuration.changed(given)
    reading = configuration.reading()

    def pages(path: Path) -> Sequence[str]:
        from corpus.reader import read_raw

        return read_raw(path, reading).pages

    engine = configuration.engine(options.data)
    assistant = configuration.assistant_of(engine)
    seed = SEED if options.seed is None else options.seed
    started, clock = datetime.now(UTC), time.perf_counter()
    with bar("questions") as progress:
        report = evaluate(
            assistant,
            collection.queries,
            collection=options.collection,
            pages=None if options.no_recount else pages,
            progress=progress,
        )
    known = Circumstances(
        settings=configuration.tables(),
        changed=given,
        model=engine.encoder.name,
        model_hash=engine.encoder.fingerprint,
        started=started,
        seconds=time.perf_counter() - clock,
    )
    run = record(report, engine, collection, known, name=options.name or "", seed=seed)
    if options.name is not None:
        print(f"kept: {experiments.save(run)}", file=sys.stderr)
    if options.json:
        _print_json({**report.as_dict(), "run": plain(run)})
        return DONE
    _print_lines(run_lines(run))
    if options.failures:
        _print_lines(failure_lines(run))
    return DONE


def _sweep(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.sweep import Variant, grid

    values: dict[str, list[object]] = {}
    for each in options.grid:
        for name, listed in changes([each]).items():
            texts = each.partition("=")[2].split(",") if isinstance(listed, str) else [str(listed)]
            values[name] = [setting_value(text.strip()) for text in texts]
    variants = [Variant("as they are", {}), *grid(values)]
    return _try(variants, options, configuration, base=lambda place: 0)


def _ablate(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.sweep import ablation

    tables = configuration.changed(changes(options.changes)).tables()
    return _try(ablation(tables), options, configuration, base=lambda place: max(place - 1, 0))


def _try(
    variants: Sequence[Variant],
    options: argparse.Namespace,
    configuration: Configured,
    base: Callable[[int], int],
) -> int:
    """Run `variants` and print their figures; `base` says with which each is compared."""
    from assistant.evaluation.collection import load_collection
    from assistant.evaluation.experiments import plain_figures
    from assistant.evaluation.measures import MEASURES
    from assistant.evaluation.printing import trial_lines
    from assistant.evaluation.sweep import chances, sweep

    if options.by not in MEASURES:
        raise SettingError(f'--by: "{options.by}" is no measure: {", ".join(MEASURES)}')
    experiments = _folder(options)
    names = [f"{options.name}-{place}" for place in range(1, len(variants) + 1)]
    for name in names if options.name is not None else ():
        experiments.check(name)
    collection = load_collection(options.queries)
    configuration = configuration.changed(changes(options.changes))
    runs: dict[str, Run] = {}
    clock = time.perf_counter()
    with bar("questions") as progress:
        for variant, run in sweep(
            variants,
            configuration,
            options.data,
            collection,
            marked=options.collection,
            progress=progress,
        ):
            runs[variant.name] = run
    seconds = time.perf_counter() - clock
    ordered = [runs[variant.name] for variant in variants]
    found = chances(
        [(ordered[base(place)], ordered[place]) for place in range(1, len(ordered))], options.by
    )
    if options.name is not None:
        for name, run in zip(names, ordered, strict=True):
            experiments.save(replace(run, name=name))
    if options.json:
        _print_json([
            {"name": variant.name, "changed": variant.changed, "p_adjusted": p,
             "figures": plain_figures(run.overall)}
            for variant, run, p in zip(variants, ordered, [None, *found], strict=True)
        ])  # fmt: skip
    else:
        _print_lines(trial_lines(ordered, found, options.by))
    questions = len(ordered[0].results)
    print(
        f"{len(variants)} configurations, {questions} questions each, {seconds / 60:.1f} minutes",
        file=sys.stderr,
    )
    return DONE


def _experiments(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.experiments import plain
    from assistant.evaluation.printing import failure_lines, run_lines, runs_lines

    experiments = _folder(options)
    if options.name is not None:
        run = experiments.load(options.name)
        if options.json:
            _print_json(plain(run))
            return DONE
        _print_lines(run_lines(run))
        if options.failures:
            _print_lines(failure_lines(run))
        return DONE
    runs = list(experiments.runs())
    if options.json:
        _print_json([{k: v for k, v in plain(run).items() if k != "results"} for run in runs])
    elif runs:
        _print_lines(runs_lines(runs))
    print(f"{len(runs)} runs in {experiments.folder}", file=sys.stderr)
    return DONE


def _compare(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.comparison import compare, comparison_record
    from assistant.evaluation.printing import comparison_lines

    experiments = _folder(options)
    found = compare(experiments.load(options.a), experiments.load(options.b))
    if options.json:
        _print_json(comparison_record(found))
    else:
        _print_lines(comparison_lines(found, questions=options.questions))
    return DONE


def _report(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation.html_report import report_page

    run = _folder(options).load(options.name)
    output: Path = options.output or Path(f"{run.name}.html")
    if not output.parent.is_dir():
        raise SettingError(f"--output: there is no folder {output.parent}; make it first")
    unfinished = output.with_name(output.name + ".part")
    unfinished.write_text(report_page(run), encoding="utf-8")
    unfinished.replace(output)
    print(f"{len(run.results)} questions: {output}", file=sys.stderr)
    return DONE


def _collection(options: argparse.Namespace, configuration: Configured) -> int:
    from assistant.evaluation import beir, trec
    from assistant.evaluation.collection import load_collection, write_collection

    source, folder = Path(options.source), options.folder
    match options.action, options.format:
        case "import", "beir":
            n_queries = beir.import_beir(source, folder, options.split)
            said = f"index the documents next: findings index {folder / beir.DOCUMENTS}"
        case "import", _:
            queries = trec.trec_queries(
                source / trec.TOPICS, source / trec.QRELS, configuration.engine(options.data)
            )
            about = f"# {folder.name}\n\nTaken over from the TREC files in {source.name}.\n"
            write_collection(folder, queries, about)
            n_queries, said = len(queries), f"evaluate it: findings evaluate --queries {folder}"
        case _, "beir":
            queries = list(load_collection(source).queries)
            n_queries = beir.export_beir(queries, configuration.engine(options.data), folder)
            said = "corpus.jsonl, queries.jsonl, qrels/test.tsv"
        case _:
            run = _folder(options).load(options.source)
            trec.write_trec(run, folder)
            n_queries, said = len(run.results), f"{trec.TOPICS}, {trec.QRELS}, {trec.RUN}"
    print(f"{n_queries} queries in {folder}; {said}", file=sys.stderr)
    return DONE


def _folder(options: argparse.Namespace) -> Experiments:
    from assistant.evaluation.experiments import Experiments

    return Experiments(options.experiments or options.data / "experiments")


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar with the time left on standard error, where a person is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
