"""What both sides show and what only one does, as lists with the match type of each side."""

from __future__ import annotations

from html import escape

from loaders.query.comparison import Comparison
from pages.components.card_link import card_link
from pages.drawing.fact_lines import fact_lines
from pages.drawing.linked_names import told_line
from pages.drawing.palette import MATCHES
from pages.drawing.rows import latest_first
from pages.state.view import View, listed_facts

MOST = 60
_COLUMNS = ["id", "date_words", "places", "place_ids", "places_complete", "who_says", "match_claimants", "articles"]


def lists_html(view: View, comparison: Comparison) -> str:
    """Three lists, the latest first; quiet words tell as what a fact matches where that is not for sure."""
    parts = (("Both show", comparison.both), ("Only A shows", comparison.only_a), ("Only B shows", comparison.only_b))
    return f"<div class='three-lists'>{''.join(_part(title, ids, view, comparison) for title, ids in parts)}</div>"


def _part(title: str, ids: frozenset[str], view: View, comparison: Comparison) -> str:
    facts = listed_facts(view.dataset)
    facts = latest_first(facts[facts["id"].isin(ids)])
    names, rows = view.names, facts[_COLUMNS].head(MOST).to_dict("records")
    told = {
        str(row["id"]): told_line([row["date_words"], names.where(row), names.who_says(row), *_doubts(str(row["id"]), comparison)])
        for row in rows
    }
    lines = fact_lines(facts.assign(match="definite"), card_link, names, view.dark, told, "in the files of the two selections", MOST)
    return f"<section><h3>{escape(title)} <span class='small'>{len(ids):,}</span></h3>{lines or '<p>No fact is shown here.</p>'}</section>"


def _doubts(identity: str, comparison: Comparison) -> list[str]:
    """A: may match; nothing for a side that it matches for sure, or that does not show it."""
    sides = (("A", comparison.a), ("B", comparison.b))
    return [f"{letter}: {MATCHES[s.classes[identity]]}" for letter, s in sides if identity in s.shown and s.classes[identity] != "definite"]
