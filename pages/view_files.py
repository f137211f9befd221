"""Pictures and the brief of a view at addresses of their own, so that they can be taken also when the page's session is lost."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders.api.endpoint import Endpoint, content
from loaders.api.public_address import public_address
from loaders.api.responses import OPEN, answer, errors_answer
from loaders.api.routes import other
from loaders.api.served_data import asked_dataset
from loaders.events.problems import EventsUnavailable
from loaders.export.formats import file_name
from loaders.export.registry import FileRequest
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.query_string import Query, parse_query
from loaders.query.selection import Selection
from pages import PAGE_PARAMETERS
from pages.brief.render import not_drawn
from pages.components.share_menu import BRIEF, PICTURES
from pages.drawing.canvas import FileFormat
from pages.state.event_lines import AWAY, event_lines
from pages.state.events import Events, events_beside
from pages.state.view import View, view_of

if TYPE_CHECKING:
    from pages.drawing.map.events import By

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
    told, events = event_lines(data, query.selection), events_beside(query.selection) if name != BRIEF else None
    server = public_address(request).full("") if name == BRIEF else ""
    try:
        made = _made(data, name, query.selection, query.page, server, data.today, told, events)
    except EventsUnavailable:  # the facts stand, and the picture says that events do not
        made = _made(data, name, query.selection, query.page, server, data.today, AWAY, None)
    return answer(request, made, _TYPES[ending], headers)


@kept(24)
def _made(
    dataset: Dataset, name: str, selection: Selection, page: _CHOICES, server: str, day: date, told: tuple[str, ...], events: Events | None
) -> bytes:
    """The file, made once for all who ask for it. told: lines on imported events. events: those that are drawn."""
    if name == BRIEF:
        return _brief(dataset, selection, page, server, day, told)
    view = view_of(dataset, Query(selection, page=page))
    drawn = events if events is not None and events.on else None
    return (_map if name.startswith("map") else _timeline)(view, PICTURES[name], told, drawn)


def _brief(dataset: Dataset, selection: Selection, page: _CHOICES, server: str, day: date, events: tuple[str, ...]) -> bytes:
    from pages.brief.html import brief_html  # it and the drawing library load only when a brief is asked for
    from pages.view_documents import brief_of

    return brief_html(brief_of(dataset, selection, FileRequest(server, page), day, "svg", events)).encode("utf-8")


def _map(view: View, file_format: FileFormat, told: tuple[str, ...], events: Events | None) -> bytes:
    from pages.map.events_file import drawn_dataset, events_map_file
    from pages.map.file import layers_of, map_file

    if events is not None and "events" in view.page("show"):
        by: By = "fatalities" if "fatalities" in view.page("shade") else "count"
        return events_map_file(view.dataset, events, drawn_dataset(events, tuple(view.page("drawn"))), by, file_format)
    return map_file(view.dataset, view.selection, layers_of(view.page("layer")), file_format, told)


def _timeline(view: View, file_format: FileFormat, told: tuple[str, ...], events: Events | None) -> bytes:
    from pages.timeline.events_file import beside_texts, event_bands
    from pages.timeline.file import lane_in, preset_in, timeline_file
    from pages.timeline.render import render_timeline, zoom_ranges_for

    preset, _ = preset_in(view.page("preset"), zoom_ranges_for(view.dataset, view.selection))
    lane = lane_in(view.page("lane"))
    drawn = render_timeline(view.dataset, view.selection, lane, preset, False, False, "pan")
    bands = event_bands(view.dataset, events, view.page("per")) if events is not None else None
    beside = beside_texts(view.dataset, events) if events is not None and bands is not None else not_drawn(told)
    return timeline_file(view, drawn, preset, beside, bands)(file_format)


def _endpoint(name: str) -> Endpoint:
    stem, _, ending = name.partition(".")
    handler = partial(view_file, name=name)
    return Endpoint(
        f"/api/{name}", f"view_{stem}_{ending}", _TOLD[stem], handler, content({_TYPES[ending]: {}}), takes="view", conditional=True
    )


VIEW_ENDPOINTS = tuple(map(_endpoint, _NAMES))
FILE_ROUTES = (Route("/files/{name}", view_file), Route("/files/{name}", other, methods=["OPTIONS"]))
