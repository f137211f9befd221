"""The values that an address may give each parameter: every spelling that is understood, and the ids it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.frames.search_text import fold
from loaders.gazetteer.places import Gazetteer
from loaders.query.filters import ANY_PARTY, FILTERS, MATCHES, values_of
from loaders.query.parameters import NO_CLASS
from loaders.schema.derived_terms import SEVERAL_ARTICLES, SEVERAL_ORIGINS
from loaders.schema.diagnostics import QueryError, escape_control, suggest
from loaders.schema.records import AUTHOR
from loaders.schema.registries import Place
from loaders.schema.registry_terms import PlaceKind

Spellings: TypeAlias = Mapping[str, tuple[str, ...]]
_OF = {"province": "place", "district": "place", "actor": "actor", "claimant": "actor", "fact": "fact"}
MOST_FAULTS = 10  # of one parameter or of the names, told one by one
FEW = 6  # values that are all told where none is near


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
    found: dict[str, Spellings] = {
        one.name: _spelled(listed[one.name] if one.name in listed else values_of(one, dataset.facts)) for one in FILTERS
    }
    found["articles"] = {**found["articles"], "2": (SEVERAL_ARTICLES,)}
    found["origins"] = {**found["origins"], "2": (SEVERAL_ORIGINS,)}
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


def value_faults(name: str, wrong: Sequence[str], known: Spellings, dataset: Dataset, of: str = "") -> Iterable[QueryError]:
    """The first wrong values one by one, each with the things that it may mean, each thing once."""
    provinces = known_values(dataset)["province"]
    known = {**suggested_values(dataset).get(name, {}), **known}
    for value in wrong[:MOST_FAULTS]:
        spelled = as_spelled(value[:60])
        if name == "district" and spelled in provinces:
            yield QueryError(
                name, value, f"district “{escape_control(value[:60])}” is a province: province={provinces[spelled][0]} filters by it."
            )
            continue
        close = [spelled] if spelled in known else suggest(spelled, known, most=9)
        all_there_are = tuple(dict.fromkeys(i for ids in known.values() for i in ids))
        near = tuple(dict.fromkeys(i for spelling in close for i in known[spelling]))[:3]
        near = near or (all_there_are if len(all_there_are) <= FEW else ())
        yield QueryError(
            name, value, f"{name} “{escape_control(value[:60])}” is not known.", near, thing_names(of or _OF.get(name, ""), near, dataset)
        )
    if more := wrong[MOST_FAULTS:]:
        yield QueryError(name, more[0], f"{len(more):,} more values of {name} are not known.")


def thing_names(of: str, ids: Sequence[str], dataset: Dataset) -> tuple[str, ...]:
    """What a reader calls the places, actors or facts that ids stand for; the ids themselves where they are words already."""
    if of == "place":
        return tuple(dataset.places[i].name if i in dataset.places else i for i in ids)
    if of == "actor":
        return tuple(f"{dataset.actors[i].name} ({i})" if i in dataset.actors else i for i in ids)
    if of == "fact":
        return tuple(f"“{dataset.facts_by_id[i].title}” ({i})" if i in dataset.facts_by_id else i for i in ids)
    return tuple(ids)
