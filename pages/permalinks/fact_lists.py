"""Facts as the rows of a page: the sign, the title with its address, when, where, who says so and how firmly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from loaders.frames.dataset import Dataset
from loaders.query.entities import FactList
from pages.drawing.palette import CERTAINTIES, WEAK_CERTAINTIES, fact_glyph, look_of
from pages.drawing.rows import latest_first, place_text
from pages.permalinks.addresses import Addresses
from pages.state.view import listed_facts


class FactRow(NamedTuple):
    """look: of the palette, whose colour the sign has."""

    look: str
    glyph: str
    title: str
    address: str
    certainty: str
    is_weak: bool
    second: str


class RowList(NamedTuple):
    """A list under its title; told: which facts come into it."""

    id: str
    title: str
    told: str
    rows: tuple[FactRow, ...]


def fact_rows(dataset: Dataset, ids: Iterable[str], addresses: Addresses) -> tuple[FactRow, ...]:
    """The facts, the latest first, those without a date last."""
    frame = listed_facts(dataset)
    columns = [
        "id",
        "kind",
        "incident_class",
        "certainty",
        "title",
        "date_words",
        "date_start",
        "places",
        "places_complete",
        "who_says",
        "origins",
    ]
    rows = latest_first(frame.loc[frame["id"].isin([*ids]), columns]).to_dict("records")
    return tuple(
        FactRow(
            look := look_of(row["kind"], row["incident_class"]),
            fact_glyph(look, row["certainty"]),
            row["title"],
            addresses.of("fact", row["id"]),
            CERTAINTIES[row["certainty"]],
            row["certainty"] in WEAK_CERTAINTIES,
            " · ".join([row["date_words"], place_text(row["places"], row["places_complete"]), row["who_says"], *_origins(row["origins"])]),
        )
        for row in rows
    )


def _origins(origins: tuple[str, ...]) -> list[str]:
    """2 origins; nothing for one, as most facts have."""
    return [f"{len(origins)} origins"] if len(origins) > 1 else []


def row_list(dataset: Dataset, one: FactList, number: int, addresses: Addresses) -> RowList:
    """A list of an entity as it is drawn."""
    return RowList(f"list-{number}", one.title, one.told, fact_rows(dataset, one.facts, addresses))
