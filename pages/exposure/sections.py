"""The parts of the chokepoints page: what depends on a district, what comes before and after deals, the facts as a table."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.exposure.chokepoints import Exposure
from loaders.exposure.closure import closure_of
from loaders.exposure.day_gaps import day_gaps
from loaders.exposure.links import closest_links
from loaders.schema.derived_terms import SiteLink
from pages.components.card_link import card_link
from pages.components.fact_table import card_rows
from pages.components.navigation import method_link
from pages.components.route_image import route_image
from pages.drawing.escaping import plain
from pages.drawing.exposure.closure import closure_html
from pages.drawing.exposure.counts import marks_text
from pages.drawing.exposure.near import deals_text, near_text, next_of_deal
from pages.drawing.exposure.summary import at_site_text, money_for_text, open_questions, route_basis_html, shutdown_text
from pages.drawing.exposure.tables import distance_rows, tie_rows, tied_facts
from pages.drawing.fact_lines import MOST, fact_lines
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import count_text
from pages.drawing.rows import security_text
from pages.drawing.sort_keys import day_keys
from pages.exposure.lists import ON_FACTS, Row, incident_lists, sites_and_money
from pages.state.table_cache import to_arrow_table
from pages.state.view import View


def route_and_lists(exposure: Exposure, district: str, view: View) -> None:
    """Draw the picture of the routes with what happened in each district, and beside it what depends on one district."""
    if view.window in ("wide", "short"):
        picture, beside = st.columns([6, 5], gap="medium")
    else:  # half of a narrow window is too little for the picture's words
        picture, beside = st.container(), st.container()
    with picture:
        _picture(exposure, district, view)
    with beside:
        _lists(exposure, district, view)


def _picture(exposure: Exposure, district: str, view: View) -> None:
    st.html(
        route_image(exposure, district, view.dataset, view.dark, view.narrow)
        + f"<p class='small'>{escape(marks_text(exposure))} {method_link('limits', 'What this does not claim', view.selection)}</p>"
    )
    st.html(folded("What the routes rest on", route_basis_html(exposure, view.names)))


def _lists(exposure: Exposure, district: str, view: View) -> None:
    name = view.dataset.places[district].name
    st.html(f"<h2>Sites and money that depend on {escape(name)}</h2>" + sites_and_money(exposure, exposure.behind(district), view))
    st.html(f"<h2>Incidents in {escape(name)}</h2>")
    incident_lists(exposure, district, view)
    _notes([shutdown_text(exposure, district, name)])
    if asked := "".join(f"<p>{escape(line)}</p>" for line in open_questions(district, view.dataset.not_stated.values())):
        st.html(folded(f"What the articles do not state about {name}", asked))


def if_closed(exposure: Exposure, district: str, view: View) -> None:
    """Say what stands behind a district if the road through it were closed."""
    closure = closure_of(exposure, district, view.dataset.facts, view.dataset.routes)
    st.header(f"If the road through {plain(view.dataset.places[district].name)} were closed", anchor="if-closed")
    st.html(closure_html(closure, view.names, card_link))


def folded(title: str, content: str) -> str:
    """HTML behind a title that opens it; on paper it is open."""
    return f"<details class='folded'><summary>{escape(title)}</summary>{content}</details>"


def _notes(lines: list[str]) -> None:
    if told := "".join(f"<p class='small'>{escape(line)}</p>" for line in lines if line):
        st.html(f"<div class='notes'>{told}</div>")


def site_and_deals(exposure: Exposure, site: str, ties: tuple[str, ...], view: View) -> None:
    """Say what is reported at a site, the money for it, and what comes next after each of its deals."""
    name = view.dataset.places[site].name
    lines = _next_after_deals(exposure, site, ties)
    told = "".join(f"<p>{escape(line)}</p>" for line in [money_for_text(exposure, site, name), *lines])
    asked = "".join(f"<p class='small'>{escape(line)}</p>" for line in open_questions(site, view.dataset.not_stated.values()))
    st.html(f"<div class='notes'><p><b>{escape(at_site_text(exposure, site, name))}</b></p>{told}{asked}</div>")


def _next_after_deals(exposure: Exposure, site: str, ties: tuple[str, ...]) -> list[str]:
    """A sentence for each of the first dated deals shown; where possible links count, also what is next without them."""
    deals = exposure.shown(exposure.deals_of((site,), direct=True)).to_dict("records")
    dated = [d for d in deals if d["date_precision"] != "none"]
    sure = tuple(tie for tie in ties if tie != SiteLink.POSSIBLE)
    ways = [(ties, "")] + ([(sure, "Without possible links: ")] if sure and sure != ties else [])
    touching = [(exposure.incidents_of((site,), counted), aside) for counted, aside in ways]
    lines = [aside + next_of_deal(exposure, deal, incidents) for deal in dated[:MOST] for incidents, aside in touching]
    return lines + ([f"{len(dated) - MOST} more deals: narrow the view by a filter."] if len(dated) > MOST else [])


def days_around_deals(exposure: Exposure, ties: tuple[str, ...], months: int) -> None:
    """Draw for each deal shown the incidents on its route in the months before and after it, as far as dates allow."""
    tied = exposure.deals[exposure.deals["id"].isin(exposure.deal_ties["fact"])]
    deals, hidden = exposure.shown(tied), exposure.hidden(tied)
    for deal in deals.head(MOST).to_dict("records"):
        undated = deal["date_precision"] == "none"
        st.markdown(f"**{plain(deal['title'])}** · {plain(deal['date_words'])}{', so no gap can be calculated' if undated else ''}")
        if not undated:
            _near(exposure, deal, ties, months)
    _notes([deals_text(len(deals), len(hidden))])
    if len(deals) > MOST:
        st.caption(f"{len(deals) - MOST} more deals: narrow the view by a filter.")


def _near(exposure: Exposure, deal: Row, ties: tuple[str, ...], months: int) -> None:
    sites = exposure.deal_ties.loc[exposure.deal_ties["fact"] == deal["id"], "site"]
    touching = closest_links(exposure.ties[exposure.ties["site"].isin(sites) & exposure.ties["fact"].isin(exposure.incidents["id"])])
    touching = touching[touching["tie"].isin(ties)]
    near = day_gaps(deal, exposure.incidents[exposure.incidents["id"].isin(touching["fact"])], months)
    found = near[near["fact"].isin(exposure.matches)]
    dated = found[found["order"] != "unknown"]
    if len(dated):
        rows = distance_rows(dated, exposure.incidents, touching, months)
        days = {"Date": day_keys(exposure.incidents.set_index("id").loc[dated["fact"]])}
        card_rows(to_arrow_table(rows, dated["fact"], days), f"near_{deal['id']}", f"Incidents before and after {deal['title']}")
    _notes(near_text(exposure, near, months))


def tied_table(exposure: Exposure, view: View) -> None:
    """Draw behind a click the same facts as a table with the link of each and its basis, and apart from them what touches no site."""
    facts = tied_facts(exposure)
    rows = tie_rows(facts, exposure, view.dataset.places)
    alt, none = "Deals and incidents that touch a site, one a row", "deal or incident that touches a site"
    with st.expander("Deals and incidents shown, as a table"):
        card_rows(to_arrow_table(rows, facts["id"], {"Date": day_keys(facts)}), "tied", alt, none)
    hidden = {*exposure.deal_ties["fact"], *exposure.ties["fact"]} - {*exposure.statements["id"]} - {*exposure.matches}
    more = f"{count_text(len(hidden), 'fact that touches', 'facts that touch')} a site hidden by the filters." if hidden else ""
    _notes([more, *exposure.gaps])
    if len(untied := exposure.shown(exposure.untied)):
        with st.expander(f"{security_text(untied).capitalize()} shown and not linked to a site (elsewhere, or no place given)"):
            where = {str(row["id"]): _place_or_note(row, view.names) for row in untied.to_dict("records")}
            st.html(fact_lines(untied, card_link, view.names, view.dark, where, ON_FACTS))


def _place_or_note(fact: Row, names: LinkedNames) -> str:
    """The places of a fact; of one without any what its source says instead."""
    note = fact["place_note"] if isinstance(fact["place_note"], str) else "no place"
    return names.where(fact) if fact["places"] else note
