"""What surrounds every page: navigation, filter bar, accounting and fact card; then the page itself."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from loaders.api.served_data import store
from pages import PAGES
from pages.components.account import sign_out_link
from pages.components.as_of_banner import as_of_banner
from pages.components.banners import data_banner, data_error_page, notify_data_change, query_error_banner
from pages.components.embedded_view import embedded_header
from pages.components.event_card import event_card
from pages.components.fact_card import fact_card
from pages.components.filter_bar import filter_bar
from pages.components.navigation import navigation
from pages.components.search_results import search_line
from pages.components.share_menu import share_button
from pages.components.version_banner import version_banner
from pages.server.metrics import counted_rerun
from pages.server.page_metadata import page_of, page_title
from pages.server.streamlit_internals.sessions import follow_path, forget_step, repeat_lost_action, take_lost_action
from pages.state.view import parameters, resolve_view
from pages.state.widgets import settle_address


def main() -> None:
    """Draw the frame and run the page that the address names."""
    pages = {
        name: st.Page(f"{name}/page.py", title=page.title, url_path="" if name == "overview" else name, default=name == "overview")
        for name, page in PAGES.items()
    }
    page = st.navigation(list(pages.values()), position="hidden")
    with counted_rerun(page_of(page.url_path)):
        draw(pages, page)


def draw(pages: dict[str, StreamlitPage], page: StreamlitPage) -> None:
    """Draw one page within its frame."""
    follow_path(pages, page)
    take_lost_action()
    settle_address()
    st.set_page_config(page_title=page_title(page_of(page.url_path)), layout="wide")
    data = store()
    if data.dataset is None:
        return data_error_page(data)
    view = resolve_view(data.dataset)
    name = page_of(page.url_path)
    embedded = bool(st.context.is_embedded)
    if embedded:
        embedded_header(view)
    else:
        with st.container(horizontal=True, key="header", vertical_alignment="center", gap="small"):
            st.html(navigation(name, view.selection, urlencode(parameters(), doseq=True)), width="stretch")
            share_button(view)
            sign_out_link()
    data_banner(data)
    notify_data_change(data.dataset)
    query_error_banner(view.query)
    if not embedded:
        as_of_banner(view, data.dataset)
    version_banner(view)
    if not embedded:
        filter_bar(view, name)
    search_line(view)
    page.run()
    if view.narrow or name != "overview":  # the overview shows it beside its views
        fact_card(view)
    event_card(view)
    forget_step(parameters())
    repeat_lost_action()


main()
