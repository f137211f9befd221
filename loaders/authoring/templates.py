"""The skeleton of an entry, made from its record: what must be filled in stands open, the rest is named, or commented out."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from loaders.schema.records import Record
from loaders.schema.term import Term

_WIDTH = 130
_ELLIPSIS = "…"


def skeleton(model: type[Record], given: Mapping[str, Any], whole: bool = True) -> str:
    """An entry in YAML, not valid until every open key has a value; `given` are the values that are known already.

    The value of a list of records (`sources`) is a mapping: the known keys of its first record. Unless `whole`, the keys that
    may stay away are only named.
    """
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    shown = [key for key, info in fields.items() if whole or info.is_required() or key in given]
    lines = [line for key in shown for line in _key(key, fields[key], given, whole)]
    lines[0] = f"- {lines[0]}"
    if more := [key for key in fields if key not in shown]:
        lines += _wrapped(f"may be added (--all explains them): {', '.join(more)}", "# ", "#   ")
    return "\n".join([lines[0], *(f"  {line}" for line in lines[1:])]) + "\n"


def _key(key: str, info: FieldInfo, given: Mapping[str, Any], whole: bool) -> Iterator[str]:
    comment = f"  # {info.description}"
    record = _record_in(info.annotation)
    if record and (key in given or info.is_required()):
        yield f"{key}:{comment}"
        yield f"  - {{{', '.join(f'{k}: {yaml_scalar(v)}' for k, v in _required(record, given.get(key, {})))}}}"
    elif key in given:
        yield f"{key}: {yaml_scalar(given[key])}{comment}"
    elif info.is_required():
        yield f"{key}:{' []' if _is_list(info) else ''}{comment}"
    else:
        yield f"# {key}: {_shape(info)}{comment}"
    if key not in given:
        yield from _closed(info.annotation)
    for name, inner in record.model_fields.items() if record and whole else ():
        yield from _closed(inner.annotation, f"{inner.alias or name} is ")


def _required(record: type[Record], given: Mapping[str, str | int]) -> Iterator[tuple[str, str | int]]:
    keys = [info.alias or name for name, info in record.model_fields.items() if info.is_required()]
    return ((key, given.get(key, "")) for key in keys)


def yaml_scalar(value: str | int) -> str:
    """As YAML reads it back: an id bare, other text in quotes, since a bare word may be a date or a truth value."""
    bare = isinstance(value, str) and (not value or re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", value))
    return str(value) if bare else json.dumps(value, ensure_ascii=False)


def _shape(info: FieldInfo) -> str:
    """What the value of a key looks like."""
    if record := _record_in(info.annotation):
        return f"[{{{', '.join(f'{key}: {_ELLIPSIS}' for key, _ in _required(record, {}))}}}]"
    if isinstance(info.default, bool):
        return "false" if info.default else "true"
    return f"[{_ELLIPSIS}]" if info.default == () else _ELLIPSIS


def _closed(annotation: Any, before: str = "") -> Iterator[str]:
    """The words of a closed list, as comment lines."""
    for words in _types(annotation):
        if issubclass(words, Term):
            yield from _wrapped(f"{before}one of: {' | '.join(words)}", "#     ", "#       ")


def _wrapped(text: str, first: str, more: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=more, break_on_hyphens=False)


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


def _record_in(annotation: Any) -> type[Record] | None:
    return next((found for found in _types(annotation) if issubclass(found, Record)), None)


def _types(annotation: Any) -> Iterator[type]:
    """The classes inside an annotation such as `tuple[Source, ...]` or `Certainty | None`."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from _types(inner)
