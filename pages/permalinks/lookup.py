"""What an address of a thing means: the thing, another that it leads to, or none, with what is most like it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.near_matches import near_matches
from loaders.query.parameter_values import as_spelled
from loaders.schema.formatting import author_text
from pages.permalinks.addresses import KINDS, ThingKind

MOST_NEAR = 5
MOST_OF_ID = 80  # characters that are looked at for near matches


class Near(NamedTuple):
    """A thing that may be meant."""

    kind: ThingKind
    id: str
    name: str


class Lookup(NamedTuple):
    """status: 200 where `id` is the thing; 301 where it leads on to `id`; 410 where it was withdrawn and nothing took its place; 404.

    reason: why it was withdrawn.
    """

    status: int
    id: str = ""
    near: tuple[Near, ...] = ()
    reason: str = ""


@kept(4)
def names_of(dataset: Dataset, kind: ThingKind) -> Mapping[str, str]:
    """What readers call each thing of a kind, by id."""
    match kind:
        case "fact":
            return {i: fact.title for i, fact in dataset.facts_by_id.items()}
        case "actor":
            return {i: actor.name for i, actor in dataset.actors.items()}
        case "place":
            return {i: place.name for i, place in dataset.places.items()}
        case "article":
            return {i: article.title or author_text(article) for i, article in dataset.articles.items()}


@kept(4)
def _spellings(dataset: Dataset, kind: ThingKind) -> Mapping[str, tuple[str, ...]]:
    """Every other way of writing a thing, folded, with the ids that it may mean: an id outweighs a name, a name an alias."""
    things: Mapping[str, object] = {"actor": dataset.actors, "place": dataset.places}.get(kind, {})
    aliases = [(alias, i) for i, thing in things.items() for alias in getattr(thing, "aliases", ())]
    names = names_of(dataset, kind)
    found: dict[str, tuple[str, ...]] = {}
    for level in (aliases, [(name, i) for i, name in names.items()], [(i, i) for i in names]):
        these: dict[str, tuple[str, ...]] = {}
        for word, identity in level:
            spelled = as_spelled(word)
            these[spelled] = tuple(dict.fromkeys((*these.get(spelled, ()), identity)))
        found |= these
    return found


def look_up(dataset: Dataset, kind: ThingKind, asked: str) -> Lookup:
    """The thing that an address asks for."""
    if asked in names_of(dataset, kind):
        return Lookup(200, asked)
    if kind == "fact" and asked in dataset.retired:
        return _retired(dataset, asked)
    spelled, known = as_spelled(asked[:MOST_OF_ID]), _spellings(dataset, kind)
    meant = known.get(spelled, ()) if len(asked) <= MOST_OF_ID else ()
    if len(meant) == 1:
        return Lookup(301, meant[0])
    near = [Near(kind, i, names_of(dataset, kind)[i]) for i in meant]
    near += [Near(other, asked, names_of(dataset, other)[asked]) for other in KINDS if asked in names_of(dataset, other)]
    near += [Near(kind, i, names_of(dataset, kind)[i]) for word in near_matches(spelled, known, 3 * MOST_NEAR) for i in known[word]]
    return Lookup(404, near=tuple(dict.fromkeys(near))[:MOST_NEAR])


def _retired(dataset: Dataset, asked: str) -> Lookup:
    """Where a withdrawn id leads to; `check` sees to it that this is a fact."""
    retired = dataset.retired[asked]
    return Lookup(301, retired.into) if retired.into else Lookup(410, reason=retired.reason)
