"""Map: facts on the two provinces, each drawn as exactly as it is placed."""

from __future__ import annotations

import re

from loaders.frames.dataset import Dataset
from loaders.query.page_parameters import NAME_OF_DATASET, PageParameter
from loaders.schema.vocabulary import Kind
from pages.server.page import Page

_SPOT = re.compile(r"-?\d{1,3}(\.\d{1,20})?,-?\d{1,3}(\.\d{1,20})?")


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
        PageParameter("show", "map: facts, or imported events", words=("facts", "events")),
        PageParameter("shade", "map: what circles and shades of events stand for", words=("count", "fatalities")),
        PageParameter(
            "drawn",
            "map: the dataset of events that is drawn",
            accepts=lambda value: bool(NAME_OF_DATASET.fullmatch(value)),
            expected="no name of a dataset",
            schema={"type": "string", "pattern": f"^{NAME_OF_DATASET.pattern}$"},
        ),
        PageParameter(
            "spot",
            "map: the point (latitude,longitude) whose events are listed",
            accepts=lambda value: bool(_SPOT.fullmatch(value)),
            expected="no latitude,longitude",
            schema={"type": "string", "pattern": f"^{_SPOT.pattern}$"},
        ),
    ),
)
