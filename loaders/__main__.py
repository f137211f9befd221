"""The command line: check the data, export a selection, print the JSON Schema, record a version, compare two."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from loaders.address import REPEATED, parse_query
from loaders.dataset import build_dataset, check_data
from loaders.export import FORMATS, export
from loaders.history import UnknownState, diff_lines, read_state
from loaders.ledger import LEDGER_FILE, read_ledger
from loaders.problems import DataError, Problem
from loaders.proof import check_proof
from loaders.reading import DATA
from loaders.schema import fact_schema
from loaders.versions import append_version
from loaders.vocabulary import Kind


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 clean, 1 errors in the data, 2 misuse. stdout carries data only, stderr the rest."""
    options = _parser().parse_args(arguments)
    if not options.data.is_dir():
        print(f"{options.data} is not a folder; give the data folder", file=sys.stderr)
        return 2
    try:
        code: int = options.run(options)
    except DataError as error:
        return _report(error.problems)
    except BrokenPipeError:
        return 0
    return code


def _check(options: argparse.Namespace) -> int:
    if options.articles and not options.articles.is_dir():
        print(f"{options.articles} is not a folder; give the folder of the article texts", file=sys.stderr)
        return 2
    records, problems = check_data(options.data)
    try:
        read_ledger(options.data)
    except DataError as error:
        problems = sorted({*problems, *error.problems})
    if options.articles:
        problems = sorted({*problems, *check_proof(records, options.articles)})
    if problems:
        return _report(problems)
    proved = sum(len(entry.record.sources) for entry in records.facts.values())
    said = f", {proved} locators proved" if options.articles else ""
    print(f"{len(records.facts)} facts, {len(records.articles)} articles, {len(records.places)} places{said}: no errors", file=sys.stderr)
    return 0


def _export(options: argparse.Namespace) -> int:
    dataset = build_dataset(options.data)
    given = {name: getattr(options, name) for name in (*REPEATED, "dates", "q") if getattr(options, name)}
    query = parse_query(given, dataset)
    if query.faults:
        print(*(f"--{fault.name}: {fault}" for fault in query.faults), sep="\n", file=sys.stderr)
        return 2
    content = export(dataset, query.selection, options.format)
    if options.out:
        try:
            options.out.write_bytes(content)
        except OSError as error:
            print(f"{options.out}: cannot be written ({error.strerror}); choose another file", file=sys.stderr)
            return 2
        print(f"{options.out}: version {dataset.version}", file=sys.stderr)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    return 0


def _schema(options: argparse.Namespace) -> int:
    print(json.dumps(fact_schema(Kind(options.kind) if options.kind else None), indent=2))
    return 0


def _record(options: argparse.Namespace) -> int:
    try:
        done = append_version(options.data, options.date)
    except ValueError as error:
        print(f"--date: {error}", file=sys.stderr)
        return 2
    last = read_ledger(options.data).versions[-1]
    said = f"recorded as of {last.date}" if done else f"is the last one recorded, as of {last.date}; nothing to do"
    print(f"{options.data / LEDGER_FILE}: version {last.version} {said}", file=sys.stderr)
    return 0


def _diff(options: argparse.Namespace) -> int:
    try:
        old, new = read_state(options.old, options.data), read_state(options.new, options.data)
    except UnknownState as error:
        print(error, file=sys.stderr)
        return 2
    print(*diff_lines(old, new), sep="\n")
    return 0


def _report(problems: Iterable[Problem]) -> int:
    lines = [str(problem) for problem in problems]
    print(*lines, sep="\n", file=sys.stderr)
    print(f"{len(lines)} error{'s' if len(lines) != 1 else ''}", file=sys.stderr)
    return 1


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; write it as 2026-11-22') from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="check | export | schema | record | diff")
    check = commands.add_parser("check", help="read every file and print every error")
    check.add_argument("--articles", type=Path, metavar="DIR", help="also prove locators and figures against these texts")
    check.set_defaults(run=_check)
    out = commands.add_parser("export", help="write the facts of a selection")
    for name in REPEATED:
        out.add_argument(f"--{name}", nargs="+", action="extend", metavar="VALUE")
    out.add_argument("--dates", nargs=2, metavar=("FIRST", "LAST"), help="two ISO days, both inclusive")
    out.add_argument("--q", nargs="+", metavar="WORD", help="words that must all occur")
    out.add_argument("--format", choices=FORMATS, default="json")
    out.add_argument("--out", type=Path, metavar="FILE")
    out.set_defaults(run=_export)
    schema = commands.add_parser("schema", help="print the JSON Schema of the facts, for editors")
    schema.add_argument("--kind", choices=[kind.value for kind in Kind])
    schema.set_defaults(run=_schema, data=DATA)
    record = commands.add_parser("record", help=f"append the present version to {LEDGER_FILE}; does nothing when it is the last one there")
    record.add_argument("--date", type=_day, required=True, metavar="DAY", help="ISO day, such as 2026-11-22")
    record.set_defaults(run=_record)
    difference = commands.add_parser("diff", help="tell which facts were added, changed (field by field) and removed")
    difference.add_argument("old", metavar="OLD", help="a data folder, or a git revision of this repository")
    difference.add_argument("new", metavar="NEW", help="likewise")
    difference.set_defaults(run=_diff, data=DATA)
    for command in (check, out, record):
        command.add_argument("--data", type=Path, default=DATA, metavar="DIR")
    return parser


if __name__ == "__main__":
    sys.exit(main())
