"""Share a view: its full link with the data version, and its facts as files that follow the filter exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from urllib.parse import urlencode, urlsplit

import streamlit as st

from loaders.export import FORMATS, export, file_name
from loaders.view_citation import CitedView, bibtex_citation, markdown_citation, plain_citation
from pages.map.layers import outlines_now, route_paths
from pages.shared.filter_bar import selection_words
from pages.shared.view import View, parameters

_NAMES = {"csv": "CSV", "xlsx": "Excel", "geojson": "GeoJSON", "parquet": "Parquet", "json": "JSON"}


def share_button(view: View) -> None:
    """A button behind which link, citation and downloads are; nothing is made before it is asked for."""
    with st.popover("Share and download", key="share", icon=":material/ios_share:", on_change="rerun") as opened:
        if opened.open:
            words, address = selection_words(view.selection, view.dataset), view_link_address(view)
            st.markdown("**Link to this view**, with the data version")
            st.code(address, language=None, wrap_lines=True)
            st.markdown(f"**The {len(view.shown):,} facts shown, as a file**")
            with st.container(horizontal=True, gap="small"):
                for file_format, name in _NAMES.items():
                    make = partial(export, view.dataset, view.selection, file_format)
                    _download(name, make, file_name(view.dataset, file_format, view.selection), FORMATS[file_format][1])
                _download(
                    "Brief (HTML)",
                    partial(_brief, view, words, address),
                    file_name(view.dataset, "html", view.selection, "brief"),
                    "text/html",
                )
            st.caption("The brief opens without a network and prints on A4. The same facts by address, for programs:")
            st.code(data_address(view), language=None, wrap_lines=True)
            _citations(view, words, address)


def _download(name: str, make: Callable[[], bytes], file: str, mime: str) -> None:
    st.download_button(name, make, file, mime, key=f"download_{name}", on_click="ignore")


def _brief(view: View, words: str, address: str, asked: Mapping[str, Sequence[str]]) -> bytes:
    """The brief with the lanes, the period and the layers that the address asks for, as the pages read them."""
    from pages.shared.brief_of import brief_of  # it and the drawing library load only when a brief is asked for

    return brief_of(
        view.dataset,
        view.selection,
        view.selected,
        view.shown,
        words,
        outlines_now(view.dataset),
        route_paths(view.dataset),
        address,
        lane=next(iter(asked.get("lane", ())), ""),
        preset=next(iter(asked.get("preset", ())), ""),
        layers=asked.get("layer", ()),
    )


def _citations(view: View, words: str, address: str) -> None:
    """Cite this view, in the form that is asked for."""
    st.markdown("**Cite this view**")
    forms = {"Text": plain_citation, "Markdown": markdown_citation, "BibTeX": bibtex_citation}
    form = st.segmented_control(
        "Form of the citation", list(forms), default="Text", required=True, key="cite", label_visibility="collapsed"
    )
    page = urlsplit(address).path.strip("/").capitalize() or "Overview"
    cited = CitedView(page, words, tuple(view.shown["id"]), date.today(), address, view.dataset)
    st.code(forms[form or "Text"](cited), language=None, wrap_lines=True)


def view_link_address(view: View) -> str:
    """The address of this view as it is, with everything the reader chose and the data version."""
    chosen = [(name, value) for name, values in parameters().items() if name != "v" for value in values]
    return f"{_base()}{urlsplit(st.context.url or '/').path}?{urlencode([*chosen, ('v', view.dataset.version)])}"


def data_address(view: View, file_format: str = "csv") -> str:
    """The address of this view's facts in the data API."""
    query = urlencode(view.selection.query())
    return f"{_base()}/api/facts.{file_format}{'?' if query else ''}{query}"


def _base() -> str:
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}"
