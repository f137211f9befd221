"""The commands of read tokens: make one, list them, revoke one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from loaders.api.read_tokens import DAYS, TokenError, new_token, read_tokens, revoke_token
from loaders.api.settings import settings
from loaders.cli import CLEAN, MISUSE, echo_err


def add_token_commands(token: ArgumentParser) -> None:
    """The three commands below `token`."""
    actions: Any = token.add_subparsers(required=True, metavar="new | list | revoke")
    new = actions.add_parser("new", help="make a token; it is printed this once, and its hash is stored")
    new.add_argument("name", metavar="NAME", help="what it is for, such as excel-finance")
    new.add_argument("--days", type=int, default=DAYS, metavar="N", help=f"how long it lasts; {DAYS} by default")
    listed = actions.add_parser("list", help="list the tokens: name, first and last day")
    revoke = actions.add_parser("revoke", help="refuse a token from now on")
    revoke.add_argument("name", metavar="NAME")
    for parser, run in ((new, _new), (listed, _list), (revoke, _revoke)):
        parser.add_argument("--file", type=Path, default=settings().read_tokens, metavar="FILE", help="the file of tokens (READ_TOKENS)")
        parser.set_defaults(token_command=run)


def token(options: Namespace) -> int:
    """Run one of them. stdout carries the token or the list, stderr the words."""
    if options.file is None:
        echo_err("no file of tokens: set READ_TOKENS as the server has it, or give --file")
        return MISUSE
    try:
        options.token_command(options)
    except TokenError as refused:
        echo_err(refused)
        return MISUSE
    return CLEAN


def _new(options: Namespace) -> None:
    secret, made = new_token(options.file, options.name, options.days, date.today())
    print(secret)
    echo_err(
        f"{made.name} reads until {made.ends}. This is the only time that the token is shown.",
        "Send it as the header `Authorization: Bearer TOKEN`, or in the address as `?token=TOKEN`.",
    )


def _list(options: Namespace) -> None:
    for token in read_tokens(options.file):
        print(token.name, token.made, token.ends, "ended" if token.ends < date.today() else "good", sep="\t")


def _revoke(options: Namespace) -> None:
    revoke_token(options.file, options.name)
    echo_err(f"{options.name} is revoked")
