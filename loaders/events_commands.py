"""`python -m loaders import`: a file of events, sites or deals becomes a dataset beside the facts."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from loaders import cli

if TYPE_CHECKING:
    from loaders.frames.dataset import Dataset
    from loaders.query.selection import Selection

TOLD = "import a file of events, sites or deals as a dataset beside the facts"


def add_import_command(parser: ArgumentParser) -> None:
    """The options of `import`."""
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="CSV, XLSX or Parquet, plain, gzipped or zipped")
    parser.add_argument("--as", dest="form", metavar="FORM", help="ucdp-ged, acled, icmm, aiddata-gcdf or MAPPING.yaml, a mapping")
    parser.add_argument("--name", metavar="NAME", help="of the dataset: small letters, digits, - and _")
    parser.add_argument("--out", type=Path, metavar="DIR", help="the folder of datasets that EVENTS names")
    parser.add_argument("--to", metavar="ADDRESS", help="with FILE a folder of datasets: put them into a database, postgresql://…")
    parser.add_argument("--version", metavar="TEXT", help="the release, where neither column nor file name tells it")
    parser.add_argument("--licence", metavar="TEXT", help="as it is shown")
    parser.add_argument("--attribution", metavar="TEXT", help="whom to name")
    parser.add_argument("--redistribution", choices=("yes", "no"), help="whether its rows may be handed on by API and files")
    parser.add_argument(
        "--aliases", type=Path, metavar="FILE", help="further names of districts: a YAML file of lines such as Noshki: nushki"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be new, changed, withdrawn and refused; write nothing")
    parser.add_argument("--guess", type=Path, metavar="FILE", help="instead print a first mapping for a file")
    parser.add_argument("--schema", action="store_true", help="instead print the JSON Schema of a mapping, for editors")


def import_file(options: Namespace) -> int:
    """Import, or what an option asks in its place; 0 done, 1 refused, 2 misuse."""
    from loaders.events.problems import ImportRefused

    try:
        if options.schema:
            return _schema()
        if options.guess:
            from loaders.events.guess import guess_mapping

            print(guess_mapping(options.guess), end="")
            return cli.CLEAN
        if options.file and options.file.is_dir() and options.to:
            return _load(options)
        missing = [
            name
            for name, value in (("FILE", options.file), ("--as", options.form), ("--name", options.name), ("--out", options.out))
            if not value
        ]
        if missing:
            cli.echo_err(f"say also: {', '.join(missing)}; such as import ged251.csv --as ucdp-ged --name ged --out events")
            return cli.MISUSE
        return _import(options)
    except ImportRefused as refused:
        cli.echo_err(refused)
        return cli.ERRORS


def _load(options: Namespace) -> int:
    """Put the datasets of a folder into a database."""
    from loaders.events.loading import load

    for name, rows in load(options.file, options.to):
        cli.echo_err(f"{name}: {rows:,} rows are in the database")
    return cli.CLEAN


def _import(options: Namespace) -> int:
    from loaders.events.importing import run_import
    from loaders.events.report import report_lines
    from loaders.events.request import Request
    from loaders.validation.check import load_checked

    records, layers, problems = load_checked(options.data)
    if problems:
        return cli.print_diagnostics(problems)
    names = ("form", "name", "out", "version", "licence", "attribution", "redistribution", "aliases", "dry_run")
    request = Request(path=options.file, **{name: getattr(options, name) for name in names})
    with _progress() as progress:
        report = run_import(request, {identity: entry.record for identity, entry in records.places.items()}, layers, progress)
    cli.echo_err(*report_lines(report))
    return cli.CLEAN


def export_events(options: Namespace, dataset: Dataset, selection: Selection) -> int:
    """Write the imported events of a selection, as the API gives them."""
    from loaders.api.settings import settings
    from loaders.events.formats import WRITERS
    from loaders.events.handing_out import NotHandedOut, answer_parts
    from loaders.events.matching import Names
    from loaders.events.problems import EventsUnavailable
    from loaders.events.question import EventQuestion
    from loaders.events.store import event_store

    store = event_store(options.events or settings().events)
    if store is None:
        cli.echo_err("say where the imported events are: --events DIR, or set EVENTS")
        return cli.MISUSE
    if options.format not in WRITERS:
        cli.echo_err(f"--format {options.format}: imported events are written as {', '.join(WRITERS)}")
        return cli.MISUSE
    try:
        asked = EventQuestion(store, selection, Names.of(dataset), tuple(options.dataset) if options.dataset else None)
        parts = answer_parts(asked, options.format)
        with options.out.open("wb") if options.out else nullcontext(sys.stdout.buffer) as stream:
            for part in parts:
                stream.write(part)
    except ValueError as unknown:
        cli.echo_err(f"--dataset {unknown}: it is not there; one of: {', '.join(one.name for one in store.datasets())}")
        return cli.MISUSE
    except (NotHandedOut, EventsUnavailable) as refused:
        cli.echo_err(refused)
        return cli.ERRORS
    return cli.CLEAN


def _schema() -> int:
    from loaders.events.mapping import mapping_schema
    from loaders.schema.json_schema import schema_text

    print(schema_text(mapping_schema()), end="")
    return cli.CLEAN


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar with rows and the time left, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("rows"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("rows")
        yield lambda done, of: bar.update(task, completed=done, total=of)
