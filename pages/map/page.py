"""The map page: facts, or imported events, on the two provinces; below them the same as a table."""

from __future__ import annotations

from pages.components.away import told_when_away
from pages.map.event_controls import shows_events
from pages.map.events_map import events_map
from pages.map.facts_map import facts_map
from pages.state.view import current_view

view = current_view()
if view.events and shows_events(view.events):
    with told_when_away():
        events_map(view, view.events)
else:
    facts_map(view)
