"""Imported sites and deals whose name is that of a site of the articles: set side by side with their distance, and never merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir

from loaders.events.outlines import great_circle_km
from loaders.events.question import EventQuestion
from loaders.frames.search_text import fold, words_in
from loaders.schema.registries import Place
from loaders.schema.registry_terms import PlaceKind

MOST = 200  # rows told


@dataclass(frozen=True)
class SameName:
    """An imported row and a site of the articles that are called alike. km: between their points; None where one of them has none."""

    row: Mapping[str, Any]
    site: str
    km: float | None


def same_names(asked: EventQuestion, places: Mapping[str, Place]) -> list[SameName]:
    """The shown rows whose name holds a name of a site of the gazetteer as whole words, by site; at most MOST."""
    known = {place.id: _spellings(place) for place in places.values() if place.kind is PlaceKind.SITE}
    if not any(known.values()):
        return []
    name = asked.shown.name.fill_null("").lower()
    holds: ir.BooleanValue = ibis.literal(False)
    for spelling in sorted({one for names in known.values() for one in names}):
        holds |= name.contains(spelling.split()[0])
    rows = asked.store.arrow(asked.shown.filter(holds).order_by(["dataset", "row"]).limit(10 * MOST)).to_pylist()
    found = [
        SameName(row, site, _km(row, places[site]))
        for site, names in known.items()
        for row in rows
        if any(f" {one} " in f" {' '.join(words_in(fold(row['name'] or '')))} " for one in names)
    ]
    return found[:MOST]


def _spellings(place: Place) -> tuple[str, ...]:
    """Its names as search folds them."""
    return tuple(dict.fromkeys(filter(None, (" ".join(words_in(fold(name))) for name in (place.name, *place.aliases)))))


def _km(row: Mapping[str, Any], place: Place) -> float | None:
    if place.lat is None or place.lon is None or row["latitude"] is None or row["longitude"] is None:
        return None
    return great_circle_km(float(row["latitude"]), float(row["longitude"]), float(place.lat), float(place.lon))
