"""What the facts tell of one actor, place or article, in lists that are kept apart, and with whom it stands in facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.schema.incident_terms import IncidentClass
from loaders.schema.kinds import KINDS
from loaders.schema.records import AUTHOR, Fact
from loaders.schema.registry_terms import ActorKind
from loaders.schema.vocabulary import Kind, Link, Role

SPEAKING = frozenset((Role.SPEAKER, Role.ACCUSER))
SUFFERING = frozenset((Role.TARGET, Role.ACCUSED, Role.AFFECTED, Role.SUBJECT, Role.RECIPIENT, Role.VICTIM, Role.RESPONDENT))
_ACTING_FIELDS, _RECEIVING_FIELDS = ("financier", "operator", "owner"), ("recipient",)
_PEOPLE = frozenset((ActorKind.PERSON, ActorKind.GROUP))
_NEAR = frozenset((Link.CONCERNS, Link.PART_OF, Link.RESPONDS_TO))
_TO_ANOTHER = frozenset((Link.CONTRADICTS, Link.MAY_BE_SAME_AS))
Row = Mapping[Hashable, Any]


@dataclass(frozen=True)
class FactList:
    """One list of facts. title: what it holds. told: which facts come into it, for readers. facts: ids, in the order of the frame."""

    title: str
    told: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Entity:
    """lists: three, of which a fact may stand in more than one. beside: actors that stand in the same facts, with how many facts."""

    lists: tuple[FactList, ...]
    beside: tuple[tuple[str, int], ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact of any list, once."""
        return tuple(dict.fromkeys(i for one in self.lists for i in one.facts))


@kept(64)
def actor_facts(dataset: Dataset, actor: str) -> Entity:
    """What an actor does, what it says, and what others say of it."""
    facts = dataset.facts_by_id

    def does(row: Row) -> bool:
        roles = {role.role for role in facts[row["id"]].actors if role.actor == actor}
        return bool(roles - SPEAKING - SUFFERING) or actor in _named(facts[row["id"]], _ACTING_FIELDS)

    def says(row: Row) -> bool:
        roles = {role.role for role in facts[row["id"]].actors if role.actor == actor}
        return actor in row["match_claimants"] or bool(roles & SPEAKING)

    def is_told_of(row: Row) -> bool:
        roles = {role.role for role in facts[row["id"]].actors if role.actor == actor}
        named = bool(roles & SUFFERING) or actor in _named(facts[row["id"]], _RECEIVING_FIELDS)
        return named and set(row["match_claimants"]) != {actor}

    people = dataset.actors[actor].kind in _PEOPLE
    it, itself, s, es = ("they", "them", "", "") if people else ("it", "it", "s", "es")
    lists = (
        _listed(dataset, f"What {it} do{es}", "Facts of acting, as those who tell them say.", does),
        _listed(dataset, f"What {it} say{s}", "Claims, accusations and announcements, or a figure or a passage of them.", says),
        _listed(dataset, f"What is said of {itself}", "Told by others: what a fact is about, who bears it or is accused.", is_told_of),
    )
    return Entity(lists, _beside(dataset, lists, actor))


@kept(64)
def place_facts(dataset: Dataset, place: str) -> Entity:
    """What happened at a place or in what lies in it, what else is said of it, and what refers to it from elsewhere."""
    inside = {other for other in dataset.places if _lies_in(other, place, dataset)}
    facts = dataset.facts_by_id
    at = {identity for identity, fact in facts.items() if inside & {*fact.places, *_named(fact, ("venue",))}}

    def happened(row: Row) -> bool:
        return row["id"] in at and KINDS[Kind(row["kind"])].is_event and row["incident_class"] != IncidentClass.STATEMENT

    def refers(row: Row) -> bool:
        fact = facts[row["id"]]
        linked = {related.fact for related in fact.related if related.how in _NEAR} & at
        return row["id"] not in at and (bool(linked) or bool(inside & {*_named(fact, ("sites",))}))

    lists = (
        _listed(dataset, "What happened there", "Events at the place or in what lies in it, as the sources tell them.", happened),
        _listed(
            dataset,
            "What else is said of it",
            "Sites, statistics, statements and context.",
            lambda row: row["id"] in at and not happened(row),
        ),
        _listed(dataset, "What refers to it", "Facts that are placed elsewhere and concern, answer or belong to one there.", refers),
    )
    return Entity(lists, _beside(dataset, lists))


@kept(16)
def article_facts(dataset: Dataset, article: str) -> Entity:
    """What an article says itself, what it passes on from others, and where other articles tell the same or contradict."""
    own = {identity for identity, fact in dataset.facts_by_id.items() if any(s.article == article for s in fact.sources)}
    to_it = {r.fact for i, fact in dataset.facts_by_id.items() if i in own for r in fact.related if r.how in _TO_ANOTHER}
    to_it |= {i for i, fact in dataset.facts_by_id.items() for r in fact.related if r.how in _TO_ANOTHER and r.fact in own}

    def by_author(row: Row) -> bool:
        return AUTHOR in row["match_claimants"]

    lists = (
        _listed(dataset, "What it says itself", "In the author’s own words.", lambda row: row["id"] in own and by_author(row)),
        _listed(
            dataset,
            "What it passes on",
            "Claims of others, which the article tells.",
            lambda row: row["id"] in own and bool(set(row["match_claimants"]) - {AUTHOR}),
        ),
        _listed(
            dataset,
            "What other articles say to it",
            "Facts of other articles that contradict one of it, or may be the same.",
            lambda row: row["id"] in to_it - own,
        ),
    )
    return Entity(lists, _beside(dataset, lists[:2]))


def _listed(dataset: Dataset, title: str, told: str, holds: Callable[[Row], bool]) -> FactList:
    columns = ["id", "kind", "incident_class", "match_claimants"]
    return FactList(title, told, tuple(row["id"] for row in dataset.facts[columns].to_dict("records") if holds(row)))


def _named(fact: Fact, fields: Iterable[str]) -> tuple[str, ...]:
    """The ids in some fields of a fact's kind: each holds one, several or none."""
    values = [getattr(fact, name, None) for name in fields]
    return tuple(i for value in values if value for i in ((value,) if isinstance(value, str) else value))


def _lies_in(place: str, around: str, dataset: Dataset) -> bool:
    """Whether a place is another or lies in it."""
    here: str | None = place
    for _ in range(len(dataset.places)):
        if here is None or here == around:
            break
        here = dataset.places[here].in_ if here in dataset.places else None
    return here == around


def _beside(dataset: Dataset, lists: Iterable[FactList], itself: str = "") -> tuple[tuple[str, int], ...]:
    """The actors that take part in, or assert, the facts of some lists; the most first, then by name."""
    ids = {i for one in lists for i in one.facts}
    counts = Counter(actor for i in ids for actor in _actors_of(dataset)[i] if actor != itself)
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], dataset.actors[one[0]].name)))


@kept(1)
def _actors_of(dataset: Dataset) -> dict[str, frozenset[str]]:
    """Per fact every actor that takes part in it or asserts it."""
    columns = ["id", "actors", "match_claimants", "financier", "recipient"]
    rows = dataset.facts[columns].itertuples(index=False)
    return {str(identity): frozenset(i for ids in others for i in ids if i in dataset.actors) for identity, *others in rows}
