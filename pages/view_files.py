"""Files of a view at addresses of their own, so that they can be taken also when the page's session is lost."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders.api.public_address import public_address
from loaders.api.responses import OPEN, answer, errors_answer
from loaders.api.routes import other
from loaders.api.served_data import store
from loaders.export.formats import file_name
from loaders.query.query_string import parse_query
from pages import PAGE_PARAMETERS
from pages.components.share_menu import BRIEF, PICTURES
from pages.state.view import View, view_of

_TYPES = {"png": "image/png", "svg": "image/svg+xml", "html": "text/html"}


def view_file(request: Request) -> Response:
    """A picture or the brief of the view in the query string; `RefusedParameters` has answered queries that cannot be understood."""
    name, data = request.path_params["name"], store().dataset
    if name not in (*PICTURES, BRIEF):
        return errors_answer(404, [f"no such file; one of: {', '.join((*PICTURES, BRIEF))}"])
    if data is None:
        return errors_answer(503, ["the data cannot be read"])
    view = view_of(data, parse_query({key: request.query_params.getlist(key) for key in request.query_params}, data, PAGE_PARAMETERS))
    stem, _, ending = name.partition(".")
    headers = {**OPEN, "Content-Disposition": f'inline; filename="{file_name(data, ending, view.selection, stem)}"'}
    return answer(request, _made(name, view, request), _TYPES[ending], headers)


def _made(name: str, view: View, request: Request) -> bytes:
    if name == BRIEF:
        query = urlencode([*view.selection.query(), ("v", view.dataset.version)])
        return _brief(view, public_address(request).full(f"/?{query}"))
    return _map(view, PICTURES[name]) if name.startswith("map") else _timeline(view, PICTURES[name])


def _brief(view: View, address: str) -> bytes:
    """The brief with the lanes, the period and the layers that the address asks for, as the pages read them."""
    from pages.brief.render import render_brief  # it and the drawing library load only when a brief is asked for
    from pages.server.boundary_layers import current_outlines, route_paths
    from pages.state.selection_text import selection_words

    data, words = view.dataset, selection_words(view.selection, view.dataset)
    return render_brief(
        data,
        view.selection,
        view.selected,
        view.shown,
        words,
        current_outlines(data),
        route_paths(data),
        address,
        lane=next(iter(view.page("lane")), ""),
        preset=next(iter(view.page("preset")), ""),
        layers=view.page("layer"),
    )


def _map(view: View, file_format: Literal["png", "svg"]) -> bytes:
    from pages.map.file import layers_of, map_file

    return map_file(view.dataset, view.selection, layers_of(view.page("layer")), file_format)


def _timeline(view: View, file_format: Literal["png", "svg"]) -> bytes:
    from pages.timeline.file import lane_in, preset_in, timeline_file
    from pages.timeline.render import render_timeline, zoom_ranges_for

    preset, _ = preset_in(view.page("preset"), zoom_ranges_for(view.dataset, view.selection))
    lane = lane_in(view.page("lane"))
    return timeline_file(view, render_timeline(view.dataset, view.selection, lane, preset, False, False, "pan"), preset)(file_format)


FILE_ROUTES = (Route("/files/{name}", view_file), Route("/files/{name}", other, methods=["OPTIONS"]))
