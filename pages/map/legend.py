"""The legend of the map: every mark that is on screen, and no other (pure)."""

from __future__ import annotations

import math
from html import escape

import pandas as pd

from pages.map.deck import NOT_STATED, glyph
from pages.map.places import MapFrames
from pages.shared.palette import CERTAINTIES, COMMODITIES, KINDS, WEAK_CERTAINTIES, words_of


def legend_entries(frames: MapFrames, routes: pd.DataFrame, chosen: bool) -> list[tuple[str, str, str]]:
    """(mark, kind or "", meaning) for what is drawn, in reading order."""
    found: dict[tuple[str, str], str] = {}
    for row in frames.marks.to_dict("records"):
        sign = glyph(row["kind"], row["certainty"], row["amount_usd"])
        how = "amount not stated" if sign == NOT_STATED else ""
        how = how or (f"{CERTAINTIES[row['certainty']]}" if row["certainty"] in WEAK_CERTAINTIES else "")
        sized = row["kind"] == "financing_deal" and not math.isnan(row["amount_usd"])
        found[sign, row["kind"]] = (
            KINDS[row["kind"]].one + (f", {how}" if how else "") + (", larger for a larger stated amount" if sized else "")
        )
    entries = [(sign, kind, words) for (sign, kind), words in found.items()]
    signs = dict.fromkeys(c for commodities in frames.marks["commodities"] for c in commodities)
    entries += [(COMMODITIES[c], "", words_of(c)) for c in signs if COMMODITIES[c] != words_of(c)]
    if not frames.marks.empty:
        entries.append(("◯", "", "how uncertain the point is (gazetteer)"))
    levels = set(frames.areas["level"])
    if "district" in levels:
        entries.append(("▨", "", "district with facts of the whole district, darker for more"))
    if "province" in levels:
        entries.append(("▭", "", "badge: facts placed in the whole province"))
    if (frames.areas["possible"] > 0).any() or (frames.marks["match"] == "possible").any():
        entries.append(("░", "", "paler: may match"))
    if chosen:
        entries.append(("▢", "", "thick outline: the district filtered for"))
    if not routes.empty:
        entries.append(("┄", "", "route, schematic"))
    return entries


def legend_html(entries: list[tuple[str, str, str]], dark: bool) -> str:
    """The legend as a list."""
    items = "".join(
        f"<li><span class='mark' style='color:{KINDS[kind].colour(dark) if kind else 'inherit'}'>{escape(mark)}</span> {escape(words)}</li>"
        for mark, kind, words in entries
    )
    return f"<ul class='legend' aria-label='Legend'>{items}</ul>" if items else ""
