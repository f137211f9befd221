"""The canonical content of a fact, whatever the order and comments of its file, and in words how two contents differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from loaders.schema.formatting import NOT_STATED
from loaders.schema.records import Fact, Record

Content: TypeAlias = Mapping[str, Any]
FieldChange: TypeAlias = tuple[str, str, str]


def record_content(record: Record) -> dict[str, Any]:
    """A record as JSON with the keys of its file, defaults left out; a fact also carries its kind."""
    found = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"kind": record.kind.value, **found} if isinstance(record, Fact) else found


def content_hash(content: object) -> str:
    """Ten hexadecimal digits that differ whenever the content does; the ledger compares them, so their making never changes."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def field_changes(old: Content, new: Content) -> Iterator[FieldChange]:
    """Field name, old value and new value in words, for each field that differs, in the order of the record.

    Of figures, sources and the like only those that differ are told; a yes or no that is left out is the other of the two.
    """
    for name in dict.fromkeys((*new, *old)):
        if old.get(name) != new.get(name):
            was, became = _told(old.get(name), new.get(name))
            yield name, value_text(was), value_text(became)


def _told(old: Any, new: Any) -> tuple[Any, Any]:
    """What of two values that differ has to be told."""
    if isinstance(old, bool) or isinstance(new, bool):
        return (not new if old is None else old), (not old if new is None else new)
    if _records(old) and _records(new):
        gone, come = [item for item in old if item not in new], [item for item in new if item not in old]
        if gone or come:  # else only their order differs
            return gone, come
    return old, new


def _records(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, Mapping) for item in value)


def value_text(value: object) -> str:
    """A value in words: "2025-12", "copper; gold", "name amount, value 1250000000, unit USD, bound exactly", "not stated"."""
    match value:
        case None:
            return NOT_STATED
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return ", ".join(f"{value_text(str(name))} {value_text(inner)}" for name, inner in value.items())
        case list() | tuple():
            return "; ".join(map(value_text, value)) or "none"
        case _:
            return " ".join(str(value).split())
