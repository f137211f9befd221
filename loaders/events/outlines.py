"""Points and outlines: which districts a point lies in or near, and how far it is from one, in kilometres."""

from __future__ import annotations

import math
from collections.abc import Mapping

import shapely
from shapely.geometry import shape

from loaders.gazetteer.boundaries import Layers
from loaders.schema.registries import Place
from loaders.schema.registry_terms import PlaceKind

BORDER_KM = 10.0  # how far a generalised outline may lie from the true border: 95 % of exact points lie within 5 km of the district named
_KM_A_DEGREE = 111.19
_MIDDLE = math.cos(math.radians(30.5))  # of the country: there a degree of longitude is as long as this part of one of latitude
WEST, SOUTH, EAST, NORTH = 60.5, 23.4, 77.9, 37.2  # around Pakistan and the lands it administers


class OutlineIndex:
    """The outlines of districts. Several districts may be drawn in one outline, which does not tell them apart."""

    def __init__(self, places: Mapping[str, Place], layers: Layers) -> None:
        drawn: dict[str, list[str]] = {}
        for place in places.values():
            if place.kind is PlaceKind.DISTRICT and place.boundary:
                drawn.setdefault(place.boundary, []).append(place.id)
        outlines = {f["id"]: _flattened(f["geometry"]) for f in layers["districts"]["features"] if f["id"] in drawn}
        self._ids = list(outlines)
        self._shapes = list(outlines.values())
        self._districts = {outline: tuple(drawn[outline]) for outline in outlines}
        self._outline_of = {district: outline for outline, districts in drawn.items() for district in districts if outline in outlines}
        self._tree = shapely.STRtree(self._shapes)
        for one in self._shapes:
            shapely.prepare(one)

    def inside(self, latitude: float, longitude: float) -> tuple[str, ...]:
        """The districts in whose outline a point lies."""
        point = _point(latitude, longitude)
        return tuple(d for i in sorted(self._tree.query(point, "intersects")) for d in self._districts[self._ids[i]])

    def near(self, latitude: float, longitude: float, km: float = BORDER_KM) -> tuple[str, ...]:
        """The districts in whose outline a point lies, or to which it is no further than that."""
        point = _point(latitude, longitude)
        found = sorted(self._tree.query(point, "dwithin", distance=km / _KM_A_DEGREE))
        return tuple(d for i in found for d in self._districts[self._ids[i]])

    def distance_km(self, district: str, latitude: float, longitude: float) -> float:
        """How far outside the outline of a district a point lies; 0 within it, and where the district has no outline."""
        if district not in self._outline_of:
            return 0.0
        outline = self._shapes[self._ids.index(self._outline_of[district])]
        point = _point(latitude, longitude)
        if outline.intersects(point):
            return 0.0
        (x0, y0), (x1, y1) = shapely.shortest_line(outline, point).coords
        return great_circle_km(y0, x0 / _MIDDLE, y1, x1 / _MIDDLE)


def in_pakistan(latitude: float, longitude: float) -> bool:
    """Whether a point lies in the rectangle around Pakistan."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def great_circle_km(lat0: float, lon0: float, lat1: float, lon1: float) -> float:
    """The distance of two points on a globe."""
    a, b = math.radians(lat0), math.radians(lat1)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon1 - lon0) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _point(latitude: float, longitude: float) -> shapely.Point:
    return shapely.Point(longitude * _MIDDLE, latitude)


def _flattened(geometry: dict[str, object]) -> shapely.Geometry:
    return shapely.make_valid(shapely.transform(shape(geometry), lambda xy: xy * [_MIDDLE, 1.0]))
