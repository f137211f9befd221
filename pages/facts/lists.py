"""The ledger, the contradictions, and what the articles leave open, as frames (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from loaders.query.selection import Selection
from loaders.schema.records import Fact
from loaders.schema.registries import NotStated
from pages.components.navigation import internal_link, page_address
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


def questions_html(asked: Sequence[NotStated], of: int, facts: Mapping[str, Fact], selection: Selection) -> str:
    """Open questions in full: what is asked, what the texts give, and the facts it is about, each a link to its card."""
    if not of:
        return "<p>No open question is recorded.</p>"
    told = f"<p>{len(asked)} of {of} questions shown: those with the words “{escape(selection.q)}”.</p>" if selection.q else ""
    items = "".join(
        f"<div><dt>{escape(one.asked)}</dt><dd>{escape(one.note)}"
        + "".join(f"<br>{internal_link(page_address('facts', selection, fact=i), facts[i].title)}" for i in one.facts)
        + "</dd></div>"
        for one in asked
    )
    return told + (f"<dl class='questions'>{items}</dl>" if items else "")
