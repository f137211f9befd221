"""What `check-text` does: a text of one's own checked against the facts; it is read, told and forgotten."""

from __future__ import annotations

import argparse
import json
import sys
from argparse import Namespace
from pathlib import Path

CLEAN, ERRORS, MISUSE = 0, 1, 2


def add_text_commands(parser: argparse.ArgumentParser) -> None:
    """The options of `check-text`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the text, UTF-8; - reads it from stdin")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def check_text(options: Namespace) -> int:
    """Tell what the facts bear out of a text: exit 0 where all that is marked is supported, 1 where something is not, 2 misuse."""
    from loaders.frames.dataset import build_dataset
    from loaders.text_check.check import check_text
    from loaders.text_check.report import as_json, as_lines
    from loaders.text_check.verdicts import Verdict

    try:
        raw = sys.stdin.buffer.read() if str(options.file) == "-" else options.file.read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        print(f"{options.file}: is not UTF-8 at byte {error.start}; save it as UTF-8", file=sys.stderr)
        return MISUSE
    if not text.strip():
        print(f"{options.file}: is empty; give the text to check", file=sys.stderr)
        return MISUSE
    dataset = build_dataset(options.data)
    try:
        checked = check_text(text, dataset)
    except ValueError as error:
        print(f"{options.file}: {error}; check it in parts", file=sys.stderr)
        return MISUSE
    if options.format == "json":
        print(json.dumps(as_json(checked, dataset), ensure_ascii=False, indent=1))
    else:
        print(*as_lines(checked, dataset), sep="\n")
    told = ", ".join(f"{number} {verdict.value.replace('_', ' ')}" for verdict, number in checked.counts.items() if number)
    print(
        f"data version {dataset.version}: {told or 'nothing marked'}; {checked.unjudged} sentences not judged, or in part", file=sys.stderr
    )
    return CLEAN if all(mark.verdict is Verdict.SUPPORTED for mark in checked.marks) else ERRORS
