"""What is wrong with the data, said so that a person can find and mend it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

MAX_PROBLEMS = 200  # told of one file, or of one folder's references; who mends these sees the next


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One error: where it stands, what is wrong, and what would be right."""

    file: str
    line: int
    id: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.id + ': ' if self.id else ''}{self.message}"


class DataError(Exception):
    """The data cannot be used; `problems` lists every error found, not the first only."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def for_readers(problems: Iterable[Diagnostic], folder: Path) -> list[Diagnostic]:
    """The same problems for people elsewhere: paths begin with the data folder's name and tell nothing of the server."""
    real = Path(os.path.realpath(folder))
    written = (folder, folder.absolute(), real, display_path(folder), display_path(real))
    above = sorted({str(Path(path).parent) for path in written}, key=len)

    def without(text: str) -> str:
        for path in reversed(above):
            text = re.sub(rf"(?<![\w/.-]){re.escape(path)}[/\\]", "", text) if path not in ("", ".") else text
        return text

    return [replace(problem, file=without(problem.file), message=without(problem.message)) for problem in problems]


@dataclass(frozen=True)
class QueryError:
    """Something of an address that cannot be understood, or not as it stands, in words with near matches.

    near: ids or words, one for each thing that may be meant. names: the same as a reader knows them. read_as: how it was understood
    all the same; None where it was left out.
    """

    name: str
    value: str
    message: str
    near: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    read_as: str | None = None

    def __str__(self) -> str:
        if self.read_as:
            return f"{self.message} It was read as {self.read_as}."
        return self.message + (f" Did you mean {' or '.join(self.names or self.near)}?" if self.near else "")


def suggest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The known words most like `word`, best first."""
    return get_close_matches(word, sorted(known), n=most, cutoff=0.6)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A near match for a wrong word, or all words that would be right."""
    known = sorted(known)
    if close := suggest(word, known):
        return f'did you mean "{close[0]}"?'
    shown = ", ".join(known[:25]) + (", …" if len(known) > 25 else "")
    return f"one of: {shown}" if known else "none is known yet"


def escape_control(text: str, most: int = 400) -> str:
    """Text from outside as one line for a terminal or a page: what cannot be seen is spelled out, a long middle left out."""
    if len(text) > most:
        text = f"{text[: most // 2]} … {text[-(most // 2) :]}"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def display_path(path: Path) -> str:
    """The path as a person in the working directory would type it; a link keeps its own name."""
    here = Path(os.path.realpath(path.parent)) / path.name
    try:
        return escape_control(here.relative_to(Path.cwd()).as_posix())
    except (ValueError, OSError):
        return escape_control(path.as_posix())
