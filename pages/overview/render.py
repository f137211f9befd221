"""The overview of a view, made once per version and selection and shared by all readers."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.frames.facts import of_kind
from loaders.query.search_results import questions_found
from loaders.query.selection import Selection
from loaders.schema.vocabulary import Kind
from pages.components.navigation import counted_link, view_link
from pages.components.route_image import route_image
from pages.drawing.contradictions import contradictions, contradictions_text
from pages.drawing.exposure.counts import marks_text
from pages.drawing.palette import count_text
from pages.drawing.rows import latest_first
from pages.drawing.stage_totals import stage_totals_html, totals_by_stage
from pages.overview.chokepoint import chokepoint_html, chokepoint_summary
from pages.overview.summary import completeness, completeness_counts, disputed, latest_events, none_text
from pages.state.exposure import exposure_for
from pages.state.view import shown_facts

MAX_FOUND = 10


@dataclass(frozen=True, eq=False)
class RenderedOverview:
    """What the overview shows of a view, frames of facts and HTML; shared, so nobody changes it. way: empty without a chokepoint."""

    found: pd.DataFrame
    found_more: str
    way: str
    last: pd.DataFrame
    no_event: str
    onward: str
    disputed: pd.DataFrame
    none_disputed: str
    doubt: str
    money: str


@kept(128)
def render_overview(dataset: Dataset, selection: Selection, dark: bool, narrow: bool) -> RenderedOverview:
    """Make the overview of the facts that a selection shows."""
    facts = shown_facts(dataset, selection)
    deals, every = (of_kind(frame, Kind.FINANCING_DEAL) for frame in (facts, dataset.facts))
    found, found_more = _found(facts, dataset, selection)
    return RenderedOverview(
        found=found,
        found_more=found_more,
        way=_way(dataset, selection, dark, narrow),
        last=latest_events(facts),
        no_event=none_text("dated event", latest_events(facts), latest_events(dataset.facts, len(dataset.facts))),
        onward=view_link("timeline", "All on the timeline", selection),
        disputed=disputed(facts),
        none_disputed=none_text("disputed fact", disputed(facts), disputed(dataset.facts)),
        doubt=_doubt(facts, dataset, selection),
        money="<h2>Money by stage</h2>"
        + stage_totals_html(totals_by_stage(deals, every))
        + view_link("investment", "All deals", selection)
        + view_link("map", "All on the map", selection),
    )


def _way(dataset: Dataset, selection: Selection, dark: bool, narrow: bool) -> str:
    """The routes through the district most depends on as a picture, and what depends on it."""
    exposure = exposure_for(dataset, selection)
    found = chokepoint_summary(exposure, selection, dataset.places)
    if not found:
        return ""
    image = route_image(exposure, found.district, dataset, dark, narrow)
    link = view_link("exposure", f"Sites and money that depend on {found.name}", selection, behind=found.district)
    picture = f"<div>{image}<p class='small'>{escape(marks_text(exposure))}</p></div>"
    return f"<h2>Routes through {escape(found.name)}</h2><div class='two'>{picture}<div>{chokepoint_html(found)}{link}</div></div>"


def _doubt(facts: pd.DataFrame, dataset: Dataset, selection: Selection) -> str:
    """How much is contradicted, and how fresh and complete the facts are; each count leads to its facts."""
    pairs, counts = contradictions(facts, dataset.facts), completeness(facts)
    told = contradictions_text(pairs, contradictions(dataset.facts, dataset.facts))
    within = sum("contradicts" in relations for relations in facts["relations"])
    told = (
        escape(told) + f" {counted_link(within, count_text(within, 'fact', 'facts'), selection, relation=('contradicts',))} shown in them."
    )
    lines = [escape(f"Latest dated event shown, by the earliest day that is possible: {counts.latest}")]
    lines += [counted_link(one.number, one.words, selection, **one.filters) for one in completeness_counts(counts)]
    listed = "".join(f"<li>{line}</li>" for line in lines)
    return (
        f"<p>{told}</p>{view_link('facts', 'All contradictions, and what is not stated', selection)}"
        f"<h2>Data coverage of the facts shown</h2><ul>{listed}</ul>{view_link('sources', 'The sources', selection)}"
    )


def _found(facts: pd.DataFrame, dataset: Dataset, selection: Selection) -> tuple[pd.DataFrame, str]:
    """The first facts that a search found, and in HTML the way to all of them and the open questions it found; nothing without a search."""
    if not selection.q:
        return facts.iloc[:0], ""
    questions = "".join(f"<li><b>{escape(q.asked)}</b> {escape(q.note)}</li>" for q in questions_found(dataset, selection.q))
    asked = f"<h3>Open questions: not answered by the articles</h3><ul>{questions}</ul>" if questions else ""
    onward = view_link("facts", f"All {len(facts):,} in Facts", selection) if len(facts) > MAX_FOUND else ""
    return latest_first(facts).head(MAX_FOUND), onward + asked
