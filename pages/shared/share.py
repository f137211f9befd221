"""Share a view: its full link with the data version, and its facts as files that follow the filter exactly."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode, urlsplit

import streamlit as st

from loaders.export import FORMATS, export, file_name
from pages.shared.view import View, parameters

_NAMES = {"csv": "CSV", "xlsx": "Excel", "geojson": "GeoJSON", "parquet": "Parquet", "json": "JSON"}


def share_button(view: View) -> None:
    """A button behind which the link and the downloads are; nothing is made before it is asked for."""
    with st.popover("Share and download", key="share", icon=":material/ios_share:", on_change="rerun") as opened:
        if opened.open:
            st.markdown("**Link to this view**, with the data version")
            st.code(view_link_address(view), language=None, wrap_lines=True)
            st.markdown(f"**The {len(view.shown)} facts shown, as a file**")
            with st.container(horizontal=True, gap="small"):
                for file_format, name in _NAMES.items():
                    st.download_button(
                        name,
                        partial(export, view.dataset, view.selection, file_format),
                        file_name(view.dataset, file_format),
                        FORMATS[file_format][1],
                        key=f"download_{file_format}",
                        on_click="ignore",
                    )
            st.caption("The same by address, for programs:")
            st.code(data_address(view), language=None, wrap_lines=True)


def view_link_address(view: View) -> str:
    """The address of this view as it is, with everything the reader chose and the data version."""
    chosen = [(name, value) for name, values in parameters().items() if name != "v" for value in values]
    return f"{_base()}{urlsplit(st.context.url or '/').path}?{urlencode([*chosen, ('v', view.dataset.version)])}"


def data_address(view: View, file_format: str = "csv") -> str:
    """The address of this view's facts in the data API."""
    query = urlencode(view.selection.query())
    return f"{_base()}/api/facts.{file_format}{'?' if query else ''}{query}"


def _base() -> str:
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}"
