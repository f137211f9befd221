"""The routes of the data API and the health check; each is described for programs in `openapi.py`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from loaders.api.openapi import openapi_description
from loaders.api.responses import OPEN, PREFLIGHT, answer, errors_answer, json_answer, program_digest
from loaders.api.served_data import data_folder, store
from loaders.export.formats import export, file_name
from loaders.export.registry import FORMATS
from loaders.frames.dataset import Dataset
from loaders.frames.registries import articles_frame
from loaders.history.feed import FEED_TYPE, changes_feed
from loaders.history.ledger import last_good_ledger
from loaders.query.page_parameters import PageParameter
from loaders.query.query_string import Query, parse_query
from loaders.schema.diagnostics import DataError, for_readers
from loaders.schema.json_schema import fact_schema

NO_DATA = "the data cannot be read; see the pages for the list of errors"


def with_data(handler: Callable[[Request, Dataset], Response]) -> Callable[[Request], Response]:
    """A route that is answered from the last good data, and with 503 while there is none."""

    def respond(request: Request) -> Response:
        data = store().dataset
        return errors_answer(503, [NO_DATA]) if data is None else handler(request, data)

    return respond


def query_of(request: Request, data: Dataset) -> Query:
    """The query string of a request; `RefusedParameters` has answered those that cannot be understood."""
    return parse_query({name: request.query_params.getlist(name) for name in request.query_params}, data)


@with_data
def facts(request: Request, data: Dataset) -> Response:
    """The facts of a selection, in the format that the path names."""
    file_format = request.path_params["file_format"]
    if file_format not in FORMATS:
        return errors_answer(404, [f"unknown format; one of: {', '.join(FORMATS)}"])
    selection = query_of(request, data).selection
    digest = hashlib.sha256(request.scope["query_string"]).hexdigest()[:10]
    name = file_name(data, file_format, selection)
    return answer(
        request,
        lambda: export(data, selection, file_format),
        FORMATS[file_format].media_type,
        {**OPEN, "X-Data-Version": data.version, "Content-Disposition": f'attachment; filename="{name}"'},
        etag=f'"{data.version}-{program_digest()}-{digest}-{file_format}"',
    )


@with_data
def articles(request: Request, data: Dataset) -> Response:
    """The articles, with how many facts each supports."""
    return json_answer(request, {"version": data.version, "articles": json.loads(articles_frame(data).to_json(orient="records"))})


def version(request: Request) -> Response:
    """The data version; null beside the error while there is no data."""
    data = store().dataset
    return json_answer(request, {"version": data.version}) if data else errors_answer(503, [NO_DATA], version=None)


def schema(request: Request) -> Response:
    """The JSON Schema of the facts."""
    return json_answer(request, fact_schema())


def changes(request: Request) -> Response:
    """What each version of the data added, changed and withdrew, as an Atom feed; with a query string, in that view."""
    data = store().dataset
    selection = query_of(request, data).selection if data else None
    try:
        feed = changes_feed(last_good_ledger(data_folder()), str(request.base_url), data, selection)
    except DataError as error:
        return errors_answer(503, map(str, for_readers(error.problems, data_folder())))
    return answer(request, feed, FEED_TYPE, OPEN)


def openapi(page_parameters: Sequence[PageParameter]) -> Callable[[Request], Response]:
    """The route of the description of this API for programs; page_parameters: those of pages, which a view's address may hold."""

    def respond(request: Request) -> Response:
        return json_answer(request, openapi_description(store().dataset, page_parameters))

    return respond


def other(request: Request) -> Response:
    """Anything else under /api: preflight requests of other origins, other methods, unknown paths."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        return errors_answer(405, ["only GET, HEAD and OPTIONS are answered"])
    return errors_answer(404, ["no such path; /api/openapi.json describes those there are"])


def health(request: Request) -> Response:
    """200 while there is data to show, 503 while there is none."""
    data = store().dataset
    return PlainTextResponse("ok" if data else "no data", 200 if data else 503, OPEN)


_ALL_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def api_routes(page_parameters: Sequence[PageParameter] = ()) -> list[Route]:
    """All routes of the API. page_parameters: those of pages, which a view's address may hold."""
    return [
        Route("/api/facts.{file_format}", facts, methods=["GET", "HEAD"]),
        Route("/api/articles.json", articles),
        Route("/api/schema.json", schema),
        Route("/api/version", version),
        Route("/api/changes.atom", changes),
        Route("/api/openapi.json", openapi(page_parameters)),
        Route("/api", other, methods=_ALL_METHODS),
        Route("/api/{path:path}", other, methods=_ALL_METHODS),
        Route("/healthz", health),
        Route("/healthz", other, methods=["OPTIONS"]),
    ]
