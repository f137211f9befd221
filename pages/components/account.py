"""The way out for a reader who signed in."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.server.access.answers import SIGN_OUT
from pages.server.access.guard import READER_HEADER
from pages.server.access.sign_in import current_sign_in


def sign_out_link() -> None:
    """A link to sign out, with the address that the reader signed in with; nothing where nobody signs in."""
    if sign_in := current_sign_in():
        title = f"Signed in as {st.context.headers.get(READER_HEADER, '')}"
        st.html(
            f"<a class='sign-out' href='{escape(sign_in.base + SIGN_OUT)}' target='_self' title='{escape(title)}'>Sign out</a>",
            width="content",
        )
