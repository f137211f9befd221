"""The working screen of a view: figures, map, list and strip, made once per version and selection and shared by all readers."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.search import names_of, where_found
from loaders.query.search_marks import search_terms_of
from loaders.query.search_results import questions_found
from loaders.query.selection import Selection
from loaders.schema.derived_terms import NO
from pages.components.fact_rows import Search, fact_rows_html
from pages.components.navigation import counted_link, internal_link, narrowed, page_address
from pages.drawing.hidden_counts import WHAT_TO_DO
from pages.drawing.timeline.layout import ZoomRange, axis_end, zoom_ranges
from pages.overview.figures import figures, figures_html
from pages.overview.map_panel import map_panel_html
from pages.overview.strip import StripLinks, strip_html
from pages.overview.summary import completeness, completeness_counts
from pages.server.boundary_layers import current_outlines, route_paths
from pages.state.exposure import exposure_for
from pages.state.view import shown_facts
from pages.state.viewport import ViewportSize

MAP_SIZES: dict[ViewportSize, tuple[float, float]] = {
    "narrow": (366, 360),
    "small": (620, 400),
    "medium": (470, 440),
    "short": (560, 350),
    "wide": (632, 470),
}  # fmt: skip  (pixels: the least that the map has in a window of the size, so that letters are never smaller than drawn)


@dataclass(frozen=True)
class RenderedOverview:
    """The parts of the screen as HTML: figures, map, list, strip, and how complete the facts shown are."""

    figures: str
    map: str
    rows: str
    strip: str
    coverage: str


@kept(64)
def render_overview(dataset: Dataset, selection: Selection, preset: str, dark: bool, window: ViewportSize) -> RenderedOverview:
    """Draw the facts that a selection shows. preset: what part of the axis the strip shows, "" for the usual one."""
    facts = shown_facts(dataset, selection)
    outlines = current_outlines(dataset)
    here = {"preset": preset} if preset else {}

    def address(**changes: str | tuple[str, ...]) -> str:
        return page_address("overview", selection, **{**here, **changes})

    stem = address()
    card = f"{stem}{'&' if '?' in stem else '?'}fact="
    return RenderedOverview(
        figures=figures_html(figures(facts, dataset, selection, exposure_for(dataset, selection))),
        map=map_panel_html(facts, dataset, selection, outlines, route_paths(dataset), address, MAP_SIZES[window], dark),
        rows=_rows(facts, dataset, selection, card, dark),
        strip=_strip(facts, dataset, selection, preset, card, dark),
        coverage=coverage_html(facts, selection),
    )


def _rows(facts: pd.DataFrame, dataset: Dataset, selection: Selection, card: str, dark: bool) -> str:
    """The list, and the open questions that a search found."""
    questions = questions_found(dataset, selection.q) if selection.q else []
    asked = "".join(f"<li><b>{escape(q.asked)}</b> {escape(q.note)}</li>" for q in questions)
    open_questions = f"<h2>Open questions: not answered by the articles</h2><ul>{asked}</ul>" if asked else ""
    if facts.empty:
        return f"<p class='none'>No fact is shown. {WHAT_TO_DO}</p>{open_questions}"
    onward = internal_link(page_address("facts", selection), f"All {len(facts):,} in Facts")
    return fact_rows_html(facts, lambda identity: f"{card}{identity}", onward, dark, _search(facts, selection.q)) + open_questions


def _search(facts: pd.DataFrame, q: str) -> Search | None:
    """What is marked in the list."""
    if not q:
        return None
    found_in = dict(zip(facts["id"], (", ".join(fields) for fields in where_found(facts, q)), strict=True))
    return Search(search_terms_of(q, names_of(facts)), found_in)


def _strip(facts: pd.DataFrame, dataset: Dataset, selection: Selection, preset: str, card: str, dark: bool) -> str:
    periods = _all_periods(dataset)
    here = {"preset": preset} if preset else {}
    links = StripLinks(
        fact=lambda identity: f"{card}{identity}",
        undated=lambda kind: page_address("overview", selection, kind=narrowed(selection, "kind", (kind,)), dated=(NO,), **here),
        days=lambda first, last: page_address("overview", selection, dates=(first.isoformat(), last.isoformat()), **here),
        period=lambda name: page_address("overview", selection, preset=name),
    )
    return strip_html(facts, periods, _period(periods, preset, selection), selection.dates, links, dark)


@kept(1)
def _all_periods(dataset: Dataset) -> list[ZoomRange]:
    """The parts of the axis for all facts; shared, not to be changed."""
    return zoom_ranges(dataset.facts, axis_end(dataset.facts))


def _period(periods: list[ZoomRange], preset: str, selection: Selection) -> ZoomRange:
    """The part of the axis that is asked for; else the first that holds the days that are filtered for, the latest first."""
    asked = next((one for one in periods if one.id == preset), None)
    stretches = [*periods[1:], periods[0]]
    if asked or not selection.dates:
        return asked or stretches[0]
    first, last = selection.dates
    return next((one for one in stretches if one.first <= last and first <= one.last), periods[0])


def coverage_html(facts: pd.DataFrame, selection: Selection) -> str:
    """How complete the facts shown are; each count leads to its facts."""
    told = [counted_link(one.number, one.words, selection, **one.filters) for one in completeness_counts(completeness(facts))]
    return f"<p class='coverage'>{' · '.join(told)}.</p>" if len(facts) else ""
