"""The command that writes the facts of a selection, and the options of a selection for every command that takes one."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.api.settings import settings
from loaders.cli import CLEAN, MISUSE, echo_err
from loaders.export.registry import FORMATS, FileRequest, TemplateError
from loaders.query.filters import FILTERS, MATCHES
from loaders.query.parameters import AS_OF, AS_OF_TOLD
from loaders.query.periods import DATES_TOLD

if TYPE_CHECKING:  # the command line starts without pandas
    from loaders.frames.dataset import Dataset
    from loaders.query.query_string import Query


def add_selection_options(parser: ArgumentParser) -> None:
    """The parameters of an address as options."""
    for one in FILTERS:
        names = dict.fromkeys((f"--{one.name.replace('_', '-')}", f"--{one.name}"))
        parser.add_argument(*names, dest=one.name, nargs="+", action="extend", metavar="VALUE", help=one.told)
    parser.add_argument("--match", nargs="+", action="extend", metavar="CLASS", help=f"{', '.join(MATCHES)} or none")
    parser.add_argument("--dates", nargs="+", metavar="DAY", help=DATES_TOLD)
    parser.add_argument("--q", nargs="+", metavar="WORD", help="words that must all occur; a phrase in quotes in order")


def selected_query(options: Namespace, dataset: Dataset) -> Query | None:
    """What the options select; nothing, and words for a person, where they cannot be understood."""
    from loaders.query.parameters import REPEATED
    from loaders.query.query_string import parse_query

    given = {name: getattr(options, name) for name in (*REPEATED, "dates", "q") if getattr(options, name)}
    query = parse_query(given, dataset)
    if query.faults:
        echo_err(*(f"--{fault.name.replace('_', '-')}: {fault}" for fault in query.faults))
        return None
    return query


def add_export_options(parser: ArgumentParser) -> None:
    add_selection_options(parser)
    parser.add_argument("--as-of", metavar="VERSION", help=AS_OF_TOLD)
    told = "of imported events instead: a folder of datasets or a database, EVENTS by default; json, csv, geojson or parquet"
    parser.add_argument("--events", nargs="?", const="", metavar="DIR", help=told)
    parser.add_argument("--dataset", nargs="+", action="extend", metavar="NAME", help="of imported events, only these datasets")
    parser.add_argument("--format", choices=tuple(FORMATS), default="json")
    parser.add_argument("--out", type=Path, metavar="FILE")
    looks = ", ".join(one.name for one in FORMATS.values() if one.templates)
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help=f"a house template for {looks}: its styles, page, headers and masters"
    )


def export(options: Namespace) -> int:
    """Write the shown facts of a selection to a file or stdout."""
    from loaders.export.formats import export
    from loaders.frames.dataset import build_dataset
    from loaders.history.as_of import dataset_asked
    from loaders.query.search_results import findings
    from loaders.query.selection import select

    if options.template and not FORMATS[options.format].templates:
        echo_err(f"--template: {options.format} has no look; leave it out, or give --format docx or pptx")
        return MISUSE
    if options.as_of and options.events is not None:
        echo_err("--as-of: imported events are in no recorded version; leave it out, or leave out --events")
        return MISUSE
    dataset, fault = dataset_asked(build_dataset(options.data), {AS_OF: [options.as_of]} if options.as_of else {})
    if fault:
        echo_err(f"--as-of: {fault}")
        return MISUSE
    query = selected_query(options, dataset)
    if query is None:
        return MISUSE
    if options.events is not None:
        from loaders.events_commands import export_events

        return export_events(options, dataset, query.selection)
    found = findings(dataset, select(dataset.facts, query.selection), query.selection)
    echo_err(*found.words, *(f"nothing found; did you mean {other}?" for other in found.offered[:1]))
    try:
        template = options.template.read_bytes() if options.template else None
        content = export(dataset, query.selection, options.format, FileRequest(settings().public_url, template=template))
    except (TemplateError, IsADirectoryError) as error:
        echo_err(f"{options.template}: {error}")
        return MISUSE
    if not options.out:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return CLEAN
    try:
        options.out.write_bytes(content)
    except OSError as error:
        echo_err(f"{options.out}: cannot be written ({error.strerror}); choose another file")
        return MISUSE
    echo_err(f"{options.out}: version {dataset.version}")
    return CLEAN
