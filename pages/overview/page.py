"""The overview: figures, map, list and timeline of the facts shown on one screen, with the card beside them."""

from __future__ import annotations

from html import escape

from pages.components.fact_card import card_panel
from pages.components.page_header import heading_text
from pages.overview.render import render_overview
from pages.server.streamlit_internals.sessions import raw_html
from pages.state.view import current_view
from pages.state.widgets import page_parameter

view = current_view()
drawn = render_overview(view.dataset, view.selection, next(iter(page_parameter("preset")), ""), view.dark, view.window)
card = "" if view.narrow else card_panel(view)
raw_html(
    f"<section class='screen'><h1 class='unseen'>What the sources say: {escape(heading_text(view.dataset, view.selection))}</h1>"
    f"{drawn.figures}{drawn.map}<div class='side'>{card or drawn.rows}</div>{drawn.strip}</section>{drawn.coverage}",
    key="screen",
)
