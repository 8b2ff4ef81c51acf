"""What the commands of developers do: they evaluate answers, keep runs, and print."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.evaluation import beir, trec
from assistant.evaluation.collection import load_collection, write_collection
from assistant.evaluation.command_line import Configured, SettingError, changes, setting_value
from assistant.evaluation.comparison import compare as compare_runs
from assistant.evaluation.comparison import comparison_record
from assistant.evaluation.experiment import Run
from assistant.evaluation.experiments import Experiments, plain, plain_figures
from assistant.evaluation.measures import MEASURES, SEED
from assistant.evaluation.printing import (
    comparison_lines,
    failure_lines,
    run_lines,
    runs_lines,
    trial_lines,
)
from assistant.evaluation.recording import Circumstances, record
from assistant.evaluation.runner import evaluate as put_questions
from assistant.evaluation.sweep import Variant, ablation, chances, grid
from assistant.evaluation.sweep import sweep as sweep_variants
from corpus.reader import read_raw

__all__ = ["ablate", "collection", "compare", "evaluate", "experiments", "report", "sweep"]

DONE = 0


def evaluate(options: argparse.Namespace, configuration: Configured) -> int:
    """Put questions, print and keep how they fared."""
    kept = _folder(options)
    if options.name is not None:
        kept.check(options.name)  # before the work
    questions = load_collection(options.queries)
    given = changes(options.changes)
    configuration = configuration.changed(given)
    reading = configuration.reading()

    def pages(path: Path) -> Sequence[str]:
        return read_raw(path, reading).pages

    engine = configuration.engine(options.data)
    assistant = configuration.assistant_of(engine)
    seed = SEED if options.seed is None else options.seed
    started, clock = datetime.now(UTC), time.perf_counter()
    with _bar("questions") as progress:
        found = put_questions(
            assistant,
            questions.queries,
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
    run = record(found, engine, questions, known, name=options.name or "", seed=seed)
    if options.name is not None:
        print(f"kept: {kept.save(run)}", file=sys.stderr)
    if options.json:
        _print_json({**found.as_dict(), "run": plain(run)})
        return DONE
    _print_lines(run_lines(run))
    if options.failures:
        _print_lines(failure_lines(run))
    return DONE


def sweep(options: argparse.Namespace, configuration: Configured) -> int:
    """Evaluate every combination of some settings."""
    values: dict[str, list[object]] = {}
    for each in options.grid:
        for name, listed in changes([each]).items():
            texts = each.partition("=")[2].split(",") if isinstance(listed, str) else [str(listed)]
            values[name] = [setting_value(text.strip()) for text in texts]
    variants = [Variant("as they are", {}), *grid(values)]
    return _try(variants, options, configuration, base=lambda place: 0)


def ablate(options: argparse.Namespace, configuration: Configured) -> int:
    """Evaluate from a plain search to everything that is set."""
    tables = configuration.changed(changes(options.changes)).tables()
    return _try(ablation(tables), options, configuration, base=lambda place: max(place - 1, 0))


def _try(
    variants: Sequence[Variant],
    options: argparse.Namespace,
    configuration: Configured,
    base: Callable[[int], int],
) -> int:
    """Run `variants` and print their figures; `base` says with which each is compared."""
    if options.by not in MEASURES:
        raise SettingError(f'--by: "{options.by}" is no measure: {", ".join(MEASURES)}')
    kept = _folder(options)
    names = [f"{options.name}-{place}" for place in range(1, len(variants) + 1)]
    for name in names if options.name is not None else ():
        kept.check(name)
    questions = load_collection(options.queries)
    given = changes(options.changes)
    variants = [replace(variant, changed={**given, **variant.changed}) for variant in variants]
    runs: dict[str, Run] = {}
    clock = time.perf_counter()
    with _bar("questions") as progress:
        for variant, run in sweep_variants(
            variants,
            configuration,
            options.data,
            questions,
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
            kept.save(replace(run, name=name))
    if options.json:
        _print_json([
            {"name": variant.name, "changed": variant.changed, "p_adjusted": p,
             "figures": plain_figures(run.overall)}
            for variant, run, p in zip(variants, ordered, [None, *found], strict=True)
        ])  # fmt: skip
    else:
        _print_lines(trial_lines(ordered, found, options.by))
    print(
        f"{len(variants)} configurations, {len(ordered[0].results)} questions each, "
        f"{seconds / 60:.1f} minutes",
        file=sys.stderr,
    )
    return DONE


def experiments(options: argparse.Namespace, configuration: Configured) -> int:
    """List the runs that are kept, or show one."""
    kept = _folder(options)
    if options.name is not None:
        run = kept.load(options.name)
        if options.json:
            _print_json(plain(run))
            return DONE
        _print_lines(run_lines(run))
        if options.failures:
            _print_lines(failure_lines(run))
        return DONE
    runs = list(kept.runs())
    if options.json:
        _print_json([{k: v for k, v in plain(run).items() if k != "results"} for run in runs])
    elif runs:
        _print_lines(runs_lines(runs))
    print(f"{len(runs)} runs in {kept.folder}", file=sys.stderr)
    return DONE


def compare(options: argparse.Namespace, configuration: Configured) -> int:
    """Say what differs between two runs."""
    kept = _folder(options)
    found = compare_runs(kept.load(options.a), kept.load(options.b))
    if options.json:
        _print_json(comparison_record(found))
    else:
        _print_lines(comparison_lines(found, questions=options.questions))
    return DONE


def report(options: argparse.Namespace, configuration: Configured) -> int:
    """Write a run as one HTML file."""
    from assistant.evaluation.html_report import report_page  # with Jinja, for this alone

    run = _folder(options).load(options.name)
    output: Path = options.output or Path(f"{run.name}.html")
    if not output.parent.is_dir():
        raise SettingError(f"--output: there is no folder {output.parent}; make it first")
    unfinished = output.with_name(output.name + ".part")
    unfinished.write_text(report_page(run), encoding="utf-8")
    unfinished.replace(output)
    print(f"{len(run.results)} questions: {output}", file=sys.stderr)
    return DONE


def collection(options: argparse.Namespace, configuration: Configured) -> int:
    """Take over or give out files of BEIR or TREC."""
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

    return Experiments(options.experiments or options.data / "experiments")


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None] | None]:
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
