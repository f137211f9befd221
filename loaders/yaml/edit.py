"""Entries put into and taken out of a data file as text, so that comments, order and line breaks stay as they are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from loaders.schema.diagnostics import DataError, display_path
from loaders.yaml.document import YamlFile, read_yaml


class EditError(Exception):
    """What was asked for makes no sense with this data; the message says what would."""


def read_sequence(path: Path) -> YamlFile:
    """A data file whose text can be worked on: a YAML list, or empty. Raises DataError when it is no such thing."""
    file = read_yaml(path)
    if file.data is None and file.problems:
        raise DataError(file.problems)
    if file.data is not None and not isinstance(file.data, list):
        raise DataError([file.problem((), "", 'is not a list; every entry begins with "- id:"')])
    return file


def append_item(file: YamlFile, entry: str) -> str:
    """The text of a file with one more entry at its end, spaced and indented as the entries before it."""
    text, line_end = _text(file.path)
    entries = file.data or []
    if entries and file.column is None:
        raise EditError(f"{display_path(file.path)}: the list is written in brackets; give each entry its own lines, from `- id:`")
    if not entries:
        kept = [line for line in text.splitlines() if line.startswith("#")]
        return line_end.join([*kept, "", *entry.splitlines()]) + line_end
    indented = [" " * (file.column or 0) + line for line in entry.splitlines()]
    spaced = any(not line.strip() for line in text.splitlines()[file.line((0,)) : file.line((len(entries) - 1,)) - 1])
    return line_end.join([*text.rstrip().splitlines(), *([""] if spaced else []), *indented]) + line_end


def remove_item(file: YamlFile, index: int) -> str:
    """The text of a file without one entry and the empty lines after it; an empty list is written `[]`."""
    text, line_end = _text(file.path)
    first, last = file.extent(index)
    lines = text.splitlines()
    before, after = lines[: first - 1], lines[last:]
    while after and not after[0].strip():
        del after[0]
    if len(file.data) == 1:
        before.append("[]")
    while not after and before and not before[-1].strip():
        before.pop()
    return line_end.join([*before, *after]) + line_end


def atomic_write(path: Path, text: str) -> None:
    """Whole or not at all: a reader, or a process that ends in the middle, never leaves half a file."""
    target = path.resolve()
    beside = target.with_name(f".{target.name}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _text(path: Path) -> tuple[str, str]:
    text = path.read_bytes().decode("utf-8")
    return text, "\r\n" if "\r\n" in text else "\n"
