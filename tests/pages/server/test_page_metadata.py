"""The head of a page: what it names is there, and the links of the navigation keep the view."""

from __future__ import annotations

from loaders.api.public_address import PublicAddress
from loaders.query.selection import Selection
from pages import offered_pages
from pages.components.navigation import navigation, page_address, view_link
from pages.server.page_metadata import meta_tags
from pages.server.preload_links import preloads_html
from pages.server.static_assets import ADDRESSES
from pages.server.streamlit_internals.page_html import bundle_file


def test_a_page_names_its_bundles_and_what_they_import_but_no_other_s() -> None:
    links = preloads_html("map")
    assert bundle_file("DeckGlJsonChart") in links
    assert "arrowFormatUtils." in links, "the table imports it"
    assert bundle_file("PlotlyChart") not in links


def test_the_head_names_the_style_and_the_script_by_their_content() -> None:
    head = meta_tags("/map", PublicAddress("http://here"))
    assert all(address in head for address in ADDRESSES.values())


def test_the_navigation_keeps_the_filters_and_says_where_the_reader_is() -> None:
    told = navigation("map", Selection(district=("nushki",), q="<b>"))
    assert told.count("district=nushki") == len(offered_pages())
    assert told.count("aria-current='page'") == 1
    assert "<b>" not in told


def test_a_link_onward_changes_what_it_says_and_keeps_the_rest() -> None:
    assert page_address("overview", Selection()) == "./"
    link = view_link("exposure", "Behind <it>", Selection(kind=("security_incident",)), behind="nushki")
    assert "./exposure?kind=security_incident&amp;behind=nushki" in link
    assert "Behind &lt;it&gt;" in link
