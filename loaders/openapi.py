"""The data API described for programs: an OpenAPI 3.1 document made from the closed lists, the records and the data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from loaders.answers import HOME, answer_schemas
from loaders.dataset import Dataset
from loaders.export import FORMATS
from loaders.feed import FEED_TYPE
from loaders.parameters import NO_CLASS, PAGE_PARAMETERS, REPEATED
from loaders.schema import Schema
from loaders.vocabulary import Certainty, Commodity, Kind, Match, Party, PlaceKind, Word

_LISTS: dict[str, type[Word]] = {"kind": Kind, "commodity": Commodity, "certainty": Certainty, "match": Match}
_TOLD = {
    "province": "Place ids; names and aliases are understood too, in any case",
    "district": "Place ids; names and aliases are understood too, in any case",
    "kind": "Kinds of fact",
    "article": "Article ids",
    "actor": "Ids of actors that take part",
    "claimant": "Ids of actors that say so, or `author`",
    "party": "One side only: nobody but this side says so",
    "commodity": "What is mined or sought",
    "certainty": "How firmly it is asserted",
    "match": f"Classes of matches to give; `{NO_CLASS}` alone gives no fact",
}
_FILES = {
    "json": "Facts with every field and the accounting",
    "csv": "One row a fact, UTF-8 with a byte order mark; formula cells neutralised",
    "geojson": "One feature for each fact and place (RFC 7946); a fact's numbers stand in its first feature only",
    "xlsx": "A workbook: Facts, Figures, Sources, Articles, Caveats, Selection",
    "parquet": "One row a fact, typed; version and selection in the file's metadata",
}
_ABOUT = (
    "What the sources say about minerals, conflict and money in Pakistan's west: who says it, how exactly dated and placed. "
    "The query string is that of the pages: a link to a view and a link to its data differ only in the path. Every path answers "
    "HEAD as it answers GET, and OPTIONS for pages of other hosts. A format of facts that is not listed is answered with 404."
)


def openapi_description(dataset: Dataset | None = None) -> dict[str, Any]:
    """The description as JSON; with data, ids of it stand as examples and its version is told."""
    paths = {f"/api/facts.{name}": _facts_path(name, dataset) for name in FORMATS}
    paths |= {
        "/api/articles.json": _path("articles", "The articles, with how many facts each supports", _json("Articles"), _failure()),
        "/api/schema.json": _path(
            "schema", "JSON Schema of the fact files, for editors", _content({"application/json": {"type": "object"}})
        ),
        "/api/version": _path("version", "The data version", _json("Version"), _failure()),
        "/api/changes.atom": _path(
            "changes", "What each version added, changed and withdrew (RFC 4287)", _feed(), {**_same(), **_failure()}
        ),
        "/api/openapi.json": _path("openapi", "This description", _content({"application/json": {"type": "object"}})),
        "/healthz": _path("health", "Whether there is data to show", _word("ok"), {"503": _word("no data")}),
    }
    paths["/api/changes.atom"]["get"]["parameters"] = [_if_none_match()]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Minerals and conflict in Pakistan's west: data API",
            "version": dataset.version if dataset else "no data",
            "description": _ABOUT,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": answer_schemas()},
    }


def _facts_path(name: str, dataset: Dataset | None) -> dict[str, Any]:
    media = FORMATS[name][1]
    schemas: dict[str, Schema] = {"json": {"$ref": HOME + "Facts"}, "geojson": {"$ref": HOME + "FactsGeoJson"}}
    answer = _content({media: schemas[name]} if name in schemas else {media: {}})
    answer["headers"] = {**_etag(), "Content-Disposition": {"required": True, "schema": {"type": "string"}}}
    wrong = {"400": _json("Errors", "A parameter's name or value is not understood; the answer names it, with near matches")}
    path = _path(f"facts_{name}", _FILES[name], answer, {**_same(), **wrong, **_failure()})
    path["get"]["parameters"] = [*_parameters(dataset), _if_none_match()]
    return path


def _parameters(dataset: Dataset | None) -> Iterable[dict[str, Any]]:
    examples = _examples(dataset) if dataset else {}
    for name in REPEATED:
        words = [word.value for word in _LISTS[name]] if name in _LISTS else []
        words = [*(dataset.sides if dataset else map(str, Party))] if name == "party" else words
        item: Schema = {"type": "string", "enum": [*words, NO_CLASS] if name == "match" else words} if words else {"type": "string"}
        yield _parameter(name, _TOLD[name], {"type": "array", "items": item}, examples.get(name))
    days = {"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 2, "maxItems": 2}
    yield _parameter("dates", "First and last day, both inclusive", days, ["2025-09-01", "2026-02-28"])
    yield _parameter("q", "Words, all of which occur in title, summary, places or actors", {"type": "string"}, "copper")
    yield _parameter("fact", "One fact's id: opens its card on a page; selects nothing here", {"type": "string"}, examples.get("fact"))
    yield _parameter("v", "Data version that the link was made with; selects nothing", {"type": "string"}, examples.get("v"))
    for name, told in PAGE_PARAMETERS.items():
        yield _parameter(name, f"A page's own choice, passed over here ({told})", {"type": "string"}, None)


def _parameter(name: str, told: str, schema: Schema, example: object) -> dict[str, Any]:
    found: dict[str, Any] = {"name": name, "in": "query", "description": told, "schema": schema}
    found |= {"style": "form", "explode": True} if schema["type"] == "array" else {}
    return found | ({"example": example} if example else {})


def _examples(dataset: Dataset) -> dict[str, Any]:
    """For each parameter whose values are ids, one that selects something where it can."""
    districts = (i for ids in dataset.facts["match_districts"] for i in ids)
    provinces = (p.id for p in dataset.places.values() if p.kind is PlaceKind.PROVINCE)
    lists = {"province": provinces, "district": districts, "article": iter(dataset.articles), "actor": iter(dataset.actors)}
    found: dict[str, Any] = {name: [first] for name, ids in lists.items() if (first := next(iter(ids), None))}
    return found | {"claimant": ["author"], "fact": next(iter(dataset.facts_by_id), None), "v": dataset.version}


def _path(name: str, told: str, answer: dict[str, Any], others: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"get": {"operationId": name, "summary": told, "responses": {"200": answer, **(others or {})}}}


def _content(content: dict[str, Schema], told: str = "The answer") -> dict[str, Any]:
    return {"description": told, "content": {media: {"schema": schema} if schema else {} for media, schema in content.items()}}


def _json(name: str, told: str = "The answer") -> dict[str, Any]:
    return _content({"application/json": {"$ref": HOME + name}}, told)


def _failure() -> dict[str, Any]:
    return {"503": _json("Errors", "There is no good data to answer from")}


def _word(word: str) -> dict[str, Any]:
    return _content({"text/plain": {"type": "string", "const": word}}, word)


def _feed() -> dict[str, Any]:
    return _content({FEED_TYPE: {}}) | {"headers": _etag()}


def _etag() -> dict[str, Any]:
    return {
        "ETag": {"required": True, "description": "Changes with the data version, the query and the program", "schema": {"type": "string"}}
    }


def _same() -> dict[str, Any]:
    return {"304": {"description": "The client has this answer already", "headers": _etag()}}


def _if_none_match() -> dict[str, Any]:
    return {"name": "If-None-Match", "in": "header", "description": "An ETag that the client has", "schema": {"type": "string"}}
