"""The registries that facts refer to: articles, actors, places, routes, open questions and retired ids."""

from __future__ import annotations

from pydantic import Field, model_validator

from loaders.schema.field_types import (
    Aliases,
    EdtfDate,
    Id,
    Ids,
    Kilometres,
    Latitude,
    Line,
    Longitude,
    ParagraphNumber,
    Sha256,
    Side,
    SomeIds,
    Text,
    TwoIds,
    Url,
)
from loaders.schema.records import Record, Source
from loaders.schema.registry_terms import ActorKind, ArticleKind, PlaceKind


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


REGISTRY_FILES: dict[str, type[Record]] = {
    "articles.yaml": Article,
    "actors.yaml": Actor,
    "places.yaml": Place,
    "routes.yaml": Route,
    "not_stated.yaml": NotStated,
    "retired.yaml": Retired,
}
