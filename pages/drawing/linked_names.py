"""Names in a text as links to the pages of who or what they mean (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import urlencode

from loaders.frames.dataset import Dataset
from loaders.gazetteer.places import Gazetteer
from loaders.query.parameters import AS_OF
from loaders.schema.formatting import author_text
from loaders.schema.records import AUTHOR, Fact

_ACTOR_FIELDS, _PLACE_FIELDS = ("financier", "recipient", "operator", "owner"), ("sites", "venue")
_ACTOR_ROWS = ("Who says so", "Actors", "Figures", "Financier", "Recipient", "Operator", "Owner")
_PLACE_ROWS = ("Place", "Site")
Paths = Mapping[str, str]  # by name, the path of its page


def linked_html(words: str, paths: Paths, base: str = "") -> str:
    """The words as HTML, each name that stands alone in them a link. base: what stands before each path."""
    if not paths:
        return escape(words)
    names = "|".join(map(re.escape, sorted(paths, key=len, reverse=True)))
    parts = re.split(rf"(?<!\w)({names})(?!\w)", words)
    return "".join(
        f"<a href='{escape(base + paths[part], quote=True)}' target='_self'>{escape(part)}</a>" if turn % 2 else escape(part)
        for turn, part in enumerate(parts)
    )


def version_query(dataset: Dataset) -> str:
    """What an address of a thing ends with, so that it is as of the same recorded version; "" for the data of today."""
    return f"?{urlencode({AS_OF: dataset.as_of})}" if dataset.as_of else ""


def names_in_fact(fact: Fact, dataset: Dataset) -> dict[str, Paths]:
    """For each row of a fact's card (`card_fields`) that tells of actors or places, their names with the paths of their pages."""
    claimants = [*fact.claimed_by, *(c for f in fact.figures for c in f.claimed_by), *(c for s in fact.sources for c in s.claimed_by)]
    actors = dict.fromkeys([*claimants, *(role.actor for role in fact.actors), *_named(fact, _ACTOR_FIELDS)])
    places = dict.fromkeys([*fact.places, *_named(fact, _PLACE_FIELDS)])
    gazetteer = Gazetteer(dataset.places)
    around = dict.fromkeys([*places, *gazetteer.districts(places), *gazetteer.provinces(places)])
    version = version_query(dataset)
    articles = {author_text(dataset.articles[s.article]): f"/article/{s.article}{version}" for s in fact.sources}
    by_actor = {dataset.actors[i].name: f"/actor/{i}{version}" for i in actors if i != AUTHOR}
    by_place = {dataset.places[i].name: f"/place/{i}{version}" for i in around}
    return {**dict.fromkeys(_ACTOR_ROWS, by_actor), **dict.fromkeys(_PLACE_ROWS, by_place), "Who says so": articles | by_actor}


def _named(fact: Fact, fields: tuple[str, ...]) -> Iterator[str]:
    """The ids in some fields of a fact's kind: each holds one, several or none."""
    for name in fields:
        value = getattr(fact, name, None)
        yield from (value,) if isinstance(value, str) else value or ()
