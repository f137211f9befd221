"""The values that an address may give each parameter: every spelling that is understood, and the ids it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.frames.search_text import fold
from loaders.gazetteer.places import Gazetteer
from loaders.query.filters import ANY_PARTY, FILTERS, MATCHES
from loaders.query.parameters import NO_CLASS
from loaders.schema.derived_terms import SEVERAL_ARTICLES, SiteLink
from loaders.schema.records import AUTHOR
from loaders.schema.registries import Place
from loaders.schema.registry_terms import PlaceKind
from loaders.schema.vocabulary import Kind

Spellings: TypeAlias = Mapping[str, tuple[str, ...]]
LANES = ("kind", "district", "actor")
DRAGS = ("move", "dates")
MOST_MONTHS, MOST_PICKED = 600, 2


def as_spelled(value: str) -> str:
    """A value as it is compared: folded, and with blanks for hyphens and underscores."""
    return " ".join(fold(value).replace("-", " ").replace("_", " ").split())


@kept(1)
def known_values(dataset: Dataset) -> Mapping[str, Spellings]:
    """Per repeated parameter, every spelling that is understood and the ids it stands for."""
    listed: dict[str, Iterable[str]] = {
        "article": dataset.articles,
        "all_articles": dataset.articles,
        "actor": dataset.actors,
        "claimant": (AUTHOR, *dataset.actors),
        "party": (*dataset.sides, ANY_PARTY),
        "country": dict.fromkeys(actor.country for actor in dataset.actors.values() if actor.country),
    }
    found: dict[str, Spellings] = {one.name: _spelled(listed.get(one.name, one.words)) for one in FILTERS}
    found["articles"] = {**found["articles"], "2": (SEVERAL_ARTICLES,)}
    found["match"] = _spelled(MATCHES) | {NO_CLASS: ()}
    return found | {name: _places(dataset, kind) for name, kind in (("province", PlaceKind.PROVINCE), ("district", PlaceKind.DISTRICT))}


def _spelled(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {as_spelled(word): (word,) for word in words}


def _places(dataset: Dataset, kind: PlaceKind) -> dict[str, tuple[str, ...]]:
    """Names, ids and aliases of the places of a kind; a name outweighs another place's alias."""
    found: dict[str, tuple[str, ...]] = {}
    spellings: tuple[Callable[[Place], Sequence[str]], ...] = (lambda p: p.aliases, lambda p: (p.name, p.id))
    for spellings_of in spellings:
        level: dict[str, tuple[str, ...]] = {}
        for place in dataset.places.values():
            for name in map(as_spelled, spellings_of(place) if place.kind is kind else ()):
                level[name] = tuple(dict.fromkeys((*level.get(name, ()), place.id)))
        found |= level
    return found


@kept(1)
def page_values(dataset: Dataset) -> Mapping[str, frozenset[str]]:
    """Per parameter of one page whose values can be listed, the values; as they stand, for pages compare them so."""
    gazetteer = Gazetteer(dataset.places)
    sites = {site for route in dataset.routes.values() for site in route.serves}
    sites |= {i for i, kind in ((p.id, p.kind) for p in dataset.places.values()) if kind is PlaceKind.SITE}
    on_the_way = {*sites, *(place for route in dataset.routes.values() for place in route.via)}
    outlines = {place.boundary for place in dataset.places.values() if place.boundary}
    return {
        "layer": frozenset(kind.value for kind in Kind),
        "at": frozenset((*dataset.places, *outlines)),
        "lane": frozenset(LANES),
        "drag": frozenset(DRAGS),
        "pick": frozenset(dataset.facts_by_id),
        "behind": frozenset(gazetteer.districts(on_the_way)),
        "site": frozenset(sites),
        "ties": frozenset((*(tie.value for tie in SiteLink), NO_CLASS)),
    }


@kept(1)
def suggested_values(dataset: Dataset) -> Mapping[str, Spellings]:
    """Per parameter, further spellings that are not understood but tell what may be meant: names of actors, places within a district."""
    actors = {as_spelled(name): (a.id,) for a in dataset.actors.values() for name in (a.name, *a.aliases)}
    gazetteer = Gazetteer(dataset.places)
    found: dict[str, Spellings] = {"actor": actors, "claimant": actors}
    for kind in (PlaceKind.DISTRICT, PlaceKind.PROVINCE):
        around = {place.id: gazetteer.within(place.id, kind) for place in dataset.places.values()}
        found[kind.value] = {
            as_spelled(name): (outer,) for p in dataset.places.values() if (outer := around[p.id]) for name in (p.name, p.id, *p.aliases)
        }
    names = {p.name: p.aliases for p in dataset.places.values() if p.kind is PlaceKind.COUNTRY}
    countries = {a.country for a in dataset.actors.values() if a.country}
    found["country"] = {as_spelled(alias): (name,) for name in countries for alias in names.get(name, ())}
    return found


def thing_names(name: str, ids: Sequence[str], dataset: Dataset) -> tuple[str, ...]:
    """What a reader calls the things that ids of a parameter stand for; the ids themselves where they are words already."""
    if name in ("province", "district", "at", "behind", "site"):
        return tuple(dataset.places[i].name if i in dataset.places else i for i in ids)
    if name in ("actor", "claimant"):
        return tuple(f"{dataset.actors[i].name} ({i})" if i in dataset.actors else i for i in ids)
    if name in ("fact", "pick"):
        return tuple(f"“{dataset.facts_by_id[i].title}” ({i})" if i in dataset.facts_by_id else i for i in ids)
    return tuple(ids)
