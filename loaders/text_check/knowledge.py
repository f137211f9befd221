"""The facts as a check needs them: what each mentions in words of its own, under which names, and which questions stay open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from loaders.gazetteer.places import Gazetteer
from loaders.schema.dates import UNDATED, DateInterval, parse_date
from loaders.schema.records import AUTHOR, Fact
from loaders.schema.registries import NotStated
from loaders.schema.registry_terms import PlaceKind
from loaders.schema.vocabulary import Link
from loaders.text_check.concepts import CONCEPTS
from loaders.text_check.names import NameFinder, SourceData
from loaders.text_check.reading import stems_of
from loaders.text_check.sentences import plain_text
from loaders.text_check.word_lists import ASKED


@dataclass(frozen=True, eq=False)
class KnownFact:
    """A fact with all that it mentions: concepts by name, ids of actors, places and countries, stems of its words, its days."""

    fact: Fact
    concepts: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    around: frozenset[str]
    countries: frozenset[str]
    stems: frozenset[str]
    days: DateInterval
    types: frozenset[str]

    @property
    def id(self) -> str:
        return self.fact.id


@dataclass(frozen=True)
class Question:
    """An open question: the parts of a text that would answer it, what it is about, and near which actors, places and facts."""

    record: NotStated
    asks: frozenset[str]
    concepts: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    stems: frozenset[str]
    main: str  # the concept that it names first


class Knowledge:
    """What the facts hold, made once for each version of the data."""

    def __init__(self, data: SourceData) -> None:
        self.data = data
        self.names_in = NameFinder(data).names_in
        self._gazetteer = Gazetteer(data.places)
        self.facts = [self._known(fact) for fact in data.facts_by_id.values()]
        self.by_id = {known.id: known for known in self.facts}
        self.questions = [self._question(one) for one in data.not_stated.values()]

    def around(self, place: str) -> list[str]:
        """A place and all that it lies in, the nearest first."""
        found: list[str] = []
        here: str | None = place
        while here and here in self.data.places and here not in found:
            found.append(here)
            here = self.data.places[here].in_
        return found

    def _known(self, fact: Fact) -> KnownFact:
        deal = {p for name in ("financier", "recipient") for p in getattr(fact, name, ())}
        runs = {a for name in ("operator", "owner") if (a := getattr(fact, name, None))}
        actors = {role.actor for role in fact.actors} | deal | runs
        actors |= {
            c for of in (fact.claimed_by, *(f.claimed_by for f in fact.figures), *(s.claimed_by for s in fact.sources)) for c in of
        } - {AUTHOR}
        places = {*fact.places, *getattr(fact, "sites", ())} | ({v} if (v := getattr(fact, "venue", None)) else set())
        text = f"{fact.title}. {fact.summary}"
        types = {str(t) for name in ("event_type", "site_type", "status", "instrument", "topic") if (t := getattr(fact, name, None))}
        types |= {"casualty_statistic" for figure in fact.figures if figure.name == "killed"}
        concepts = {name for name, one in CONCEPTS.items() if one.types & types or one.words.search(text)}
        around = {a for place in places for a in self.around(place)}
        countries = {c for a in actors if (c := self.data.actors[a].country)}
        countries |= {self.data.places[p].name for p in around if self.data.places[p].kind is PlaceKind.COUNTRY}
        return KnownFact(
            fact, frozenset(concepts), frozenset(actors), frozenset(places), frozenset(around), frozenset(countries),
            stems_of(plain_text(text)), parse_date(fact.date) if fact.date else UNDATED, frozenset(types),
        )  # fmt: skip

    def _question(self, one: NotStated) -> Question:
        asked = one.asked.lower()
        parts = [p.strip() for p in re.split(r",? and |, ", asked)]
        asks = {ASKED[words] for part in parts for words in sorted(ASKED, key=len, reverse=True) if part.startswith(words)}
        near = [self.by_id[i] for i in one.facts]
        concepts = {name for name, concept in CONCEPTS.items() if concept.words.search(one.asked)}
        strong = [(m.start(), n) for n, c in CONCEPTS.items() if not c.weak and (m := c.words.search(one.asked))]
        main = min(strong)[1] if strong else ""
        named = self.names_in(plain_text(one.asked), 0)
        places = {*one.places} | {p for name in named for p in name.places} | {p for k in near for p in k.places}
        actors = {a for k in near for a in k.actors} | {a for name in named for a in name.actors}
        return Question(one, frozenset(asks), frozenset(concepts), frozenset(actors), frozenset(places), stems_of(one.asked), main)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that the facts and registries write with a capital; names made of them are no strangers."""
        texts: list[str] = [t for k in self.facts for t in (k.fact.title, k.fact.summary, getattr(k.fact, "campaign", None) or "")]
        texts += [t for q in self.data.not_stated.values() for t in (q.asked, q.note)]
        texts += [t for a in self.data.actors.values() for t in (a.name, *a.aliases, a.note or "", a.country or "")]
        texts += [t for p in self.data.places.values() for t in (p.name, *p.aliases)]
        texts += [t for a in self.data.articles.values() for t in (a.publisher, a.author or "", a.affiliation or "", *a.cites)]
        return frozenset(word for text in texts for word in re.findall(r"[A-Z][\w'-]*\w", plain_text(text)))

    def disputes(self, known: KnownFact) -> list[str]:
        """The facts that contradict one, whichever of the two says so."""
        there = [r.fact for r in known.fact.related if r.how is Link.CONTRADICTS]
        back = [k.id for k in self.facts for r in k.fact.related if r.how is Link.CONTRADICTS and r.fact == known.id]
        return list(dict.fromkeys([*there, *back]))

    def claimants(self, ids: Iterable[str]) -> str:
        """Who claims something, in words."""
        return " and ".join("the author" if i == AUTHOR else self.data.actors[i].name for i in ids)

    def place_names(self, ids: Iterable[str]) -> str:
        """Places in words."""
        return ", ".join(sorted(self.data.places[i].name for i in ids))
