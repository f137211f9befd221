"""Where the reader of a run is: the page, and the public address of the server."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from loaders.api.public_address import HEADER, PublicAddress
from pages.server.page_metadata import page_of


def current_page() -> str:
    """The name of the page that is drawn."""
    return page_of(urlsplit(st.context.url or "").path.rpartition("/")[2])


def current_address() -> PublicAddress:
    """Where this reader finds the server, as the connection told it; the browser's own host where nothing did."""
    parts = urlsplit(st.context.headers.get(HEADER) or st.context.url or "")
    return PublicAddress(f"{parts.scheme}://{parts.netloc}", parts.path if HEADER in st.context.headers else "")
