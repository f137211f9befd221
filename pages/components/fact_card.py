"""The fact card, opened by `?fact=`: a dialog over a page, or a panel beside the views; everything the sources say and who says it."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from loaders.api.settings import settings
from loaders.export.citation import fact_citation
from loaders.frames.dataset import Dataset
from loaders.schema.records import Fact
from pages.components.card_parts import card_body, card_related, card_sources, card_title, fact_link
from pages.components.navigation import internal_anchor
from pages.drawing.linked_names import version_query
from pages.state.view import View
from pages.state.widgets import current_parameters, set_parameter


def fact_card(view: View) -> None:
    """Open the card that the address names, if it names one."""
    if view.query.fact is None:
        return
    fact = view.dataset.facts_by_id.get(view.query.fact)
    dialog = st.dialog(card_title(fact) if fact else "Retired fact", width="medium", on_dismiss=_close)
    dialog(_card if fact else _retired)(view.dataset, view.query.fact)


def card_panel(view: View) -> str:
    """The card that the address names as HTML, to stand beside what it is about; nothing where it names none."""
    identity = view.query.fact
    if identity is None:
        return ""
    query = urlencode({name: values for name, values in current_parameters().items() if name != "fact"}, doseq=True)
    close = internal_anchor(f"./?{query}" if query else "./", "✕", " data-close aria-label='Close the card'")
    fact = view.dataset.facts_by_id.get(identity)
    title, content = (card_title(fact), _panel(fact, view.dataset)) if fact else ("Retired fact", _retired_html(view.dataset, identity))
    named = f"data-fact='{escape(identity, quote=True)}' tabindex='-1'"
    return f"<article class='panel' {named}><p class='top'>{escape(title)}{close}</p>{content}</article>"


def _panel(fact: Fact, dataset: Dataset) -> str:
    citation = f"<details><summary>Cite this fact</summary><p class='locator'>{escape(fact_citation(fact, dataset))}</p></details>"
    report = _report_url(fact, dataset)
    error = f" · <a href='{escape(report, quote=True)}' target='_blank' rel='noopener noreferrer'>Report an error</a>" if report else ""
    foot = _foot(fact, dataset, error)
    return f"{card_body(fact, dataset)}{card_sources(fact, dataset)}{card_related(fact, dataset)}{citation}{foot}"


def _foot(fact: Fact, dataset: Dataset, more: str = "") -> str:
    """The id of a fact, which leads to its own page, and the data version."""
    page = escape(f"./fact/{fact.id}{version_query(dataset)}", quote=True)
    return f"<p class='small'><a href='{page}' target='_self'>Fact {escape(fact.id)}</a> · data version {dataset.version}{more}</p>"


def _close() -> None:
    set_parameter("fact", [])


def _retired(dataset: Dataset, identity: str) -> None:
    st.html(_retired_html(dataset, identity))


def _retired_html(dataset: Dataset, identity: str) -> str:
    retired = dataset.retired[identity]
    onward = fact_link(retired.into, f"Open what it became: {retired.into}") if retired.into else ""
    return f"<p>{escape(f'{identity} is no longer a fact of its own. {retired.reason}')}</p>{onward}"


def _card(dataset: Dataset, identity: str) -> None:
    fact = dataset.facts_by_id[identity]
    st.html(card_body(fact, dataset))
    st.html(card_sources(fact, dataset))
    if related := card_related(fact, dataset):
        st.html(related)
    st.caption("Cite this fact")
    st.code(fact_citation(fact, dataset), language=None, wrap_lines=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(_foot(fact, dataset))
        if report := _report_url(fact, dataset):
            st.link_button("Report an error", report)


def _report_url(fact: Fact, dataset: Dataset) -> str | None:
    """A prefilled issue at the address in the settings; none where that is not set."""
    base = settings().report_url
    if not base:
        return None
    body = f"Fact: {fact.id}\nData version: {dataset.version}\n\nWhat is wrong, and which passage shows it:\n"
    return f"{base}{'&' if '?' in base else '?'}{urlencode({'title': f'Error in {fact.id}', 'body': body})}"
