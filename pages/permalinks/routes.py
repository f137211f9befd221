"""The routes of single things: `/fact/ID`, `/actor/ID`, `/place/ID` and `/article/ID`."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from loaders.api.endpoints import with_data
from loaders.api.public_address import PublicAddress, public_address
from loaders.api.responses import answer
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.schema.diagnostics import escape_control
from pages.permalinks.addresses import KINDS, Addresses, ThingKind, path_of
from pages.permalinks.html import missing_html, thing_html
from pages.permalinks.lookup import look_up
from pages.server.boundary_layers import current_outlines

_LED, _FOUND = 301, 200


@with_data
def thing_page(request: Request, data: Dataset) -> Response:
    """The page of a thing; 301 to the one that an alias or a withdrawn id leads to, 404 with the nearest, 410 where it was withdrawn."""
    kind: ThingKind = request.scope["path"].split("/")[1]
    asked, address = request.path_params["identity"], public_address(request)
    plain = asked.rstrip("/")
    found = look_up(data, kind, plain)
    if found.status == _LED or (found.status == _FOUND and plain != asked):
        query = request.url.query
        return RedirectResponse(address.on_host(path_of(kind, found.id)) + (f"?{query}" if query else ""), _LED)
    headers = {"Cache-Control": "no-cache", "X-Data-Version": data.version}
    if found.status == _FOUND:
        return answer(request, _page(data, kind, found.id, current_outlines(data), address), "text/html", headers)
    html = missing_html(kind, escape_control(plain, 120), found, data, Addresses(address, data.as_of))
    return Response(html.encode("utf-8", "replace"), found.status, headers, media_type="text/html")


@kept(64)
def _page(dataset: Dataset, kind: ThingKind, identity: str, outlines: Outlines, address: PublicAddress) -> bytes:
    """The page, made once for all who ask for it."""
    return thing_html(kind, identity, dataset, outlines, Addresses(address, dataset.as_of)).encode("utf-8")


THING_ROUTES = tuple(Route(f"/{kind}/{{identity:path}}", thing_page) for kind in KINDS)
