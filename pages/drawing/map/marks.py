"""The marks of facts at points: which sign, how large, and where around their place (pure)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from loaders.schema.formatting import NOT_STATED as AMOUNT_NOT_STATED
from pages.drawing.map.choropleth import Row
from pages.drawing.palette import LOOKS, PALER, THEMES, count_text, fact_glyph, kind_text, rgb

NOT_STATED = "◌"
_LETTERS, _LINE = 17, 20  # pixels: of a mark that stands for several facts, and from one such to the next
_SIZES = {"attack": 28, "state_measure": 18}  # pixels: letters of one size are not marks of one size
_NARROW = 0.8  # of these sizes on a phone, where districts are as small
_DOT = 14  # pixels of the character: where a place with several marks is
_BESIDE = 25  # pixels: from one mark of a district to the next


def mark_rows(marks: pd.DataFrame, dark: bool, narrow: bool = False) -> list[dict[str, Any]]:
    """One row a mark, for the deck: fact, place, at, glyph, size, colour, offset (pixels), tip."""
    return [_mark(row, dark, _NARROW if narrow else 1) for row in marks.to_dict("records")]


def _mark(row: Row, dark: bool, scale: float) -> dict[str, Any]:
    many, colour = row["facts"] > 1, LOOKS[row["look"]].colour(dark)
    return {
        "fact": row["fact"],
        "place": row["place"],
        "at": [row["lon"], row["lat"]],
        "glyph": sign(row) + (f" {row['facts']:,}" if many else ""),
        "size": round(scale * (_LETTERS if row["crowded"] or many else mark_size(row["look"], row["amount_usd"]))),
        "colour": [*rgb(colour), round(255 * strength_of(row))],
        "offset": offset(row, away(row, scale * _LINE, scale * _BESIDE, scale * reach(row["of"]))),
        "leader": has_leader(row),
        "tip": _tip(row),
    }


def leader_rows(marks: Iterable[Mapping[str, Any]], dark: bool) -> list[dict[str, Any]]:
    """A dot where several marks (of `mark_rows`) stand beside a place, and a line to each: characters, with their angle."""
    ink, found = [*rgb(THEMES[dark].ink), 200], list[dict[str, Any]]()
    for mark in (mark for mark in marks if mark["leader"]):
        right, down = mark["offset"]
        line = {"offset": [right / 2, down / 2], "size": math.hypot(right, down), "angle": round(-math.degrees(math.atan2(down, right)))}
        dot = {"glyph": "•", "offset": [0, 0], "size": _DOT, "angle": 0}
        found += [{"at": mark["at"], "colour": ink} | part for part in ({"glyph": "—"} | line, dot)]
    return found


def _tip(row: Row) -> str:
    where = f"in {row['name']} as a whole" if row["level"] == "district" else f"at {row['name']}"
    if row["facts"] > 1:
        return f"{count_text(row['facts'], LOOKS[row['look']].one, LOOKS[row['look']].many)} shown {where}\nClick: list what is there"
    lines = [row["title"], f"{kind_text(row['look'])} · {row['date_words']}", f"{row['who_says']} · {row['certainty']}", *_where(row)]
    return "\n".join([*lines, "Click: open the fact"])


def _where(row: Row) -> list[str]:
    """What the spot of a mark does not say of the place of its fact."""
    name = f"{row['within']}: " if row["within"] else ""
    exact = [f"{name}somewhere in {row['name']}{' (gazetteer)' if name else ''}"] if row["level"] == "district" else []
    return exact + ([f"1 fact at {row['at_places']} places"] if row["at_places"] > 1 else [])


def has_leader(row: Row) -> bool:
    """Whether a mark stands beside its place, so that a line must lead from there to it."""
    return bool(row["of"] > 1 and row["level"] == "place")


def strength_of(row: Row) -> float:
    """The opacity of a mark."""
    return PALER if row["match"] == "possible" else 1.0


def reach(of: int) -> int:
    """Pixels from a place to the marks around it, so that none hides another."""
    return 0 if of == 1 else 11 + 3 * of


def away(row: Row, line: float, beside: float, around: float) -> float:
    """From one mark of a place to the next where they stand in a column or a row, or else from the place to each."""
    return line if row["crowded"] else beside if row["level"] == "district" else around


def offset(row: Row, away: float) -> list[int]:
    """Where a mark stands, from its place: on a ring around it, in a column where it is crowded, or in a row in a district."""
    turn = round(away * (row["rank"] - (row["of"] - 1) / 2))
    if row["crowded"] or row["level"] == "district":
        return [0, turn] if row["crowded"] else [turn, 0]
    angle = math.pi * (2 * row["rank"] / row["of"] - 0.5)
    return [round(away * math.cos(angle)), round(away * math.sin(angle))]


def sign(row: Row) -> str:
    """The sign of a mark: of its fact, or of the look of all that it stands for."""
    if row["facts"] > 1:
        return LOOKS[row["look"]].glyph
    return glyph(row["look"], row["certainty"], row["amount_words"] != AMOUNT_NOT_STATED)


def glyph(look: str, certainty: str, amount_stated: bool) -> str:
    """The mark of a fact on the map; deals whose amount is not stated have one of their own."""
    if look == "financing_deal" and not amount_stated:
        return NOT_STATED
    return fact_glyph(look, certainty)


def mark_size(look: str, amount_usd: float) -> int:
    """Pixels: deals grow by 6 for each tenfold above USD 1 million, by their least amount where it is a range; none outshines an attack."""
    if look != "financing_deal" or math.isnan(amount_usd):
        return _SIZES.get(look, 22)
    return round(22 + 6 * max(0.0, math.log10(max(amount_usd, 1.0) / 1e6)))
