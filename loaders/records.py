"""The records that YAML entries are checked against: one model per kind of fact and per registry."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from loaders.values import (
    Aliases,
    EdtfDate,
    Id,
    Ids,
    Kilometres,
    Latitude,
    Line,
    LocatorWords,
    Longitude,
    Number,
    ParagraphNumber,
    Sha256,
    Side,
    SomeIds,
    Text,
    TwoIds,
    Url,
    number_fault,
)
from loaders.vocabulary import (
    ActorKind,
    ArticleKind,
    Bound,
    Certainty,
    Commodity,
    DateBasis,
    DealStatus,
    EventType,
    IncidentType,
    Instrument,
    Kind,
    Link,
    PlaceKind,
    Role,
    SiteStatus,
    SiteType,
    Topic,
    Warned,
)


class Record(BaseModel):
    """Anything read from YAML: frozen, and with no key that is not declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Source(Record):
    """Where a fact stands: the first and last words of the passage, as a page number is."""

    article: Id = Field(description="Id in articles.yaml")
    paragraph: ParagraphNumber = Field(description="1 is the first block of the text")
    from_: LocatorWords = Field(alias="from", description="First two to six words of the passage")
    to: LocatorWords = Field(description="Last two to six words of the passage")
    claimed_by: Ids = Field((), description="Only where this passage differs from the fact")
    certainty: Certainty | None = Field(None, description="Only where this passage differs from the fact")


class Figure(Record):
    """A number, or the words the text has in its place."""

    name: Line = Field(description="What is counted: amount, killed, districts …")
    value: Number | None = Field(None, description="The number; left out where the text has none")
    value_to: Number | None = Field(None, description="The upper number, with bound between only")
    as_stated: Line | None = Field(None, description="The word of the text in place of a number")
    unit: Line = Field(description="USD, people, districts, ordinal, year …")
    bound: Bound = Field(description="How the figure stands to the true number")
    per: Line | None = Field(None, description="What recurs: year")
    claimed_by: Ids = Field((), description="Only where it differs from the fact")

    @model_validator(mode="after")
    def _number_or_words(self) -> Figure:
        if (self.value is None) == (self.as_stated is None):
            raise ValueError("needs either value (a number) or as_stated (the words of the text)")
        if (self.value is None) != (self.bound is Bound.UNSPECIFIED):
            raise ValueError('has bound "unspecified" if, and only if, it has no value; change one of the two')
        if (self.value_to is None) == (self.bound is Bound.BETWEEN):
            raise ValueError('has value_to (the upper number) if, and only if, its bound is "between"; change one of the two')
        if self.value is not None and self.value_to is not None and self.value_to <= self.value:
            raise ValueError("has a value_to that is no more than value; write the smaller number as value")
        return self

    @model_validator(mode="after")
    def _numbers_fit_their_unit(self) -> Figure:
        for number in (self.value, self.value_to):
            if number is not None and (fault := number_fault(self.name, number, self.unit, self.per)):
                raise ValueError(fault)
        return self


class ActorRole(Record):
    """An actor and what it is to the fact."""

    actor: Id = Field(description="Id in actors.yaml")
    role: Role = Field(description="What the actor is to the fact")


class Related(Record):
    """Another fact and how this one stands to it."""

    fact: Id = Field(description="Id of the other fact")
    how: Link = Field(description="How this fact stands to it")


class Answer(Record):
    """Why a warning of `check --strict` does not hold for a fact; a note of the coder, so no part of the version or of exports."""

    warning: Warned = Field(description="Which warning is answered")
    about: Text = Field(description="The number, place id, date or figure that it names")
    reason: Text = Field(description="Why the fact stays as it is")


