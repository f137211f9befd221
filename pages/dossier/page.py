"""The dossier page: which one, what it follows, then section by section the sentences with their facts and the view beside them."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.dossiers.proved import proved_dossiers
from pages.components.card_link import card_link
from pages.components.navigation import internal_link, page_address
from pages.components.page_header import head, heading_text
from pages.dossier.pictures import view_svg
from pages.dossier.sections import holds_text, section_html, section_selection
from pages.server.streamlit_internals.sessions import raw_html
from pages.state.view import current_view
from pages.state.widgets import page_parameter

view = current_view()
dossiers, problems = proved_dossiers(view.dataset)
asked = next((identity for identity in page_parameter("dossier") if identity in dossiers), next(iter(dossiers), None))

if asked is None:
    st.title("Dossier")
    st.info("There is no dossier with these data.")
else:
    dossier = dossiers[asked]
    told = dossier.record.summary, escape(holds_text(dossier, view.dataset))
    head("Dossier", dossier.record.title, False, *told)  # a text to read: what it follows is not folded on a phone either
    if others := [one for identity, one in dossiers.items() if identity != asked]:
        links = (internal_link(page_address("dossier", view.selection, dossier=one.record.id), one.record.title) for one in others)
        st.html(f"<p class='lead'>Others: {' · '.join(links)}</p>")
    for number, (section, sentences) in enumerate(dossier.sections, 1):
        shown = section_selection(section, view.selection.as_of)
        st.header(section.heading)
        svg = view_svg(view.dataset, shown, section.view.page) if section.view else ""
        seen = heading_text(view.dataset, shown)
        raw_html(section_html(section, sentences, view.dataset, shown, seen, card_link, svg), key=f"dossier_section_{number}")
if problems:
    st.caption(f"{len(problems)} errors in the files of dossiers; what they spoil is left out. `python -m loaders check` lists them.")
