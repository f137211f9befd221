"""The ledger, the contradictions, and what the articles leave open, as frames (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from loaders.history.questions import WatchedQuestion
from loaders.query.selection import Selection
from loaders.schema.formatting import day_text
from loaders.schema.records import Fact
from pages.components.navigation import internal_link, page_address
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import LINKS
from pages.drawing.rows import table_rows

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


def questions_html(asked: Sequence[WatchedQuestion], of: int, facts: Mapping[str, Fact], names: LinkedNames, selection: Selection) -> str:
    """Open questions in full: what is asked, what the texts give, the facts it is about, by which articles it stays open, since when."""
    if not of:
        return "<p>No open question is recorded.</p>"
    told = f"<p>{len(asked)} of {of} questions shown: those with the words “{escape(selection.q)}”.</p>" if selection.q else ""
    items = "".join(
        f"<div><dt>{escape(one.record.asked)}</dt><dd>{escape(one.record.note)}"
        + "".join(f"<br>{_link(i, facts, selection)}" for i in one.record.facts)
        + f"<span class='second'>{_open_html(one, names)}</span>"
        + "".join(f"Answered by {_link(i, facts, selection)}<br>" for i in one.answered_by)
        + "</dd></div>"
        for one in asked
    )
    return told + (f"<dl class='questions'>{items}</dl>" if items else "")


def _link(identity: str, facts: Mapping[str, Fact], selection: Selection) -> str:
    return internal_link(page_address("facts", selection, fact=identity), facts[identity].title)


def _open_html(one: WatchedQuestion, names: LinkedNames) -> str:
    """Open in 3 articles, touched by NDTV Opinion, since version 6e0f7a4ec1 (27 Nov 2026)."""
    articles = names.dataset.articles
    told = ["answered" if one.answered_by else f"left open by the {len(articles)} articles"]
    if one.articles:
        told.append(f"touched by {', '.join(names.article(i, articles[i].publisher) for i in one.articles)}")
    told.append(f"asked since version {one.since.version} ({day_text(one.since.date)})" if one.since else "in no recorded version yet")
    return " · ".join(told)
