"""The events page: the datasets with where they come from → every event shown, in a table."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.components.away import told_when_away
from pages.components.event_switches import no_effect_text
from pages.components.event_table import event_table
from pages.drawing.escaping import plain
from pages.events.datasets import datasets_html, heading_text, not_served
from pages.events.look import look_at_a_file
from pages.state.events import event_counts
from pages.state.view import current_view

view = current_view()
events = view.events

if events is None or events.away or not events.datasets:
    st.title("Events")
    not_served(events, view.selection.as_of)
else:
    with told_when_away():
        counts = event_counts(view.dataset, events)
        st.html(f"<h1>{escape(heading_text(events, counts))}</h1>")
        st.html(
            "<p class='lead'>Imported by whoever runs this server; they stand beside the facts, with the same filters, and are never "
            "counted together with them, nor one dataset with another: both may tell of the same event.</p>"
        )
        if told := no_effect_text(view):
            st.info(plain(told))
        st.header("All events shown, as a table")
        event_table(view, events, "events_table")
        st.header("Datasets")
        st.html(datasets_html(events, counts))
if events is not None:
    look_at_a_file(view)
