"""A view within another host's page: who tells it, with which version of the data, and the way to the dashboard."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.schema.formatting import day_text
from pages.components.accounting_bar import sum_text
from pages.components.as_of_banner import limits_text
from pages.components.navigation import BRAND
from pages.components.share_menu import view_link_address
from pages.state.view import View


def embedded_header(view: View) -> None:
    """In place of navigation, filters and the line on recorded versions: a frozen view says that it is one, the same for ever."""
    home = f"<a href='{escape(view_link_address(view), quote=True)}' target='_blank' rel='noopener'>Open the dashboard</a>"
    told = f"<span class='accounting' role='status'>{sum_text(view)}</span> · {_version_html(view)} · {home}"
    limits = f"<br><span class='small'>{escape(limits)}</span>" if (limits := limits_text(view.dataset)) else ""
    st.html(f"<p class='embedded'><strong>{BRAND}</strong> · {told}{limits}</p>")


def _version_html(view: View) -> str:
    version = escape(view.dataset.version)
    recorded = view.dataset.recorded
    return f"as of data version <b>{version}</b>, recorded {day_text(recorded.day)}" if recorded else f"data version {version}"
