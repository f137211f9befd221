"""Links that take a picture as a file: PNG and SVG, drawn by the server when asked for."""

from __future__ import annotations

import streamlit as st

from pages.components.share_menu import file_links
from pages.state.view import parameters
from pages.view_files import PICTURES, file_address


def picture_links(name: str) -> None:
    """A link per format of the picture of this view: the map or the timeline."""
    files = {file: ending for file, ending in PICTURES.items() if file.startswith(name)}
    st.html(
        file_links({f"{name.capitalize()} as {ending.upper()}": file_address(file, dict(parameters())) for file, ending in files.items()})
    )
