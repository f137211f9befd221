"""Parts that the response schemas are made of."""

from __future__ import annotations

from loaders.schema.json_schema import Schema
from loaders.schema.term import Term

HOME = "#/components/schemas/"


_TEXT: Schema = {"type": "string"}


_TEXTS: Schema = {"type": "array", "items": _TEXT}


_COUNT: Schema = {"type": "integer", "minimum": 0}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def words_schema(words: type[Term]) -> Schema:
    """A closed list with the meaning of each word."""
    told = "\n".join(f"- `{word}`: {word.meaning}" for word in words)
    return {"type": "string", "enum": [word.value for word in words], "description": f"{words.__doc__}\n\n{told}"}


def _claimed(column: str, number: Schema, told: str) -> dict[str, Schema]:
    """A number, the least and the most that is claimed, and of each its bound and who claims it."""
    ends = {"": "null where two figures differ", "_low": "the least that is claimed", "_high": "the most that is claimed"}
    found: dict[str, Schema] = {}
    for end, meaning in ends.items():
        found[column + end] = nullable(number | {"description": f"{told}; {meaning}"})
        found[f"{column}{end}_bound"] = nullable(_TEXT | {"description": "How that figure stands to the true number"})
        found[f"{column}{end}_claimed_by"] = nullable(_TEXT | {"description": "Who claims it: `author` or actor ids"})
    return found
