"""Where places lie: their district, their province, and how exactly a fact is placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loaders.schema.derived_terms import GeoPrecision
from loaders.schema.kinds import FinancingDeal
from loaders.schema.records import Fact
from loaders.schema.registries import Place
from loaders.schema.registry_terms import LOOSE_KINDS, POINT_KINDS, PlaceKind
from loaders.schema.vocabulary import Link

_NEAR = {Link.CONCERNS, Link.PART_OF, Link.RESPONDS_TO}
COARSENESS = (
    dict.fromkeys(POINT_KINDS, GeoPrecision.SITE)
    | dict.fromkeys(LOOSE_KINDS, GeoPrecision.REGION)
    | {
        PlaceKind.TOWN: GeoPrecision.TOWN,
        PlaceKind.VILLAGE: GeoPrecision.TOWN,
        PlaceKind.SUBDISTRICT: GeoPrecision.DISTRICT,
        PlaceKind.DISTRICT: GeoPrecision.DISTRICT,
        PlaceKind.PROVINCE: GeoPrecision.PROVINCE,
        PlaceKind.COUNTRY: GeoPrecision.COUNTRY,
    }
)


@dataclass(frozen=True)
class PlaceMatch:
    """What a place filter needs to know of one fact; ids throughout."""

    match_districts: tuple[str, ...]
    match_provinces: tuple[str, ...]
    possible_districts: tuple[str, ...]
    placed: bool


@dataclass
class Gazetteer:
    """The places by id, with their parents worked out once."""

    places: Mapping[str, Place]
    districts_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _together: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        inside: dict[str, list[str]] = {}
        for identity, place in sorted(self.places.items()):
            if place.kind is PlaceKind.DISTRICT and place.in_:
                inside.setdefault(place.in_, []).append(identity)
        self.districts_of = {p.id: tuple(inside.get(p.id, ())) for p in self.places.values() if p.kind is PlaceKind.PROVINCE}

    def within(self, identity: str, kind: PlaceKind) -> str | None:
        """The place itself or its nearest parent of that kind."""
        here: str | None = identity
        for _ in range(len(self.places)):
            if here is None or here not in self.places or self.places[here].kind is kind:
                break
            here = self.places[here].in_
        return here if here in self.places else None

    def districts(self, places: Iterable[str]) -> tuple[str, ...]:
        return _unique(self.within(p, PlaceKind.DISTRICT) for p in places)

    def provinces(self, places: Iterable[str]) -> tuple[str, ...]:
        return _unique(self.within(p, PlaceKind.PROVINCE) for p in places)

    def precision(self, places: Iterable[str]) -> GeoPrecision:
        """The coarsest of the places."""
        order = list(GeoPrecision)
        found = [COARSENESS[self.places[p].kind] for p in places]
        return max(found, key=order.index) if found else GeoPrecision.NONE

    def point(self, places: tuple[str, ...]) -> Place | None:
        """The one place of a fact where it is a point: a site, a venue or a town; None for anything wider, or for several."""
        only = self.places[places[0]] if len(places) == 1 else None
        return only if only and only.kind in POINT_KINDS else None

    def placing(self, fact: Fact, facts: Mapping[str, Fact]) -> PlaceMatch:
        """Where a fact counts as placed: by its own places, by what it is related to, by the sites of its deal."""
        near = [p for r in fact.related if r.how in _NEAR and r.fact in facts for p in facts[r.fact].places]
        sites = list(fact.sites) if isinstance(fact, FinancingDeal) else []
        every = [*fact.places, *sites, *near]
        whole = [p for p in fact.places if self.places[p].kind is PlaceKind.PROVINCE]
        wide = whole if fact.places_complete else self.provinces(fact.places)
        return PlaceMatch(
            match_districts=self.districts(every),
            match_provinces=self.provinces(every),
            possible_districts=self._districts_in(_unique(wide)),
            placed=any(self._judges_districts(p) for p in (*fact.places, *sites)),
        )

    def _districts_in(self, provinces: tuple[str, ...]) -> tuple[str, ...]:
        """The districts of some provinces; one tuple for all facts that have the same."""
        if provinces not in self._together:
            self._together[provinces] = tuple(d for p in provinces for d in self.districts_of.get(p, ()))
        return self._together[provinces]

    def _judges_districts(self, identity: str) -> bool:
        """Whether a place can say yes or no to a district: a province, or something inside a district."""
        inside = self.within(identity, PlaceKind.DISTRICT) is not None
        return inside or self.places[identity].kind is PlaceKind.PROVINCE


def _unique(items: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item is not None))
