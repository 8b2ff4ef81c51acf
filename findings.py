"""The front door: one command line, for people and for programs (docs/cli.md).

Every command opens the layers below, calls them once and prints what they return. Modules are
imported where a command needs them: a question asked from a cold start waits for no other.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from assistant.evaluation.command_line import add_commands

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.plain_text import Style
    from assistant.question import Choices
    from assistant.settings import AssistantSettings
    from corpus.document import Speaker
    from corpus.settings import ReadSettings
    from index.builder import Progress
    from index.engine import Engine
    from index.local import LocalEngine
    from index.settings import IndexSettings

__all__ = ["ANSWERED", "FAILED", "REFUSED", "main", "parser"]

ANSWERED, FAILED, REFUSED = 0, 1, 2
"""Exit codes: done or answered; an error or a failed check; refused for want of an answer."""

_TABLES = ("corpus", "index", "assistant", "web")
_SPEAKERS = ("ofsted", "council")

S = TypeVar("S")


class UsageError(Exception):
    """An option cannot be used as it was given; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings file, if there is one; each layer's table is read when it is asked for."""

    path: Path | None
    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Settings given on the command line, by table; they win over the file's."""

    @classmethod
    def find(cls, given: Path | None) -> Configuration:
        """That of --config, else of FINDINGS_CONFIG, else findings.toml in this folder."""
        named = given or (Path(os.environ["FINDINGS_CONFIG"]) if _set("FINDINGS_CONFIG") else None)
        default = Path("findings.toml")
        return cls(named or (default if default.is_file() else None))

    def read(self, name: str, cls: type[S]) -> S:
        """The settings of one layer. :raises SettingsFileError: a key or value is wrong."""
        given = self.given.get(name, {})
        if self.path is None and not given:
            return cls()
        from corpus.settings_file import SettingsFileError, read_tables, settings_of

        if given:  # by themselves, so that the error names where they were given
            try:
                settings_of(Path("--set"), name, given, cls)
            except SettingsFileError as error:
                raise UsageError(str(error).removeprefix("settings file ")) from error
        path = self.path or Path("--set")
        table = {} if self.path is None else read_tables(path, _TABLES).get(name, {})
        return settings_of(path, name, {**table, **given}, cls)

    def changed(self, given: Mapping[str, Any]) -> Configuration:
        """The same with some settings, by their full names ("index.rrf_k"), set otherwise."""
        tables = {name: dict(table) for name, table in self.given.items()}
        for name, value in given.items():
            table, _, key = name.partition(".")
            if table not in _TABLES:
                raise UsageError(f"--set: there is no table [{table}]: {', '.join(_TABLES)}")
            tables.setdefault(table, {})[key] = value
        return replace(self, given=tables)

    def tables(self) -> dict[str, dict[str, Any]]:
        """The settings that decide answers, by table."""
        return {"index": asdict(self.index()), "assistant": asdict(self.answering())}

    def answering(self) -> AssistantSettings:
        """How questions are answered."""
        from assistant.settings import AssistantSettings

        return self.read("assistant", AssistantSettings)

    def reading(self) -> ReadSettings:
        """What reading a file may cost."""
        from corpus.settings import ReadSettings

        return self.read("corpus", ReadSettings)

    def index(self) -> IndexSettings:
        """How the index is built and searched."""
        from index.settings import IndexSettings

        return self.read("index", IndexSettings)

    def engine(self, data: Path) -> LocalEngine:
        """The index in `data`, open."""
        from index.local import open_engine

        return open_engine(data, self.index())

    def assistant(self, data: Path) -> Assistant:
        """What answers from the index in `data`."""
        return self.assistant_of(self.engine(data))

    def assistant_of(self, engine: Engine) -> Assistant:
        """What answers from `engine`."""
        from assistant.pipeline import Assistant

        return Assistant(engine, self.answering())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    _set_up(options)
    try:
        code: int = options.run(options, Configuration.find(options.config))
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("findings: interrupted", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # whoever read our output has stopped
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # the front door: whatever it is, no traceback
        if options.debug:
            raise
        print(f"findings: {_message(error)}", file=sys.stderr)
        return FAILED
    return code


def _index(options: argparse.Namespace, configuration: Configuration) -> int:
    from index.builder import build
    from index.listing import report_lines

    for source in options.source:  # before a model is loaded for nothing
        if not source.exists():
            raise UsageError(f"SOURCE: there is no {source}; name a folder or file of documents")
    settings, reading = configuration.index(), configuration.reading()
    with _progress() as progress:
        report = build(options.source, options.data, settings, reading=reading, progress=progress)
    if options.json:
        _print_json(report.to_json())
    else:
        _print_lines(report_lines(report))
    if not report.n_documents:
        print("findings: the index is empty: no document was found to answer from", file=sys.stderr)
    return ANSWERED


def _ask(options: argparse.Namespace, configuration: Configuration) -> int:
    from assistant.plain_text import answer_lines
    from assistant.record import ask_record

    choices = _choices(options)
    assistant = configuration.assistant(options.data)
    answer = assistant.ask(options.question, choices=choices)
    if options.json:
        _print_json(ask_record(answer))
    else:
        _print_lines(answer_lines(answer, _style()))
    return ANSWERED if answer.answered else REFUSED


def _explain(options: argparse.Namespace, configuration: Configuration) -> int:
    from assistant.explain import Wanted, explain, find_wanted
    from assistant.explain.plain_text import explanation_lines
    from assistant.explain.record import explanation_record

    wanted = Wanted(options.passage, options.document, options.page, options.words)
    choices = _choices(options)
    assistant = configuration.assistant(options.data)
    sought = find_wanted(wanted, assistant.engine)
    explanation = explain(assistant, options.question, choices=choices, wanted=sought)
    if options.json:
        _print_json(explanation_record(explanation))
    else:
        _print_lines(explanation_lines(explanation, _style(), n_candidates=options.candidates))
    return ANSWERED


def _answer(options: argparse.Namespace, configuration: Configuration) -> int:
    from assistant.evaluation.queries import load_queries
    from assistant.evaluation.replay import replay, warm_up
    from assistant.record import answer_record

    queries = load_queries(options.queries)
    if not options.output.parent.is_dir():
        raise UsageError(f"--output: there is no folder {options.output.parent}; make it first")
    assistant = configuration.assistant(options.data)
    warm_up(assistant, queries)
    started, answered = time.perf_counter(), 0
    unfinished = options.output.with_name(options.output.name + ".part")
    with unfinished.open("w", encoding="utf-8") as file:
        for query in queries:
            answer = replay(assistant, query)
            answered += answer.answered
            file.write(json.dumps(answer_record(answer, query.id), ensure_ascii=False) + "\n")
    unfinished.replace(options.output)
    seconds = time.perf_counter() - started
    summary = f"{len(queries)} questions, {answered} answered, {seconds:.1f} s: {options.output}"
    print(summary, file=sys.stderr)
    return ANSWERED


def _documents(options: argparse.Namespace, configuration: Configuration) -> int:
    from index.listing import document_lines, document_row

    records = configuration.engine(options.data).documents()
    if options.json:
        _print_json([document_row(record) for record in records])
    else:
        _print_lines(line for record in records for line in document_lines(record))
    print(f"{len(records)} documents", file=sys.stderr)
    return ANSWERED


def _judgements(options: argparse.Namespace, configuration: Configuration) -> int:
    from corpus.cells import as_text
    from index.engine import Filter
    from index.listing import JUDGEMENT_COLUMNS, judgement_lines, judgement_row

    engine = configuration.engine(options.data)
    where = None
    if options.authority is not None:
        where = Filter(authorities=frozenset({_authority(options.authority)}))
    records = engine.judgements(where)
    if options.json:
        _print_json([judgement_row(record) for record in records])
    elif options.csv:
        table = csv.DictWriter(sys.stdout, JUDGEMENT_COLUMNS, lineterminator="\n")
        table.writeheader()
        for record in records:
            row = judgement_row(record)
            table.writerow({k: as_text(v) if isinstance(v, str) else v for k, v in row.items()})
    else:
        _print_lines(line for record in records for line in judgement_lines(record))
    print(f"{len(records)} judgements", file=sys.stderr)
    return ANSWERED


def _verify(options: argparse.Namespace, configuration: Configuration) -> int:
    if options.file is not None:
        return _verify_word(options, configuration)
    if options.corpus is not None:
        raise UsageError("--corpus goes with the FILE of a briefing; name it as well")
    from index.generations import Generations
    from index.verification import verify

    engine = configuration.engine(options.data)
    verification = verify(engine, Generations(options.data))
    if options.json:
        _print_json(verification.to_json())
    else:
        checked = ", ".join(f"{count} {name}" for name, count in verification.checked.items())
        print(f"checked generation {verification.generation}: {checked}")
        for problem in verification.problems:
            print(f"{problem.source}: {problem.what}")
        print(_problems(len(verification.problems)))
    return FAILED if verification.problems else ANSWERED


def _problems(n_problems: int) -> str:
    return "1 problem" if n_problems == 1 else f"{n_problems} problems"


def _verify_word(options: argparse.Namespace, configuration: Configuration) -> int:
    from assistant.briefing.folder import documents_in
    from assistant.briefing.word_check import verify_word

    if not options.file.is_file():
        raise UsageError(f"FILE: there is no file {options.file}; name an exported Word file")
    reading = configuration.reading()
    if options.corpus is None:
        verification = verify_word(
            options.file, configuration.engine(options.data).document, reading
        )
    else:
        with documents_in(options.corpus, reading) as find:
            verification = verify_word(options.file, find, reading)
    if options.json:
        _print_json(verification.to_json())
    else:
        print(f"checked {verification.n_quotes} quotes of {verification.file}")
        for problem in verification.problems:
            print(f"{problem.extract}: {problem.what}")
        print(_problems(len(verification.problems)))
    return FAILED if verification.problems else ANSWERED


def _serve(options: argparse.Namespace, configuration: Configuration) -> int:
    from assistant.briefing.themes import load_themes
    from index.generations import current_generation
    from web import Collection, Reading, WebSettings, serve

    def open_reading() -> Reading:
        assistant = configuration.assistant(options.data)
        themes = assistant.settings.themes
        return Reading(assistant.engine, assistant, load_themes(Path(themes) if themes else None))

    def ready(address: str) -> None:
        print(f"the chat is open at {address} (stop it with Ctrl-C)", file=sys.stderr)
        if options.open:
            import webbrowser

            webbrowser.open(address)

    given = {name: getattr(options, name) for name in ("host", "port")}
    settings = configuration.read("web", WebSettings)
    try:
        settings = replace(settings, **{k: v for k, v in given.items() if v is not None})
    except ValueError as error:
        raise UsageError(f"--host, --port: {error}") from error
    collection = Collection(open_reading, lambda: current_generation(options.data))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service is stopped as by Ctrl-C
    serve(settings, collection, options.data, ready=ready)
    return ANSWERED


Command = Callable[[argparse.Namespace, Configuration], int]


class _Parser(argparse.ArgumentParser):
    """A parser whose errors have the exit code of an error, not that of a refusal."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(FAILED, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    whole = _Parser(
        prog="findings",
        description="Ask what inspectors found; get verbatim, cited extracts or an honest refusal.",
    )
    whole.add_argument("--version", action="version", version=f"findings {version('findings')}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, run: Command, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        default = Path(os.environ["FINDINGS_DATA"]) if _set("FINDINGS_DATA") else Path("data")
        added.add_argument(
            "--data", type=Path, default=default, metavar="DIR",
            help="data folder (default: FINDINGS_DATA, else ./data)",
        )  # fmt: skip
        added.add_argument(
            "--config", type=Path, metavar="FILE",
            help="settings file (default: FINDINGS_CONFIG, else ./findings.toml if it is there)",
        )  # fmt: skip
        added.add_argument("--verbose", action="store_true", help="say what is being done")
        added.add_argument("--debug", action="store_true", help="say everything; show tracebacks")
        return added

    def as_json(added: argparse.ArgumentParser) -> None:
        added.add_argument("--json", action="store_true", help="print JSON (docs/formats.md)")

    index = command("index", _index, "build or update the index of folders of documents")
    index.add_argument("source", nargs="+", type=Path, metavar="SOURCE", help="folder or file")
    as_json(index)
    ask = command("ask", _ask, "answer a question with cited extracts")
    explain = command("explain", _explain, "say why a question is answered as it is")
    for added in (ask, explain):
        added.add_argument("question", metavar="QUESTION", help="the question, in quotation marks")
        added.add_argument(
            "--authority", metavar="A", help="whose documents, whatever the question says"
        )
        added.add_argument("--speaker", choices=_SPEAKERS, help="who must be speaking")
        as_json(added)
    explain.add_argument("--passage", type=int, metavar="P", help="what became of this passage")
    explain.add_argument("--document", metavar="D", help="… of this file, by name or hash")
    explain.add_argument("--page", type=int, metavar="N", help="… of this page of the file")
    explain.add_argument("--words", metavar="W", help="… of the sentences with these words")
    explain.add_argument(
        "--candidates", type=int, default=10, metavar="N", help="how many are shown (10)"
    )
    answer = command("answer", _answer, "answer a file of questions in one process")
    answer.add_argument(
        "--queries", type=Path, required=True, metavar="FILE", help="questions, JSON lines"
    )
    answer.add_argument(
        "--output", type=Path, required=True, metavar="FILE", help="records to write, JSON lines"
    )
    add_commands(command)
    as_json(command("documents", _documents, "list the documents that are held"))
    judgements = command("judgements", _judgements, "list the grades that inspections gave")
    judgements.add_argument("--authority", metavar="A", help="those of one authority")
    shape = judgements.add_mutually_exclusive_group()
    shape.add_argument("--csv", action="store_true", help="print a table for spreadsheets")
    shape.add_argument("--json", action="store_true", help="print JSON (docs/formats.md)")
    verify = command("verify", _verify, "check the index, or the quotes of an exported briefing")
    verify.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a briefing exported to Word"
    )
    verify.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help="check FILE against the documents in it"
    )
    as_json(verify)
    serve = command("serve", _serve, "open the chat in a browser")
    serve.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (default: 8000)")
    serve.add_argument("--open", action="store_true", help="open it in the browser")
    return whole


def _choices(options: argparse.Namespace) -> Choices:
    """What the options of a question say beside it."""
    from assistant.question import Choices

    authorities = None if options.authority is None else (_authority(options.authority),)
    return Choices(authorities=authorities, speaker=_speaker(options.speaker))


def _style() -> Style:
    """How lines for people are set on this terminal."""
    from assistant.plain_text import Style

    colour = sys.stdout.isatty() and not _set("NO_COLOR")
    return Style(min(100, os.get_terminal_size().columns) if sys.stdout.isatty() else 88, colour)


def _authority(typed: str) -> str:
    """The canonical name of an authority as people write it."""
    from corpus.authorities import Authorities

    name = Authorities.load().canonical(typed)
    if name is None:
        raise UsageError(
            f'--authority: "{typed}" is no English authority with children’s services; '
            "findings documents lists those that are held"
        )
    return name


def _speaker(given: str | None) -> Speaker | None:
    from corpus.document import Speaker

    return None if given is None else Speaker(given)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar with the time left on standard error, where a person is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("looking for files", total=None)
        yield lambda stage, done, of: bar.update(
            task, description=stage.value, completed=done, total=of
        )


def _set_up(options: argparse.Namespace) -> None:
    """Streams that can print any document's words, and logging as asked for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    level = logging.DEBUG if options.debug else logging.INFO if options.verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")


def _message(error: Exception) -> str:
    """What to tell of an error: our own in their words, the system's with the file it names."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    ours = type(error).__module__.split(".")[0] in {*_TABLES, __name__, "__main__"}
    if ours and str(error):
        return str(error)
    kind = type(error).__name__
    return f"an error that was not foreseen ({kind}: {error}); run it again with --debug"


def _set(name: str) -> bool:
    return bool(os.environ.get(name))


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
