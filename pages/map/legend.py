"""The legend of the map: every mark that is on screen, and no other (pure)."""

from __future__ import annotations

from html import escape

import pandas as pd

from pages.map.marks import NOT_STATED, sign
from pages.map.places import MapFrames
from pages.shared.palette import CERTAINTIES, KINDS, WEAK_CERTAINTIES, commodity_sign, words_of


def legend_entries(frames: MapFrames, routes: pd.DataFrame, chosen: bool) -> list[tuple[str, str, str]]:
    """(mark, kind or "", meaning) for what is drawn, in reading order."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in frames.marks.to_dict("records"):
        mark = sign(row)
        weak = row["certainty"] in WEAK_CERTAINTIES and mark != NOT_STATED
        found.setdefault((mark, row["kind"]), []).extend([CERTAINTIES[row["certainty"]]] if weak else [])
    entries = [(mark, kind, _mark_words(mark, kind, certainties)) for (mark, kind), certainties in found.items()]
    if (frames.marks["facts"] > 1).any():
        entries.append(("137", "", "so many facts of a kind at one crowded place, whatever their certainty"))
    signs = dict.fromkeys(c for commodities in frames.marks["commodities"] for c in commodities)
    entries += [(commodity_sign(c), "", words_of(c)) for c in signs if commodity_sign(c) != words_of(c)]
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


def _mark_words(sign: str, kind: str, certainties: list[str]) -> str:
    words = [KINDS[kind].one]
    if sign == NOT_STATED:
        words.append("amount not stated")
    elif kind == "financing_deal":
        words.append("larger for a larger stated amount")
    return ", ".join([*words, *([" or ".join(dict.fromkeys(certainties))] if certainties else [])])


def legend_html(entries: list[tuple[str, str, str]], dark: bool, link: str = "") -> str:
    """The legend as a list; link: HTML of its last item, which leads to what the words mean."""
    items = "".join(
        f"<li><span class='mark' style='color:{KINDS[kind].colour(dark) if kind else 'inherit'}'>{escape(mark)}</span> {escape(words)}</li>"
        for mark, kind, words in entries
    )
    items += f"<li>{link}</li>" if link else ""
    return f"<ul class='legend' aria-label='Legend'>{items}</ul>" if items else ""
