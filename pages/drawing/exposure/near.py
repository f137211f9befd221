"""What is told of the incidents before and after a deal: which comes next, what has no date, what is hidden (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from loaders.exposure.chokepoints import Exposure
from loaders.exposure.day_gaps import NextEvent, TemporalOrder, days_between, next_event_after
from loaders.query.duplicates import duplicate_groups
from pages.drawing.palette import count_text

Row = Mapping[Hashable, Any]
_NAMED = 2


def next_of_deal(exposure: Exposure, deal: Row, incidents: pd.DataFrame) -> str:
    """The next of the incidents shown after a deal, as a sentence that names how many after it are hidden."""
    after = [i for i in incidents.to_dict("records") if (days := days_between(deal, i)) and days.order is TemporalOrder.AFTER]
    hidden = exposure.tally(incidents[incidents["id"].isin([i["id"] for i in after])]).hidden
    titles = dict(zip(incidents["id"], incidents["title"], strict=True))
    found = next_event_after(deal, exposure.shown(incidents))
    if found:
        found = replace(found, facts=tuple(same[0] for same in duplicate_groups(found.facts, incidents)))
    return next_text(deal["title"], found, titles, hidden)


def next_text(deal: str, found: NextEvent | None, titles: Mapping[str, str], hidden: int = 0) -> str:
    """From a deal 31–61 days to the next incident: one of several whose order is not known; or that none is dated after it."""
    if found is None:
        told = f"none shown, {hidden} hidden by the filters" if hidden else "none reported"
        return f"Incidents by these links that are certainly after “{deal}”: {told}."
    named = [titles[i] for i in found.facts]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    which = named[0] if len(named) == 1 else f"one of {len(named)} whose order is not known, {'; '.join(named[:_NAMED])}{more}"
    aside = f"; {hidden} more after it hidden by the filters" if hidden else ""
    return f"From “{deal}” {found.days} to the next incident{' shown' if hidden else ''}: {which}{aside}."


def near_text(exposure: Exposure, near: pd.DataFrame, months: int) -> list[str]:
    """What a table of incidents near a deal does not hold: none within the months, what has no date, what is hidden."""
    undated = near["order"] == "unknown"
    dated, rest = (
        exposure.tally(exposure.incidents[exposure.incidents["id"].isin(near.loc[rows, "fact"])]) for rows in (~undated, undated)
    )
    told = []
    if not dated.shown:
        which = "shown" if dated.hidden else "reported"
        hidden = f"; {dated.hidden} hidden by the filters" if dated.hidden else ""
        told = [f"No dated incident by these links within {count_text(months, 'month', 'months')} is {which}{hidden}."]
    elif dated.hidden:
        told = [f"{dated.hidden} more within the months hidden by the filters."]
    if rest.shown:
        told.append(f"{rest.shown} more without a date.")
    if rest.hidden:
        told.append(f"{rest.hidden} more without a date hidden by the filters.")
    return told


def deals_text(shown: int, hidden: int) -> str:
    """How many deals are hidden, or that none is reported; nothing where all are shown."""
    if not shown and not hidden:
        return "No deal for these sites is reported."
    if not hidden:
        return ""
    return f"{shown or 'No'} {'deal' if shown < 2 else 'deals'} for these sites shown, {hidden} hidden by the filters."
