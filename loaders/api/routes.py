"""The routes of the data API: one for each endpoint, and one for all that is asked of other paths and methods."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders.api.endpoint import Endpoint
from loaders.api.endpoints import ENDPOINTS
from loaders.api.event_endpoints import FORMATS as EVENT_FORMATS
from loaders.api.openapi import openapi_endpoint
from loaders.api.public_address import public_address
from loaders.api.responses import PREFLIGHT, errors_answer
from loaders.export.registry import FORMATS
from loaders.query.page_parameters import PageParameter

_ALL_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def unknown_format(request: Request) -> Response:
    """Facts in a format that there is not, or that stands elsewhere."""
    return errors_answer(404, [f"unknown format; one of: {', '.join(one.name for one in FORMATS.values() if not one.address)}"])


def unknown_event_format(request: Request) -> Response:
    """Imported events in a format that there is not."""
    return errors_answer(404, [f"unknown format; one of: {', '.join(EVENT_FORMATS)}"])


def other(request: Request) -> Response:
    """Anything else under /api: preflight requests of other origins, other methods, unknown paths."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        return errors_answer(405, ["only GET, HEAD and OPTIONS are answered"])
    return errors_answer(404, [f"no such path; {public_address(request).on_host('/api/openapi.json')} describes those there are"])


def api_routes(page_parameters: Sequence[PageParameter] = (), more: Sequence[Endpoint] = ()) -> list[Route]:
    """All routes of the API. page_parameters: those of pages, which a view's address may hold. more: endpoints that pages answer."""
    endpoints = (*ENDPOINTS, *more, openapi_endpoint(page_parameters, more))
    return [
        *(Route(one.path, one.handler, methods=["GET", "HEAD"]) for one in endpoints),
        Route("/api/events.{file_format}", unknown_event_format, methods=["GET", "HEAD"]),
        Route("/api/facts.{file_format}", unknown_format, methods=["GET", "HEAD"]),
        Route("/api", other, methods=_ALL_METHODS),
        Route("/api/{path:path}", other, methods=_ALL_METHODS),
        Route("/healthz", other, methods=["OPTIONS"]),
        Route("/readyz", other, methods=["OPTIONS"]),
    ]
