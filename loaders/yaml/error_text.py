"""Validation errors of records as sentences that name the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic_core import ErrorDetails

from loaders.schema.diagnostics import did_you_mean
from loaders.schema.records import Record


def _in_text(error: ErrorDetails, model: type[Record]) -> str:
    """A pydantic error as house prose: what is wrong; what would be right."""
    named = [str(step) for step in error["loc"] if isinstance(step, str) and step not in _UNION_STEPS]
    key, given = (named[-1] if named else "entry"), error["input"]
    kind = "float_type" if set(error["loc"]) & _UNION_STEPS else error["type"]
    match kind:
        case "missing":
            words = _choices(model, error["loc"])
            return f'"{key}" is missing; add it' + (f", one of: {', '.join(words)}" if words else "")
        case "extra_forbidden":
            return f'unknown key "{key}"; {did_you_mean(key, _keys(model, error["loc"][:-1]))}'
        case "enum":
            words = [word.strip(" '") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
            return f'unknown {key} "{given}"; {did_you_mean(str(given), words)}'
        case "value_error":
            return f"{key} {error['ctx']['error']}"
        case "too_short":
            return f"{key} is empty; give one at least"
        case "string_too_long":
            return f"{key} has {len(given):,} characters; {error['ctx']['max_length']:,} are the most"
        case "model_type" | "dict_type":
            return f"{key} is {_shown(given)}; a mapping of keys and values is expected"
        case _:
            return f"{key} is {_shown(given)}; {_EXPECTED.get(kind, error['msg'])}"


_UNION_STEPS = {"int", "float", "constrained-int", "constrained-float"}


_EXPECTED = {
    "string_type": "text is expected; put it in quotes",
    "bool_type": "true or false is expected",
    "int_type": "a whole number is expected",
    "float_type": "a number is expected",
    "tuple_type": "a list is expected, as in [a, b]",
    "greater_than_equal": "it is too small",
    "less_than_equal": "it is too large",
    "greater_than": "it must be more than 0",
}


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


@lru_cache(maxsize=16)
def _schema(model: type[Record]) -> dict[str, Any]:
    return model.model_json_schema()


def _choices(model: type[Record], loc: tuple[int | str, ...]) -> list[str]:
    """The words of the closed list that a key takes; none where it takes something else."""
    here = _keys(model, loc[:-1]).get(str(loc[-1]), {})
    found: list[str] = _schema(model)["$defs"][here["$ref"].rsplit("/", 1)[1]].get("enum", []) if "$ref" in here else []
    return found


def _keys(model: type[Record], loc: tuple[int | str, ...]) -> Mapping[str, Any]:
    """The keys that are known at a place inside a record."""
    schema = here = _schema(model)
    for step in loc:
        here = here["items"] if isinstance(step, int) else here["properties"].get(step, {})
        here = schema["$defs"][here["$ref"].rsplit("/", 1)[1]] if "$ref" in here else here
    found: Mapping[str, Any] = here.get("properties", {})
    return found
