"""The words on the timeline: titles of facts, each where it can be read, as plotly traces (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from pages.drawing.palette import THEMES
from pages.drawing.text_layout import cut, text_width
from pages.drawing.tokens import CHART_TEXT

NARROW_CHARACTERS = 48
INSIDE, RIGHT, LEFT = "inside", "middle right", "middle left"  # the latter two as plotly calls them
ARROW_PX = 30
GAP_PX, LEAST_PX = 16, 60  # between a mark and its title; what is written of a title wherever it stands
_AFTER, _AFTER_ARROW = "\u2002" * 2, "\u2003" * 3 + "\u2002"  # 12 and 42 pixels
Trace = dict[str, Any]


def stamps(moments: pd.Series | Sequence[float]) -> list[str]:
    """Milliseconds since 1970 as plotly reads dates, to the minute."""
    found: list[str] = np.datetime_as_string(np.asarray(moments, "int64").astype("datetime64[ms]"), unit="m").tolist()
    return found


def placed_labels(rows: pd.DataFrame, first: int, last: int, plot_px: int) -> pd.DataFrame:
    """The rows with what is written of each, label, and on which side of its mark or bar it stands whole, side.

    Inside a bar where it fits, else to the right, else to the left; cut where there is no room for all of it on any side. rows: spans
    with said, sign (before the title, or ""), left and right in milliseconds, as first and last. plot_px: how wide the axis is at least.
    """
    scale = plot_px / (last - first)
    before, within = (rows["left"] - first) * scale, (rows["right"] - rows["left"]) * scale
    gaps = zip(np.where(rows["open_start"], ARROW_PX, 0), np.where(rows["open_end"], ARROW_PX, 0), strict=True)
    placed = []
    for text, left, width, (to_left, to_right) in zip(_texts(rows), before, within, gaps, strict=True):
        rooms = {INSIDE: 0 if to_left or to_right else width - 16, RIGHT: plot_px - left - width - to_right, LEFT: left - to_left}
        rooms |= {side: room - GAP_PX for side, room in rooms.items() if side != INSIDE}
        needed = text_width(text, CHART_TEXT)
        side = next((side for side, room in rooms.items() if needed <= room), max(rooms, key=rooms.__getitem__))
        placed.append((cut(text, max(rooms[side], LEAST_PX), CHART_TEXT), side))
    return rows.assign(label=[escape(text) for text, _ in placed], side=[side for _, side in placed])


def _texts(rows: pd.DataFrame) -> list[str]:
    return [f"{sign} {said}" if sign else said for sign, said in zip(rows["sign"], rows["said"], strict=True)]


def labels(rows: pd.DataFrame, dark: bool) -> Trace:
    """Titles beside marks, bars and arrows; those inside bars are written by these."""
    beside = rows[rows["side"] != INSIDE]
    at = beside["left"].where(beside["side"] == LEFT, beside["right"])
    texts = [
        f"{label}{_AFTER_ARROW if row_start else _AFTER}" if side == LEFT else f"{_AFTER_ARROW if row_end else _AFTER}{label}"
        for label, side, row_start, row_end in zip(*(beside[name] for name in ("label", "side", "open_start", "open_end")), strict=True)
    ]
    return text_trace(stamps(at), beside["y"].tolist(), texts, dark) | {"textposition": beside["side"].tolist()}


def labels_above(rows: pd.DataFrame, edge: str, dark: bool) -> Trace:
    """Titles above their rows, from the left edge, cut to what a phone can show; the table has them whole."""
    texts = [_cut(row) for row in rows.to_dict("records")]
    return text_trace([edge] * len(rows), (rows["y"] + 0.45).tolist(), [escape(text) for text in texts], dark)


def _cut(row: Mapping[Hashable, Any]) -> str:
    """As `labels`, the title cut and what is said of its edges whole."""
    edges = f" ({row['edges']})" if row["edges"] else ""
    room = NARROW_CHARACTERS - len(edges)
    title = row["title"] if len(row["title"]) <= room else row["title"][: room - 1] + "…"
    return f"{row['sign']} {title}{edges}".strip()


def text_trace(xs: list[str] | list[int], ys: list[float], texts: list[str], dark: bool) -> Trace:
    """Words on the picture, to the right of their points unless said otherwise."""
    look = {
        "textposition": "middle right",
        "textfont": {"size": CHART_TEXT, "color": THEMES[dark].ink},
        "unselected": {"textfont": {"color": THEMES[dark].ink}},
    }
    return {"type": "scatter", "mode": "text", "x": xs, "y": ys, "text": texts, "hoverinfo": "skip", **look}
