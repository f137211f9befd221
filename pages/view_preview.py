"""What a link to a view is shown with elsewhere: the heading of that view, its counts and its own picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders.api.endpoints import with_data
from loaders.api.responses import answer
from loaders.api.served_data import store
from loaders.frames.dataset import Dataset
from loaders.history.as_of import dataset_asked
from loaders.query.comparison import compare
from loaders.query.query_string import Query, parse_query
from loaders.schema.formatting import day_text
from pages import PAGE_PARAMETERS
from pages.compare.sides import sides_of
from pages.components.page_header import heading_text
from pages.drawing.hidden_counts import hidden_text
from pages.drawing.palette import CERTAINTIES
from pages.drawing.rows import place_text
from pages.permalinks.addresses import preview_path
from pages.server.boundary_layers import current_outlines
from pages.server.page_metadata import PREVIEW, Preview, page_of, page_title
from pages.server.preview import PreviewWords, preview_png
from pages.state.selection_text import selection_words
from pages.state.view import listed_facts, selected_facts, shown_facts, view_of

Lines = tuple[str, ...]
_SIDES = ("a", "b")


@with_data
def preview_picture(request: Request, data: Dataset) -> Response:
    """The picture of the view in the query string; `RefusedParameters` has answered queries that cannot be understood."""
    query = _query({name: request.query_params.getlist(name) for name in request.query_params}, data)
    told = _fact_words(query, data) or PreviewWords(lines=_view_lines(query, data))
    drawn = preview_png(data, current_outlines(data), query.selection, told)
    return answer(request, drawn, "image/png", {"Cache-Control": "max-age=3600", "X-Data-Version": data.version})


def view_preview(path: str, query_string: str) -> Preview | None:
    """What a page with a query is called and told as; None where it is the page as such, or there is no data."""
    today, given = store().dataset, parse_qs(query_string)
    if today is None or not given:
        return None
    data, _ = dataset_asked(today, given)
    query = _query(given, data)
    if page_of(path) == "compare" and query.fact is None and any(name in _SIDES for name, _ in query.page):
        return _comparison(query, data)
    if not query.selection.query() and query.fact is None:
        return None
    picture = preview_path(query.selection, query.fact)
    if told := _fact_words(query, data):
        about = " · ".join([*told.lines, *([recorded_text(data)] if data.recorded else [])])
        return Preview(told.title, about, picture, f"Where it is on the map: {told.title}")
    heading, name = heading_text(data, query.selection), page_title(page_of(path))
    heading = heading[:1].upper() + heading[1:]
    about = " ".join(f"{words}." for words in filter(None, (heading, *_view_lines(query, data), recorded_text(data))))
    return Preview(f"{heading} · {name}", about, picture, f"Map: {heading}")


def _comparison(query: Query, data: Dataset) -> Preview:
    """Both sides in words with what each shows and what both do; the picture is that of the first."""
    a, b = sides_of(view_of(data, query))
    found = compare(data, query.selection, a.selection, b.selection)
    heading = f"{len(found.a.shown):,} facts of A and {len(found.b.shown):,} of B shown, {len(found.both):,} of them in both"
    about = " ".join(f"{words}." for words in filter(None, (f"A: {a.words}", f"B: {b.words}", heading, recorded_text(data))))
    first = replace(a.selection, as_of=data.as_of)
    return Preview(f"{heading} · {page_title('compare')}", about, preview_path(first), f"Map of A: {heading_text(data, first)}")


def recorded_text(data: Dataset) -> str:
    """That the data are as a recorded version had them; nothing of today's."""
    return f"As of data version {data.version}, recorded {day_text(data.recorded.day)}" if data.recorded else ""


def _query(given: Mapping[str, Sequence[str]], data: Dataset) -> Query:
    return parse_query(given, data, PAGE_PARAMETERS)


def _view_lines(query: Query, data: Dataset) -> Lines:
    """The selection in words, and what it hides."""
    selected, shown = selected_facts(data, query.selection), shown_facts(data, query.selection)
    hidden = hidden_text(data.facts, selected, shown)
    return tuple(filter(None, (f"Selection: {selection_words(query.selection, data)}", hidden)))


def _fact_words(query: Query, data: Dataset) -> PreviewWords | None:
    """The title of the fact that a link opens; who says so, how firmly, when and where."""
    fact = data.facts_by_id.get(query.fact or "")
    if fact is None:
        return None
    frame = listed_facts(data)
    row = frame.loc[frame["id"] == fact.id].iloc[0]
    places = place_text(row["places"], row["places_complete"])
    return PreviewWords(fact.title, (f"{row['who_says']}: {CERTAINTIES[fact.certainty]}", f"{row['date_words']} · {places}"), fact.id)


PREVIEW_ROUTES = (Route(PREVIEW, preview_picture),)
