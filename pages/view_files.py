"""Pictures and the brief of a view at addresses of their own, so that they can be taken also when the page's session is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders.api.endpoint import Endpoint, content
from loaders.api.public_address import public_address
from loaders.api.responses import OPEN, answer, errors_answer
from loaders.api.routes import other
from loaders.api.served_data import asked_dataset
from loaders.export.formats import file_name
from loaders.export.registry import FileRequest
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.query_string import Query, parse_query
from loaders.query.selection import Selection
from pages import PAGE_PARAMETERS
from pages.components.share_menu import BRIEF, PICTURES
from pages.state.event_lines import event_lines
from pages.state.view import View, view_of

_TYPES = {"png": "image/png", "svg": "image/svg+xml", "html": "text/html"}
_NAMES = (*PICTURES, BRIEF)
_TOLD = {
    "map": "The map of the facts shown, with what is hidden and the data version in it",
    "timeline": "The timeline of the facts shown, with what is hidden and the data version in it",
    "brief": "The brief of the view: one HTML file that opens without a network",
}
_CHOICES = tuple[tuple[str, str], ...]


def view_file(request: Request, name: str = "") -> Response:
    """A picture or the brief of the view in the query string; `RefusedParameters` has answered queries that cannot be understood."""
    name, data = name or request.path_params["name"], asked_dataset(request)
    if name not in _NAMES:
        return errors_answer(404, [f"no such file; one of: {', '.join(_NAMES)}"])
    if data is None:
        return errors_answer(503, ["the data cannot be read"])
    query = parse_query({key: request.query_params.getlist(key) for key in request.query_params}, data, PAGE_PARAMETERS)
    stem, _, ending = name.partition(".")
    headers = {
        **OPEN,
        "X-Data-Version": data.version,
        "Content-Disposition": f'inline; filename="{file_name(data, ending, query.selection, stem)}"',
    }
    told = event_lines(data, query.selection) if name == BRIEF else ()
    server = public_address(request).full("") if name == BRIEF else ""
    return answer(request, _made(data, name, query.selection, query.page, server, data.today, told), _TYPES[ending], headers)


@kept(24)
def _made(dataset: Dataset, name: str, selection: Selection, page: _CHOICES, server: str, day: date, events: tuple[str, ...]) -> bytes:
    """The file, made once for all who ask for it."""
    if name == BRIEF:
        return _brief(dataset, selection, page, server, day, events)
    view = view_of(dataset, Query(selection, page=page))
    return _map(view, PICTURES[name]) if name.startswith("map") else _timeline(view, PICTURES[name])


def _brief(dataset: Dataset, selection: Selection, page: _CHOICES, server: str, day: date, events: tuple[str, ...]) -> bytes:
    from pages.brief.html import brief_html  # it and the drawing library load only when a brief is asked for
    from pages.view_documents import brief_of

    return brief_html(replace(brief_of(dataset, selection, FileRequest(server, page), day, "svg"), events=events)).encode("utf-8")


def _map(view: View, file_format: Literal["png", "svg"]) -> bytes:
    from pages.map.file import layers_of, map_file

    return map_file(view.dataset, view.selection, layers_of(view.page("layer")), file_format)


def _timeline(view: View, file_format: Literal["png", "svg"]) -> bytes:
    from pages.timeline.file import lane_in, preset_in, timeline_file
    from pages.timeline.render import render_timeline, zoom_ranges_for

    preset, _ = preset_in(view.page("preset"), zoom_ranges_for(view.dataset, view.selection))
    lane = lane_in(view.page("lane"))
    return timeline_file(view, render_timeline(view.dataset, view.selection, lane, preset, False, False, "pan"), preset)(file_format)


def _endpoint(name: str) -> Endpoint:
    stem, _, ending = name.partition(".")
    handler = partial(view_file, name=name)
    return Endpoint(
        f"/api/{name}", f"view_{stem}_{ending}", _TOLD[stem], handler, content({_TYPES[ending]: {}}), takes="view", conditional=True
    )


VIEW_ENDPOINTS = tuple(map(_endpoint, _NAMES))
FILE_ROUTES = (Route("/files/{name}", view_file), Route("/files/{name}", other, methods=["OPTIONS"]))