class Fact(Record):
    """What every kind of fact has in common."""

    kind: ClassVar[Kind]

    id: Id = Field(description="Stable for ever, small letters and hyphens: links use it")
    title: Line = Field(description="One line, our own words")
    summary: Text = Field(description="One or two sentences, our own words")
    date: EdtfDate | None = Field(None, description="EDTF (ISO 8601-2 level 1), quoted; left out where the text gives none")
    date_note: Text | None = Field(None, description="How the date follows from the text")
    year_inferred: StrictBool = Field(False, description="true where the text prints no year")
    date_basis: DateBasis | None = Field(
        None, description="Where the date comes from; left out where the text prints it, with its year or (year_inferred) without"
    )
    places: Ids = Field((), description="Ids in places.yaml, as the text names them")
    places_complete: StrictBool = Field(True, description="false where the text leaves its list open")
    place_note: Text | None = Field(None, description="Where the text’s own placing is ambiguous")
    actors: tuple[ActorRole, ...] = Field((), description="Who is in it: actor and role")
    claimed_by: SomeIds = Field(description="Who asserts it: author (of the article) or actor ids")
    certainty: Certainty = Field(description="How firmly it is asserted")
    figures: tuple[Figure, ...] = Field((), description="The only home of numbers")
    commodities: tuple[Commodity, ...] = Field((), description="What is mined or sought")
    related: tuple[Related, ...] = Field((), description="Other facts: fact and how")
    sources: Annotated[tuple[Source, ...], Field(min_length=1)] = Field(description="Passages it rests on, one at least")
    note: Text | None = Field(None, description="What a careful reader must know before using it")
    answers: tuple[Answer, ...] = Field((), exclude=True, description="Answers to warnings: warning, about and reason")

    @model_validator(mode="after")
    def _year_needs_a_date(self) -> Fact:
        if self.year_inferred and self.date is None:
            raise ValueError("has year_inferred but no date; give the date or leave year_inferred out")
        if self.date_basis and self.date is None:
            raise ValueError("has date_basis but no date; give the date or leave date_basis out")
        if self.year_inferred and self.date_basis is DateBasis.PRINTED:
            raise ValueError('has year_inferred, so date_basis is not "printed"; change one of the two')
        return self

    @property
    def basis(self) -> DateBasis | None:
        """Where its date comes from; None without a date."""
        if self.date is None:
            return None
        return self.date_basis or (DateBasis.YEAR_INFERRED if self.year_inferred else DateBasis.PRINTED)


class MineralSite(Fact):
    """A named site, a mineral district or a claim about reserves."""

    kind = Kind.MINERAL_SITE
    site_type: SiteType = Field(description="What kind of site")
    status: SiteStatus | None = Field(None, description="How far it is, if said")
    operator: Id | None = Field(None, description="Actor id, if the text says so")
    owner: Id | None = Field(None, description="Actor id, if the text says so")


class SecurityIncident(Fact):
    """Something that happened, or is said to happen, in the conflict, at work or on the road."""

    kind = Kind.SECURITY_INCIDENT
    event_type: IncidentType = Field(description="What happened")
    campaign: Line | None = Field(None, description="Name of the campaign it belongs to")


class FinancingDeal(Fact):
    """Money, or a stated interest in giving it."""

    kind = Kind.FINANCING_DEAL
    financier: SomeIds = Field(description="Actor ids")
    recipient: Ids = Field((), description="Actor ids, if the text says so")
    sites: Ids = Field((), description="Place ids of the sites it is for")
    status: DealStatus = Field(description="Rung of the money ladder")
    instrument: Instrument | None = Field(None, description="Form of the money, only if stated")


class DiplomaticEvent(Fact):
    """Something between states or other sides, or decided in public: by a court, a parliament, an election."""

    kind = Kind.DIPLOMATIC_EVENT
    event_type: EventType = Field(description="What happened")
    venue: Id | None = Field(None, description="Place id of the building")


class Context(Fact):
    """A statement that fits none of the other kinds."""

    kind = Kind.CONTEXT
    topic: Topic = Field(description="What it is about")


