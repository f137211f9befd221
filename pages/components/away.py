"""What is said in place of imported events while their engine does not answer; the facts around it stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from loaders.events.problems import EventsUnavailable
from pages.drawing.escaping import plain


@contextmanager
def told_when_away() -> Iterator[None]:
    """What is drawn within ends with a message where the engine does not answer."""
    try:
        yield
    except EventsUnavailable as away:
        st.warning(plain(str(away)))
