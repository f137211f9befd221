"""Facts that contradict each other, as a frame and in a sentence (pure)."""

from __future__ import annotations

import pandas as pd

from pages.drawing.hidden_counts import hidden_by_filters
from pages.drawing.palette import count_text


def contradictions(shown: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Pairs linked `contradicts` of which at least one is shown, those between articles first.

    Columns: one, one_title, one_says, other, other_title, other_says, between_articles (no article in common).
    """
    told = facts.set_index("id")[["title", "who_says", "articles"]]
    seen = set(shown["id"])
    pairs = {
        tuple(sorted((identity, other)))
        for identity, related in zip(facts["id"], facts["related"], strict=True)
        for how, other in related
        if how == "contradicts" and {identity, other} & seen
    }
    rows = []
    for a, b in sorted(pairs):
        one, other = told.loc[a], told.loc[b]
        apart = set(one["articles"]).isdisjoint(other["articles"])
        rows.append((a, one["title"], one["who_says"], b, other["title"], other["who_says"], apart))
    columns = ["one", "one_title", "one_says", "other", "other_title", "other_says", "between_articles"]
    return pd.DataFrame(rows, columns=columns).sort_values("between_articles", ascending=False, kind="stable", ignore_index=True)


def contradictions_text(pairs: pd.DataFrame, every: pd.DataFrame) -> str:
    """2 contradictions that involve facts shown, 1 of them between articles; more: 3 hidden by the filters.

    pairs: those of which at least one fact is shown; every: all, both as in `contradictions`.
    """
    told = f"{count_text(len(pairs), 'contradiction that involves', 'contradictions that involve')} facts shown"
    told += f", {int(pairs['between_articles'].sum())} of them between articles" if len(pairs) else ""
    hidden = hidden_by_filters(len(every) - len(pairs))
    return f"{told}; {'more: ' * bool(len(pairs))}{hidden}." if hidden else f"{told}."
