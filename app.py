"""The server: one ASGI application with the dashboard, the data API, a health check and the security headers."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config
from streamlit.starlette import App

from loaders.address import Query, parse_query
from loaders.dataset import Dataset, current_store
from loaders.export import FORMATS, export, file_name
from loaders.feed import FEED_TYPE, changes_feed
from loaders.ledger import last_good_ledger
from loaders.openapi import openapi_description
from loaders.problems import DataError, for_readers
from loaders.reading import DATA
from loaders.registries import articles_frame
from loaders.schema import fact_schema
from pages.map.layers import file_at, outlines_now
from pages.map.preview import preview_png
from pages.shared.compressed import CompressedBundles
from pages.shared.files import view_file
from pages.shared.heads import ICON, PREVIEW
from pages.shared.live import following_the_data
from pages.shared.middleware import CleanRequests, PageHead, SecurityHeaders
from pages.shared.not_found import UnknownPaths
from pages.shared.own_files import own_file
from pages.shared.paper import PAPER, paper_table
from pages.shared.refused import RefusedParameters
from pages.shared.responses import JSON, OPEN, PREFLIGHT, answer, errors_answer, json_answer, packed_answer, program_digest
from pages.shared.window import WindowWidth

ROOT = Path(__file__).resolve().parent
NO_DATA = "the data cannot be read; see the pages for the list of errors"
pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own keeps ten MiB for itself that texts of this size never need


def data_folder() -> Path:
    """The folder that is served."""
    return Path(os.environ.get("FACTS_DATA", DATA))


def data_now() -> Dataset | None:
    """The last good data of the folder that is served."""
    return current_store(data_folder()).dataset


def with_data(handler: Callable[[Request, Dataset], Response]) -> Callable[[Request], Response]:
    """A route that is answered from the last good data, and with 503 while there is none."""

    def answered(request: Request) -> Response:
        data = data_now()
        if data is None:
            return errors_answer(503, [NO_DATA])
        return handler(request, data)

    return answered


def query_of(request: Request, data: Dataset) -> Query:
    """The query string of a request; `RefusedParameters` has answered those that cannot be understood."""
    return parse_query({name: request.query_params.getlist(name) for name in request.query_params}, data)


@with_data
def facts(request: Request, data: Dataset) -> Response:
    """The facts of a selection, in the format that the path names."""
    file_format = request.path_params["file_format"]
    if file_format not in FORMATS:
        return errors_answer(404, [f"unknown format; one of: {', '.join(FORMATS)}"])
    query = query_of(request, data)
    asked_for = hashlib.sha256(request.scope["query_string"]).hexdigest()[:10]
    name = file_name(data, file_format, query.selection)
    return answer(
        request,
        lambda: export(data, query.selection, file_format),
        FORMATS[file_format][1],
        {**OPEN, "X-Data-Version": data.version, "Content-Disposition": f'attachment; filename="{name}"'},
        etag=f'"{data.version}-{program_digest()}-{asked_for}-{file_format}"',
    )


@with_data
def articles(request: Request, data: Dataset) -> Response:
    """The articles, with how many facts each supports."""
    return json_answer(request, {"version": data.version, "articles": json.loads(articles_frame(data).to_json(orient="records"))})


def version(request: Request) -> Response:
    """The data version; null beside the error while there is no data."""
    data = data_now()
    return json_answer(request, {"version": data.version}) if data else errors_answer(503, [NO_DATA], version=None)


def schema(request: Request) -> Response:
    """The JSON Schema of the facts."""
    return json_answer(request, fact_schema())


@with_data
def boundaries(request: Request, data: Dataset) -> Response:
    """A layer of outlines; its address names its content, so it never changes."""
    found = file_at(data, outlines_now(data), request.path_params["name"])
    return packed_answer(request, found, JSON) if found else errors_answer(404, ["no such layer"])


def changes(request: Request) -> Response:
    """What each version of the data added, changed and withdrew, as an Atom feed; with a query string, in that view."""
    data = data_now()
    selection = query_of(request, data).selection if data else None
    try:
        feed = changes_feed(last_good_ledger(data_folder()), str(request.base_url), data, selection)
    except DataError as error:
        return errors_answer(503, map(str, for_readers(error.problems, data_folder())))
    return answer(request, feed, FEED_TYPE, OPEN)


def openapi(request: Request) -> Response:
    """The description of this API for programs."""
    return json_answer(request, openapi_description(data_now()))


def other_api(request: Request) -> Response:
    """Anything else under /api: what a browser asks ahead for a page of another host, other methods, paths that are not there."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        return errors_answer(405, ["only GET, HEAD and OPTIONS are answered"])
    return errors_answer(404, ["no such path; /api/openapi.json describes those there are"])


def health(request: Request) -> Response:
    """200 while there is data to show, 503 while there is none."""
    data = data_now()
    return PlainTextResponse("ok" if data else "no data", 200 if data else 503)


def robots(request: Request) -> Response:
    """Views over a query string are without end; the pages themselves, the picture of a link, the feed and the API may be read."""
    return PlainTextResponse(f"User-agent: *\nAllow: {PREVIEW}\nAllow: /api/\nDisallow: /*?\n")


@with_data
def preview(request: Request, data: Dataset) -> Response:
    """The picture that a link to the dashboard is shown with elsewhere."""
    return answer(request, preview_png(data, outlines_now(data)), "image/png", {"Cache-Control": "max-age=3600"})


def icon(request: Request) -> Response:
    """The sign in the browser's tab."""
    content = (ROOT / "pages" / "shared" / "icon.svg").read_bytes()
    return answer(request, content, "image/svg+xml", {"Cache-Control": "max-age=86400"})


if config._main_script_path is None:  # as `streamlit run app.py` does: the configuration lies beside this file, wherever one starts it
    config._main_script_path = str(ROOT / "app.py")

app = App(
    ROOT / "pages" / "frame.py",
    routes=[
        Route("/api/facts.{file_format}", facts, methods=["GET", "HEAD"]),
        Route("/api/articles.json", articles),
        Route("/api/schema.json", schema),
        Route("/api/version", version),
        Route("/api/changes.atom", changes),
        Route("/api/openapi.json", openapi),
        Route("/api", other_api, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
        Route("/api/{path:path}", other_api, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
        Route("/healthz", health),
        Route("/boundaries/{name}", boundaries),
        Route("/robots.txt", robots),
        Route("/own/{name}", own_file),
        Route(PAPER, paper_table),
        Route("/files/{name}", view_file),
        Route(PREVIEW, preview),
        Route(ICON, icon),
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(CleanRequests),
        Middleware(RefusedParameters, folder=data_folder),
        Middleware(CompressedBundles),
        Middleware(UnknownPaths),
        Middleware(PageHead),
        Middleware(WindowWidth),
    ],
    lifespan=following_the_data,
)

if __name__ == "__main__":
    app.run()
