"""The legend of the timeline's picture: every sign that is drawn, and no other (pure)."""

from __future__ import annotations

import pandas as pd

from pages.drawing.palette import CERTAINTIES, LOOKS, WEAK_CERTAINTIES, fact_glyph, kind_text
from pages.drawing.timeline.brackets import BRACKET, TIED, has_ties
from pages.drawing.timeline.layout import LaneLayout

SourcedRecord = tuple[str, str, str]  # a sign, its look or "", its meaning


def timeline_legend(lanes: LaneLayout) -> list[SourcedRecord]:
    """Marks by kind and certainty, then what bars mean."""
    if lanes.counted:
        return _count_signs(lanes.spans)
    spans = lanes.spans[lanes.spans["date_precision"] != "day"]
    drawn = pd.concat([lanes.spans, lanes.ordered])
    return [*_mark_signs(drawn), *_bar_signs(spans), *_order_signs(drawn), *_weaker_sign(drawn)]


def _count_signs(spans: pd.DataFrame) -> list[SourcedRecord]:
    """The kinds that are stacked in bars, and how bars are to be read."""
    found = [("■", look, kind_text(look)) for look in LOOKS if look in set(spans["look"])]
    if spans["certainty"].isin(WEAK_CERTAINTIES).any():
        found.append(("▱", "", "hollow: claimed, disputed, opinion or expected"))
    return [*found, *_weaker_sign(spans)]


def _mark_signs(drawn: pd.DataFrame) -> list[SourcedRecord]:
    """The signs of facts: a day is one itself, a span has it before its title."""
    found: list[SourcedRecord] = []
    for look in LOOKS:
        told = drawn.loc[drawn["look"] == look, "certainty"].astype("str")
        weak = [words for certainty, words in CERTAINTIES.items() if certainty in WEAK_CERTAINTIES and certainty in set(told)]
        if not told.isin(WEAK_CERTAINTIES).all():
            found.append((LOOKS[look].glyph, look, kind_text(look)))
        if weak:
            found.append((fact_glyph(look, "claimed"), look, f"{kind_text(look)}, {' or '.join(weak)}"))
    return found


def _bar_signs(spans: pd.DataFrame) -> list[SourcedRecord]:
    """How bars and arrows are to be read."""
    found: list[SourcedRecord] = []
    bars = spans[~(spans["open_start"] | spans["open_end"]) | spans["cut_start"] | spans["cut_end"]]
    if len(bars):
        found.append(("▬", "", "the month, year or span within which it happened"))
    if bars["certainty"].isin(WEAK_CERTAINTIES).any():
        found.append(("▱", "", "hollow: claimed, disputed, opinion or expected"))
    if (bars["cut_start"] | bars["cut_end"]).any():
        found.append(("▤", "", "fading: begins or ends out of view"))
    if spans["open_end"].any():
        found.append(("→", "", "arrow of one length: end not stated"))
    if spans["open_start"].any():
        found.append(("←", "", "arrow of one length: beginning not stated"))
    return found


def _order_signs(drawn: pd.DataFrame) -> list[SourcedRecord]:
    """How brackets are to be read, and the dotted lines to what they, and dates that follow from an order, are tied to."""
    found = [(BRACKET, "", "bracket: no date; days that its order leaves possible")] if drawn["by_order"].any() else []
    return found + ([(TIED, "", "dotted line: to the fact by which it is ordered")] if has_ties(drawn) else [])


def _weaker_sign(drawn: pd.DataFrame) -> list[SourcedRecord]:
    return [("░", "", "paler: may match")] if (drawn["match"] == "possible").any() else []
