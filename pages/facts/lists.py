"""The ledger, the contradictions, and what the articles leave open, as frames (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from loaders.records import Fact, NotStated
from loaders.selection import Selection
from pages.shared.hidden import hidden_by_filters
from pages.shared.inside import inside_link, page_address
from pages.shared.palette import LINKS, count_words
from pages.shared.rows import table_rows

_TELLING = ("contradicts", "may_be_same_as", "not_additive_with")


def ledger_rows(shown: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """The columns of `table_rows`, with Links: what a fact contradicts, may repeat or must not be added to, both ways."""
    titles = dict(zip(facts["id"], facts["title"], strict=True))
    links: dict[str, list[str]] = {}
    for identity, related in zip(facts["id"], facts["related"], strict=True):
        for how, other in related:
            if how in _TELLING:
                links.setdefault(identity, []).append(f"{LINKS[how][0]} “{titles[other]}”")
                links.setdefault(other, []).append(f"{LINKS[how][1]} “{titles[identity]}”")
    rows = table_rows(shown)
    rows.insert(list(rows.columns).index("Source"), "Links", ["; ".join(dict.fromkeys(links.get(i, []))) for i in shown["id"]])
    return rows


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


def contradictions_words(pairs: pd.DataFrame, every: pd.DataFrame) -> str:
    """2 contradictions that involve facts shown, 1 of them between articles; more: 3 hidden by the filters.

    pairs: those of which at least one fact is shown; every: all, both as in `contradictions`.
    """
    told = f"{count_words(len(pairs), 'contradiction that involves', 'contradictions that involve')} facts shown"
    told += f", {int(pairs['between_articles'].sum())} of them between articles" if len(pairs) else ""
    hidden = hidden_by_filters(len(every) - len(pairs))
    return f"{told}; {'more: ' * bool(len(pairs))}{hidden}." if hidden else f"{told}."


def questions_html(asked: Sequence[NotStated], of: int, facts: Mapping[str, Fact], selection: Selection) -> str:
    """Open questions in full: what is asked, what the texts give, and the facts near it, each a link to its card."""
    if not of:
        return "<p>No open question is recorded.</p>"
    told = f"<p>{len(asked)} of {of} questions shown: those that hold the words “{escape(selection.q)}”.</p>" if selection.q else ""
    items = "".join(
        f"<dt>{escape(one.asked)}</dt><dd>{escape(one.note)}"
        + "".join(f"<br>{inside_link(page_address('facts', selection, fact=i), facts[i].title)}" for i in one.facts)
        + "</dd>"
        for one in asked
    )
    return told + (f"<dl class='questions'>{items}</dl>" if items else "")
