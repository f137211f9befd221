"""The number of a place in GeoNames, as far as the gazetteer's source tells it for certain."""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.schema.registries import Place

_SOURCE = re.compile(r"(?:seat (?P<seat>[^:]+): )?GeoNames (?P<number>\d+)\b")


class GeoNamesId(NamedTuple):
    """seat: the town that the number means, where it is not the place itself but the seat of it; else ""."""

    number: str
    seat: str

    @property
    def address(self) -> str:
        """Of the place itself in GeoNames' linked data."""
        return f"https://sws.geonames.org/{self.number}/"


def geonames_id(place: Place) -> GeoNamesId | None:
    """The number that the source of a place names first; None where it names none."""
    found = _SOURCE.match(place.source)
    return GeoNamesId(found["number"], found["seat"] or "") if found else None
