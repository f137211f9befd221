"""The parts of the chokepoints page: what depends on a district, the route from a site, incidents around deals, the facts."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.exposure.chokepoints import Exposure
from loaders.exposure.day_gaps import day_gaps
from loaders.exposure.links import closest_links
from loaders.schema.derived_terms import SiteLink
from pages.components.fact_table import card_rows
from pages.components.navigation import method_link
from pages.components.route_image import route_image
from pages.drawing.escaping import plain
from pages.drawing.exposure.counts import marks_text
from pages.drawing.exposure.matrix import PARTS, matrix_html
from pages.drawing.exposure.near import deals_text, near_text, next_of_deal
from pages.drawing.exposure.summary import (
    at_site_text,
    basis_html,
    behind_text,
    money_for_text,
    open_questions,
    shutdown_text,
)
from pages.drawing.exposure.tables import distance_rows, tie_rows, tied_facts
from pages.drawing.palette import count_text
from pages.drawing.rows import security_text
from pages.drawing.sort_keys import day_keys
from pages.exposure.lists import MOST, ON_FACTS, Row, deal_list, fact_list, incident_lists, site_facts
from pages.state.table_cache import to_arrow_table
from pages.state.view import View

ROUTE_NOTE = "The dashed line is schematic, not a surveyed road; points and outlines are the gazetteer's, outlines generalised."
MATRIX_NOTE = (
    "Counted is what happened, by class; reports and statistics are not. May be: placed in the whole province or in an open list of "
    "places. Possible duplicates count once."
)


def behind_district(exposure: Exposure, district: str, view: View) -> None:
    """Draw what depends on a district and what is reported in it, beside the routes drawn on a small map."""
    places, name, sites = view.dataset.places, view.dataset.places[district].name, exposure.behind(district)
    words = behind_text(exposure, district, places)
    st.markdown(f"**{plain(words)}**")
    picture, beside = st.columns(2, gap="medium")
    with picture:
        st.html(route_image(exposure, district, view.dataset, view.dark, view.narrow))
        st.caption(f"{marks_text(exposure)} {ROUTE_NOTE}")
        st.html(matrix_html(exposure, district, places) + method_link("limits", "What this does not claim", view.selection))
        st.caption(MATRIX_NOTE)
    with beside:
        st.html(f"<h2>Sites and money that depend on {escape(name)}</h2>")
        site_facts(sites, view, "behind")
        deal_list(exposure, sites, "behind")
        st.html(f"<h2>Incidents in {escape(name)}</h2>")
        incident_lists(exposure, district, name, "behind")
        if cut := shutdown_text(exposure, district, name):
            st.markdown(plain(cut))
        _notes(open_questions(district, view.dataset.not_stated.values()))


def _notes(lines: list[str]) -> None:
    for line in filter(None, lines):
        st.caption(plain(line))


def way_of_site(exposure: Exposure, site: str, ties: tuple[str, ...], view: View) -> None:
    """Draw the route from a site, district by district, and after each of its deals what comes next."""
    places = view.dataset.places
    name = places[site].name
    st.markdown(f"**{plain(at_site_text(exposure, site, name))}** {plain(money_for_text(exposure, site, name))}")
    deal_list(exposure, (site,), "way")
    for line in _next_after_deals(exposure, site, ties):
        st.markdown(plain(line))
    _notes(open_questions(site, view.dataset.not_stated.values()))
    needs = exposure.depends[exposure.depends["site"] == site].to_dict("records")
    for column, need in zip(st.columns(len(needs), gap="medium"), needs, strict=True):
        with column:
            _district_of_way(exposure, site, need, places[need["district"]].name if need["district"] else "District not known")


def _district_of_way(exposure: Exposure, site: str, need: Row, name: str) -> None:
    avoided = "" if need["every_route"] else " · another route avoids it"
    basis = basis_html(need["basis"], need["gazetteer"])
    st.html(f"<h3>{escape(name)}</h3><p class='small'>{escape(PARTS[need['part']] + avoided)} · basis: {basis}</p>")
    incident_lists(exposure, need["district"], name if need["district"] else "a district not known", f"way_{site}")


def _next_after_deals(exposure: Exposure, site: str, ties: tuple[str, ...]) -> list[str]:
    """A sentence for each of the first dated deals shown; where possible ties count, also what is next without them."""
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
        st.markdown(f"**{plain(deal['title'])}** · {plain(deal['date_words'])}")
        if deal["date_precision"] == "none":
            st.caption("This deal has no date, so no gap can be calculated.")
        else:
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
        card_rows(to_arrow_table(rows, dated["fact"], days), f"near_{deal['id']}", f"Incidents near {deal['title']}")
    _notes(near_text(exposure, near, months))


def tied_table(exposure: Exposure, view: View) -> None:
    """Draw the same facts as a table with the tie of each and its basis, and apart from them what touches no site or is not counted."""
    facts = tied_facts(exposure)
    rows = tie_rows(facts, exposure, view.dataset.places)
    alt, none = "Deals and incidents that touch a site, one a row", "deal or incident that touches a site"
    card_rows(to_arrow_table(rows, facts["id"], {"Date": day_keys(facts)}), "tied", alt, none)
    hidden = {*exposure.deal_ties["fact"], *exposure.ties["fact"]} - {*exposure.statements["id"]} - {*exposure.matches}
    more = f"{count_text(len(hidden), 'fact', 'facts')} that touch a site hidden by the filters." if hidden else ""
    _notes([more, *exposure.gaps])
    if len(untied := exposure.shown(exposure.untied)):
        with st.expander(f"{security_text(untied).capitalize()} shown and not linked to a site (elsewhere, or no place given)"):
            told = zip(untied["places"], untied["place_note"], strict=True)
            where = [", ".join(places) or (note if isinstance(note, str) else "no place") for places, note in told]
            fact_list(untied, "untied", dict(zip(untied["id"], where, strict=True)), ON_FACTS)
