"""The names that a text may write of places, actors, countries and articles, found longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from loaders.schema.records import Fact
from loaders.schema.registries import Actor, Article, NotStated, Place
from loaders.schema.registry_terms import ActorKind, PlaceKind
from loaders.text_check.sentences import plain_text
from loaders.text_check.word_lists import COMMON_CAPITALS, DEMONYMS, SIDES_OF_NOUNS

_PERSON_NAME = re.compile(r"[A-Z][\w'-]{3,}$")


class SourceData(Protocol):
    """The facts and registries that a text is checked against; a dataset is one."""

    @property
    def facts_by_id(self) -> Mapping[str, Fact]: ...
    @property
    def articles(self) -> Mapping[str, Article]: ...
    @property
    def actors(self) -> Mapping[str, Actor]: ...
    @property
    def places(self) -> Mapping[str, Place]: ...
    @property
    def not_stated(self) -> Mapping[str, NotStated]: ...


@dataclass(frozen=True)
class Name:
    """A name in a text: what it may stand for."""

    start: int
    stop: int
    words: str
    actors: frozenset[str]
    places: frozenset[str]
    country: str = ""
    articles: frozenset[str] = frozenset()
    generic: bool = False  # whether it is only a noun for a class, such as "militants"
    demonym: bool = False  # whether it only tells of which country something is, such as "Canadian"


class NameFinder:
    """Finds the names of the registries of some data."""

    def __init__(self, data: SourceData) -> None:
        self.data = data

    @cached_property
    def _named(self) -> tuple[re.Pattern[str], dict[str, Name]]:
        found: dict[str, dict[str, set[str]]] = {}

        def add(words: str, what: str, identity: str) -> None:
            found.setdefault(plain_text(words), {}).setdefault(what, set()).add(identity)

        for words, what, identity in self._registered():
            add(words, what, identity)
        for words, identity in self._family_names():
            add(words, "actors", identity)
        for identity, article in self.data.articles.items():
            for words in filter(None, (article.author, article.publisher.split(",")[0], *_short_forms(article))):
                add(words, "articles", identity)
        for words, kinds in SIDES_OF_NOUNS.items():
            for identity, actor in self.data.actors.items():
                if actor.kind in kinds or identity == words:
                    add(words, "actors", identity)
                    add(words.capitalize(), "actors", identity)
        for words, country in DEMONYMS.items():
            add(words, "demonym", country)
        generic = {form for words in SIDES_OF_NOUNS for form in (words, words.capitalize())}
        names = {
            words: Name(0, 0, words, frozenset(w.get("actors", ())), frozenset(w.get("places", ())),
                        next(iter(w.get("country", w.get("demonym", ()))), ""), frozenset(w.get("articles", ())),
                        words in generic and {*w} == {"actors"}, {*w} == {"demonym"})
            for words, w in found.items()
        }  # fmt: skip
        longest = "|".join(re.escape(words) for words in sorted(names, key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?:{longest})(?![\w]|-(?:made|led|backed|style|era))"), names

    def _registered(self) -> Iterator[tuple[str, str, str]]:
        """Every name of the registries of places and actors, with what it is a name of."""
        for identity, place in self.data.places.items():
            for words in (place.name, *place.aliases):
                yield words, "places", identity
                if place.kind is PlaceKind.COUNTRY:
                    yield words, "country", place.name
        for identity, actor in self.data.actors.items():
            for words in (actor.name, *actor.aliases):
                yield words, "actors", identity
                if actor.country and actor.kind is ActorKind.STATE:
                    yield words, "country", actor.country

    def _family_names(self) -> Iterator[tuple[str, str]]:
        """The last word of a person's name, where no other name is that word."""
        persons = {i: a for i, a in self.data.actors.items() if a.kind is ActorKind.PERSON}
        taken = {w for p in self.data.places.values() for w in (p.name, *p.aliases)}
        lasts = [(actor.name.split()[-1], identity) for identity, actor in persons.items() if " " in actor.name]
        for last, identity in lasts:
            if (
                _PERSON_NAME.match(last)
                and last not in taken
                and [w for w, _ in lasts].count(last) == 1
                and last.lower() not in COMMON_CAPITALS
            ):
                yield last, identity

    def names_in(self, text: str, offset: int) -> list[Name]:
        """The names of places, actors and articles that a plain text writes, in order; the longest wins."""
        form, names = self._named
        return [
            Name(
                offset + m.start(), offset + m.end(), m[0], (n := names[m[0]]).actors, n.places, n.country, n.articles, n.generic, n.demonym
            )
            for m in form.finditer(text)
        ]


def _short_forms(article: Article) -> Iterator[str]:
    """The family name of an author, and what stands in brackets behind a publisher: "CISS", "NDTV"."""
    if article.author and " " in article.author:
        yield article.author.split()[-1]
    yield from re.findall(r"\(([A-Z]{2,})\)", article.publisher)
    if article.publisher.split()[0].isupper():
        yield article.publisher.split()[0]
