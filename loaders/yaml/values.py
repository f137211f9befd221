"""YAML's events as plain values, each with its line, and everything surprising refused where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

MAX_DEPTH = 12
MAX_DIGITS = 20
MAX_VALUES = 100_000
MAX_ENTRY_VALUES = 2_000
Lines: TypeAlias = Any  # a line, or for a list or mapping (line, what it holds): plain lists and dicts, since a file may have many
Refuse: TypeAlias = Callable[[int, str], None]
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_TAG = "tag:yaml.org,2002:"
_SURPRISES = {
    f"{_TAG}timestamp": "is read as a date by YAML; put it in quotes",
    f"{_TAG}merge": "is a YAML merge key; write the keys out",
    f"{_TAG}value": "is a YAML value key; put it in quotes",
}
_ALIAS = "is an alias (`*name`); write the value out"


class ParseAborted(Exception):
    """What ends the reading of a file: its line and why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class YamlValues:
    """One document, built as its events come: no more is kept than the values and their lines.

    extents: of the entries of a list, first and last line, comments around them left out. column: how far a list is indented, None
    for one in brackets.
    """

    def __init__(self, text: str, refuse: Refuse) -> None:
        self._loader: Any = yaml.CSafeLoader(text)
        self._refuse = refuse
        self._count, self._limit = 0, MAX_VALUES
        self._last = 1
        self.extents: list[tuple[int, int]] = []
        self.column: int | None = None

    def document(self) -> tuple[Any, Lines]:
        """The value of the only document and its lines; (None, 1) for an empty one. Raises Stopped and yaml.YAMLError."""
        try:
            self._loader.get_event()
            if self._loader.check_event(yaml.StreamEndEvent):
                return None, 1
            self._loader.get_event()
            found = self._value(self._loader.get_event(), 0)
            self._loader.get_event()
            if not self._loader.check_event(yaml.StreamEndEvent):
                raise ParseAborted(_line(self._loader.get_event()), "begins another document; a file is one list, without `---` inside")
            return found
        finally:
            self._loader.dispose()

    def _value(self, event: Any, depth: int) -> tuple[Any, Lines]:
        line = _line(event)
        self._counted(line)
        if depth > MAX_DEPTH:
            raise ParseAborted(line, f"is nested deeper than {MAX_DEPTH} levels; no field is")
        if isinstance(event, yaml.AliasEvent):
            self._ended(event, True)
            return self._refuse(line, _ALIAS), line
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), line
        if event.tag not in (None, "!", f"{_TAG}map", f"{_TAG}seq"):
            self._refuse(line, f"has the tag {event.tag}; tags are not used here")
        return self._mapping(event, depth) if isinstance(event, yaml.MappingStartEvent) else self._sequence(event, depth)

    def _counted(self, line: int) -> None:
        self._count += 1
        if self._count > MAX_VALUES:
            raise ParseAborted(line, f"the file has more than {MAX_VALUES:,} values; split it")
        if self._count > self._limit:
            raise ParseAborted(line, f"the entry has more than {MAX_ENTRY_VALUES:,} values; no entry has")

    def _sequence(self, start: Any, depth: int) -> tuple[Any, Lines]:
        values, lines = [], []
        if depth == 0 and not start.flow_style:
            self.column = start.start_mark.column
        while not isinstance(event := self._loader.get_event(), yaml.SequenceEndEvent):
            if depth == 0:
                self._limit = self._count + MAX_ENTRY_VALUES
            value, at = self._value(event, depth + 1)
            values.append(value)
            lines.append(at)
            if depth == 0:
                self.extents.append((_line(event), self._last))
        self._ended(event, start.flow_style)
        return values, (_line(start), lines)

    def _ended(self, event: Any, in_one_place: bool) -> None:
        """Keep the line where the last value ends; a block ends only behind the comments that follow it."""
        if in_one_place:
            self._last = event.end_mark.line + (1 if event.end_mark.column else 0)

    def _mapping(self, start: Any, depth: int) -> tuple[Any, Lines]:
        values: dict[str, Any] = {}
        lines: dict[str, Lines] = {}
        while not isinstance(event := self._loader.get_event(), yaml.MappingEndEvent):
            key = self._key(event, depth, lines)
            value, at = self._held(key, self._loader.get_event(), depth + 1)
            if key is not None:
                values[key] = value
                lines.setdefault(key, at)
        self._ended(event, start.flow_style)
        return values, (_line(start), lines)

    def _held(self, key: str | None, event: Any, depth: int) -> tuple[Any, Lines]:
        """The value of a key; one that is not there is told by the key's name."""
        if key is None or not isinstance(event, yaml.ScalarEvent) or self._tag(event) != f"{_TAG}null":
            return self._value(event, depth)
        self._counted(_line(event))
        self._ended(event, True)
        return self._refuse(_line(event), f'"{key}" has no value; write one (a key that is not needed is left out)'), _line(event)

    def _key(self, event: Any, depth: int, known: dict[str, Lines]) -> str | None:
        """The text of a key; None for one that was refused."""
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            return self._refuse(line, "is an alias (`*name`); write the key out")
        if not isinstance(event, yaml.ScalarEvent):
            self._value(event, depth + 1)
            return self._refuse(line, "has a list or a mapping as a key; keys are words")
        self._counted(line)
        text: str = event.value
        if text in known:
            self._refuse(line, f'key "{text}" is given twice; keep one')
        return text if self._scalar(event) is not None else None

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        text, tag, line = event.value, self._tag(event), _line(event)
        self._ended(event, True)
        match tag.removeprefix(_TAG):
            case "str":
                return text
            case "bool" if text in ("true", "false"):
                return text == "true"
            case "bool":
                return self._refuse(line, f'"{text}" is read as true or false by YAML; put it in quotes, or write true or false')
            case "int" | "float" if len(text) > MAX_DIGITS:
                return self._refuse(line, f'"{text[:20]}…" has {len(text)} digits; {MAX_DIGITS} are the most')
            case "int" | "float" as number if _PLAIN_NUMBER.fullmatch(text):
                return float(text) if number == "float" or "." in text else int(text)
            case "int" | "float":
                return self._refuse(line, f'"{text[:40]}" is a number in a spelling that YAML reads unexpectedly; write digits only')
            case "null":
                return self._refuse(line, "has no value; leave the key out or give one")
        return self._refuse(line, f'"{text}" {_SURPRISES.get(tag, f"has the tag {tag}; tags are not used here")}')

    def _tag(self, event: yaml.ScalarEvent) -> str:
        return self._loader.resolve(yaml.ScalarNode, event.value, event.implicit) if event.tag in (None, "!") else event.tag


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1
