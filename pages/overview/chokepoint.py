"""The one chokepoint of a view for the overview: the district, what sits behind it, and what is reported in it (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from loaders.records import Place
from pages.exposure.figures import Exposure, chokepoint, money_behind, money_words
from pages.exposure.words import lie_words, shutdown_words
from pages.shared.palette import count_words


@dataclass(frozen=True, eq=False)
class Chokepoint:
    """The district (id, name), the sites behind it (ids, and in words), money per rung, deals, incidents and what may be one.

    incidents: definite ones, latest first, with the columns of `load_incidents`. may_be: how many more only may be there.
    """

    district: str
    name: str
    sites: tuple[str, ...]
    sites_words: str
    money_words: str
    deals: pd.DataFrame
    maybe_deals: pd.DataFrame
    incidents: pd.DataFrame
    may_be: int
    shutdown_words: str


def chokepoint_summary(exposure: Exposure, places: Mapping[str, Place]) -> Chokepoint | None:
    """The district that most hangs on, by `pages.exposure.figures.chokepoint`; None where no site has a known district."""
    district = chokepoint(exposure)
    if district is None:
        return None
    sites, name = exposure.behind(district), places[district].name
    incidents = exposure.incidents_in(district, definite=True)
    return Chokepoint(
        district=district,
        name=name,
        sites=sites,
        sites_words=lie_words(exposure, district, places),
        money_words=money_words(money_behind(exposure, sites)),
        deals=exposure.deals_of(sites, direct=True),
        maybe_deals=exposure.deals_of(sites, direct=False),
        incidents=incidents.sort_values("date_start", ascending=False, na_position="last", kind="stable"),
        may_be=exposure.count_in(district, definite=False),
        shutdown_words=shutdown_words(exposure.placed_in(district), name),
    )


def chokepoint_html(found: Chokepoint) -> str:
    """The summary as a short list: sites, money, incidents with their dates, and what a shutdown means."""
    may_be = f"; {count_words(len(found.maybe_deals), 'more deal', 'more deals')} may count" if len(found.maybe_deals) else ""
    dated = [f"{title} ({when})" for title, when in zip(found.incidents["title"], found.incidents["date_words"], strict=True)]
    reported = f"In {found.name}: {'; '.join(dated) or 'no definite incident'}; {found.may_be} possible"
    lines = [found.sites_words, f"Money: {found.money_words}{may_be}", reported, found.shutdown_words.removesuffix(".")]
    return f"<ul class='chokepoint'>{''.join(f'<li>{escape(line)}.</li>' for line in lines if line)}</ul>"
