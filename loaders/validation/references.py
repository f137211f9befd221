"""Every reference resolved or reported: articles, actors, places, routes, related facts, outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from loaders.schema.diagnostics import Diagnostic, did_you_mean
from loaders.schema.kinds import DiplomaticEvent, FinancingDeal, MineralSite
from loaders.schema.records import AUTHOR, Fact, Record, Source
from loaders.schema.registries import Actor, Place, Route
from loaders.schema.registry_terms import Party, PlaceKind
from loaders.yaml.folder import ParseResult, Records, SourcedRecord

Where: TypeAlias = tuple[str | int, ...]
MAX_PLACE_DEPTH = 10


@dataclass(frozen=True)
class _Reference:
    where: Where
    id: str
    registry: str


def check_references(reading: ParseResult, outlines: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a problem for each id that leads nowhere, and for each registry entry that contradicts another.

    An id whose own entry failed is not reported again where it is used.
    """
    records = reading.records
    known = {name: set(entries) | reading.failed for name, entries in vars(records).items()}
    known["claimants"] = known["actors"] | {AUTHOR}
    known["parties"] = known["actors"] | set(Party)
    known["outlines"] = set(outlines)
    gaps = reading.gaps | ({"claimants", "parties"} if "actors" in reading.gaps else set())
    for entries in vars(records).values():
        for entry in entries.values():
            for reference in _references(entry.record):
                if reference.id not in known[reference.registry] and reference.registry not in gaps:
                    yield entry.problem(_dangling(reference, records, known), *reference.where)
    yield from _wrong_relations(records)
    yield from _wrong_sides(records)
    yield from _wrong_places(records)
    yield from _wrong_routes(records)


def uses_of_fact(records: Records, identity: str) -> Iterator[Diagnostic]:
    """Where other entries refer to a fact: one problem each, its message yet to be said."""
    for entries in vars(records).values():
        for name, entry in entries.items():
            for reference in _references(entry.record):
                if reference.registry == "facts" and reference.id == identity != name:
                    yield entry.problem("", *reference.where)


def _dangling(reference: _Reference, records: Records, known: dict[str, set[str]]) -> str:
    noun = {"not_stated": "entry", "parties": "party"}.get(reference.registry, reference.registry.removesuffix("s"))
    if reference.registry == "facts" and (retired := records.retired.get(reference.id)):
        into = retired.record.into
        return f'fact "{reference.id}" is retired; ' + (f'use "{into}"' if into else "take the reference out")
    return f'unknown {noun} "{reference.id}"; {did_you_mean(reference.id, known[reference.registry])}'


def _references(record: Record) -> Iterator[_Reference]:
    match record:
        case Fact():
            yield from _fact_references(record)
        case Actor():
            if record.party:
                yield _Reference(("party",), record.party, "parties")
        case Place():
            if record.in_:
                yield _Reference(("in",), record.in_, "places")
            if record.boundary:
                yield _Reference(("boundary",), record.boundary, "outlines")
        case Route():
            yield from _each("via", record.via, "places")
            yield from _each("serves", record.serves, "places")
            yield from _source_references("basis", record.basis)
        case _:
            yield from _each("facts", getattr(record, "facts", ()), "facts")
            yield from _each("places", getattr(record, "places", ()), "places")
            if into := getattr(record, "into", None):
                yield _Reference(("into",), into, "facts")


