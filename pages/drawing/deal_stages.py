"""Deals by stage as one picture: what each is worth, who gives it for what, and when; a row a deal, a line an empty stage (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from loaders.query.stage_totals import StageTotal
from loaders.schema.deal_terms import STAGE_LABELS, DealStatus
from loaders.schema.formatting import NOT_STATED
from pages.drawing.fact_lines import CardLink, certainty_html
from pages.drawing.linked_names import LinkedNames, told_line
from pages.drawing.palette import KINDS
from pages.drawing.stage_totals import stage_notes, stage_total_text
from pages.drawing.timeline.axis import Axis, ticks
from pages.drawing.timeline.layout import ZoomRange

MOST_OF_STAGE = 8
Row = Mapping[Any, Any]


def stages_html(ladder: list[StageTotal], names: LinkedNames, last: date, link: CardLink, dark: bool) -> str:
    """The stages in order, each with its total and a row a deal. last: where the axis ends; it begins with the earliest date."""
    axis = _axis([row for stage in ladder for row in _rows(stage)], last)
    items = "".join(_stage(stage, names, axis, link, dark) for stage in ladder)
    return f"<div class='stages'>{_ticks_html(axis)}<ol aria-label='Deals by stage, from interest to money paid'>{items}</ol></div>"


def _rows(stage: StageTotal) -> Sequence[Row]:
    return stage.deals.head(MOST_OF_STAGE).to_dict("records")


def _axis(rows: Sequence[Row], last: date) -> Axis | None:
    """From the first of the month of the earliest date, in per cent of the room; None where no deal has a date."""
    known = [day for row in rows for day in (row["date_start"], row["date_end"]) if pd.notna(day)]
    if not known:
        return None
    first = min(known).date().replace(day=1)
    return Axis(ZoomRange("deals", "the dates of the deals", first, max(last, max(known).date())), 0.0, 100.0)


def _ticks_html(axis: Axis | None) -> str:
    if axis is None:
        return ""
    found = ticks(axis.preset)
    step = -(-len(found) // 5)
    marks = "".join(f"<span style='left:{axis.at(day):g}%'>{escape(words)}</span>" for day, words in found[::step])
    return f"<div class='axis' aria-hidden='true'><span></span><span></span><span></span><div class='track'>{marks}</div></div>"


def _stage(stage: StageTotal, names: LinkedNames, axis: Axis | None, link: CardLink, dark: bool) -> str:
    apart = stage.status in (DealStatus.UNSPECIFIED, DealStatus.CANCELLED)
    classes = " ".join(name for name, on in (("empty", stage.deals.empty), ("apart", apart)) if on)
    more = len(stage.deals) - MOST_OF_STAGE
    deals = [_deal(row, names, axis, link, dark) for row in _rows(stage)]
    deals += [f"<li class='second'>{more:,} more deals shown in the table below</li>"] if more > 0 else []
    head = f"<b>{escape(STAGE_LABELS[stage.status])}</b> <span class='total'>{escape(stage_total_text(stage))}</span>"
    notes = escape(" · ".join(stage_notes(stage)))
    return (
        f"<li class='{classes}'><div class='stage'>{head}<span class='second'>{notes}</span></div>"
        + (f"<ul>{''.join(deals)}</ul>" if deals else "")
        + "</li>"
    )


def _deal(row: Row, names: LinkedNames, axis: Axis | None, link: CardLink, dark: bool) -> str:
    return (
        f"<li><span class='deal'><b>{link(row['id'], row['title'])}</b> {certainty_html(row['certainty'])}"
        f"<span class='second'>{told_line([parties_html(row, names), names.who_says(row)])}</span></span>"
        f"<span class='amount{' none' if row['amount_words'] == NOT_STATED else ''}'>{escape(_amount(row['amount_words']))}</span>"
        f"<span class='when'>{_bar(row, axis, dark)}<span class='second'>{escape(row['date_words'])}</span></span></li>"
    )


def parties_html(deal: Row, names: LinkedNames) -> Markup:
    """Who gives the money and for what or whom: "Export-Import Bank of the United States → Reko Diq"."""
    gives = Markup(", ").join(map(names.actor, deal["financier"])) or escape("financier not stated")
    to = Markup(", ").join([*map(names.place, deal["sites"]), *map(names.actor, deal["recipient"])])
    return Markup("{} → {}").format(gives, to) if to else gives


def _amount(words: str) -> str:
    return f"amount {words}" if words == NOT_STATED else words


def _bar(row: Row, axis: Axis | None, dark: bool) -> str:
    """When, as a bar that fades where the date is left open; nothing without a date."""
    start, end = row["date_start"], row["date_end"]
    if axis is None or (pd.isna(start) and pd.isna(end)):
        return ""
    left = 0.0 if pd.isna(start) else axis.at(start)
    right = 100.0 if pd.isna(end) else min(axis.at(end + pd.Timedelta(days=1)), 100.0)
    colour, clear = KINDS["financing_deal"].colour(dark), "transparent"
    ends = f"{clear if pd.isna(start) else colour},{colour},{clear if pd.isna(end) else colour}"
    return (
        f"<span class='track' aria-hidden='true'><span class='bar' style='left:{left:g}%;width:{max(right - left, 0.8):g}%;"
        f"background:linear-gradient(90deg,{ends})'></span></span>"
    )
