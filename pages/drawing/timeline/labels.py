"""The words on the timeline: titles of facts, as plotly traces (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from pages.drawing.palette import THEMES
from pages.drawing.tokens import CHART_TEXT

NARROW_CHARACTERS = 48
_LETTER = 0.007  # of the axis, about
_AFTER_ARROW = "\u2003" * 4
Trace = dict[str, Any]


def stamps(moments: pd.Series | Sequence[float]) -> list[str]:
    """Milliseconds since 1970 as plotly reads dates, to the minute."""
    found: list[str] = np.datetime_as_string(np.asarray(moments, "int64").astype("datetime64[ms]"), unit="m").tolist()
    return found


def labels(rows: pd.DataFrame, first: int, last: int, dark: bool) -> Trace:
    """Titles beside marks and arrows, over bars; to the left of what lies far to the right.

    rows: spans with said, sign (before the title, or ""), left and right in milliseconds, as first and last.
    """
    titles = [escape(f"{sign} {said}" if sign else said) for sign, said in zip(rows["sign"], rows["said"], strict=True)]
    at = rows["left"].mask(rows["open_end"], rows["right"])
    gaps = [_AFTER_ARROW if open_end else "   " for open_end in rows["open_end"]]
    late = [_is_late((x - first) / (last - first), len(title)) for x, title in zip(at, titles, strict=True)]
    texts = [f"{title}   " if left else f"{gap}{title}" for title, gap, left in zip(titles, gaps, late, strict=True)]
    sides = ["middle left" if left else "middle right" for left in late]
    return text_trace(stamps(at), rows["y"].tolist(), texts, dark) | {"textposition": sides}


def _is_late(share: float, letters: int) -> bool:
    """Whether a title has more room to the left: share is how far to the right of the axis it stands."""
    return share > 0.55 or (share > 0.4 and share + letters * _LETTER > 1)


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


def text_trace(xs: list[str], ys: list[float], texts: list[str], dark: bool) -> Trace:
    """Words on the picture, to the right of their points unless said otherwise."""
    look = {
        "textposition": "middle right",
        "textfont": {"size": CHART_TEXT, "color": THEMES[dark].ink},
        "unselected": {"textfont": {"color": THEMES[dark].ink}},
    }
    return {"type": "scatter", "mode": "text", "x": xs, "y": ys, "text": texts, "hoverinfo": "skip", **look}
