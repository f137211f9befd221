"""A YAML file read strictly: every value knows its line, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from loaders.schema.diagnostics import MAX_PROBLEMS, Diagnostic, display_path, escape_control
from loaders.yaml.files import file_bytes
from loaders.yaml.values import MAX_DEPTH, MAX_ENTRY_VALUES, MAX_VALUES, Lines, ParseAborted, YamlValues

MAX_BYTES = 8 * 2**20


@dataclass
class YamlFile:
    """A parsed file: `data` is plain Python, `line` finds where a value of it stands."""

    path: Path
    data: Any = None
    problems: list[Diagnostic] = field(default_factory=list)
    column: int | None = None  # how far the list of the file is indented; None where it is written in brackets, as `[]` is
    _lines: Lines = 1
    _extents: list[tuple[int, int]] = field(default_factory=list)

    def line(self, where: Sequence[str | int] = ()) -> int:
        """The line of the value at `where` (keys and positions from the root), or of the nearest thing around it."""
        here, line = self._lines, 1
        for step in (None, *where):
            if step is not None:
                here = _child(here, step)
            if here is None:
                break
            line = here if isinstance(here, int) else here[0]
        return line

    def problem(self, where: Sequence[str | int], entry: str, message: str) -> Diagnostic:
        return self._problem(self.line(where), message, entry)

    def extent(self, index: int) -> tuple[int, int]:
        """The first and the last line of an entry of a list, comments around it left out."""
        return self._extents[index]

    def _problem(self, line: int, message: str, entry: str = "") -> Diagnostic:
        return Diagnostic(display_path(self.path), line, escape_control(entry, 80), escape_control(message))

    def _refuse(self, line: int, message: str) -> None:
        self.problems.append(self._problem(line, message))
        if len(self.problems) >= MAX_PROBLEMS:
            raise ParseAborted(line, f"reading stopped here, after {MAX_PROBLEMS} errors; mend those first")


def read_yaml(path: Path) -> YamlFile:
    """Parse one file with PyYAML's C parser, value by value: what is refused is never built.

    Refused, with the line: duplicate keys, aliases, bare dates, words that YAML 1.1 takes for booleans (`NO`), numbers
    in YAML 1.1 spellings (`010`, `1_000`, `1:30`), nesting deeper than 12, more than 2,000 values in an entry or 100,000 in
    the file, files over 8 MiB, text that is not UTF-8, and what is no file at all: a folder, a pipe, a device, a loop of links.
    """
    file = YamlFile(path)
    text = _text(file)
    if text is None:
        return file
    try:
        values = YamlValues(text, file._refuse)
        file.data, file._lines = values.document()
        file.column, file._extents = values.column, values.extents
    except ParseAborted as stop:
        file.problems.append(file._problem(stop.line, _split(file, stop)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = f"is not valid YAML: {error.problem or error.context}; mend the line or the one above it"
        file.problems.append(file._problem(mark.line + 1 if mark else 1, said))
    except ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        file.problems.append(
            file._problem(line, f"is not valid YAML: the character U+{error.character:04X} has no place in it; take it out")
        )
    return file


def _text(file: YamlFile) -> str | None:
    """The text of the file; None, and a problem, where it cannot be had."""
    try:
        return file_bytes(file.path, MAX_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        file.problems.append(file._problem(1, "the file is missing; restore it (an empty list is `[]`)"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        file.problems.append(file._problem(line, f"cannot be read: byte {error.start} is not UTF-8; save the file as UTF-8"))
    except ValueError as error:
        file.problems.append(file._problem(1, f"cannot be read: {_split(file, error)}"))
    return None


def _split(file: YamlFile, error: Exception) -> str:
    """What stopped the reading; where a file is too large, how facts go on in the next."""
    return f"{error}: facts go on in {file.path.stem}_2.yaml" if str(error).endswith("split it") else str(error)


def _child(lines: Lines, step: str | int) -> Lines | None:
    held = None if isinstance(lines, int) else lines[1]
    if isinstance(held, dict):
        return held.get(str(step))
    return held[step] if held is not None and isinstance(step, int) and step < len(held) else None


__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_ENTRY_VALUES", "MAX_VALUES", "YamlFile", "read_yaml"]
