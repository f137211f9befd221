"""One path of the API as an object: its handler, what it takes, and what its answers are, for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response

from loaders.api.schema_parts import HOME
from loaders.query.page_parameters import PageParameter
from loaders.query.parameters import AS_OF
from loaders.schema.json_schema import Schema

Handler = Callable[[Request], Response | Awaitable[Response]]


@dataclass(frozen=True)
class Endpoint:
    """One path.

    name: its operation. answer: the OpenAPI response of status 200. takes: the parameters that it has a use for; "view" for those of a
    view, None where it answers whatever it is asked. conditional: whether it tells that nothing has changed. needs_data: whether it is
    answered with 503 while there is no good data. as_of: whether it can answer as a recorded version had the
    data. others: further answers by their status. more: parameters beside those of a view.
    """

    path: str
    name: str
    summary: str
    handler: Handler
    answer: dict[str, Any]
    takes: tuple[str, ...] | Literal["view"] | None = ()
    conditional: bool = False
    needs_data: bool = True
    as_of: bool = True
    others: dict[str, Any] = field(default_factory=dict)
    more: tuple[PageParameter, ...] = ()

    def description(self, view_parameters: list[dict[str, Any]]) -> dict[str, Any]:
        """Its entry in the OpenAPI description."""
        responses = {"200": self.answer, **self.others}
        if self.conditional:
            responses["304"] = {"description": "The client has this answer already", "headers": etag()}
        if self.takes is not None:
            told = "A parameter's name or value is not understood or not taken; the answer names it, with near matches"
            responses["400"] = json_content("Errors", told)
        if self.needs_data:
            responses["503"] = self.others.get("503") or json_content("Errors", "There is no good data to answer from")
        found: dict[str, Any] = {"operationId": self.name, "summary": self.summary, "responses": responses}
        own = [parameter(one.name, one.told, one.json_schema(), None) for one in self.more]
        replaced = {one["name"] for one in own} | (set() if self.as_of else {AS_OF})
        taken = [*(one for one in view_parameters if one["name"] not in replaced), *own]
        return {"get": found | ({"parameters": taken} if self.takes == "view" else {})}


def content(schemas: dict[str, Schema], told: str = "The answer") -> dict[str, Any]:
    """A response by its media type; an empty schema says nothing of it."""
    return {"description": told, "content": {media: {"schema": schema} if schema else {} for media, schema in schemas.items()}}


def json_content(name: str, told: str = "The answer") -> dict[str, Any]:
    """A response in JSON, by the name of its schema."""
    return content({"application/json": {"$ref": HOME + name}}, told)


def word(text: str) -> dict[str, Any]:
    """A response that is one word."""
    return content({"text/plain": {"type": "string", "const": text}}, text)


def etag() -> dict[str, Any]:
    """The header that names a state of the data."""
    told = "Changes with the data version, the query and the program"
    return {"ETag": {"required": True, "description": told, "schema": {"type": "string"}}}


def parameter(name: str, told: str, schema: Schema, example: object) -> dict[str, Any]:
    """A parameter of the query string, for programs."""
    found: dict[str, Any] = {"name": name, "in": "query", "description": told, "schema": schema}
    found |= {"style": "form", "explode": True} if schema["type"] == "array" else {}
    return found | ({"example": example} if example else {})
