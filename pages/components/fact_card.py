"""The fact card: one dialog for all pages, opened by `?fact=`, with everything the sources say and who says it."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from loaders.api.settings import settings
from loaders.export.citation import fact_citation
from loaders.frames.dataset import Dataset
from loaders.schema.formatting import author_text, passage_url
from loaders.schema.kinds.security_incident import incident_class
from loaders.schema.records import AUTHOR, Fact, Source
from pages.components.navigation import internal_link
from pages.drawing.card_fields import card_fields
from pages.drawing.escaping import plain
from pages.drawing.palette import CERTAINTIES, LINKS, fact_glyph, kind_text, look_of
from pages.state.view import View
from pages.state.widgets import current_parameters, set_parameter


def fact_card(view: View) -> None:
    """Open the card that the address names, if it names one."""
    if view.query.fact is None:
        return
    fact = view.dataset.facts_by_id.get(view.query.fact)
    title = _title(fact) if fact else "Retired fact"
    dialog = st.dialog(title, width="medium", on_dismiss=_close)
    dialog(_card if fact else _retired)(view.dataset, view.query.fact)


def _title(fact: Fact) -> str:
    look = look_of(fact.kind, incident_class(fact))
    return f"{fact_glyph(look, fact.certainty)} {kind_text(look).capitalize()}"


def _close() -> None:
    set_parameter("fact", [])


def _retired(dataset: Dataset, identity: str) -> None:
    retired = dataset.retired[identity]
    st.markdown(plain(f"{identity} is no longer a fact of its own. {retired.reason}"))
    if retired.into:
        st.html(fact_link(retired.into, f"Open what it became: {retired.into}"))


def _card(dataset: Dataset, identity: str) -> None:
    fact = dataset.facts_by_id[identity]
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in card_fields(fact, dataset).items() if words)
    st.html(f"<h2 class='card-title'>{escape(fact.title)}</h2><p>{escape(fact.summary)}</p><dl class='card'>{told}</dl>")
    st.html(f"<h3>Sources</h3>{''.join(_source(source, dataset) for source in fact.sources)}")
    _related(fact, dataset)
    st.caption("Cite this fact")
    st.code(fact_citation(fact, dataset), language=None, wrap_lines=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Fact {fact.id} · data version {dataset.version}")
        if print_diagnostics := _report_url(fact, dataset):
            st.link_button("Report an error", print_diagnostics)


def _source(source: Source, dataset: Dataset) -> str:
    article = dataset.articles[source.article]
    own = " and ".join("the author" if c == AUTHOR else dataset.actors[c].name for c in source.claimed_by)
    differs = [f"here said by {own}"] if own else []
    differs += [f"here {CERTAINTIES[source.certainty]}"] if source.certainty else []
    url = passage_url(article.url, source)
    link = (
        f"<a href='{escape(url, quote=True)}' target='_blank' rel='noopener noreferrer'>open the passage</a>"
        if url
        else "the article’s address is not known"
    )
    told = [f"{escape(author_text(article))}, paragraph {source.paragraph}", *map(escape, differs), link]
    return f"<p>{' · '.join(told)}<br><q class='locator'>{escape(f'{source.from_} … {source.to}')}</q></p>"


def _related(fact: Fact, dataset: Dataset) -> None:
    there = {r.fact: LINKS[r.how][0] for r in fact.related}
    back = {o.id: LINKS[r.how][1] for o in dataset.facts_by_id.values() for r in o.related if r.fact == fact.id}
    if not there and not back:
        return
    st.html("<h3>Related facts</h3>")
    with st.container(key="related", gap=None):
        for identity, how in (back | there).items():
            other = dataset.facts_by_id[identity]
            glyph = fact_glyph(look_of(other.kind, incident_class(other)), other.certainty)
            st.html(fact_link(identity, f"{how} {glyph} {other.title}"))


def fact_link(identity: str, words: str) -> str:
    """A link as HTML to a fact's card over the same page; buttons in a dialog die with the session that drew them."""
    query = urlencode({**current_parameters(), "fact": identity}, doseq=True)
    return f"<p>{internal_link(f'?{query}', words)}</p>"


def _report_url(fact: Fact, dataset: Dataset) -> str | None:
    """A prefilled issue at the address in the settings; none where that is not set."""
    base = settings().report_url
    if not base:
        return None
    body = f"Fact: {fact.id}\nData version: {dataset.version}\n\nWhat is wrong, and which passage shows it:\n"
    return f"{base}{'&' if '?' in base else '?'}{urlencode({'title': f'Error in {fact.id}', 'body': body})}"