class Article(Record):
    """One text that facts are taken from."""

    id: Id = Field(description="Also the name of its text file")
    title: Line | None = Field(None, description="Headline, where the text prints one")
    publisher: Line = Field(description="Who published it")
    author: Line | None = Field(None, description="Who wrote it")
    affiliation: Line | None = Field(None, description="Of the author")
    kind: ArticleKind = Field(description="What kind of text")
    cites: tuple[Line, ...] = Field((), description="Whom it passes on: the chain")
    url: Url | None = Field(None, description="Its address, if known")
    published: EdtfDate | None = Field(None, description="Only if the text prints it")
    written_after: EdtfDate | None = Field(None, description="What the text itself implies")
    written_before: EdtfDate | None = Field(None, description="What the text itself implies")
    written_note: Text | None = Field(None, description="Why")
    retrieved: EdtfDate | None = Field(None, description="Day it was read")
    sha256: Sha256 = Field(description="Of the text the locators were proved against")
    paragraphs: ParagraphNumber | None = Field(None, description="How many blocks the text has; no locator goes beyond")
    perspective: Text = Field(description="From where it looks at things")
    note: Text | None = Field(None, description="What a reader must know")


class Actor(Record):
    """Someone who acts or speaks in a fact."""

    id: Id = Field(description="Used by facts")
    name: Line = Field(description="As shown")
    kind: ActorKind = Field(description="What kind of actor")
    country: Line | None = Field(None, description="Of the actor")
    party: Side | None = Field(
        None, description="The side of an actor with a stake: a word of the list, or the id of the actor that is the side"
    )
    aliases: Aliases = Field((), description="Other names")
    note: Text | None = Field(None, description="Office, or what the name stands for")


class Place(Record):
    """A place of the gazetteer; coordinates are WGS84 degrees and come from it, not from the articles."""

    id: Id = Field(description="Used by facts and links")
    name: Line = Field(description="As shown")
    kind: PlaceKind = Field(description="What kind of place")
    in_: Id | None = Field(default=None, alias="in", description="Id of the place around it")
    lat: Latitude | None = Field(None, description="WGS84 degrees, from the gazetteer")
    lon: Longitude | None = Field(None, description="WGS84 degrees, from the gazetteer")
    radius_km: Kilometres | None = Field(None, description="How uncertain the point is")
    source: Text = Field(description="Where the coordinate comes from, or that there is none")
    boundary: Id | None = Field(None, description="Id of the outline that holds it")
    aliases: Aliases = Field((), description="Other and older spellings; understood in links")
    note: Text | None = Field(None, description="What a reader must know")

    @model_validator(mode="after")
    def _whole_point(self) -> Place:
        if len({self.lat is None, self.lon is None, self.radius_km is None}) > 1:
            raise ValueError("needs lat, lon and radius_km together, or none of them")
        return self


class Route(Record):
    """The way to sites, through places in order, with what it rests on."""

    id: Id = Field(description="Of the route")
    name: Line = Field(description="As shown")
    via: TwoIds = Field(description="Place ids in order")
    serves: SomeIds = Field(description="Place ids of the sites behind it")
    basis: tuple[Source, ...] = Field((), description="Passages it rests on")
    gazetteer: Text | None = Field(None, description="What of it comes from the gazetteer")
    note: Text | None = Field(None, description="What a reader must know")


class NotStated(Record):
    """What a reader would ask and the articles do not answer."""

    id: Id = Field(description="Of the question")
    asked: Line = Field(description="What a reader would ask")
    facts: Ids = Field((), description="Fact ids near it")
    places: Ids = Field((), description="Place ids near it")
    note: Text = Field(description="What the texts give instead")


class Retired(Record):
    """An id that was withdrawn or merged, so that old links still answer."""

    id: Id = Field(description="The withdrawn id")
    into: Id | None = Field(None, description="The id that took its place")
    reason: Text = Field(description="Why")


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
