"""The words on the timeline: titles of facts, as plotly traces (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from loaders.words import basis_words

NARROW_CHARACTERS = 48
INK = {False: "#1B2733", True: "#E6EBF0"}
Trace = dict[str, Any]


def stamps(moments: pd.Series | Sequence[float]) -> list[str]:
    """Milliseconds since 1970 as plotly reads dates, to the minute."""
    found: list[str] = np.datetime_as_string(np.asarray(moments, "int64").astype("datetime64[ms]"), unit="m").tolist()
    return found


def labels(rows: pd.DataFrame, first: int, last: int, dark: bool) -> Trace:
    """Titles beside marks, over bars; to the left of what lies far to the right. rows: with left, and as first and last in milliseconds."""
    late = ((rows["left"] - first) / (last - first) > 0.55).tolist()
    titles = [escape(title) + basis_words(basis) for title, basis in zip(rows["title"], rows["date_basis"], strict=True)]
    texts = [f"{title}   " if left else f"   {title}" for title, left in zip(titles, late, strict=True)]
    sides = ["middle left" if left else "middle right" for left in late]
    return text_trace(stamps(rows["left"]), rows["y"].tolist(), texts, dark) | {"textposition": sides}


def labels_above(rows: pd.DataFrame, edge: str, dark: bool) -> Trace:
    """Titles above their rows, from the left edge, cut to what a phone can show; the table has them whole."""
    cut = [title if len(title) <= NARROW_CHARACTERS else title[: NARROW_CHARACTERS - 1] + "…" for title in rows["title"]]
    return text_trace([edge] * len(rows), (rows["y"] + 0.45).tolist(), [escape(title) for title in cut], dark, 11)


def text_trace(xs: list[str], ys: list[float], texts: list[str], dark: bool, size: int = 12) -> Trace:
    """Words on the picture, to the right of their points unless said otherwise."""
    look = {
        "textposition": "middle right",
        "textfont": {"size": size, "color": INK[dark]},
        "unselected": {"textfont": {"color": INK[dark]}},
    }
    return {"type": "scatter", "mode": "text", "x": xs, "y": ys, "text": texts, "hoverinfo": "skip", **look}
