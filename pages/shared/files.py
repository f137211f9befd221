"""Files of a view at addresses of their own, so that they can be taken also when the page's session is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from loaders.address import parse_query
from loaders.parameters import PARAMETERS
from pages.shared.view import View, store, view_of

PICTURES: dict[str, Literal["png", "svg"]] = {"map.png": "png", "map.svg": "svg", "timeline.png": "png", "timeline.svg": "svg"}
BRIEF = "brief.html"
_TYPES = {"png": "image/png", "svg": "image/svg+xml", "html": "text/html"}


def file_address(name: str, asked: dict[str, list[str]]) -> str:
    """The address of a file of the view that a page's parameters ask for."""
    query = urlencode({key: values for key, values in asked.items() if key in PARAMETERS and key not in ("fact", "v")}, doseq=True)
    return f"/files/{name}{'?' if query else ''}{query}"


def view_file(request: Request) -> Response:
    """A picture or the brief of the view in the query string: 400 for a value that is not known, 404 for another file."""
    name, data = request.path_params["name"], store().dataset
    if name not in (*PICTURES, BRIEF):
        return PlainTextResponse("no such file", 404)
    if data is None:
        return PlainTextResponse("the data cannot be read", 503)
    query = parse_query({key: request.query_params.getlist(key) for key in request.query_params}, data)
    if query.faults:
        return PlainTextResponse("\n".join(map(str, query.faults)), 400)
    view = view_of(data, query)
    stem, _, ending = name.partition(".")
    headers = {"Content-Disposition": f'attachment; filename="{stem}-{data.version}.{ending}"'}
    return Response(_made(name, view, request), headers=headers, media_type=_TYPES[ending])


def _made(name: str, view: View, request: Request) -> bytes:
    if name == BRIEF:
        return _brief(view, f"{request.base_url}?{urlencode([*view.selection.query(), ('v', view.dataset.version)])}")
    draw = _map(view) if name.startswith("map") else _timeline(view)
    return draw(PICTURES[name])


def _brief(view: View, address: str) -> bytes:
    from pages.map.layers import outlines_now, route_paths
    from pages.shared.brief_of import brief_of  # it and the drawing library load only when a brief is asked for
    from pages.shared.filter_bar import selection_words

    words = selection_words(view.selection, view.dataset)
    data = view.dataset
    return brief_of(data, view.selection, view.selected, view.shown, words, outlines_now(data), route_paths(data), address)


def _map(view: View) -> Callable[[Literal["png", "svg"]], bytes]:
    from pages.map.drawn import drawn_map
    from pages.map.layers import outlines_now
    from pages.map.side import layers_in, map_file

    outlines = outlines_now(view.dataset)
    return map_file(view, drawn_map(view.dataset, view.selection, outlines, layers_in(view.page("layer")), False, False), outlines)


def _timeline(view: View) -> Callable[[Literal["png", "svg"]], bytes]:
    from pages.timeline.controls import lane_in, preset_in, timeline_file
    from pages.timeline.drawn import drawn_timeline, stretches

    preset, _ = preset_in(view.page("preset"), stretches(view.dataset, view.selection))
    lane = lane_in(view.page("lane"))
    return timeline_file(view, drawn_timeline(view.dataset, view.selection, lane, preset, False, False, "pan"), preset)
