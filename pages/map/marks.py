"""The marks of facts at points: which sign, how large, and where around their place (pure)."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from loaders import words
from pages.map.shades import Row
from pages.shared.palette import KINDS, PALER, KindStyle, count_words, fact_glyph, rgb

NOT_STATED = "◌"
_LETTERS, _LINE = 17, 20  # pixels: of a mark that stands for several facts, and from one such to the next


def mark_rows(marks: pd.DataFrame, dark: bool) -> list[dict[str, Any]]:
    """One row a mark, for the deck: fact, place, at, glyph, size, colour, offset (pixels), tip."""
    return [_mark(row, dark) for row in marks.to_dict("records")]


def _mark(row: Row, dark: bool) -> dict[str, Any]:
    style = KINDS[row["kind"]]
    return {
        "fact": row["fact"],
        "place": row["place"],
        "at": [row["lon"], row["lat"]],
        "glyph": sign(row) + (f" {row['facts']:,}" if row["facts"] > 1 else ""),
        "size": _LETTERS if row["crowded"] else mark_size(row["kind"], row["amount_usd"]),
        "colour": [*rgb(style.colour(dark)), round(255 * PALER) if row["match"] == "possible" else 255],
        "offset": offset(row, _LINE if row["crowded"] else reach(row["of"])),
        "tip": _tip(row, style),
    }


def _tip(row: Row, style: KindStyle) -> str:
    if row["facts"] > 1:
        return f"{count_words(row['facts'], style.one, style.many)} at {row['name']}\nClick: list what is there"
    return f"{row['title']}\n{style.one} · {row['date_words']}\n{row['who_says']} · {row['certainty']}\nClick: open the fact"


def reach(of: int) -> int:
    """Pixels from a place to the marks around it, so that none hides another."""
    return 0 if of == 1 else 11 + 3 * of


def offset(row: Row, away: float) -> list[int]:
    """Where a mark stands, from its place: on a ring around it, or, where it is crowded, one below the other."""
    if row["crowded"]:
        return [0, round(away * (row["rank"] - (row["of"] - 1) / 2))]
    angle = math.pi * (2 * row["rank"] / row["of"] - 0.5)
    return [round(away * math.cos(angle)), round(away * math.sin(angle))]


def sign(row: Row) -> str:
    """The sign of a mark: of its fact, or of the kind of all that it stands for."""
    return (
        KINDS[row["kind"]].glyph
        if row["facts"] > 1
        else glyph(row["kind"], row["certainty"], math.nan if row["amount_words"] == words.NOT_STATED else 0.0)
    )


def glyph(kind: str, certainty: str, amount_usd: float) -> str:
    """The mark of a fact on the map; deals whose amount is not stated have one of their own."""
    if kind == "financing_deal" and math.isnan(amount_usd):
        return NOT_STATED
    return fact_glyph(kind, certainty)


def mark_size(kind: str, amount_usd: float) -> int:
    """Pixels: deals grow with their one amount, by 6 pixels for each tenfold above USD 1 million; others are alike."""
    if kind != "financing_deal" or math.isnan(amount_usd):
        return 22
    return round(22 + 6 * max(0.0, math.log10(max(amount_usd, 1.0) / 1e6)))
