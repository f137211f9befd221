"""What stands above every page of facts: its title with what is seen, and how many of each kind."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from pages.components.navigation import counted_link
from pages.drawing.alt_text import whole_text
from pages.drawing.hidden_counts import hidden_text
from pages.drawing.palette import KINDS, count_text, looks_of
from pages.drawing.rows import security_text
from pages.state.selection_text import selection_words
from pages.state.view import View, selected_facts, shown_facts


def page_head(title: str, view: View, more: str = "") -> None:
    """Draw the heading of a page: "Map: 3 attacks or holds shown in Nushki, Jan–Feb 2026"; more: what else the page counts."""
    told = [security_in(view.dataset, view.selection), "" if view.shown.empty else more, limits_in(view.dataset, view.selection)]
    told.insert(2, rest_in(view.dataset, view.selection))
    lead = " · ".join(filter(None, [kinds_in(view.dataset, view.selection), *map(escape, told)]))
    seen = heading_text(view.dataset, view.selection)
    head(title, seen, view.narrow, lead_html=lead if view.shown.empty or not lead else f"Shown: {lead}")


def head(title: str, seen: str, narrow: bool, lead: str = "", lead_html: str = "") -> None:
    """Draw a heading with what is seen, and a line below: words, or HTML in which all is escaped.

    On a phone the heading ends after the number that is shown; the line below has the rest, and opens to the HTML.
    """
    number, shown, rest = seen.partition(" shown") if narrow else (seen, "", "")
    told = escape(" · ".join(filter(None, [rest.removeprefix(",").strip(), lead])))
    if narrow and told and lead_html:
        below = f"<details class='lead'><summary>{told}</summary>{lead_html}</details>"
    else:
        below = "".join(f"<p class='lead'>{words}</p>" for words in (told, lead_html) if words)
    st.html(f"<h1>{escape(f'{title}: {number}{shown}')}</h1>{below}")


@kept(128)
def heading_text(dataset: Dataset, selection: Selection) -> str:
    """All that a selection shows, in words."""
    return whole_text(shown_facts(dataset, selection))


@kept(128)
def kinds_in(dataset: Dataset, selection: Selection) -> str:
    """How many of each kind as HTML, each number a link to its facts; empty where the heading says it."""
    counts = shown_facts(dataset, selection)["kind"].value_counts()
    kinds = [(str(kind), int(number)) for kind, number in counts.items() if number]
    links = (counted_link(n, count_text(n, KINDS[kind].one, KINDS[kind].many), selection, kind=(kind,)) for kind, n in kinds)
    return ", ".join(links) if len(kinds) > 1 else ""


@kept(128)
def security_in(dataset: Dataset, selection: Selection) -> str:
    """How many security facts tell of what happened, and how many are statements; empty where the heading says it."""
    facts = shown_facts(dataset, selection)
    return security_text(facts) if len(set(looks_of(facts))) > 1 else ""


@kept(128)
def rest_in(dataset: Dataset, selection: Selection) -> str:
    """How many independent origins the facts that are shown rest on; empty where none is shown."""
    origins = {origin for of_fact in shown_facts(dataset, selection)["origins"] for origin in of_fact}
    return f"from {count_text(len(origins), 'independent origin', 'independent origins')}" if origins else ""


@kept(128)
def limits_in(dataset: Dataset, selection: Selection) -> str:
    """What the facts are filtered by, and where none is shown how many are hidden; empty where all are shown."""
    selected, shown = selected_facts(dataset, selection), shown_facts(dataset, selection)
    hidden = hidden_text(dataset.facts, selected, shown) if shown.empty else ""
    by = "" if not selection.chosen else f"filtered by {selection_words(selection, dataset)}"
    return " · ".join(filter(None, [hidden, by]))
