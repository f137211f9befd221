"""Map: facts on the two provinces, each drawn as exactly as it is placed."""

from __future__ import annotations

from loaders.frames.dataset import Dataset
from loaders.query.page_parameters import PageParameter
from loaders.schema.vocabulary import Kind
from pages.server.page import Page


def _listed(dataset: Dataset) -> list[str]:
    return [*dataset.places, *(place.boundary for place in dataset.places.values() if place.boundary), "elsewhere"]


PAGE = Page(
    "map",
    "Map",
    "Facts on Balochistan and Khyber Pakhtunkhwa, each drawn as exactly as its source places it.",
    chunks=("DeckGlJsonChart", "DataFrame", "DownloadButton"),
    params=(
        PageParameter("layer", "map: the kinds whose marks are drawn", most=0, words=tuple(kind.value for kind in Kind)),
        PageParameter("extent", "map: `all` shows both provinces whole, whatever the filters", words=("all",)),
        PageParameter("at", "map: the provinces and places whose facts are listed, or `elsewhere`", most=0, values=_listed, of="place"),
    ),
)
