"""Facts near an imported event in time and place, by a rule that is told; never that they are the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from loaders.schema.kinds import UNDATABLE

DAYS = 30
RULE = (
    f"Facts placed in the same district, dated no more than {DAYS} days from the event, as far as both dates can be; the nearest first. "
    "Near is not the same: nothing here says that a fact and the event are one."
)


def near_facts(facts: pd.DataFrame, row: Mapping[str, Any]) -> pd.DataFrame | None:
    """The facts near an event by RULE, with `days`: the least number of days between them, 0 where their dates overlap.

    None where the event has no date or is not surely in one district. facts: frame with id, kind, district_ids, date_start, date_end.
    """
    first, last, district = row.get("date_start"), row.get("date_end"), row.get("district")
    if not (isinstance(first, date) and isinstance(last, date) and district) or row.get("possible_districts"):
        return None
    begins, ends = pd.Timestamp(first), pd.Timestamp(last)
    inside = pd.Series([district in ids for ids in facts["district_ids"]], index=facts.index, dtype=bool)
    there = facts[inside & facts["date_start"].notna() & ~facts["kind"].isin(UNDATABLE)]
    there = there[there["date_end"].notna()]
    before, after = (begins - there["date_end"]).dt.days, (there["date_start"] - ends).dt.days
    days = pd.concat([before, after], axis=1).max(axis=1).clip(lower=0).astype(int)
    near = there.assign(days=days)
    return near[near["days"] <= DAYS].sort_values(["days", "id"])
