"""The figures that a reader asks for first, each with who says so and a way to its facts (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from loaders.exposure.chokepoints import Exposure, chokepoint
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.disputes import contradictions
from loaders.query.selection import Selection
from loaders.query.stage_totals import STAGE_COLUMNS, StageTotal, totals_by_stage
from loaders.schema.deal_terms import STAGE_LABELS, DealStatus
from loaders.schema.vocabulary import Kind
from pages.components.navigation import internal_anchor, narrowed, page_address
from pages.drawing.exposure.counts import class_text, placed_text
from pages.drawing.exposure.summary import lie_text
from pages.drawing.hidden_counts import hidden_by_filters
from pages.drawing.palette import count_text
from pages.drawing.short_names import who_say_text
from pages.drawing.stage_totals import stage_notes, stage_total_text
from pages.overview.summary import latest_events
from pages.state.view import listed_facts

_ASIDE = [DealStatus.CANCELLED, DealStatus.UNSPECIFIED]
_LADDER = [*_ASIDE, *(status for status in STAGE_LABELS if status not in _ASIDE)]
_STAGE_COLUMNS = [*STAGE_COLUMNS, "who_says"]


@dataclass(frozen=True)
class Figure:
    """A number or name in large letters, what it is, who says so or what it rests on, and the address of its facts."""

    value: str
    label: str
    detail: str
    address: str


def figures(facts: pd.DataFrame, dataset: Dataset, selection: Selection, exposure: Exposure) -> list[Figure]:
    """Money by stage, sites, the latest dated event, what is contradicted, and the district that most depends on. facts: those shown."""
    found = [_money(facts, dataset, selection), _sites(facts, dataset, selection), _latest(facts, dataset, selection)]
    found += [_contradicted(facts, dataset, selection)]
    district = chokepoint_figure(dataset, selection, exposure)
    return [*found, district] if district else found


def figures_html(found: Sequence[Figure]) -> str:
    """The figures as a row of links."""
    return f"<ul class='figures'>{''.join(map(_figure, found))}</ul>"


def _figure(figure: Figure) -> str:
    title = f" title='{escape(f'{figure.value} {figure.label}: {figure.detail}', quote=True)}'"
    words = f"<b>{escape(figure.value)}</b> <span>{escape(figure.label)}</span> <small>{escape(figure.detail)}</small>"
    return f"<li>{internal_anchor(figure.address, words, title)}</li>"


def _money(facts: pd.DataFrame, dataset: Dataset, selection: Selection) -> Figure:
    """The furthest stage with an amount, one without a stage or cancelled only where there is no other; never a sum of stages."""
    stages = _stages(dataset, frozenset(facts["id"]) & frozenset(_deals_of(dataset)["id"]))
    address = page_address("investment", selection)
    stated = [stage for stage in stages if stage.low_usd is not None or stage.other]
    if not stated:
        hidden = hidden_by_filters(sum(stage.hidden for stage in stages))
        return Figure("No amount", "stated in the deals shown", hidden or _deals(stages), address)
    stage = max(stated, key=lambda one: _LADDER.index(one.status))
    others = sum(len(other.deals) + other.hidden > 0 for other in stages) - 1
    more = f"; {count_text(others, 'other stage', 'other stages')}" if others else ""
    label = f"{STAGE_LABELS[stage.status].lower()}, {', '.join(stage_notes(stage)[:1])}{more}"
    return Figure(stage_total_text(stage), label, who_say_text(stage.deals), address)


@kept(1)
def _deals_of(dataset: Dataset) -> pd.DataFrame:
    facts = listed_facts(dataset)
    return facts.loc[facts["kind"] == Kind.FINANCING_DEAL, _STAGE_COLUMNS]


@kept(64)
def _stages(dataset: Dataset, shown: frozenset[str]) -> list[StageTotal]:
    """The totals of the deals that are shown, which many views have in common; shared, not to be changed."""
    deals = _deals_of(dataset)
    return totals_by_stage(deals[deals["id"].isin(shown)], deals)


def _deals(stages: Sequence[StageTotal]) -> str:
    return f"{count_text(sum(len(stage.deals) for stage in stages), 'deal', 'deals')} shown"


def _sites(facts: pd.DataFrame, dataset: Dataset, selection: Selection) -> Figure:
    sites = facts[["kind", "who_says"]]
    sites = sites[sites["kind"] == Kind.MINERAL_SITE]
    hidden = hidden_by_filters(_number_of_sites(dataset) - len(sites))
    label = "mineral site or area shown" if len(sites) == 1 else "mineral sites and areas shown"
    address = page_address("facts", selection, kind=narrowed(selection, "kind", (Kind.MINERAL_SITE,)))
    return Figure(f"{len(sites):,}", label, "; ".join(filter(None, [hidden, who_say_text(sites)])), address)


@kept(1)
def _number_of_sites(dataset: Dataset) -> int:
    return int((dataset.facts["kind"] == Kind.MINERAL_SITE).sum())


def _latest(facts: pd.DataFrame, dataset: Dataset, selection: Selection) -> Figure:
    last = latest_events(facts, 1)
    if last.empty:
        hidden = hidden_by_filters(len(latest_events(dataset.facts, len(dataset.facts))))
        return Figure("No event", "with a date is shown", hidden, page_address("timeline", selection))
    row = last.iloc[0]
    address = page_address("overview", selection, fact=row["id"])
    return Figure(row["date_words"].partition(" (")[0], "latest event shown", f"{row['title']} · {who_say_text(last)}", address)


def _contradicted(facts: pd.DataFrame, dataset: Dataset, selection: Selection) -> Figure:
    seen, every = set(facts["id"]), _all_contradictions(dataset)
    pairs = [apart for one, other, apart in every if one in seen or other in seen]
    hidden = len(every) - len(pairs)
    label = ("contradiction" if len(pairs) == 1 else "contradictions") + (" with a fact shown" if hidden else " between facts")
    between = f"{sum(pairs):,} between articles" if pairs else ""
    limited = f"{'others: ' * bool(pairs)}{hidden_by_filters(hidden)}" if hidden else ""
    address = page_address("facts", selection, relation=narrowed(selection, "relation", ("contradicts",)))
    return Figure(f"{len(pairs):,}", label, "; ".join(filter(None, [between, limited])), address)


@kept(1)
def _all_contradictions(dataset: Dataset) -> list[tuple[str, str, bool]]:
    """Both facts of each pair, and whether it is between articles."""
    pairs = contradictions(dataset.facts, dataset.facts)
    return list(zip(pairs["one"], pairs["other"], pairs["between_articles"].map(bool), strict=True))


def chokepoint_figure(dataset: Dataset, selection: Selection, exposure: Exposure) -> Figure | None:
    """The district that most sites depend on, with what is reported in it; none where no site has a known district."""
    district = chokepoint(exposure, selection)
    if district is None:
        return None
    told = (f"{class_text(c)}: {placed_text(exposure.tallies_in(district, c)[0], 'in it')}" for c in exposure.classes)
    name = dataset.places[district].name
    depends = lie_text(exposure, district, dataset.places).replace(f" on {name}", " on it").replace(f" in {name}", " in it")
    return Figure(name, depends, "; ".join(told), page_address("exposure", selection, behind=district))
