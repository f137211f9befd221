"""Imported events per district and year, and around deals, as tables in HTML (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

import pandas as pd

from loaders.schema.formatting import day_text
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import count_text

MOST_YEARS = 60
DAYS_AROUND = 90  # as the engine counts them (`loaders.events.queries`), which is not imported without need


def years_html(
    years: pd.DataFrame, names: LinkedNames, articles: Mapping[str, str], links: Mapping[str, str], span: tuple[int, int] | None
) -> str:
    """A row per district: events in all, a bar per year, the busiest year; beside them what the articles tell. years: `district_years`.

    articles: words per district, in the order of the rows. links: HTML per district. span: the first and last year that are drawn.
    """
    if span is None:
        return "<p>The dataset has no event in the years filtered for.</p>"
    drawn = range(max(span[0], span[1] - MOST_YEARS + 1), span[1] + 1)
    most = int(years["events"].max()) if len(years) else 0
    head = f"<th scope='col'>District</th><th scope='col'>Events shown</th><th scope='col'>Per year, {drawn[0]}–{drawn[-1]}</th>"
    rows = "".join(_district(years[years["district"] == d], d, names, articles[d], links[d], drawn, most) for d in articles)
    head += "<th scope='col'>The articles</th>"
    table = f"<table class='closure event-years'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<div class='wide'>{table}</div>"


def _district(years: pd.DataFrame, district: str, names: LinkedNames, articles: str, link: str, drawn: range, most: int) -> str:
    counts = {int(year): int(events) for year, events in zip(years["year"], years["events"], strict=True)}
    total, known = sum(counts.values()), int(years["fatalities_known"].sum()) if len(years) else 0
    killed = (
        f"<span class='second'>{int(years['fatalities_best'].sum()):,} people killed by the best estimate, given for {known:,}</span>"
        if known
        else ""
    )
    bars = "".join(_bar(year, counts.get(year, 0), most) for year in drawn)
    busiest = max(counts, key=lambda year: (counts[year], year)) if counts else None
    told = f"most in {busiest}: {counts[busiest]:,}; {drawn[-1]}: {counts.get(drawn[-1], 0):,}" if busiest else "none"
    label = escape(f"{names.dataset.places[district].name}: events per year, {told}", quote=True)
    return (
        f"<tr><th scope='row'>{names.place(district)}</th><td><b>{total:,}</b>{killed}{link if total else ''}</td>"
        f"<td><span class='bars' role='img' aria-label='{label}'>{bars}</span><span class='second'>{escape(told)}</span></td>"
        f"<td class='small'>{escape(articles)}</td></tr>"
    )


def _bar(year: int, events: int, most: int) -> str:
    high = max(2, round(30 * events / most)) if events else 0
    return f"<i style='height:{high}px' title='{year}: {events:,}'></i>"


def around_html(found: pd.DataFrame, deals: Sequence[Mapping[Hashable, Any]], last_day: str | None) -> str:
    """A row per deal: events before its first possible day and after its last. found: as `around_spans`, of one dataset."""
    rows = "".join(_deal(found[found["span"] == number], deal, last_day) for number, deal in enumerate(deals))
    head = "<th scope='col'>Deal</th><th scope='col'>90 days before</th><th scope='col'>90 days after</th>"
    return (
        f"<div class='wide'><table class='closure'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        "<p class='small'>In all districts of the routes, before the first and after the last day that the deal may have; the days between "
        "are on neither side. Order is not cause.</p>"
    )


def _deal(found: pd.DataFrame, deal: Mapping[Hashable, Any], last_day: str | None) -> str:
    first, last = deal["date_start"].date(), deal["date_end"].date()
    row = found.to_dict("records")[0] if len(found) else {}
    cells = []
    for side, begins, ends in (
        ("before", first - timedelta(DAYS_AROUND), first - timedelta(1)),
        ("after", last + timedelta(1), last + timedelta(DAYS_AROUND)),
    ):
        cells.append(f"<td>{_side(row, side)}<span class='second'>{escape(_reach(begins, ends, last_day))}</span></td>")
    title = f"{escape(str(deal['title']))}<span class='second'>{escape(str(deal['date_words']))}</span>"
    return f"<tr><th scope='row'>{title}</th>{''.join(cells)}</tr>"


def _side(row: Mapping[Hashable, Any], side: str) -> str:
    surely, unsure = int(row.get(side, 0)), int(row.get(f"{side}_unsure", 0))
    return f"<b>{count_text(surely, 'event', 'events')} shown</b>" + (f", {unsure:,} more that stick out of these days" if unsure else "")


def _reach(begins: date, ends: date, last_day: str | None) -> str:
    """The days, and that the dataset ends before them or within them: no event is then no finding."""
    told = f"{day_text(begins)} – {day_text(ends)}"
    if last_day and date.fromisoformat(last_day) < begins:
        return f"{told}: after the last event of the dataset ({day_text(date.fromisoformat(last_day))}), so nothing can be told"
    if last_day and date.fromisoformat(last_day) < ends:
        return f"{told}; the dataset’s last event is of {day_text(date.fromisoformat(last_day))}"
    return told
