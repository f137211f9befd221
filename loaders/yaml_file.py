"""A YAML file read strictly: every value knows its line, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from loaders.problems import Problem, display_path

MAX_BYTES = 8 * 2**20
MAX_DEPTH = 12
MAX_DIGITS = 20
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_SURPRISES = {
    "tag:yaml.org,2002:timestamp": "is read as a date by YAML; put it in quotes",
    "tag:yaml.org,2002:merge": "is a YAML merge key; write the keys out",
    "tag:yaml.org,2002:value": "is a YAML value key; put it in quotes",
}


class _TooDeep(Exception):
    """Nesting that would end the process; its text is the line."""


@dataclass
class YamlFile:
    """A parsed file: `data` is plain Python, `line` finds where a value of it stands."""

    path: Path
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    _text: str | None = None  # once it is known to be valid

    @cached_property
    def _root(self) -> yaml.Node | None:
        """The nodes with their lines, a thousand times the size of the text: made again when a line is asked for."""
        return None if self._text is None else yaml.compose(self._text, Loader=yaml.CSafeLoader)

    def line(self, where: Sequence[str | int] = ()) -> int:
        """The line of the value at `where` (keys and positions from the root), or of the nearest thing around it."""
        node, line = self._root, 1
        for step in (None, *where):
            if step is not None:
                node = _child(node, step)
            if node is None:
                break
            line = node.start_mark.line + 1
        return line

    def problem(self, where: Sequence[str | int], entry: str, message: str) -> Problem:
        return Problem(display_path(self.path), self.line(where), entry, message)

    def extent(self, index: int) -> tuple[int, int]:
        """The first and the last line of an entry of a list, comments around it left out."""
        assert isinstance(self._root, yaml.SequenceNode), "the file is no list; ask only for entries that were read"
        entry = self._root.value[index]
        return entry.start_mark.line + 1, _last_line(entry)

    @property
    def column(self) -> int | None:
        """How far the list of the file is indented; None where it is written in brackets, as `[]` is."""
        return None if self._root is None or getattr(self._root, "flow_style", True) else self._root.start_mark.column

    def _refuse(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(display_path(self.path), node.start_mark.line + 1, "", message))


def read_yaml(path: Path) -> YamlFile:
    """Parse one file with PyYAML's C parser.

    Refused, with the line: duplicate keys, aliases, bare dates, words that YAML 1.1 takes for booleans (`NO`), numbers
    in YAML 1.1 spellings (`010`, `1_000`, `1:30`), nesting deeper than 12, files over 8 MiB, text that is not UTF-8.
    """
    file = YamlFile(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"the file is over {MAX_BYTES // 2**20} MiB; split it: facts go on in {path.stem}_2.yaml")
        text = path.read_bytes().decode("utf-8-sig")
        _check_depth(text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        file.problems.append(file.problem((), "", "the file is missing; restore it (an empty list is `[]`)"))
    except _TooDeep as error:
        said = f"is nested deeper than {MAX_DEPTH} levels; no field is"
        file.problems.append(Problem(display_path(path), int(str(error)), "", said))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        said = f"cannot be read: byte {error.start} is not UTF-8; save the file as UTF-8"
        file.problems.append(Problem(display_path(path), line, "", said))
    except (OSError, ValueError) as error:
        file.problems.append(file.problem((), "", f"cannot be read: {_reason(error)}"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = f"is not valid YAML: {error.problem or error.context}; mend the line or the one above it"
        file.problems.append(Problem(display_path(path), mark.line + 1 if mark else 1, "", said))
    except (yaml.YAMLError, RecursionError) as error:
        file.problems.append(file.problem((), "", f"is not valid YAML: {_reason(error)}"))
    else:
        file._text = text
        file.data = None if root is None else _plain(file, root, 0, set())
    return file


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _check_depth(text: str) -> None:
    """Refuse what is nested so deeply that the C parser's recursion would end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > 4 * MAX_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise _TooDeep(line)


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def _last_line(node: yaml.Node) -> int:
    """The line on which the last value of a node ends: the node's own end lies behind the comments that follow it."""
    seen: set[int] = set()  # an alias may lead back to where it stands
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style and id(node) not in seen:
        seen.add(id(node))
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.line) + (1 if node.end_mark.column else 0)


def _plain(file: YamlFile, node: yaml.Node, depth: int, seen: set[int]) -> Any:
    if id(node) in seen:
        return file._refuse(node, "is an alias (`*name`); write the value out")
    seen.add(id(node))
    if depth > MAX_DEPTH:
        return file._refuse(node, f"is nested deeper than {MAX_DEPTH} levels; no field is")
    if not isinstance(node, yaml.ScalarNode) and node.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
        return file._refuse(node, f"has the tag {node.tag}; tags are not used here")
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(file, node, depth, seen))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(file, item, depth + 1, seen) for item in node.value]
    return _scalar(file, node)


def _pairs(file: YamlFile, node: yaml.MappingNode, depth: int, seen: set[int]) -> Iterator[tuple[str, Any]]:
    keys: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            file._refuse(key, "has a list or a mapping as a key; keys are words")
            continue
        if id(key) in seen:
            file._refuse(key, "is an alias (`*name`); write the key out")
            continue
        seen.add(id(key))
        if key.value in keys:
            file._refuse(key, f'key "{key.value}" is given twice; keep one')
        keys.add(key.value)
        if isinstance(value, yaml.ScalarNode) and value.tag == "tag:yaml.org,2002:null" and key.tag == "tag:yaml.org,2002:str":
            file._refuse(value, f'"{key.value}" has no value; write one (a key that is not needed is left out)')
            yield key.value, None
        elif _scalar(file, key) is not None:
            yield key.value, _plain(file, value, depth + 1, seen)


def _scalar(file: YamlFile, node: yaml.Node) -> Any:
    text, tag = node.value, node.tag.removeprefix("tag:yaml.org,2002:")
    if tag == "str":
        return text
    if tag == "bool":
        if text in ("true", "false"):
            return text == "true"
        return file._refuse(node, f'"{text}" is read as true or false by YAML; put it in quotes, or write true or false')
    if tag in ("int", "float"):
        if len(text) > MAX_DIGITS:
            return file._refuse(node, f'"{text[:20]}…" has {len(text)} digits; {MAX_DIGITS} are the most')
        if _PLAIN_NUMBER.fullmatch(text):
            return int(text) if tag == "int" else float(text)
        return file._refuse(node, f'"{text[:40]}" is a number in a spelling that YAML reads unexpectedly; write digits only')
    if tag == "null":
        return file._refuse(node, "has no value; leave the key out or give one")
    return file._refuse(node, f'"{text}" {_SURPRISES.get(node.tag, f"has the tag {node.tag}; tags are not used here")}')
