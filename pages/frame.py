"""What surrounds every page: navigation, filter bar, accounting and fact card; then the page itself."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.shared.address import link_parameters
from pages.shared.card import fact_card
from pages.shared.filter_bar import filter_bar
from pages.shared.heads import PAGES, page_of, page_title
from pages.shared.strip import accounting_strip
from pages.shared.trouble import address_faults, data_banner, data_error_page, data_news
from pages.shared.version_banner import version_banner
from pages.shared.view import View, store, take_view

STYLE = Path(__file__).with_name("shared") / "style.css"


def main() -> None:
    """Draw the frame and run the page that the address names."""
    pages = {
        name: st.Page(f"{name}/page.py", title=title, url_path="" if name == "overview" else name, default=name == "overview")
        for name, title in PAGES.items()
    }
    page = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=page_title(page_of(page.url_path)), layout="wide")
    st.html(STYLE)
    data = store()
    if data.dataset is None:
        return data_error_page(data)
    view = take_view(data.dataset)
    _navigation(pages, page, view)
    data_banner(data)
    data_news(view.dataset)
    address_faults(view.query)
    version_banner(view)
    filter_bar(view)
    accounting_strip(view)
    page.run()
    fact_card(view)


def _navigation(pages: dict[str, st.Page], page: st.Page, view: View) -> None:
    """Links that carry the filters, also into a new tab."""
    with st.container(horizontal=True, key="nav", vertical_alignment="center", gap="small"):
        st.html("<span class='brand'>Minerals and conflict · Pakistan’s west</span>", width="content")
        for target in pages.values():
            here = target.url_path == page.url_path
            with st.container(key="here" if here else f"to_{target.url_path}", width="content"):
                st.page_link(target, query_params=link_parameters(view.selection))


main()
