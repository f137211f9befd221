"""The one chokepoint of a view for the overview: the district, what depends on it, and what is reported in it (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from loaders.exposure.chokepoints import Exposure, chokepoint
from loaders.query.selection import Selection
from loaders.schema.derived_terms import Match
from loaders.schema.incident_terms import IncidentClass
from loaders.schema.registries import Place
from pages.drawing.exposure.counts import class_text, may_be_text, placed_text
from pages.drawing.exposure.summary import lie_text, money_text, place_filter_text, shutdown_text
from pages.drawing.rows import latest_first

_NAMED = 4


@dataclass(frozen=True)
class Chokepoint:
    """The district (id, name), and in words: what lies behind it, money, what happened by class, what a shutdown means."""

    district: str
    name: str
    lines: tuple[str, ...]


def chokepoint_summary(exposure: Exposure, selection: Selection, places: Mapping[str, Place]) -> Chokepoint | None:
    """The district of `loaders.exposure.chokepoints.chokepoint`; None where no site has a known district."""
    district = chokepoint(exposure, selection)
    if district is None:
        return None
    name = places[district].name
    lines = (
        place_filter_text(exposure, district, selection, places),
        lie_text(exposure, district, places),
        f"Money: {money_text(exposure, exposure.behind(district))}",
        *(f"{class_text(c)}: {_happened(exposure, district, c, name)}" for c in exposure.classes),
        shutdown_text(exposure, district, name),
    )
    return Chokepoint(district, name, tuple(line.removesuffix(".") for line in lines if line))


def _happened(exposure: Exposure, district: str, incident_class: IncidentClass, name: str) -> str:
    """1 in Nushki – BLA held Nushki (on or after 31 Jan 2026); 2 may be in it."""
    sure, maybe = exposure.tallies_in(district, incident_class)
    here = exposure.in_district(exposure.incidents, district, definite=True)
    shown = latest_first(exposure.shown(here[here["incident_class"] == incident_class]))
    named = [
        f"{title} ({when}{'' if match == Match.DEFINITE else ', may lie outside the dates'})"
        for title, when, match in zip(shown["title"], shown["date_words"], shown["match"], strict=True)
    ]
    more = [f"{len(named) - _NAMED} more"] if len(named) > _NAMED else []
    return f"{placed_text(sure, f'in {name}')}{' – ' * bool(named)}{', '.join([*named[:_NAMED], *more])}{may_be_text(maybe)}"


def chokepoint_html(found: Chokepoint) -> str:
    """The summary as a short list."""
    return f"<ul class='chokepoint'>{''.join(f'<li>{escape(line)}.</li>' for line in found.lines)}</ul>"
