"""A dossier: sections in one's own words, each sentence with the facts that it rests on, each section with a view beside it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from loaders.schema.field_types import Id, Ids, Line, SomeIds, Text
from loaders.schema.records import Record
from loaders.schema.vocabulary import Kind


class DossierView(Record):
    """The view that stands beside a section."""

    page: Literal["map", "timeline"] = Field(description="map or timeline")
    district: Ids = Field((), description="Ids of districts that it is filtered by")
    province: Ids = Field((), description="Ids of provinces that it is filtered by")
    kind: tuple[Kind, ...] = Field((), description="Kinds of fact that it is filtered by")


class DossierSentence(Record):
    """A sentence and what it rests on."""

    text: Text = Field(description="One sentence, our own words, no firmer than its facts")
    facts: SomeIds = Field(description="Ids of the facts that bear it out")


class DossierSection(Record):
    """Some sentences under a heading."""

    heading: Line = Field(description="What the section is about")
    view: DossierView | None = Field(None, description="The view beside it: page, and district, province or kind")
    sentences: Annotated[tuple[DossierSentence, ...], Field(min_length=1)] = Field(description="In the order of reading: text and facts")


class Dossier(Record):
    """A reading path through the facts."""

    id: Id = Field(description="Stable for ever: links use it")
    title: Line = Field(description="As shown")
    summary: Text = Field(description="What it follows, in one or two sentences")
    sections: Annotated[tuple[DossierSection, ...], Field(min_length=1)] = Field(description="heading, view and sentences")
