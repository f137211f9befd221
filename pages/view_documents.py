"""A view as a Word document or as slides: its pictures drawn, then the file around them; loaded when one is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from loaders.export.registry import FileRequest
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.query_string import parse_query
from loaders.query.selection import Selection
from pages import PAGE_PARAMETERS
from pages.brief.content import Brief
from pages.brief.render import make_brief
from pages.drawing.canvas import FileFormat
from pages.server.boundary_layers import current_outlines, route_paths
from pages.state.event_lines import event_lines
from pages.state.selection_text import selection_words
from pages.state.view import selected_facts, shown_facts

if TYPE_CHECKING:
    import pandas as pd


def to_docx(_rows: pd.DataFrame, selection: Selection, dataset: Dataset, request: FileRequest) -> bytes:
    """The brief as a Word document; a template in the request gives its look."""
    return _made(dataset, "docx", selection, _of_pages(request), dataset.today, _events(dataset, selection, request))


def to_pptx(_rows: pd.DataFrame, selection: Selection, dataset: Dataset, request: FileRequest) -> bytes:
    """The view as slides; a template in the request gives their look."""
    return _made(dataset, "pptx", selection, _of_pages(request), dataset.today, _events(dataset, selection, request))


def _of_pages(request: FileRequest) -> FileRequest:
    """What makes a difference of a request: who asks for the same gets the same file."""
    names = {parameter.name for parameter in PAGE_PARAMETERS}
    return replace(request, asked=tuple(pair for pair in request.asked if pair[0] in names))


def _events(dataset: Dataset, selection: Selection, request: FileRequest) -> tuple[str, ...]:
    """What is told of the imported events beside the view, of the datasets that the request asks for."""
    asked = tuple(value for name, value in request.asked if name == "dataset")
    return event_lines(dataset, replace(selection, dataset=asked))


@kept(8)
def _made(dataset: Dataset, file_format: str, selection: Selection, request: FileRequest, day: date, events: tuple[str, ...]) -> bytes:
    brief = _drawn(dataset, selection, replace(request, template=None), day, events)
    if file_format == "docx":
        from pages.brief.document import brief_docx

        return brief_docx(brief, request.template)
    from pages.brief.slides import brief_pptx

    return brief_pptx(brief, request.template)


@kept(4)
def _drawn(dataset: Dataset, selection: Selection, request: FileRequest, day: date, events: tuple[str, ...]) -> Brief:
    return brief_of(dataset, selection, request, day, "png", events)


def brief_of(
    dataset: Dataset, selection: Selection, request: FileRequest, day: date, pictures: FileFormat, events: tuple[str, ...] = ()
) -> Brief:
    """The brief with the lanes, the period and the layers that an address asks for, as the pages read them."""
    asked: dict[str, list[str]] = {}
    for name, value in request.asked:
        asked.setdefault(name, []).append(value)
    chosen = parse_query(asked, dataset, PAGE_PARAMETERS).page
    page = {name: [value for parameter, value in chosen if parameter == name] for name in ("lane", "preset", "layer")}
    link = f"{request.server}/?{urlencode([*selection.query(), ('v', dataset.version)], errors='replace')}" if request.server else ""
    return make_brief(
        dataset,
        selection,
        selected_facts(dataset, selection),
        shown_facts(dataset, selection),
        selection_words(selection, dataset),
        current_outlines(dataset),
        route_paths(dataset),
        link,
        lane=next(iter(page["lane"]), ""),
        preset=next(iter(page["preset"]), ""),
        layers=page["layer"],
        day=day,
        pictures=pictures,
        events=events,
        server=request.server,
    )
