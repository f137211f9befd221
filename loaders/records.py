"""The records that YAML entries are checked against: one model per kind of fact and per registry."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, model_validator

from loaders.dates import parse_date
from loaders.vocabulary import (
    ActorKind,
    ArticleKind,
    Bound,
    Certainty,
    Commodity,
    DealStatus,
    EventType,
    IncidentType,
    Instrument,
    Kind,
    Link,
    Party,
    PlaceKind,
    Role,
    SiteStatus,
    SiteType,
    Topic,
)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# C0 and C1, line separators, half a character, byte order marks, and what reorders the letters around it (U+202E makes "gnp.exe" of
# "exe.png"); right-to-left letters and the marks that a text in them needs are text like any other
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def _check_id(text: str) -> str:
    if not _ID.fullmatch(text) or len(text) > 80:
        raise ValueError(f'"{text}" is not an id; write small letters, digits and single hyphens, 80 at most')
    return text


def _check_text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; leave the key out or write something")
    if found := _CONTROL.search(text):
        raise ValueError(f"has a control character ({found[0].encode('unicode_escape').decode()}); take it out")
    return text


def _check_date(text: str) -> str:
    parse_date(text)
    return text


def _check_words(text: str) -> str:
    if not 2 <= len(text.split()) <= 6:
        raise ValueError(f'"{text}" has {len(text.split())} words; a locator has two to six')
    return text


def _check_sha256(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError(f'"{text}" is not a SHA-256; write its 64 hexadecimal digits')
    return text


def _check_url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']+", text):
        raise ValueError(f'"{text}" is not a web address; it begins with https:// or http://')
    return text


def _check_unlike(items: tuple[str, ...]) -> tuple[str, ...]:
    if twice := [item for item, times in Counter(items).items() if times > 1]:
        raise ValueError(f'"{min(twice)}" is given twice; keep one')
    return items


Id = Annotated[str, AfterValidator(_check_id)]
Ids = Annotated[tuple[Id, ...], AfterValidator(_check_unlike)]
Line = Annotated[str, Field(max_length=200), AfterValidator(_check_text)]
Text = Annotated[str, Field(max_length=2_000), AfterValidator(_check_text)]
EdtfDate = Annotated[str, AfterValidator(_check_date)]
LocatorWords = Annotated[str, Field(max_length=200), AfterValidator(_check_text), AfterValidator(_check_words)]
Sha256 = Annotated[str, AfterValidator(_check_sha256)]
Url = Annotated[str, Field(max_length=2_000), AfterValidator(_check_url)]
Number = StrictInt | StrictFloat


class Record(BaseModel):
    """Anything read from YAML: frozen, and with no key that is not declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Source(Record):
    """Where a fact stands: the first and last words of the passage, as a page number is."""

    article: Id
    paragraph: Annotated[StrictInt, Field(ge=1)]
    from_: LocatorWords = Field(alias="from")
    to: LocatorWords
    claimed_by: Ids = ()
    certainty: Certainty | None = None


class Figure(Record):
    """A number, or the words the text has in its place."""

    name: Line
    value: Number | None = None
    as_stated: Line | None = None
    unit: Line
    bound: Bound
    per: Line | None = None
    claimed_by: Ids = ()

    @model_validator(mode="after")
    def _number_or_words(self) -> Figure:
        if (self.value is None) == (self.as_stated is None):
            raise ValueError("needs either value (a number) or as_stated (the words of the text)")
        if (self.value is None) != (self.bound is Bound.UNSPECIFIED):
            raise ValueError('has bound "unspecified" if, and only if, it has no value; change one of the two')
        if self.name == "killed" and isinstance(self.value, float):
            raise ValueError("counts people; write a whole number")
        return self


class ActorRole(Record):
    """An actor and what it is to the fact."""

    actor: Id
    role: Role


class Related(Record):
    """Another fact and how this one stands to it."""

    fact: Id
    how: Link


