"""Streamlit's `server.baseUrlPath`: the server takes it off every request, so Streamlit's own routes stand at the root."""

from __future__ import annotations

from streamlit import config

_OPTION = "server.baseUrlPath"


def take_base_path() -> str:
    """The base path as /team/minerals, empty for none. Until `set_base_path`, Streamlit makes its routes without it."""
    found = str(config.get_option(_OPTION) or "").strip("/")
    set_base_path("")
    return f"/{found}" if found else ""


def set_base_path(path: str) -> None:
    """Once its routes are made, Streamlit needs the base path again, for cookies, signing in and the address that it prints."""
    config.set_option(_OPTION, path.strip("/"), config.get_where_defined(_OPTION))
