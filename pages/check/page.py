"""The page that checks a text: a field for it, the text with its marks, and what each rests on. Nothing of the text is kept."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.text_check.check import MAX_LETTERS, check_text
from loaders.text_check.knowledge import Knowledge
from pages.check import EXAMPLE
from pages.check.marked import counts_text, findings_html, legend_html, text_html
from pages.components.card_link import card_link
from pages.state.view import current_view

FIELD = "text_to_check"


@kept(1)
def knowledge_of(dataset: Dataset) -> Knowledge:
    """What the facts hold, for checks; shared by all readers."""
    return Knowledge(dataset)


def insert_example() -> None:
    """Callback: put the example into the field."""
    st.session_state[FIELD] = EXAMPLE


view = current_view()
st.title("Check a text")
st.markdown(
    f"Each number, date, place, actor and claim is compared by fixed rules with all {len(view.dataset.facts):,} facts, whatever the "
    "filters. A fact is what an article says, so *supported* does not mean true. What no rule reads stays unmarked. "
    "The text is not stored, logged or sent on; it is gone when you leave or reload the page."
)
text = st.text_area("Your text", key=FIELD, height=170, max_chars=MAX_LETTERS, placeholder="Paste a paragraph of your own")
with st.container(horizontal=True, vertical_alignment="center", key="check_buttons", gap="small"):
    st.button("Check the text")
    st.button("Insert an example", type="tertiary", on_click=insert_example)
st.html(legend_html())
if text.strip():
    checked = check_text(text, knowledge_of(view.dataset))
    st.header("The text with its marks")
    st.html(f"<p role='status'>{escape(counts_text(checked))}</p>{text_html(checked)}")
    st.header("Sentence by sentence")
    st.html(f"<ol class='findings'>{findings_html(checked, view.dataset, card_link)}</ol>")
