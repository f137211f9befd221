"""What the rules of `check --strict` look at besides a fact: the records, the passages, and what follows from both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from loaders.schema.records import AUTHOR, Fact, Figure, Source
from loaders.schema.registry_terms import PlaceKind
from loaders.schema.vocabulary import Role
from loaders.validation.mentions import DateMention, Names, dates_in
from loaders.validation.normalization import fold_text
from loaders.yaml.folder import Records


@dataclass(frozen=True)
class LintContext:
    """The records, free of errors, and per source the passage that it points to, where there are texts."""

    records: Records
    passages: Mapping[Source, str]

    def passages_of(self, fact: Fact) -> list[tuple[int, Source, str]]:
        """The passages of a fact that can be read, each with its number among the sources."""
        return [(i, source, self.passages[source]) for i, source in enumerate(fact.sources) if self.passages.get(source)]

    def side(self, fact: Fact, figure: Figure) -> str | None:
        """The party that a figure comes from: that of all its claimants, or of all who speak where only the author claims it."""
        claimants = figure.claimed_by or fact.claimed_by
        speakers = tuple(role.actor for role in fact.actors if role.role is Role.SPEAKER)
        sides = {
            self.records.actors[c].record.party if c != AUTHOR else None for c in (speakers if set(claimants) == {AUTHOR} else claimants)
        }
        return str(side) if len(sides) == 1 and (side := sides.pop()) else None

    def held(self, fact: Fact) -> set[str]:
        """The places of a fact and of its deal or meeting, all around them, and the countries of those who act or speak."""
        ids = {*fact.places, *getattr(fact, "sites", ()), *([fact.venue] if getattr(fact, "venue", None) else [])}  # type: ignore[attr-defined]
        held = set()
        for identity in ids:
            here: str | None = identity
            while here and here not in held:
                held.add(here)
                here = self.records.places[here].record.in_
        countries = {self.records.actors[actor].record.country for actor in _actors(fact)}
        return held | {i for i, p in self.records.places.items() if p.record.kind is PlaceKind.COUNTRY and p.record.name in countries}

    def names_of_actors(self, fact: Fact) -> set[str]:
        """All names of the actors of a fact, folded."""
        actors = [self.records.actors[actor].record for actor in _actors(fact)]
        return {fold_text(name) for actor in actors for name in (actor.name, *actor.aliases)}

    @cached_property
    def names(self) -> Names:
        """The names of all places, as a text may write them."""
        places = {i: (e.record.name, *e.record.aliases) for i, e in self.records.places.items()}
        return Names(places, (name for e in self.records.actors.values() for name in (e.record.name, *e.record.aliases)))

    @cached_property
    def resting_on(self) -> Mapping[tuple[str, int, DateMention], list[Fact]]:
        """Per date that a paragraph writes, the facts whose passages write it."""
        found = defaultdict(list)
        for entry in self.records.facts.values():
            for source in entry.record.sources:
                for mention in dates_in(self.passages.get(source, "")):
                    found[source.article, source.paragraph, mention].append(entry.record)
        return found


def _actors(fact: Fact) -> set[str]:
    return {role.actor for role in fact.actors} | ({*fact.claimed_by} - {AUTHOR})