def _fact_references(fact: Fact) -> Iterator[_Reference]:
    yield from _each("places", fact.places, "places")
    yield from _each("claimed_by", fact.claimed_by, "claimants")
    yield from _source_references("sources", fact.sources)
    yield from _each("answers_question", fact.answers_question, "not_stated")
    for i, role in enumerate(fact.actors):
        yield _Reference(("actors", i, "actor"), role.actor, "actors")
    for i, figure in enumerate(fact.figures):
        yield from _each("claimed_by", figure.claimed_by, "claimants", ("figures", i))
    for i, one in enumerate(fact.order):
        if one.fact:
            yield _Reference(("order", i, "fact"), one.fact, "facts")
        if one.source:
            yield _Reference(("order", i, "source", "article"), one.source.article, "articles")
            yield from _each("claimed_by", one.source.claimed_by, "claimants", ("order", i, "source"))
    for i, related in enumerate(fact.related):
        yield _Reference(("related", i, "fact"), related.fact, "facts")
    if isinstance(fact, MineralSite):
        for name in ("operator", "owner"):
            if actor := getattr(fact, name):
                yield _Reference((name,), actor, "actors")
    if isinstance(fact, FinancingDeal):
        yield from _each("financier", fact.financier, "actors")
        yield from _each("recipient", fact.recipient, "actors")
        yield from _each("sites", fact.sites, "places")
    if isinstance(fact, DiplomaticEvent) and fact.venue:
        yield _Reference(("venue",), fact.venue, "places")


def _source_references(name: str, sources: tuple[Source, ...]) -> Iterator[_Reference]:
    for i, source in enumerate(sources):
        yield _Reference((name, i, "article"), source.article, "articles")
        yield from _each("claimed_by", source.claimed_by, "claimants", (name, i))


def _each(name: str, ids: Iterable[str], registry: str, before: Where = ()) -> Iterator[_Reference]:
    for i, identity in enumerate(ids):
        yield _Reference((*before, name, i), identity, registry)


def _wrong_relations(records: Records) -> Iterator[Diagnostic]:
    for identity, entry in records.facts.items():
        for i, related in enumerate(entry.record.related):
            if related.fact == identity:
                yield entry.problem("is related to itself; take it out", "related", i)
    for identity, retired in records.retired.items():
        if identity in records.facts:
            yield retired.problem("is retired but still a fact; delete one of the two", "id")


def _wrong_sides(records: Records) -> Iterator[Diagnostic]:
    """An actor that is a side is on its own side, or its claim and that of its speaker would be two sides'."""
    for entry in records.actors.values():
        side = records.actors.get(entry.record.party or "")
        if entry.record.party not in list(Party) and side and side.record.party != side.record.id:
            told = f'names "{side.record.id}" as its side, which is on {side.record.party or "none"}'
            yield entry.problem(f"{told}; give {side.record.id} `party: {side.record.id}`, or name its side here", "party")


def _wrong_places(records: Records) -> Iterator[Diagnostic]:
    for identity, entry in records.places.items():
        place = entry.record
        parent = records.places.get(place.in_ or "")
        around = _ancestors(records.places, identity)
        if identity in around:
            yield entry.problem("lies in itself by way of its parents; mend `in`", "in")
        elif len(around) == MAX_PLACE_DEPTH:
            yield entry.problem(f"lies in {MAX_PLACE_DEPTH} places or more, one in the other; no place does, mend `in`", "in")
        elif place.kind is PlaceKind.DISTRICT and _is_no_province(place, parent):
            yield entry.problem("is a district outside any province; give its province as `in`", "in")
        elif place.kind is PlaceKind.DISTRICT and not place.boundary:
            yield entry.problem("is a district without an outline; give `boundary`")


def _is_no_province(place: Place, parent: SourcedRecord[Place] | None) -> bool:
    """Whether a district's parent is known to be wrong; one that leads nowhere is reported as such already."""
    return place.in_ is None or (parent is not None and parent.record.kind is not PlaceKind.PROVINCE)


def _wrong_routes(records: Records) -> Iterator[Diagnostic]:
    for entry in records.routes.values():
        if not entry.record.basis and not entry.record.gazetteer:
            yield entry.problem("rests on nothing; give `basis` (article and paragraph) or `gazetteer`")


def _ancestors(places: dict[str, SourcedRecord[Place]], identity: str) -> list[str]:
    """The parents of a place, nearest first; ends where a parent is missing or comes again, and after MOST_AROUND."""
    found: list[str] = []
    here = places[identity].record.in_
    while here and here in places and here not in found and len(found) < MAX_PLACE_DEPTH:
        found.append(here)
        here = places[here].record.in_
    return found
