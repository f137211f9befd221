"""The facts shown as a list of rows: date, title, place, who says so, certainty; each leads to its card and to its passage (pure)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

from loaders.query.search_terms import Term
from pages.components.navigation import internal_anchor
from pages.drawing.marked import marked_html
from pages.drawing.palette import CERTAINTIES, LOOKS, MATCHES, WEAK_CERTAINTIES, count_text, fact_glyph, look_of
from pages.drawing.passage_links import passage_link
from pages.drawing.rows import latest_first, place_text

MAX_ROWS = 200
Row = Mapping[Hashable, Any]
_COLUMNS = ["id", "kind", "incident_class", "certainty", "match", "title", "date_words", "date_precision", "date_start", "places",
            "places_complete", "who_says", "origins", "passages"]  # fmt: skip


@dataclass(frozen=True)
class Search:
    """What a reader searched. wanted: what is marked in the rows. found_in: of a fact the fields in which it stands, in words."""

    wanted: tuple[Term, ...] = ()
    found_in: Mapping[str, str] = field(default_factory=dict)


def fact_rows_html(facts: pd.DataFrame, fact_address: Callable[[str], str], onward: str, dark: bool, search: Search | None = None) -> str:
    """The latest first, those without a date last under a heading of their own.

    fact_address: from the id of a fact to the address of its card. onward: HTML that leads to all facts, where there are more than
    MAX_ROWS. search: marked in the rows; where a row does not show it, the row tells where in the fact it stands.
    """
    search = search or Search()
    rows: Sequence[Row] = latest_first(facts[_COLUMNS]).head(MAX_ROWS).to_dict("records")  # columns before rows: a frame of facts is wide
    dated, rest = (
        "".join(_row(row, fact_address(row["id"]), dark, search) for row in rows if (row["date_precision"] == "none") == undated)
        for undated in (False, True)
    )
    number = facts["date_precision"].tolist().count("none")
    first = f"<li class='part'>{count_text(len(facts) - number, 'fact', 'facts')} shown with a date, the latest first</li>" if dated else ""
    heading = f"<li class='part'>{count_text(number, 'fact', 'facts')} shown with no date</li>" if rest else ""
    more = f"<li class='part'>{len(facts) - MAX_ROWS:,} more. {onward}</li>" if len(facts) > MAX_ROWS else ""
    return f"<ol class='facts' aria-label='{count_text(len(facts), 'fact', 'facts')} shown'>{first}{dated}{heading}{rest}{more}</ol>"


def _row(row: Row, address: str, dark: bool, search: Search) -> str:
    look = look_of(row["kind"], row["incident_class"])
    told = [row["date_words"], place_text(row["places"], row["places_complete"]), row["who_says"]]
    mark = f"<i style='color:{LOOKS[look].colour(dark)}' aria-hidden='true'>{fact_glyph(look, row['certainty'])}</i>"
    title, second = marked_html(row["title"], search.wanted), marked_html(" · ".join(told), search.wanted)
    if (fields := search.found_in.get(row["id"])) and "<mark>" not in title + second:
        second += f" · <mark>found in {escape(fields)}</mark>"
    words = f"{mark}<b>{title}</b><span>{second}</span>"
    weak = " weak" * (row["certainty"] in WEAK_CERTAINTIES)
    labels = f"<em class='label{weak}'>{escape(CERTAINTIES[row['certainty']])}</em>"
    labels += f"<em class='label weak'>{MATCHES['possible']}</em>" if row["match"] == "possible" else ""
    labels += f"<em class='label'>{len(row['origins'])} origins</em>" if len(row["origins"]) > 1 else ""
    may = " class='may'" if row["match"] == "possible" else ""
    return f"<li{may} data-facts='{row['id']}'>{internal_anchor(address, words)}<div>{labels}{_passage(row['passages'])}</div></li>"


def _passage(passages: tuple[tuple[str, int, str | None], ...]) -> str:
    """The way to the first passage, where its article can be read here or has an address."""
    for _, paragraph, url in passages:
        if url:
            return passage_link(url, f"¶{paragraph}<span class='unseen'> the passage</span>", "Open the passage in the article")
    return ""
