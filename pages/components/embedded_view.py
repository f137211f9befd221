"""A view within another host's page: who tells it, with which version of the data, and the way to the dashboard."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.components.accounting_bar import sum_text
from pages.components.navigation import BRAND
from pages.components.share_menu import view_link_address
from pages.state.view import View


def embedded_header(view: View) -> None:
    """In place of navigation and filters."""
    home = f"<a href='{escape(view_link_address(view), quote=True)}' target='_blank' rel='noopener'>Open the dashboard</a>"
    told = f"<span class='accounting' role='status'>{sum_text(view)}</span> · data version {escape(view.dataset.version)}"
    st.html(f"<p class='embedded'><strong>{BRAND}</strong> · {told} · {home}</p>")
