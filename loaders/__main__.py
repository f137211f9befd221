"""The command line: check data and texts, begin and retire entries, export a selection, keep the ledger, compare two states."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from loaders import agree_commands, cli, events_commands, export_commands, text_commands, token_commands, watch_commands
from loaders.history.ledger import LEDGER_FILE
from loaders.schema.diagnostics import DataError
from loaders.schema.registry_terms import ActorKind, ArticleKind, PlaceKind
from loaders.schema.vocabulary import Kind
from loaders.yaml.edit import EditError
from loaders.yaml.folder import DATA

KINDS = [kind.value for kind in Kind]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 clean, 1 errors in the data, 2 misuse. stdout carries data only, stderr the rest."""
    _encode()
    options = parser().parse_args(arguments)
    if not options.data.is_dir():
        cli.echo_err(f"{options.data} is not a folder; give the data folder")
        return cli.MISUSE
    try:
        code: int = options.run(options)
    except DataError as error:
        return cli.print_diagnostics(error.problems)
    except EditError as refused:
        cli.echo_err(refused)
        return cli.MISUSE
    except BrokenPipeError:
        return cli.CLEAN
    except OSError as error:
        cli.echo_err(f"{error.filename or options.data}: {error.strerror}; mend that and run the command again")
        return cli.MISUSE
    return code


def _encode() -> None:
    """Data is UTF-8 wherever it goes; words lack no letter for want of an encoding, on a terminal it is spelled out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    commands = "check | check-text | new | retire | export | import | schema | record | diff | watch | agree | token"
    subparsers = parser.add_subparsers(required=True, metavar=commands)
    _check(subparsers)
    told = "mark what the facts bear out of a text of your own, what goes beyond them, and what they do not hold"
    text_commands.add_text_commands(_command(subparsers, "check-text", text_commands.check_text, told))
    _new(subparsers)
    _retire(subparsers)
    export_commands.add_export_options(_command(subparsers, "export", export_commands.export, "write the facts of a selection"))
    events_commands.add_import_command(_command(subparsers, "import", events_commands.import_file, events_commands.TOLD))
    _history(subparsers)
    told = "tell what entered, changed and left a view, a site, a route or a deal; exit 3 when something entered"
    watch_commands.add_watch_options(_command(subparsers, "watch", watch_commands.watch, told))
    told = "compare two codings of the same articles, field by field: in how many they agree, and Krippendorff's alpha"
    agree_commands.add_agree_options(_command(subparsers, "agree", agree_commands.agree, told))
    told = "make, list and revoke read tokens, for programs that read where people sign in"
    token_commands.add_token_commands(_command(subparsers, "token", token_commands.token, told))
    return parser


def _command(subparsers: Any, name: str, run: Any, told: str) -> argparse.ArgumentParser:
    """A command with the option that all of them have."""
    parser: argparse.ArgumentParser = subparsers.add_parser(name, help=told, description=told)
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="the data folder")
    parser.set_defaults(run=run)
    return parser


def _check(subparsers: Any) -> None:
    check = _command(subparsers, "check", cli.check, "read every file and print every error")
    check.add_argument("--articles", type=Path, metavar="DIR", help="also prove locators and figures against these texts")
    told = "when there is no error, also warn of what a fact may leave out; exit 1 while a warning is unanswered"
    check.add_argument("--strict", action="store_true", help=told)


def _new(subparsers: Any) -> None:
    begin = subparsers.add_parser("new", help="append a commented skeleton that waits to be filled in; prints its id")
    kinds = begin.add_subparsers(required=True, metavar="article | fact | place | actor")
    article = _command(kinds, "article", cli.new_article, "begin an article whose text is at hand; its sha256 is worked out")
    article.add_argument("--text", type=Path, required=True, metavar="FILE", help="the text; its name without .txt is the id")
    for name in ("id", "title", "publisher", "author", "url"):
        article.add_argument(f"--{name}")
    article.add_argument("--kind", choices=[kind.value for kind in ArticleKind])
    fact = _command(kinds, "fact", cli.new_fact, "begin a fact in the file of its kind")
    fact.add_argument("--kind", choices=KINDS, required=True)
    fact.add_argument("--id", help="stable for ever; without it the next free number of the kind")
    fact.add_argument("--title")
    fact.add_argument("--article", metavar="ID", help="the article that it rests on")
    fact.add_argument("--paragraph", type=int, metavar="N", help="and the paragraph there")
    place = _command(kinds, "place", cli.new_place, "begin a place of the gazetteer")
    place.add_argument("--kind", choices=[kind.value for kind in PlaceKind], required=True)
    place.add_argument("--in", metavar="ID", help="the place around it")
    for name in ("lat", "lon", "radius-km"):
        place.add_argument(f"--{name}", type=_number, metavar="NUMBER")
    place.add_argument("--source", help="where the coordinate comes from")
    actor = _command(kinds, "actor", cli.new_actor, "begin an actor")
    actor.add_argument("--kind", choices=[kind.value for kind in ActorKind], required=True)
    actor.add_argument("--party", help="its side: a word of the list, or the id of the actor that is the side, such as its own")
    for name in ("country", "note"):
        actor.add_argument(f"--{name}")
    for registered in (place, actor):
        registered.add_argument("--name", required=True, help="as shown; the id is made from it")
        registered.add_argument("--id")
    for parser in (article, fact, place, actor):
        parser.add_argument("--all", action="store_true", help="also the keys that may stay away, each with its meaning")


def _retire(subparsers: Any) -> None:
    retire = _command(subparsers, "retire", cli.retire, "take a fact out and keep its id answering, with what took its place")
    retire.add_argument("id", metavar="ID")
    retire.add_argument("--into", metavar="ID", help="the fact that takes its place")
    retire.add_argument("--reason", help="why; needed where nothing takes its place")


def _history(subparsers: Any) -> None:
    schema = _command(subparsers, "schema", cli.schema, "print the JSON Schema of the facts, for editors")
    schema.add_argument("--kind", choices=KINDS)
    schema.add_argument("--write", action="store_true", help="instead renew the schemas of all files, in the data folder")
    record = _command(subparsers, "record", cli.record, f"append the present version to {LEDGER_FILE}, renew the data's changelog")
    record.add_argument("--date", type=_day, default=date.today(), metavar="DAY", help="ISO day, such as 2026-11-22; today by default")
    diff = _command(subparsers, "diff", cli.diff, "tell which facts were added, changed (field by field) and removed")
    diff.add_argument("old", metavar="OLD", help="a data folder, or a git revision of the repository that holds --data")
    diff.add_argument("new", metavar="NEW", help="likewise")


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number; write degrees and kilometres as 25.11') from None
    return int(number) if number.is_integer() else number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; write it as 2026-11-22') from None


if __name__ == "__main__":
    sys.exit(main())