class Fact(Record):
    """What every kind of fact has in common."""

    kind: ClassVar[Kind]

    id: Id
    title: Line
    summary: Text
    date: EdtfDate | None = None
    date_note: Text | None = None
    year_inferred: StrictBool = False
    places: Ids = ()
    places_complete: StrictBool = True
    place_note: Text | None = None
    actors: tuple[ActorRole, ...] = ()
    claimed_by: Annotated[Ids, Field(min_length=1)]
    certainty: Certainty
    figures: tuple[Figure, ...] = ()
    commodities: tuple[Commodity, ...] = ()
    related: tuple[Related, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    note: Text | None = None

    @model_validator(mode="after")
    def _year_needs_a_date(self) -> Fact:
        if self.year_inferred and self.date is None:
            raise ValueError("has year_inferred but no date; give the date or leave year_inferred out")
        return self


class MineralSite(Fact):
    """A named site, a mineral district or a claim about reserves."""

    kind = Kind.MINERAL_SITE
    site_type: SiteType
    status: SiteStatus | None = None
    operator: Id | None = None
    owner: Id | None = None


class SecurityIncident(Fact):
    """Something that happened, or is said to happen, in the conflict."""

    kind = Kind.SECURITY_INCIDENT
    event_type: IncidentType
    campaign: Line | None = None


class FinancingDeal(Fact):
    """Money, or a stated interest in giving it."""

    kind = Kind.FINANCING_DEAL
    financier: Annotated[Ids, Field(min_length=1)]
    recipient: Ids = ()
    sites: Ids = ()
    status: DealStatus
    instrument: Instrument | None = None


class DiplomaticEvent(Fact):
    """Something between states, or said to another side."""

    kind = Kind.DIPLOMATIC_EVENT
    event_type: EventType
    venue: Id | None = None


class Context(Fact):
    """A statement that fits none of the other kinds."""

    kind = Kind.CONTEXT
    topic: Topic


class Article(Record):
    """One text that facts are taken from."""

    id: Id
    title: Line | None = None
    publisher: Line
    author: Line | None = None
    affiliation: Line | None = None
    kind: ArticleKind
    cites: tuple[Line, ...] = ()
    url: Url | None = None
    published: EdtfDate | None = None
    written_after: EdtfDate | None = None
    written_before: EdtfDate | None = None
    written_note: Text | None = None
    retrieved: EdtfDate | None = None
    sha256: Sha256
    perspective: Text
    note: Text | None = None


class Actor(Record):
    """Someone who acts or speaks in a fact."""

    id: Id
    name: Line
    kind: ActorKind
    country: Line | None = None
    party: Party | None = None
    aliases: Annotated[tuple[Line, ...], AfterValidator(_check_unlike)] = ()
    note: Text | None = None


class Place(Record):
    """A place of the gazetteer; coordinates are WGS84 degrees and come from it, not from the articles."""

    id: Id
    name: Line
    kind: PlaceKind
    in_: Id | None = Field(default=None, alias="in")
    lat: Annotated[Number, Field(ge=-90, le=90)] | None = None
    lon: Annotated[Number, Field(ge=-180, le=180)] | None = None
    radius_km: Annotated[Number, Field(gt=0)] | None = None
    source: Text
    boundary: Id | None = None
    aliases: Annotated[tuple[Line, ...], AfterValidator(_check_unlike)] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _whole_point(self) -> Place:
        if len({self.lat is None, self.lon is None, self.radius_km is None}) > 1:
            raise ValueError("needs lat, lon and radius_km together, or none of them")
        return self


class Route(Record):
    """The way to sites, through places in order, with what it rests on."""

    id: Id
    name: Line
    via: Annotated[Ids, Field(min_length=2)]
    serves: Annotated[Ids, Field(min_length=1)]
    basis: tuple[Source, ...] = ()
    gazetteer: Text | None = None
    note: Text | None = None


class NotStated(Record):
    """What a reader would ask and the articles do not answer."""

    id: Id
    asked: Line
    facts: Ids = ()
    places: Ids = ()
    note: Text


class Retired(Record):
    """An id that was withdrawn or merged, so that old links still answer."""

    id: Id
    into: Id | None = None
    reason: Text


FACT_FILES: dict[str, type[Fact]] = {
    "facts/mineral_sites.yaml": MineralSite,
    "facts/security_incidents.yaml": SecurityIncident,
    "facts/financing_deals.yaml": FinancingDeal,
    "facts/diplomatic_events.yaml": DiplomaticEvent,
    "facts/context.yaml": Context,
}
REGISTRY_FILES: dict[str, type[Record]] = {
    "articles.yaml": Article,
    "actors.yaml": Actor,
    "places.yaml": Place,
    "routes.yaml": Route,
    "not_stated.yaml": NotStated,
    "retired.yaml": Retired,
}
AUTHOR = "author"
