"""The timeline of a view, drawn once per version and selection and shared by all readers."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from pages.drawing.alt_text import lanes_text
from pages.drawing.legend import legend_html
from pages.drawing.palette import count_text
from pages.drawing.timeline.brackets import brackets_text
from pages.drawing.timeline.figure import PLOT_PX, timeline_figure
from pages.drawing.timeline.folding import gaps_text, without_empty_years
from pages.drawing.timeline.layout import LaneLayout, ZoomRange, axis_end, layout_lanes, zoom_ranges
from pages.drawing.timeline.legend import timeline_legend
from pages.drawing.timeline.summary import counted_text, edges_text, sites_text
from pages.state.view import shown_facts
from pages.state.viewport import ViewportSize


@dataclass(frozen=True, eq=False)
class RenderedTimeline:
    """What the timeline page shows of a view; shared, so nobody changes it. counted: what is said where facts are counted, or nothing."""

    lanes: LaneLayout
    figure: go.Figure
    words: str
    counted: str
    legend: str


@kept(128)
def render_timeline(
    dataset: Dataset,
    selection: Selection,
    lane: str,
    preset: ZoomRange,
    dark: bool,
    narrow: bool,
    dragmode: str,
    window: ViewportSize = "wide",
) -> RenderedTimeline:
    """Draw the facts that a selection shows. narrow: a telephone's window. window: how wide titles may be."""
    names = {p.id: p.name for p in dataset.places.values()} | {a.id: a.name for a in dataset.actors.values()}
    lanes = layout_lanes(shown_facts(dataset, selection), lane, names, preset)
    outside = f" {count_text(lanes.outside, 'dated fact shown lies', 'dated facts shown lie')} outside it." if lanes.outside else ""
    told = [lanes_text(lanes.spans, lanes.undated, lanes.names), brackets_text(lanes.ordered), sites_text(lanes), edges_text(lanes.spans)]
    lanes_told = "; ".join(filter(None, told)) or "no facts"
    left_out = f" {gaps}" if (gaps := gaps_text(preset)) else ""
    words = f"Timeline of the facts shown, {preset.name}: {lanes_told}.{outside}{left_out} A table of all facts shown follows."
    figure = timeline_figure(lanes, preset, dark, narrow, dragmode, PLOT_PX.get(window, PLOT_PX["wide"]))
    legend = legend_html(timeline_legend(lanes), dark)
    return RenderedTimeline(lanes, figure, words, counted_text(lanes, preset), legend)


@kept(128)
def zoom_ranges_for(dataset: Dataset, selection: Selection) -> tuple[ZoomRange, ...]:
    """The parts of the axis that fit the facts shown."""
    facts = shown_facts(dataset, selection)
    return without_empty_years(zoom_ranges(facts, axis_end(dataset.facts)), facts)
