"""In which district a row lies: by the names of its source first, then by the outline around its point; where they disagree both count.

Outlines are generalised by kilometres. So a point alone tells a district only where it lies well within one outline; near a border,
every district that is that near is possible. A name tells it, whatever is near; where the point lies far outside the district that is
named, both are possible and the distance is told. What the source knows only to the province lies possibly in each of its districts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa

from loaders.events.columns import LIST_SEPARATOR
from loaders.events.outlines import BORDER_KM, OutlineIndex
from loaders.events.place_names import PlaceNames

NEAR_KM = {
    "site": BORDER_KM,
    "town": 25.0,
    "district": 25.0,
}  # how far a point may lie outside what is named: a town is "within some 25 km"
_KEYS = ("country", "province_source", "district_source", "geo_precision", "latitude", "longitude")
_HOME = {"", "pakistan"}
_MOST_KNOWN = 200_000


class Placed(NamedTuple):
    """Where one combination of names and point lies; ids of the gazetteer."""

    district: str | None = None
    province: str | None = None
    basis: str | None = None
    possible: tuple[str, ...] = ()
    placed: bool = False
    distance_km: float | None = None


class Disagreement(NamedTuple):
    """A point far outside the district that its row names."""

    district_source: str
    place: str
    latitude: float
    longitude: float
    distance_km: float
    point_in: str


@dataclass
class Placement:
    """Places rows, and remembers what is to be told of it. unmatched: names of districts that are not known, each with its rows.

    conflicts: points far from the district that is named, each with its rows.
    """

    names: PlaceNames
    outlines: OutlineIndex
    unmatched: Counter[str] = field(default_factory=Counter)
    conflicts: Counter[Disagreement] = field(default_factory=Counter)
    _known: dict[tuple[object, ...], Placed] = field(default_factory=dict)

    def place(self, rows: pa.Table) -> pa.Table:
        """The rows with district, province, district_basis, possible_districts, placed and distance_km."""
        keys = list(zip(*(rows[name].to_pylist() for name in _KEYS), strict=True))
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        for key in set(keys):
            if key not in self._known:
                self._known[key] = self._place(*key)
        found = [self._known[key] for key in keys]
        self._remember(rows, keys, found)
        columns = {
            "district": pa.array([one.district for one in found], pa.string()),
            "province": pa.array([one.province for one in found], pa.string()),
            "district_basis": pa.array([one.basis for one in found], pa.string()),
            "possible_districts": pa.array([LIST_SEPARATOR.join(one.possible) or None for one in found], pa.string()),
            "placed": pa.array([one.placed for one in found], pa.bool_()),
            "distance_km": pa.array([one.distance_km for one in found], pa.float64()),
        }
        for name, column in columns.items():
            rows = rows.set_column(rows.schema.get_field_index(name), name, column)
        return rows

    def _place(
        self, country: str | None, province: str | None, district: str | None, precision: str | None, lat: float | None, lon: float | None
    ) -> Placed:
        if precision == "country" or (country or "").casefold() not in _HOME:
            abroad = precision != "country" and (country or "").casefold() not in _HOME
            return Placed(placed=abroad)  # in another country it is in no district here, which is a judgement
        point = (lat, lon) if lat is not None and lon is not None else None
        if precision == "province":
            return self._in_province(province, point)
        named = self._named(province, district, point)
        if named:
            return self._by_name(named, precision, point)
        return self._by_point(province, bool(district), precision, point)

    def _named(self, province: str | None, district: str | None, point: tuple[float, float] | None) -> tuple[str, ...]:
        """The districts that are named; none where the named province is another one and the point does not lie there either."""
        ids = self.names.districts(district) if district else ()
        if not ids or not province or set(self.names.provinces(province)) & set(self.names.gazetteer.provinces(ids)):
            return ids
        return ids if point and min(self.outlines.distance_km(one, *point) for one in ids) <= BORDER_KM else ()

    def _by_name(self, named: tuple[str, ...], precision: str | None, point: tuple[float, float] | None) -> Placed:
        one = named[0] if len(named) == 1 else None
        provinces = self.names.gazetteer.provinces(named)
        province = provinces[0] if len(provinces) == 1 else None
        several = () if one else named
        if point is None:
            return Placed(one, province, "name", several, True)
        away = min(self.outlines.distance_km(district, *point) for district in named)
        if away <= NEAR_KM.get(precision or "town", 25.0):
            return Placed(one, province, "both", several, True, round(away, 1) or None)
        elsewhere = self.outlines.near(*point)
        possible = tuple(dict.fromkeys((*named, *elsewhere)))
        if not elsewhere or len(self.names.gazetteer.provinces(possible)) > 1:
            province = None  # the point lies in another one
        return Placed(one, province, "conflict", possible, True, round(away, 1))

    def _by_point(self, province: str | None, is_named: bool, precision: str | None, point: tuple[float, float] | None) -> Placed:
        """By its point alone: possible only where its source names a district that is not known, or knows no more than the district."""
        if point is None:
            return self._in_province(province, None) if province else Placed()
        inside, near = self.outlines.inside(*point), self.outlines.near(*point)
        if not near:
            return Placed(placed=True)  # it lies elsewhere, which is a judgement
        sure = len(near) == 1 and not is_named and precision in ("site", "town")
        provinces = self.names.gazetteer.provinces(near)
        return Placed(
            inside[0] if len(inside) == 1 else None,
            provinces[0] if len(provinces) == 1 else None,
            "coordinates",
            () if sure else near,
            True,
        )

    def _in_province(self, province: str | None, point: tuple[float, float] | None) -> Placed:
        """In a province as a whole: possibly in each of its districts, wherever its point was put."""
        if province and (possible := self.names.districts_in(province)):
            provinces = self.names.gazetteer.provinces(possible)
            return Placed(None, provinces[0] if len(provinces) == 1 else None, "name", possible, True)
        if point is None:
            return Placed()
        near = self.outlines.near(*point)
        provinces = self.names.gazetteer.provinces(near)
        possible = tuple(d for p in provinces for d in self.names.gazetteer.districts_of.get(p, ()))
        return Placed(None, None, "coordinates" if possible else None, possible, True)

    def _remember(self, rows: pa.Table, keys: list[tuple[object, ...]], found: list[Placed]) -> None:
        for key, many in Counter(keys).items():
            country, province, district, precision = key[:4]
            if district and precision not in ("country", "province") and str(country or "").casefold() in _HOME:
                known = self.names.districts(str(district))
                in_gazetteer = not province or self.names.provinces(str(province))
                if not known and in_gazetteer:
                    self.unmatched[str(district)] += many
        far = [at for at, one in enumerate(found) if one.basis == "conflict"]
        for at, place in zip(far, rows["place"].take(far).to_pylist() if far else (), strict=True):
            (_, _, district, _, lat, lon), one = keys[at], found[at]
            if district:
                point_in = LIST_SEPARATOR.join(p for p in one.possible if p != one.district)
                self.conflicts[
                    Disagreement(str(district), place or "", float(str(lat)), float(str(lon)), one.distance_km or 0.0, point_in)
                ] += 1
