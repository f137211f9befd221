"""The legend of the map: every mark that is on screen, and no other (pure)."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from loaders.schema.formatting import words_of
from pages.drawing.map.choropleth import Row
from pages.drawing.map.labels import commodity_sign
from pages.drawing.map.marks import NOT_STATED, has_leader, sign
from pages.drawing.map.places import MapLayers
from pages.drawing.palette import CERTAINTIES, LOOKS, WEAK_CERTAINTIES, count_text, kind_text


def legend_entries(frames: MapLayers, routes: pd.DataFrame, chosen: bool) -> list[tuple[str, str, str]]:
    """(mark, look or "", meaning) for what is drawn, in reading order."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in frames.marks.to_dict("records"):
        found.setdefault((sign(row), row["look"]), []).append(row)
    turn = list(LOOKS).index
    entries = [(mark, look, _mark_text(mark, look, rows)) for (mark, look), rows in sorted(found.items(), key=lambda f: turn(f[0][1]))]
    if (frames.marks["facts"] > 1).any():
        entries.append(("12", "", "beside a sign: as many facts of its kind shown there, of any certainty"))
    signs = dict.fromkeys(c for commodities in frames.marks["commodities"] for c in commodities)
    entries += [(commodity_sign(c), "", words_of(c)) for c in signs if commodity_sign(c) != words_of(c)]
    if (frames.marks["level"] == "place").any():
        entries.append(("◯", "", "how uncertain the point is (gazetteer)"))
    if any(map(has_leader, frames.marks.to_dict("records"))):
        entries.append(("•", "", "place of the signs around it"))
    levels = set(frames.areas["level"])
    if "district" in levels:
        whole = "district with facts shown of the whole district: their number after its name, darker for more, its signs somewhere in it"
        entries.append(("▨", "", whole))
    if "province" in levels:
        entries.append(("▭", "", "badge: facts shown of the whole province"))
    if (frames.areas["possible"] > 0).any() or (frames.marks["match"] == "possible").any():
        entries.append(("░", "", "paler: may match"))
    if chosen:
        entries.append(("▢", "", "thick outline: the district filtered for"))
    if not routes.empty:
        entries.append(("┄", "", "route, schematic"))
    return entries


def _mark_text(mark: str, look: str, rows: list[Row]) -> str:
    weak = [CERTAINTIES[row["certainty"]] for row in rows if row["facts"] == 1 and row["certainty"] in WEAK_CERTAINTIES]
    words = [kind_text(look)]
    if mark == NOT_STATED:
        words.append("amount not stated")
    elif look == "financing_deal":
        words.append("larger for a larger stated amount")
    if weak and mark != NOT_STATED:
        words.append(" or ".join(dict.fromkeys(weak)))
    return ", ".join(words) + _at_several_places(rows)


def _at_several_places(rows: list[Row]) -> str:
    """That marks of one sign are not as many facts."""
    marks = Counter(row["fact"] for row in rows)
    several = {row["fact"] for row in rows if row["at_places"] > 1 and marks[row["fact"]] == row["at_places"]}
    if not several:
        return ""
    places = {row["place"] for row in rows if row["fact"] in several}
    return f" ({count_text(len(several), 'fact', 'facts')} shown at {len(places)} places)"
