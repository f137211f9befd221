"""What `check-text` and `reprove` do: a text of one's own checked against the facts, a changed article against its passages."""

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


def add_reprove_options(parser: argparse.ArgumentParser) -> None:
    """The options of `reprove`."""
    parser.add_argument("article", metavar="ARTICLE", help="the id of the article")
    parser.add_argument("file", type=Path, metavar="FILE", help="its text as it is now, UTF-8, an empty line between paragraphs")
    parser.add_argument("--write", action="store_true", help="write the new paragraph of each passage that moved, and nothing else")


def reprove(options: Namespace) -> int:
    """Tell what became of each passage: exit 0 where all stand (or moved, and --write wrote it), 1 where one does not, 2 misuse."""
    from loaders.passages.reprove import Fate, reprove, write_moved
    from loaders.passages.texts import UnreadableText, read_text
    from loaders.schema.diagnostics import DataError, did_you_mean
    from loaders.validation.check import check_data
    from loaders.validation.passages import paragraphs_of

    records, problems = check_data(options.data)
    if problems:
        raise DataError(problems)
    if options.article not in records.articles:
        print(f'unknown article "{options.article}"; {did_you_mean(options.article, records.articles)}', file=sys.stderr)
        return MISUSE
    try:
        paragraphs = paragraphs_of(read_text(options.file).removeprefix("\ufeff"))
    except UnreadableText as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return MISUSE
    outcomes = reprove(records, options.article, paragraphs)
    print(*sorted(outcomes, key=lambda one: list(Fate).index(one.fate)), sep="\n", end="\n" if outcomes else "")
    counts = {fate: sum(one.fate is fate for one in outcomes) for fate in Fate}
    written = f"; {write_moved(outcomes)} paragraph numbers written" if options.write else "; nothing written"
    print(f"{options.article}: {', '.join(f'{number} {fate}' for fate, number in counts.items())}{written}", file=sys.stderr)
    open_ends = counts[Fate.UNCLEAR] + counts[Fate.GONE] + (0 if options.write else counts[Fate.MOVED])
    return ERRORS if open_ends else CLEAN


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
