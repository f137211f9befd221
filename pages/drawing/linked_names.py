"""Names of actors, places and articles as links to their pages: on cards, in lists, tables and files (pure)."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from loaders.frames.dataset import Dataset
from loaders.gazetteer.places import Gazetteer
from loaders.query.parameters import AS_OF
from loaders.schema.formatting import author_text
from loaders.schema.records import AUTHOR, Fact
from pages.drawing.rows import place_text
from pages.drawing.short_names import short_author_text

_ACTOR_FIELDS, _PLACE_FIELDS = ("financier", "recipient", "operator", "owner"), ("sites", "venue")
_ACTOR_ROWS = ("Who says so", "Actors", "Figures", "Financier", "Recipient", "Operator", "Owner")
_PLACE_ROWS = ("Place", "Site")
Paths = Mapping[str, str]  # by name, the path of its page
Row = Mapping[Hashable, Any]


def linked_html(words: str, paths: Paths, base: str = "") -> Markup:
    """The words as HTML, each name that stands alone in them a link. base: what stands before each path."""
    if not paths:
        return escape(words)
    names = "|".join(map(re.escape, sorted(paths, key=len, reverse=True)))
    parts = re.split(rf"(?<!\w)({names})(?!\w)", words)
    return Markup().join(_link(part, base + paths[part]) if turn % 2 else escape(part) for turn, part in enumerate(parts))


def _link(name: str, address: str) -> Markup:
    return Markup("<a href='{}' target='_self'>{}</a>").format(address, name)


def version_query(dataset: Dataset) -> str:
    """What an address of a thing ends with, so that it is as of the same recorded version; "" for the data of today."""
    return f"?{urlencode({AS_OF: dataset.as_of})}" if dataset.as_of else ""


@dataclass(frozen=True)
class LinkedNames:
    """Links to the pages of the things of a dataset, and the words of lists with them.

    base: what stands before each path; "." where a page of the dashboard links. here: the path of the page itself, which is not linked.
    Without `linked` the names are words.
    """

    dataset: Dataset
    base: str = "."
    here: str = ""
    linked: bool = True

    def actor(self, identity: str) -> Markup:
        """The name of an actor."""
        name = self.dataset.actors[identity].name
        return self.words(name, {name: f"/actor/{identity}"})

    def place(self, identity: str) -> Markup:
        """The name of a place."""
        name = self.dataset.places[identity].name
        return self.words(name, {name: f"/place/{identity}"})

    def article(self, identity: str, name: str = "") -> Markup:
        """An article by what it is called: its author and publisher, unless a name is given."""
        name = name or author_text(self.dataset.articles[identity])
        return self.words(name, {name: f"/article/{identity}"})

    def who_says(self, row: Row, words: str = "") -> Markup:
        """Who says a fact, in full or in the short form of lists. row: of facts, with `match_claimants` and `articles`."""
        articles = {self.dataset.articles[i]: f"/article/{i}" for i in row["articles"]}
        paths = {name(article): path for article, path in articles.items() for name in (author_text, short_author_text)}
        paths |= {self.dataset.actors[i].name: f"/actor/{i}" for i in row["match_claimants"] if i != AUTHOR}
        return self.words(words or row["who_says"], paths)

    def where(self, row: Row, words: str = "") -> Markup:
        """The places of a fact: "Quetta, Mastung and others". row: of facts, with `places`, `place_ids` and `places_complete`."""
        paths = {name: f"/place/{i}" for name, i in zip(row["places"], row["place_ids"], strict=True)}
        return self.words(words or place_text(row["places"], row["places_complete"]), paths)

    def words(self, words: str, paths: Paths) -> Markup:
        """Words with the names in them as links, each of the version that the dataset is of."""
        version = version_query(self.dataset)
        kept = {name: path + version for name, path in paths.items() if path != self.here} if self.linked else {}
        return linked_html(words, kept, self.base)


def told_line(parts: Iterable[str]) -> Markup:
    """The parts of a quiet line under a fact: what is words is escaped."""
    return Markup(" · ").join(parts)


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
