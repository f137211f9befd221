"""Share a view: its full link with the data version, and its facts as files that follow the filter exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from loaders.export.registry import FORMATS, GROUPS
from loaders.export.view_citation import CitedView, bibtex_citation, markdown_citation, plain_citation
from loaders.history.ledger import last_good_ledger
from loaders.query.parameters import AS_OF, REPEATED
from loaders.schema.diagnostics import DataError
from pages import PAGE_PARAMETERS
from pages.components.compare_links import compare_with
from pages.components.embedding import embedding
from pages.drawing.escaping import plain
from pages.state.location import current_address, current_page
from pages.state.selection_text import selection_words
from pages.state.view import View, parameters

_OF_A_VIEW = (*REPEATED, "dates", "q", AS_OF, *(parameter.name for parameter in PAGE_PARAMETERS))


def share_button(view: View) -> None:
    """A button behind which link, citation and downloads are; nothing is made before it is asked for."""
    with st.popover("Share", key="share", icon=":material/ios_share:", on_change="rerun") as opened:
        if opened.open:
            words, address = selection_words(view.selection, view.dataset), view_link_address(view)
            frozen = frozen_link_address(view)
            _links(view, address, frozen)
            st.markdown(f"**The {len(view.shown):,} facts shown, as a file**")
            st.html("".join(file_links(files, group) for group, files in _files(view).items()))
            st.caption("The HTML brief opens without a network and prints on A4. The same facts by address, for programs:")
            st.code(data_address(view), language=None, wrap_lines=True)
            st.caption("A feed of what enters this view, changes in it and leaves it, and why:")
            st.code(feed_address(view), language=None, wrap_lines=True)
            compare_with(view)
            embedding("" if view.dataset.recorded else live_link_address(), frozen, view.dataset.version)
            _citations(view, words, frozen or address)


def _links(view: View, address: str, frozen: str) -> None:
    """The link that follows the data, and the one to this view as of its version; of a recorded version there is only that."""
    version = plain(view.dataset.version)
    if not view.dataset.recorded:
        st.markdown("**Link to this view**, with the data version: it follows the data and tells what has changed")
        st.code(address, language=None, wrap_lines=True)
    if frozen:
        st.markdown(f"**This view as of {version}**: the same for ever, whatever changes later")
        st.code(frozen, language=None, wrap_lines=True)
    else:
        st.caption(f"Version {version} is not recorded yet, so no link can hold this view as it is.")


def _files(view: View) -> dict[str, dict[str, str]]:
    """Per group the files of this view by their labels; documents are drawn as the page is."""
    found: dict[str, dict[str, str]] = {group: {} for group in GROUPS}
    found["Documents"]["Brief (HTML)"] = file_address(BRIEF, dict(parameters()))
    for one in FORMATS.values():
        asked = _page_choices() if one.takes_request else []
        found[one.group][one.label] = f".{data_path(view, one.name, asked)}"
    return found


def _page_choices() -> list[tuple[str, str]]:
    names = {parameter.name for parameter in PAGE_PARAMETERS}
    return [(name, value) for name, values in parameters().items() if name in names for value in values]


def file_links(files: Mapping[str, str], group: str = "") -> str:
    """Links as HTML that take a file each; unlike Streamlit's buttons they outlive the session of the page."""
    named = f"<span>{escape(group)}</span>" if group else ""
    links = (f"<a href='{escape(address, quote=True)}' download target='_self'>{escape(name)}</a>" for name, address in files.items())
    return f"<p class='files'>{named}{''.join(links)}</p>"


def _citations(view: View, words: str, address: str) -> None:
    """Cite this view, in the form that is asked for."""
    st.markdown("**Cite this view**")
    forms = {"Text": plain_citation, "Markdown": markdown_citation, "BibTeX": bibtex_citation}
    form = st.segmented_control(
        "Form of the citation", list(forms), default="Text", required=True, key="cite", label_visibility="collapsed"
    )
    cited = CitedView(current_page().capitalize(), words, tuple(view.shown["id"]), date.today(), address, view.dataset)
    st.code(forms[form or "Text"](cited), language=None, wrap_lines=True)


def view_link_address(view: View) -> str:
    """The address of this view as it is, with everything the reader chose and the data version."""
    return _page_address((AS_OF if view.dataset.recorded else "v", view.dataset.version))


def frozen_link_address(view: View) -> str:
    """The address of this view as of its version; empty where that is not recorded."""
    if not view.dataset.recorded:
        try:
            if not last_good_ledger(view.dataset.folder).find(view.dataset.version):
                return ""
        except DataError:
            return ""
    return _page_address((AS_OF, view.dataset.version))


def live_link_address() -> str:
    """The address of this view of the data as they are whenever it is opened."""
    return _page_address()


def _page_address(*version: tuple[str, str]) -> str:
    chosen = [(name, value) for name, values in parameters().items() if name not in ("v", AS_OF) for value in values]
    name = current_page()
    path = "/" if name == "overview" else f"/{name}"
    query = urlencode([*chosen, *version])
    return current_address().full(f"{path}{'?' if query else ''}{query}")


def data_address(view: View, file_format: str = "csv") -> str:
    """The address of this view's facts in the data API."""
    return current_address().full(data_path(view, file_format))


def data_path(view: View, file_format: str, more: Iterable[tuple[str, str]] = ()) -> str:
    """The same as a path of the server. more: what a page asks for beside the filters."""
    query = urlencode([*view.selection.query(), *more])
    return f"{FORMATS[file_format].path}{'?' if query else ''}{query}"


def feed_address(view: View) -> str:
    """The address of the feed of this view; dates that go with the calendar stay so."""
    pairs = view.selection.query()
    if period := view.query.period:
        pairs = [*(pair for pair in pairs if pair[0] != "dates"), ("dates", period)]
    return current_address().full(f"/api/changes.atom{'?' if pairs else ''}{urlencode(pairs)}")


PICTURES: dict[str, Literal["png", "svg"]] = {"map.png": "png", "map.svg": "svg", "timeline.png": "png", "timeline.svg": "svg"}


BRIEF = "brief.html"


def file_address(name: str, asked: dict[str, list[str]]) -> str:
    """The address of a file of the view that a page's parameters ask for, as pages link to it."""
    query = urlencode({key: values for key, values in asked.items() if key in _OF_A_VIEW}, doseq=True)
    return f"./files/{name}{'?' if query else ''}{query}"


def picture_links(name: str) -> None:
    """A link per format of the picture of this view: the map or the timeline."""
    files = {file: ending for file, ending in PICTURES.items() if file.startswith(name)}
    st.html(
        file_links({f"{name.capitalize()} as {ending.upper()}": file_address(file, dict(parameters())) for file, ending in files.items()})
    )
