"""Facts as the rows of a page: the sign, the title with its address, when, where, who says so and how firmly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from loaders.frames.dataset import Dataset
from loaders.query.entities import FactList
from pages.drawing.linked_names import LinkedNames, told_line
from pages.drawing.palette import CERTAINTIES, WEAK_CERTAINTIES, fact_glyph, look_of
from pages.drawing.rows import latest_first
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
    second: Markup


class RowList(NamedTuple):
    """A list under its title; told: which facts come into it."""

    id: str
    title: str
    told: str
    rows: tuple[FactRow, ...]


def fact_rows(dataset: Dataset, ids: Iterable[str], addresses: Addresses, here: str = "") -> tuple[FactRow, ...]:
    """The facts, the latest first, those without a date last. here: the path of the page that they stand on, to which no name leads."""
    names = LinkedNames(dataset, addresses.address.path, here)
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
        "place_ids",
        "places_complete",
        "who_says",
        "match_claimants",
        "articles",
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
            told_line([row["date_words"], names.where(row), names.who_says(row), *_origins(row["origins"])]),
        )
        for row in rows
    )


def _origins(origins: tuple[str, ...]) -> list[str]:
    """2 origins; nothing for one, as most facts have."""
    return [f"{len(origins)} origins"] if len(origins) > 1 else []


def row_list(dataset: Dataset, one: FactList, number: int, addresses: Addresses, here: str) -> RowList:
    """A list of an entity as it is drawn. here: the path of its page."""
    return RowList(f"list-{number}", one.title, one.told, fact_rows(dataset, one.facts, addresses, here))
