"""The overview page."""

from __future__ import annotations

import streamlit as st

from pages.shared.facts_table import facts_table
from pages.shared.view import current_view

view = current_view()
st.title("Overview")
facts_table(view, "overview_table", "The facts of this view, one a row")
