"""The data API described for programs: an OpenAPI 3.1 document made from its endpoints, the filters, the records and the data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from loaders.api.endpoint import Endpoint, content, parameter
from loaders.api.endpoints import ENDPOINTS
from loaders.api.public_address import public_address
from loaders.api.response_schemas import response_schemas
from loaders.api.responses import json_answer
from loaders.api.served_data import store
from loaders.frames.dataset import Dataset
from loaders.history.as_of import recorded_versions
from loaders.query.filters import ANY_PARTY, FILTERS, MATCHES
from loaders.query.page_parameters import PageParameter
from loaders.query.parameters import AS_OF, AS_OF_TOLD, NO_CLASS
from loaders.query.periods import DATES_SCHEMA, DATES_TOLD
from loaders.query.query_string import MOST_OF_SEARCH
from loaders.schema.json_schema import Schema
from loaders.schema.registry_terms import PlaceKind

_SEARCH = (
    "Words, all of which occur in what a fact says (title, summary, notes, date, figures, locators), in the names and other names of what "
    "it refers to, or in an open question near it. Stems count (casualties, casualty), numbers are numbers (1000, 1,000), spellings are "
    "folded; words of up to three letters and phrases in quotes are found as they stand"
)
_ABOUT = (
    "What the sources say about minerals, conflict and money in Pakistan's west: who says it, how exactly dated and placed. "
    "The query string is that of the pages: a link to a view and a link to its data differ only in the path. Every path answers "
    "HEAD as it answers GET, and OPTIONS for pages of other hosts. A format of facts that is not listed is answered with 404. What a path "
    "does not take is answered with 400, never ignored; names that trackers hang on links (utm_…, fbclid, gclid) are passed over."
)


def openapi_description(
    dataset: Dataset | None = None,
    page_parameters: Sequence[PageParameter] = (),
    base_path: str = "",
    more: Sequence[Endpoint] = (),
) -> dict[str, Any]:
    """The description as JSON; with data, ids of it stand as examples and its version is told.

    page_parameters: taken, without use by files of facts. base_path: of the addresses of this server. more: endpoints that pages answer.
    """
    taken = [*_parameters(dataset, page_parameters), _if_none_match()]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Minerals and conflict in Pakistan's west: data API",
            "version": dataset.version if dataset else "no data",
            "description": _ABOUT,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": base_path or "/"}],
        "paths": {one.path: one.description(taken) for one in (*ENDPOINTS, *more, openapi_endpoint())},
        "components": {"schemas": response_schemas()},
    }


def openapi_endpoint(page_parameters: Sequence[PageParameter] = (), more: Sequence[Endpoint] = ()) -> Endpoint:
    """The path of this description. page_parameters: those of pages, which a view's address may hold. more: endpoints that pages answer."""

    def respond(request: Request) -> Response:
        return json_answer(request, openapi_description(store().dataset, page_parameters, public_address(request).path, more))

    answer = content({"application/json": {"type": "object"}})
    return Endpoint("/api/openapi.json", "openapi", "This description", respond, answer, needs_data=False)


def _parameters(dataset: Dataset | None, page_parameters: Sequence[PageParameter]) -> Iterable[dict[str, Any]]:
    examples = _examples(dataset) if dataset else {}
    for filter_ in FILTERS:
        words = (*dataset.sides, ANY_PARTY) if filter_.name == "party" and dataset else filter_.words
        yield parameter(filter_.name, filter_.told, _several(words), examples.get(filter_.name))
    yield parameter("match", f"Classes of matches to give; `{NO_CLASS}` alone gives no fact", _classes(), None)
    yield parameter("dates", DATES_TOLD, DATES_SCHEMA, ["2025-09-01", "2026-02-28"])
    yield parameter("q", _SEARCH, {"type": "string", "pattern": r"\S", "maxLength": MOST_OF_SEARCH}, "copper")
    yield parameter("fact", "One fact's id: opens its card on a page; selects nothing here", {"type": "string"}, examples.get("fact"))
    yield parameter(
        "v",
        "Data version that the link was made with; selects nothing; one that is not recorded is 400",
        {"type": "string"},
        examples.get("v"),
    )
    recorded = recorded_versions(dataset) if dataset else []
    versions = {"type": "string"} | ({"enum": recorded} if recorded else {})
    yield parameter(AS_OF, f"{AS_OF_TOLD}; one that is not recorded is 400", versions, None)
    for one in page_parameters:
        yield parameter(one.name, f"A page's own choice, used by pictures and documents alone ({one.told})", one.json_schema(), None)


def _classes() -> Schema:
    """Some of the classes, or the word for none of them alone."""
    return _several((*MATCHES, NO_CLASS)) | {"anyOf": [{"items": {"enum": [*MATCHES]}}, {"items": {"const": NO_CLASS}}]}


def _several(words: Sequence[str]) -> Schema:
    return {"type": "array", "items": {"type": "string", "enum": [*words]} if words else {"type": "string"}}


def _examples(dataset: Dataset) -> dict[str, Any]:
    """For each parameter whose values are ids, one that selects something where it can."""
    districts = (i for ids in dataset.facts["match_districts"] for i in ids)
    provinces = (p.id for p in dataset.places.values() if p.kind is PlaceKind.PROVINCE)
    lists = {"province": provinces, "district": districts, "article": iter(dataset.articles), "actor": iter(dataset.actors)}
    found: dict[str, Any] = {name: [first] for name, ids in lists.items() if (first := next(iter(ids), None))}
    countries = next((country for of_fact in dataset.facts["countries"] for country in of_fact), None)
    found |= {"country": [countries]} if countries else {}
    found |= {"all_articles": found["article"]} if "article" in found else {}
    return found | {"claimant": ["author"], "fact": next(iter(dataset.facts_by_id), None), "v": dataset.version}


def _if_none_match() -> dict[str, Any]:
    return {"name": "If-None-Match", "in": "header", "description": "An ETag that the client has", "schema": {"type": "string"}}
