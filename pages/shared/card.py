"""The fact card: one dialog for all pages, opened by `?fact=`, with everything the sources say and who says it."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.dataset import Dataset
from loaders.frames import author_words
from loaders.records import AUTHOR, Fact, FinancingDeal, Source
from loaders.vocabulary import Certainty
from loaders.words import date_words, figure_phrase, passage_url
from pages.shared.address import open_fact, set_parameter
from pages.shared.facts_table import place_words
from pages.shared.palette import CERTAINTIES, KINDS, LINKS, RUNGS, words_of
from pages.shared.text import plain
from pages.shared.view import View


def fact_card(view: View) -> None:
    """Open the card that the address names, if it names one."""
    if view.query.fact is None:
        return
    fact = view.dataset.facts_by_id.get(view.query.fact)
    title = f"{KINDS[fact.kind].glyph} {KINDS[fact.kind].one.capitalize()}" if fact else "Retired fact"
    st.dialog(title, width="medium", on_dismiss=_close)(_body)(view, fact, view.query.fact)


def _close() -> None:
    st.session_state["cards_closed"] = st.session_state.get("cards_closed", 0) + 1
    set_parameter("fact", [])


def _body(view: View, fact: Fact | None, identity: str) -> None:
    if fact is None:
        retired = view.dataset.retired[identity]
        st.write(f"This fact was retired. {retired.reason}")
        if retired.into:
            st.button(f"Open what it became: {retired.into}", on_click=open_fact, args=(retired.into,))
        return
    st.html(f"<h2 class='card-title'>{escape(fact.title)}</h2><p>{escape(fact.summary)}</p>{_told(fact, view.dataset)}")
    st.html(f"<h3>Sources</h3>{''.join(_source(s, fact, view.dataset) for s in fact.sources)}")
    _related(fact, view.dataset)
    st.caption(f"Fact {fact.id} · data version {view.dataset.version}")


def _told(fact: Fact, dataset: Dataset) -> str:
    row = dataset.facts.loc[dataset.facts["id"] == fact.id].iloc[0]
    certainty = f"{CERTAINTIES[fact.certainty]}: {Certainty(fact.certainty).meaning.lower()}"
    told = {
        "Who says so": row["who_says"],
        "Certainty": certainty,
        "Date": date_words(fact.date, fact.year_inferred) + _note(fact.date_note),
        "Place": place_words(row["places"], fact.places_complete) + _note(fact.place_note),
        "Actors": "; ".join(f"{dataset.actors[a.actor].name} ({words_of(a.role)})" for a in fact.actors),
        "Figures": "; ".join(figure_phrase(f) + _figure_claim(f.claimed_by, dataset) for f in fact.figures),
        "Commodities": ", ".join(words_of(c) for c in fact.commodities),
    }
    if isinstance(fact, FinancingDeal):
        told |= {
            "Rung": RUNGS[fact.status],
            "Financier": ", ".join(dataset.actors[a].name for a in fact.financier),
            "Recipient": ", ".join(dataset.actors[a].name for a in fact.recipient) or "not stated",
        }
    told["Read this first"] = fact.note or ""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in told.items() if words)
    return f"<dl class='card'>{rows}</dl>"


def _note(text: str | None) -> str:
    return f" — {text}" if text else ""


def _figure_claim(claimants: tuple[str, ...], dataset: Dataset) -> str:
    names = [dataset.actors[c].name for c in claimants if c != AUTHOR]
    return f" (according to {' and '.join(names)})" if names else ""


def _source(source: Source, fact: Fact, dataset: Dataset) -> str:
    article = dataset.articles[source.article]
    own = ", ".join("the author" if c == AUTHOR else dataset.actors[c].name for c in source.claimed_by)
    differs = "; ".join(filter(None, (f"here said by {own}" if own else "", CERTAINTIES[source.certainty] if source.certainty else "")))
    url = passage_url(article.url, source)
    link = (
        f"<a href='{escape(url, quote=True)}' target='_blank' rel='noopener noreferrer'>open the passage</a>"
        if url
        else "the article’s address is not known"
    )
    return (
        f"<p>{escape(author_words(article))}, paragraph {source.paragraph}: <q class='locator'>{escape(f'{source.from_} … {source.to}')}</q> · {link}"
        f"{f' · {escape(differs)}' if differs else ''}</p>"
    )


def _related(fact: Fact, dataset: Dataset) -> None:
    there = {r.fact: LINKS[r.how][0] for r in fact.related}
    back = {o.id: LINKS[r.how][1] for o in dataset.facts_by_id.values() for r in o.related if r.fact == fact.id}
    if not there and not back:
        return
    st.html("<h3>Related facts</h3>")
    with st.container(key="related", gap=None):
        for identity, how in (back | there).items():
            other = dataset.facts_by_id[identity]
            label = f"{how} {KINDS[other.kind].glyph} {plain(other.title)}"
            st.button(label, key=f"related_{identity}", on_click=open_fact, args=(identity,), type="tertiary")
