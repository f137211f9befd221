"""The legend of the timeline's picture: every sign that is drawn, and no other (pure)."""

from __future__ import annotations

import pandas as pd

from pages.shared.caption import Sign
from pages.shared.palette import CERTAINTIES, KINDS, WEAK_CERTAINTIES, fact_glyph
from pages.shared.sheet import INK
from pages.timeline.spans import Lanes


def timeline_legend(lanes: Lanes) -> list[Sign]:
    """Marks by kind and certainty, then what bars mean."""
    if lanes.counted:
        return _count_signs(lanes.spans)
    is_day = lanes.spans["date_precision"] == "day"
    bars = lanes.spans[~is_day]
    marks = lanes.spans[is_day] if lanes.undated_counted else pd.concat([lanes.spans[is_day], lanes.undated])
    return [*_mark_signs(marks), *_bar_signs(bars, set(marks["kind"])), *_weaker_sign(bars, marks)]


def _count_signs(spans: pd.DataFrame) -> list[Sign]:
    """The kinds that are stacked in bars, and how bars are to be read."""
    found = [("■", style.light, style.one) for kind, style in KINDS.items() if kind in set(spans["kind"])]
    if spans["certainty"].isin(WEAK_CERTAINTIES).any():
        found.append(("▱", INK, "hollow: claimed, disputed, opinion or expected"))
    return [*found, *_weaker_sign(spans, spans)]


def _mark_signs(marks: pd.DataFrame) -> list[Sign]:
    found: list[Sign] = []
    for kind, style in KINDS.items():
        drawn = marks.loc[marks["kind"] == kind, "certainty"].astype("str")
        weak = [words for certainty, words in CERTAINTIES.items() if certainty in WEAK_CERTAINTIES and certainty in set(drawn)]
        if not drawn.isin(WEAK_CERTAINTIES).all():
            found.append((style.glyph, style.light, style.one))
        if weak:
            found.append((fact_glyph(kind, "claimed"), style.light, f"{style.one}: {' or '.join(weak)}"))
    return found


def _bar_signs(bars: pd.DataFrame, marked: set[str]) -> list[Sign]:
    """The kinds that have bars only, and how bars are to be read."""
    if bars.empty:
        return []
    found = [("▬", style.light, style.one) for kind, style in KINDS.items() if kind in set(bars["kind"]) and kind not in marked]
    found.append(("▬", INK, "the month, year or span within which it happened"))
    if bars["certainty"].isin(WEAK_CERTAINTIES).any():
        found.append(("▱", INK, "hollow: claimed, disputed, opinion or expected"))
    if (bars["open_start"] | bars["open_end"]).any():
        found.append(("▤", INK, "fading: no known end"))
    return found


def _weaker_sign(bars: pd.DataFrame, marks: pd.DataFrame) -> list[Sign]:
    weaker = (bars["match"] == "possible").any() or (marks["match"] == "possible").any()
    return [("░", INK, "paler: may match")] if weaker else []
