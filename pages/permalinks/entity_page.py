"""What the pages of an actor, a place and an article say: what it is, three lists of facts, with whom it stands, map and timeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from markupsafe import Markup

from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.gazetteer.geonames import geonames_id
from loaders.query.entities import Entity, actor_facts, article_facts, place_facts
from loaders.query.selection import Selection, select
from loaders.schema.derived_terms import Match
from loaders.schema.formatting import author_text, date_text, words_of
from loaders.schema.registries import Actor, Article, Place
from loaders.schema.registry_terms import PlaceKind
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import count_text
from pages.permalinks.addresses import Addresses, ThingKind, path_of
from pages.permalinks.fact_lists import row_list
from pages.permalinks.pictures import as_matches, map_figure, timeline_figure
from pages.state.selection_text import PARTIES
from pages.state.view import listed_facts

_AREAS = {PlaceKind.DISTRICT: "district", PlaceKind.PROVINCE: "province"}


_COUNTED: dict[ThingKind, Callable[[int], str]] = {
    "actor": lambda number: f"{count_text(number, 'fact', 'facts')} with this actor",
    "place": lambda number: f"{count_text(number, 'fact', 'facts')} of this place or referring to it",
    "article": lambda number: f"{count_text(number, 'fact', 'facts')} of this article or answering it",
}


class Beside(NamedTuple):
    """An actor or a place with its page, and with how many facts it stands here."""

    name: str
    address: str
    facts: int


def actor_content(actor: Actor, dataset: Dataset, outlines: Outlines, addresses: Addresses) -> dict[str, Any]:
    """The parts of the page of an actor, for its template."""
    names = LinkedNames(dataset, addresses.address.path, path_of("actor", actor.id))
    fields = {
        "Other names": ", ".join(actor.aliases),
        "Country": _country(actor.country or "", names),
        "Side": _side(actor, names),
        "Note": actor.note or "",
    }
    onward = {
        "Facts in which it takes part": addresses.page("facts", [("actor", actor.id)]),
        "Facts that it claims": addresses.page("facts", [("claimant", actor.id)]),
        "On the map": addresses.page("map", [("actor", actor.id)]),
        "On the timeline": addresses.page("timeline", [("actor", actor.id)]),
    }
    shared = _shared("actor", actor.id, actor_facts(dataset, actor.id), dataset, outlines, addresses)
    return shared | {"title": actor.name, "kind": f"Actor · {words_of(actor.kind)}", "fields": fields, "onward": onward}


def _side(actor: Actor, names: LinkedNames) -> str:
    """The side that an actor is on: a word of the list, or the actor that is the side."""
    if not actor.party:
        return ""
    return PARTIES.get(actor.party) or names.actor(actor.party)


def _country(name: str, names: LinkedNames) -> str:
    """The country of an actor, with its page where the gazetteer has it."""
    found = (place.id for place in names.dataset.places.values() if place.kind is PlaceKind.COUNTRY and place.name == name)
    return next(map(names.place, found), name)


def _cited(article: Article, names: LinkedNames) -> str:
    """Whom an article passes on; each with its page that is an actor in the data."""
    actors = {actor.name: f"/actor/{actor.id}" for actor in names.dataset.actors.values()}
    return Markup(", ").join(names.words(name, {name: actors[name]} if name in actors else {}) for name in article.cites)


def place_content(place: Place, dataset: Dataset, outlines: Outlines, addresses: Addresses) -> dict[str, Any]:
    """The parts of the page of a place, for its template."""
    found, area = geonames_id(place), _AREAS.get(place.kind)
    number = f"{found.number}{f' (of its seat, {found.seat})' if found.seat else ''}" if found else ""
    at = f"{place.lat:.2f}, {place.lon:.2f} (± {place.radius_km:g} km; gazetteer)" if place.lat is not None else ""
    fields = {
        "Other names": ", ".join(place.aliases),
        "Lies in": LinkedNames(dataset, addresses.address.path).place(place.in_) if place.in_ else "",
        "Coordinates": at,
        "GeoNames": number,
        "Source": place.source[:1].upper() + place.source[1:],
        "Note": place.note or "",
    }
    query = [(area, place.id)] if area else [("q", f'"{place.name}"')]
    onward = {
        "Facts in the dashboard": addresses.page("facts", query),
        "On the map": addresses.page("map", query),
        "On the timeline": addresses.page("timeline", query),
    }
    entity = place_facts(dataset, place.id)
    return _shared("place", place.id, entity, dataset, outlines, addresses) | {
        "title": place.name,
        "kind": f"Place · {words_of(place.kind)}",
        "fields": fields,
        "onward": onward,
        "inside": _inside(place, dataset, addresses),
        "questions": [one for one in dataset.not_stated.values() if place.id in one.places],
        "perhaps": _perhaps(place, dataset, addresses),
    }


def article_content(article: Article, dataset: Dataset, outlines: Outlines, addresses: Addresses) -> dict[str, Any]:
    """The parts of the page of an article, for its template."""
    written = [
        f"{when} {date_text(day)}"
        for when, day in (("after", article.written_after), ("before", article.written_before))
        if day is not None
    ]
    fields = {
        "Author": ", ".join(filter(None, [article.author or "not named", article.affiliation])),
        "Publisher": article.publisher,
        "Published": date_text(article.published) if article.published else "the text prints no date of its own",
        "Written": f"{' and '.join(written)}. {article.written_note or ''}".strip() if written else "",
        "Passes on": _cited(article, LinkedNames(dataset, addresses.address.path)),
        "Perspective": article.perspective,
        "Address": _outside(article.url) if article.url else "not known",
        "Note": article.note or "",
    }
    onward = {
        "Facts in the dashboard": addresses.page("facts", [("article", article.id)]),
        "On the map": addresses.page("map", [("article", article.id)]),
        "On the timeline": addresses.page("timeline", [("article", article.id)]),
        "All sources": addresses.page("sources"),
    }
    shared = _shared("article", article.id, article_facts(dataset, article.id), dataset, outlines, addresses)
    title = article.title or f"Article of {author_text(article)}"
    return shared | {"title": title, "kind": f"Article · {words_of(article.kind)}", "fields": fields, "onward": onward}


def _shared(kind: ThingKind, identity: str, entity: Entity, dataset: Dataset, outlines: Outlines, addresses: Addresses) -> dict[str, Any]:
    """What all three have: the lists, the pictures of all their facts, and with whom they stand."""
    frame = listed_facts(dataset)
    facts = as_matches(frame[frame["id"].isin(entity.facts)])
    return {
        "thing": kind,
        "count": _COUNTED[kind](len(entity.facts)),
        "lists": [row_list(dataset, one, number, addresses, path_of(kind, identity)) for number, one in enumerate(entity.lists, 1)],
        "map": map_figure(dataset, outlines, facts, addresses) if len(facts) else None,
        "timeline": timeline_figure(dataset, facts, addresses) if len(facts) else None,
        "beside": [Beside(dataset.actors[i].name, addresses.of("actor", i), number) for i, number in entity.beside],
        "inside": [],
        "questions": [],
        "perhaps": "",
    }


def _inside(place: Place, dataset: Dataset, addresses: Addresses) -> list[Beside]:
    """The places directly in a place of which a fact tells, those of most facts first."""
    counted = ((one, len(place_facts(dataset, one.id).facts)) for one in dataset.places.values() if one.in_ == place.id)
    found = [Beside(one.name, addresses.of("place", one.id), number) for one, number in counted if number]
    return sorted(found, key=lambda one: (-one.facts, one.name))


def _perhaps(place: Place, dataset: Dataset, addresses: Addresses) -> Markup | str:
    """How many facts may lie in a district, as their source names the province or an open list of places."""
    if place.kind is not PlaceKind.DISTRICT:
        return ""
    selection = Selection(district=(place.id,), match=(Match.POSSIBLE.value,))
    number = int((select(dataset.facts, selection)["match"] == Match.POSSIBLE).sum())
    if not number:
        return ""
    words = Markup("<a href='{}'>{}</a>").format(addresses.page("facts", selection.query()), count_text(number, "more fact", "more facts"))
    told = "told of the whole province or of an open list of places in it"
    return Markup("{} may concern it: {} {}.").format(words, "it is" if number == 1 else "they are", told)


def _outside(url: str) -> Markup:
    """A link that leads out of the site; only pages of the web are linked."""
    if not url.startswith(("https://", "http://")):
        return Markup("{}").format(url)
    return Markup("<a href='{}' rel='noopener noreferrer'>{}</a>").format(url, url)
