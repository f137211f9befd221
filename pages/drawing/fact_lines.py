"""Facts as a list: a bold title that leads to the card, how firmly it is asserted, and one quiet line below (pure)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd
from markupsafe import escape

from loaders.schema.derived_terms import Match
from pages.drawing.linked_names import LinkedNames, told_line
from pages.drawing.palette import CERTAINTIES, LOOKS, WEAK_CERTAINTIES, fact_glyph, look_of

MOST = 12
CardLink = Callable[[str, str], str]  # (id, words) as a link to the card


def fact_lines(
    facts: pd.DataFrame,
    link: CardLink,
    names: LinkedNames,
    dark: bool,
    told: Mapping[str, str] | None = None,
    rest: str = "in the table below",
    most: int = MOST,
) -> str:
    """The first facts as HTML. names: how those who say so are linked. told: what stands in the quiet line, else date and
    who says so; rest: where those beyond `most` are.
    """
    columns = ["id", "kind", "incident_class", "certainty", "title", "date_words", "who_says", "match", "match_claimants", "articles"]
    rows = facts.head(most).reindex(columns=columns).to_dict("records")
    items = "".join(_line(row, link, names, dark, (told or {}).get(row["id"], "")) for row in rows)
    more = f"<p class='small'>{len(facts) - most:,} more {escape(rest)}</p>" if len(facts) > most else ""
    return f"<ul class='lines'>{items}</ul>{more}" if items else ""


def _line(row: Mapping[Hashable, Any], link: CardLink, names: LinkedNames, dark: bool, told: str) -> str:
    look = look_of(row["kind"], row["incident_class"])
    second = told or told_line([row["date_words"], names.who_says(row)])
    doubt = "" if pd.isna(row["match"]) or row["match"] == Match.DEFINITE else " · may lie outside the dates"
    return (
        f"<li><span class='mark' style='color:{LOOKS[look].colour(dark)}' aria-hidden='true'>{fact_glyph(look, row['certainty'])}</span>"
        f"<span class='fact'><b>{link(row['id'], row['title'])}</b> {certainty_html(row['certainty'])}"
        f"<span class='second'>{escape(second)}{doubt}</span></span></li>"
    )


def certainty_html(certainty: str) -> str:
    """How firmly a fact is asserted, as an outlined word; dashed where it is weak."""
    return f"<span class='certainty{' weak' if certainty in WEAK_CERTAINTIES else ''}'>{escape(CERTAINTIES[certainty])}</span>"
