"""The server: one ASGI application with the dashboard, the data API, a health check and the security headers."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pyarrow as pa
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.starlette import App

from loaders.address import MOST_FAULTS, PARAMETERS, parse_query
from loaders.dataset import Dataset, current_store
from loaders.export import FORMATS, export, file_name
from loaders.feed import FEED_TYPE, changes_feed
from loaders.ledger import read_ledger
from loaders.openapi import openapi_description
from loaders.problems import DataError, nearest, printable
from loaders.reading import DATA
from loaders.registries import articles_frame
from loaders.schema import fact_schema
from pages.map.layers import file_at, outlines_now
from pages.map.preview import preview_png
from pages.shared.compressed import CompressedBundles
from pages.shared.files import view_file
from pages.shared.heads import ICON, PREVIEW
from pages.shared.live import following_the_data
from pages.shared.middleware import PageHead, SecurityHeaders
from pages.shared.own_files import own_file

ROOT = Path(__file__).resolve().parent
pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own keeps ten MiB for itself that texts of this size never need


def data_folder() -> Path:
    """The folder that is served."""
    return Path(os.environ.get("FACTS_DATA", DATA))


def data_now() -> Dataset | None:
    """The last good data of the folder that is served."""
    return current_store(data_folder()).dataset


def as_json(content: object, status: int = 200) -> Response:
    """A JSON answer that pages of other hosts may read."""
    headers = {"Access-Control-Allow-Origin": "*"}
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    return Response(text, status, headers, media_type="application/json")


def has_already(request: Request, etag: str) -> bool:
    """Whether the client has this answer: If-None-Match may be a list, weak, or anything at all."""
    given = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in given or "*" in given


def unknown_parameter(name: str) -> dict[str, object]:
    """What the data API says of a parameter that it does not know."""
    return {"parameter": name[:60], "message": f"unknown parameter {printable(name[:60])}", "near": nearest(name[:60], PARAMETERS, 3)}


def facts(request: Request) -> Response:
    """The facts of a selection, in the format that the path names."""
    data, file_format = data_now(), request.path_params["file_format"]
    if data is None:
        return as_json({"errors": ["the data cannot be read; see the pages for the list of errors"]}, 503)
    if file_format not in FORMATS:
        return as_json({"errors": [f"unknown format; one of: {', '.join(FORMATS)}"]}, 404)
    asked = {name: request.query_params.getlist(name) for name in request.query_params}
    query = parse_query(asked, data)
    errors = [{"parameter": f.name, "value": f.value, "message": str(f), "near": f.near} for f in query.faults]
    errors += [unknown_parameter(name) for name in query.unknown[:MOST_FAULTS]]
    if errors:
        return as_json({"errors": errors}, 400)
    etag = f'"{data.version}-{hashlib.sha256(str(request.url.query).encode()).hexdigest()[:10]}-{file_format}"'
    headers = {
        "ETag": etag,
        "Access-Control-Allow-Origin": "*",
        "Content-Disposition": f'attachment; filename="{file_name(data, file_format)}"',
    }
    if has_already(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(export(data, query.selection, file_format), headers=headers, media_type=FORMATS[file_format][1])


def articles(request: Request) -> Response:
    """The articles, with how many facts each supports."""
    data = data_now()
    if data is None:
        return as_json({"errors": ["the data cannot be read"]}, 503)
    rows = json.loads(articles_frame(data).to_json(orient="records"))
    return as_json({"version": data.version, "articles": rows})


def version(request: Request) -> Response:
    """The data version."""
    data = data_now()
    return as_json({"version": data.version if data else None}, 200 if data else 503)


def schema(request: Request) -> Response:
    """The JSON Schema of the facts."""
    return as_json(fact_schema())


def boundaries(request: Request) -> Response:
    """A layer of outlines; its address names its content, so it never changes."""
    data = data_now()
    found = file_at(data, outlines_now(data), request.path_params["name"]) if data else None
    if found is None:
        return as_json({"errors": ["no such layer"]}, 404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": "public, immutable, max-age=31536000"}
    return Response(found, headers=headers, media_type="application/json")


def changes(request: Request) -> Response:
    """What each version of the data added, changed and withdrew, as an Atom feed."""
    try:
        feed = changes_feed(read_ledger(data_folder()), str(request.base_url), data_now())
    except DataError as error:
        return as_json({"errors": [str(problem) for problem in error.problems]}, 503)
    headers = {"ETag": f'"{hashlib.sha256(feed).hexdigest()[:16]}"', "Access-Control-Allow-Origin": "*"}
    if has_already(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(feed, headers=headers, media_type=FEED_TYPE)


def openapi(request: Request) -> Response:
    """The description of this API for programs."""
    return as_json(openapi_description(data_now()))


def no_such_path(request: Request) -> Response:
    """Anything else under /api."""
    return as_json({"errors": ["no such path; /api/openapi.json describes those there are"]}, 404)


def health(request: Request) -> Response:
    """200 while there is data to show, 503 while there is none."""
    return PlainTextResponse("ok" if data_now() else "no data", 200 if data_now() else 503)


def robots(request: Request) -> Response:
    """Pages are views over a query string without end: programs read the API."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def preview(request: Request) -> Response:
    """The picture that a link to the dashboard is shown with elsewhere."""
    data = data_now()
    if data is None:
        return as_json({"errors": ["the data cannot be read"]}, 503)
    headers = {"ETag": f'"preview-{data.version}"', "Cache-Control": "max-age=3600"}
    if has_already(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(preview_png(data), headers=headers, media_type="image/png")


def icon(request: Request) -> Response:
    """The sign in the browser's tab."""
    path = ROOT / "pages" / "shared" / "icon.svg"
    return Response(path.read_bytes(), headers={"Cache-Control": "max-age=86400"}, media_type="image/svg+xml")


app = App(
    ROOT / "pages" / "frame.py",
    routes=[
        Route("/api/facts.{file_format}", facts, methods=["GET", "HEAD"]),
        Route("/api/articles.json", articles),
        Route("/api/schema.json", schema),
        Route("/api/version", version),
        Route("/api/changes.atom", changes),
        Route("/api/openapi.json", openapi),
        Route("/api/{path:path}", no_such_path, methods=["GET", "HEAD"]),
        Route("/healthz", health),
        Route("/boundaries/{name}", boundaries),
        Route("/robots.txt", robots),
        Route("/own/{name}", own_file),
        Route("/files/{name}", view_file),
        Route(PREVIEW, preview),
        Route(ICON, icon),
    ],
    middleware=[Middleware(SecurityHeaders), Middleware(CompressedBundles), Middleware(PageHead)],
    lifespan=following_the_data,
)

if __name__ == "__main__":
    app.run()
