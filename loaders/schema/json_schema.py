"""JSON Schema of the data files, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter

from loaders.schema.kinds import FACT_FILES
from loaders.schema.records import Fact
from loaders.schema.registries import REGISTRY_FILES
from loaders.schema.vocabulary import CLOSED_LISTS, Kind

Schema = dict[str, Any]
FOLDER = "schema"


def fact_schema(kind: Kind | None = None) -> Schema:
    """The schema of one kind's file (a list of facts), or of all kinds; closed lists carry their meanings."""
    models = [model for model in FACT_FILES.values() if kind in (None, model.kind)]
    schema: Schema = _without_null(_list_schema(_union(models)))
    return schema


def response_definitions() -> Schema:
    """The definitions of all facts as exports and the data API answer them: with null, and without notes of the coder."""
    found: Schema = _list_schema(_union(list(FACT_FILES.values())), "serialization")["$defs"]
    return found


def file_schemas() -> dict[str, Schema]:
    """Per data file, such as `facts/context.yaml` or `actors.yaml`, the schema of the list that it holds."""
    return {name: _without_null(_list_schema(model)) for name, model in (FACT_FILES | REGISTRY_FILES).items()}


def schema_path(name: str) -> str:
    """Where the schema of a data file stands, below the data folder."""
    return f"{FOLDER}/{Path(name).stem}.json"


def modeline(name: str) -> str:
    """The first line of a data file, by which editors find its schema."""
    return f"# yaml-language-server: $schema={'../' * name.count('/')}{schema_path(name)}"


def schema_text(schema: Schema) -> str:
    """A schema as it is printed and committed."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _list_schema(model: Any, mode: Literal["validation", "serialization"] = "validation") -> Schema:
    listed: Any = list[model]
    schema: Schema = TypeAdapter(listed).json_schema(mode=mode)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    for words in CLOSED_LISTS:
        if found := schema.get("$defs", {}).get(words.__name__):
            found["markdownDescription"] = "\n".join(f"- `{word}`: {word.meaning}" for word in words)
    return schema


def _without_null(node: Any) -> Any:
    """A key that is not needed is left out, never written without a value, so no schema offers null."""
    if isinstance(node, list):
        return [_without_null(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    found = {name: _without_null(inner) for name, inner in node.items() if not (name == "default" and inner is None)}
    choices = [choice for choice in found.get("anyOf", ()) if choice != {"type": "null"}]
    if "anyOf" in found and len(choices) == 1:
        del found["anyOf"]
        return choices[0] | found
    return found | ({"anyOf": choices} if choices else {})


def _union(models: list[type[Fact]]) -> Any:
    union: Any = models[0]
    for model in models[1:]:
        union |= model
    return union
