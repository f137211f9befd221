"""The timeline of a view, drawn once per version and selection and shared by all readers."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from loaders.dataset import Dataset
from loaders.selection import Selection
from pages.shared.kept import kept
from pages.shared.legend import legend_html
from pages.shared.palette import count_words
from pages.shared.seen import lanes_words
from pages.shared.view import shown_facts
from pages.timeline.figure import timeline_figure
from pages.timeline.legend import timeline_legend
from pages.timeline.spans import Lanes, Preset, horizon_of, in_lanes, presets
from pages.timeline.words import counted_words, edges_words, sites_words


@dataclass(frozen=True, eq=False)
class DrawnTimeline:
    """What the timeline page shows of a view; shared, so nobody changes it. counted: what is said where facts are counted, or nothing."""

    lanes: Lanes
    figure: go.Figure
    words: str
    counted: str
    legend: str


@kept(128)
def drawn_timeline(
    dataset: Dataset, selection: Selection, lane: str, preset: Preset, dark: bool, narrow: bool, dragmode: str
) -> DrawnTimeline:
    """Draw the facts that a selection shows."""
    names = {p.id: p.name for p in dataset.places.values()} | {a.id: a.name for a in dataset.actors.values()}
    lanes = in_lanes(shown_facts(dataset, selection), lane, names, preset)
    outside = f" {count_words(lanes.outside, 'dated fact shown lies', 'dated facts shown lie')} outside it." if lanes.outside else ""
    told = [lanes_words(lanes.spans, lanes.undated, lanes.names), sites_words(lanes), edges_words(lanes.spans)]
    lanes_told = "; ".join(filter(None, told)) or "no facts"
    words = f"Timeline of the facts shown, {preset.name}: {lanes_told}.{outside} A table of all facts shown follows."
    figure, legend = timeline_figure(lanes, preset, dark, narrow, dragmode), legend_html(timeline_legend(lanes), dark)
    return DrawnTimeline(lanes, figure, words, counted_words(lanes, preset), legend)


@kept(128)
def stretches(dataset: Dataset, selection: Selection) -> tuple[Preset, ...]:
    """The parts of the axis that fit the facts shown."""
    return tuple(presets(shown_facts(dataset, selection), horizon_of(dataset.facts)))
