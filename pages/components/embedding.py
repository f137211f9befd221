"""The line that shows a view in a page elsewhere: live, following the data, or frozen as a recorded version has it."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.api.settings import settings
from pages.drawing.escaping import plain
from pages.server.page_metadata import page_title
from pages.state.location import current_page

LIVE, FROZEN = "Live", "Frozen"
HEIGHT_PX = 700


def embedding(live: str, frozen: str, version: str) -> None:
    """Draw it where hosts are allowed to. live, frozen: addresses of the view; "" where there is none. version: that of the frozen one."""
    hosts = settings().frame_ancestors
    if not hosts:
        return
    st.markdown("**Show this view in another page**")
    addresses = {form: address for form, address in ((LIVE, live), (FROZEN, frozen)) if address}
    told = {LIVE: "It follows the data.", FROZEN: f"As of data version {version}, whatever changes later; it says so."}
    form = next(iter(addresses))
    if len(addresses) > 1:
        form = (
            st.segmented_control(
                "Whether it follows the data", [*addresses], default=form, required=True, key="embedding", label_visibility="collapsed"
            )
            or form
        )
    st.code(frame_line(addresses[form]), language=None, wrap_lines=True)
    alone = "" if frozen else f" Version {version} is not recorded yet, so it cannot be frozen."
    st.caption(plain(f"{told[form]}{alone} Pages of these hosts may show it: {', '.join(hosts)}."))


def frame_line(address: str) -> str:
    """The HTML that shows an address of the dashboard in a frame, without navigation and filters."""
    source = escape(f"{address}{'&' if '?' in address else '?'}embed=true", quote=True)
    return f'<iframe src="{source}" title="{escape(page_title(current_page()), quote=True)}" width="100%" height="{HEIGHT_PX}"></iframe>'
