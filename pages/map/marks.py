"""The marks of facts at points: which sign, how large, and where around their place (pure)."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from pages.map.shades import Row
from pages.shared.palette import KINDS, PALER, fact_glyph, rgb

NOT_STATED = "◌"


def mark_rows(marks: pd.DataFrame, dark: bool) -> list[dict[str, Any]]:
    """One row a fact, for the deck: fact, at, glyph, size, colour, offset (pixels), tip."""
    return [_mark(row, dark) for row in marks.to_dict("records")]


def _mark(row: Row, dark: bool) -> dict[str, Any]:
    style = KINDS[row["kind"]]
    return {
        "fact": row["fact"],
        "at": [row["lon"], row["lat"]],
        "glyph": glyph(row["kind"], row["certainty"], row["amount_usd"]),
        "size": mark_size(row["kind"], row["amount_usd"]),
        "colour": [*rgb(style.colour(dark)), round(255 * PALER) if row["match"] == "possible" else 255],
        "offset": offset(row, reach(row["of"])),
        "tip": f"{row['title']}\n{style.one} · {row['date_words']}\n{row['who_says']} · {row['certainty']}\nClick: open the fact",
    }


def reach(of: int) -> int:
    """Pixels from a place to the marks around it, so that none hides another."""
    return 0 if of == 1 else 11 + 3 * of


def offset(row: Row, away: float) -> list[int]:
    """Where a mark stands, from its place."""
    angle = math.pi * (2 * row["rank"] / row["of"] - 0.5)
    return [round(away * math.cos(angle)), round(away * math.sin(angle))]


def glyph(kind: str, certainty: str, amount_usd: float) -> str:
    """The mark of a fact on the map; deals whose amount is not stated have one of their own."""
    if kind == "financing_deal" and math.isnan(amount_usd):
        return NOT_STATED
    return fact_glyph(kind, certainty)


def mark_size(kind: str, amount_usd: float) -> int:
    """Pixels: deals grow with the stated amount, by 6 pixels for each tenfold above USD 1 million; others are alike."""
    if kind != "financing_deal" or math.isnan(amount_usd):
        return 22
    return round(22 + 6 * max(0.0, math.log10(max(amount_usd, 1.0) / 1e6)))
