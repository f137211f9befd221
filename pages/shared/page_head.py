"""What stands above every page of facts: its title with what is seen, and how many of each kind."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.dataset import Dataset
from loaders.selection import Selection
from pages.shared.filter_bar import selection_words
from pages.shared.kept import kept
from pages.shared.rows import kinds_words
from pages.shared.seen import whole_words
from pages.shared.view import View, shown_facts


def page_head(title: str, view: View, more: str = "") -> None:
    """Draw the heading of a page: "Map: 3 security incidents in Nushki, Jan–Feb 2026"; more: what else the page counts."""
    told = [kinds_in(view.dataset, view.selection), more, filters_in(view.dataset, view.selection)]
    head(title, heading_words(view.dataset, view.selection), " · ".join(filter(None, told)))


def head(title: str, seen: str, lead: str) -> None:
    """Draw a heading with what is seen, and a line below."""
    st.html(f"<h1>{escape(title)}: {escape(seen)}</h1>" + (f"<p class='lead'>{escape(lead)}</p>" if lead else ""))


@kept(128)
def heading_words(dataset: Dataset, selection: Selection) -> str:
    """All that a selection shows, in words."""
    return whole_words(shown_facts(dataset, selection))


@kept(128)
def kinds_in(dataset: Dataset, selection: Selection) -> str:
    """How many of each kind; empty where the heading says it."""
    facts = shown_facts(dataset, selection)
    return kinds_words(facts) if facts["kind"].nunique() > 1 else ""


@kept(128)
def filters_in(dataset: Dataset, selection: Selection) -> str:
    """What the facts are filtered by; empty without a filter."""
    return f"filtered by {selection_words(selection, dataset)}" if selection.filters else ""
