"""Download buttons for a picture: PNG and SVG, drawn by the server when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from loaders.export import file_name
from pages.shared.view import View

_MIME: dict[Literal["png", "svg"], str] = {"png": "image/png", "svg": "image/svg+xml"}


def picture_buttons(name: str, view: View, draw: Callable[[Literal["png", "svg"]], bytes]) -> None:
    """A button per format; `draw` makes the bytes of one."""
    with st.container(horizontal=True, gap="small", key=f"pictures_{name}"):
        for file_format, mime in _MIME.items():
            file = file_name(view.dataset, file_format, view.selection, name)
            st.download_button(
                f"{name.capitalize()} as {file_format.upper()}", partial(draw, file_format), file, mime, on_click="ignore", type="tertiary"
            )
