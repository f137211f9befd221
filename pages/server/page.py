"""What a page says of itself: its folder declares one `PAGE`, and navigation, metadata, preloads and parameters read the list."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.query.page_parameters import PageParameter


@dataclass(frozen=True)
class Page:
    """One page.

    name: of its folder and in its address. title: in the navigation and the tab. description: in previews. chunks: the bundles of
    Streamlit that it needs, fetched ahead. params: what it asks for in an address beside the filters.
    needs_events: whether it is about imported events, and linked only where there are such.
    """

    name: str
    title: str
    description: str
    chunks: tuple[str, ...] = ()
    params: tuple[PageParameter, ...] = ()
    needs_events: bool = False
