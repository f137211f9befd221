"""JSON Schema of the fact files, for editors and other programs."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from loaders.records import FACT_FILES, Fact
from loaders.vocabulary import CLOSED_LISTS, Kind

Schema = dict[str, Any]


def fact_schema(kind: Kind | None = None) -> Schema:
    """The schema of one kind's file (a list of facts), or of all kinds; closed lists carry their meanings."""
    models = [model for model in FACT_FILES.values() if kind in (None, model.kind)]
    listed: Any = list[_union(models)]  # type: ignore[misc]
    schema: Schema = TypeAdapter(listed).json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    for words in CLOSED_LISTS:
        if found := schema.get("$defs", {}).get(words.__name__):
            found["markdownDescription"] = "\n".join(f"- `{word}`: {word.meaning}" for word in words)
    return schema


def _union(models: list[type[Fact]]) -> Any:
    union: Any = models[0]
    for model in models[1:]:
        union |= model
    return union
