"""What each command does with its options: data to stdout, words to stderr, 0 clean, 1 errors in the data, 2 misuse.

What a command needs is imported when it runs: a check takes no time for pandas.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection, Iterable
from pathlib import Path

from loaders.history.ledger import LEDGER_FILE, read_ledger
from loaders.schema.diagnostics import DataError, Diagnostic
from loaders.schema.json_schema import FOLDER, file_schemas, schema_path, schema_text
from loaders.schema.vocabulary import Kind
from loaders.validation.check import check_data
from loaders.yaml.edit import atomic_write
from loaders.yaml.folder import Records

CLEAN, ERRORS, MISUSE = 0, 1, 2


def echo_err(*lines: object) -> None:
    """Words for a person."""
    if lines:
        print(*lines, sep="\n", file=sys.stderr)


def print_diagnostics(problems: Iterable[Diagnostic], noun: str = "error") -> int:
    """Every problem on a line of its own, and their number."""
    lines = [str(problem) for problem in problems]
    echo_err(*lines, f"{len(lines)} {noun}{'s' if len(lines) != 1 else ''}")
    return ERRORS


def check(options: Namespace) -> int:
    from loaders.validation.lint import lint_records
    from loaders.validation.passages import check_passages, passed_over

    if options.articles and not options.articles.is_dir():
        echo_err(f"{options.articles} is not a folder; give the folder of the article texts")
        return MISUSE
    records, problems = check_data(options.data)
    try:
        read_ledger(options.data)
    except DataError as error:
        problems = sorted({*problems, *error.problems})
    if not problems:
        from loaders.dossiers.proof import check_dossiers

        problems = check_dossiers(records, options.data)
    if options.articles:
        problems = sorted({*problems, *check_passages(records, options.articles)})
    if problems:
        return print_diagnostics(problems)
    absent = set(passed_over(records, options.articles)) if options.articles else set()
    if absent:
        echo_err(f"passed over, their texts are not in {options.articles}: {', '.join(sorted(absent))}")
    if options.strict and not options.articles:
        echo_err("without --articles nothing is said of numbers, places and dates in the passages")
    if options.strict and (warnings := lint_records(records, options.articles)):
        return print_diagnostics(warnings, "warning")
    proved = set(records.articles) - absent if options.articles else set()
    told = f"{_counted(records, proved, options.strict)}{_dossiers(options.data)}"
    echo_err(f"{told}: no errors{' and no unanswered warnings' if options.strict else ''}")
    return CLEAN


def _dossiers(data: Path) -> str:
    from loaders.dossiers.reading import read_dossiers

    found = [entry.record for entry in read_dossiers(data)[0].values()]
    sentences = sum(len(section.sentences) for dossier in found for section in dossier.sections)
    return f", {sentences} sentences of {len(found)} dossier{'s' if len(found) != 1 else ''} proved" if found else ""


def _counted(records: Records, proved: Collection[str], strict: bool) -> str:
    told = f"{len(records.facts)} facts, {len(records.articles)} articles, {len(records.places)} places"
    locators = sum(source.article in proved for entry in records.facts.values() for source in entry.record.sources)
    told += f", {locators} locators proved" if proved else ""
    return told + (f", {sum(len(entry.record.answers) for entry in records.facts.values())} warnings answered" if strict else "")


def schema(options: Namespace) -> int:
    from loaders.schema.json_schema import fact_schema, schema_text

    if options.write:
        echo_err(*write_schemas(options.data))
    else:
        print(schema_text(fact_schema(Kind(options.kind) if options.kind else None)), end="")
    return CLEAN


def record(options: Namespace) -> int:
    from loaders.history.changelog import write_changelog
    from loaders.history.versions import append_version

    try:
        done = append_version(options.data, options.date)
    except ValueError as error:
        echo_err(f"--date: {error}")
        return MISUSE
    last = read_ledger(options.data).versions[-1]
    said = f"recorded as of {last.date}" if done else f"is the last one recorded, as of {last.date}; nothing to do"
    echo_err(f"{options.data / LEDGER_FILE}: version {last.version} {said}", f"{write_changelog(options.data)}: made from it")
    return CLEAN


def diff(options: Namespace) -> int:
    from loaders.history.diff import UnknownRevision, diff_lines, load_snapshot

    try:
        old, new = load_snapshot(options.old, options.data), load_snapshot(options.new, options.data)
    except UnknownRevision as error:
        echo_err(error)
        return MISUSE
    print(*diff_lines(old, new), sep="\n")
    return CLEAN


def new_article(options: Namespace) -> int:
    from loaders.authoring.entries import new_article
    from loaders.validation.passages import paragraphs_of

    given = {name: getattr(options, name) for name in ("id", "title", "publisher", "author", "kind", "url") if getattr(options, name)}
    begun = new_article(options.data, options.text, given, options.all)
    text = options.text.read_text(encoding="utf-8-sig")
    echo_err(f"{begun.place}: fill in what stands open; the text has {len(paragraphs_of(text))} paragraphs and {len(text.split())} words")
    print(begun.id)
    return CLEAN


def new_fact(options: Namespace) -> int:
    from loaders.authoring.entries import new_fact

    given = {name: getattr(options, name) for name in ("id", "title") if getattr(options, name)}
    source = {name: getattr(options, name) for name in ("article", "paragraph") if getattr(options, name)}
    begun = new_fact(options.data, Kind(options.kind), given, source, options.all)
    echo_err(f"{begun.place}: fill in what stands open" + ("" if options.id else f'; "{begun.id}" may still get a name of its own'))
    print(begun.id)
    return CLEAN


def new_place(options: Namespace) -> int:
    return _new_registered("place", ("id", "name", "kind", "in", "lat", "lon", "radius_km", "source"), options)


def new_actor(options: Namespace) -> int:
    return _new_registered("actor", ("id", "name", "kind", "country", "party", "note"), options)


def _new_registered(noun: str, names: Iterable[str], options: Namespace) -> int:
    from loaders.authoring.entries import new_registered

    begun = new_registered(options.data, noun, {name: getattr(options, name) for name in names}, options.all)
    echo_err(f"{begun.place}: fill in what stands open, if anything")
    print(begun.id)
    return CLEAN


def retire(options: Namespace) -> int:
    from loaders.authoring.entries import RETIRED, retire

    place = retire(options.data, options.id, options.into, options.reason)
    echo_err(f"{place}: {options.id} was taken out; {options.data / RETIRED} answers for it now")
    return CLEAN


def write_schemas(data: Path) -> list[Path]:
    """Renew the schemas of a data folder; gives their paths."""
    (data / FOLDER).mkdir(exist_ok=True)
    paths = []
    for name, schema in file_schemas().items():
        paths.append(data / schema_path(name))
        atomic_write(paths[-1], schema_text(schema))
    return paths
