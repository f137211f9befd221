"""The records that YAML entries are checked against: one model per kind of fact and per registry."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from loaders.schema.dates import parse_date
from loaders.schema.derived_terms import DateBasis, DatePrecision
from loaders.schema.field_types import (
    EdtfDate,
    Id,
    Ids,
    Line,
    LocatorWords,
    Number,
    ParagraphNumber,
    SomeIds,
    Text,
    number_fault,
    unit_fault,
)
from loaders.schema.site_terms import Commodity
from loaders.schema.vocabulary import Bound, Certainty, Kind, Link, ReviewState, Role, Warned


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
    unit: Line = Field(
        description="USD, people, districts, ordinal, year …; of an amount a currency code, of killed people, soldiers or the like"
    )
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
        if fault := unit_fault(self.name, self.unit):
            raise ValueError(fault)
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
    about: Line | None = Field(None, description="The question that the two answer differently, in our own words; only with contradicts")

    @model_validator(mode="after")
    def _about_a_contradiction(self) -> Related:
        if self.about and self.how is not Link.CONTRADICTS:
            raise ValueError('has about, which is only for "contradicts"; take it out or change how')
        return self


class Answer(Record):
    """Why a warning of `check --strict` does not hold for a fact; a note of the coder, so no part of the version or of exports."""

    warning: Warned = Field(description="Which warning is answered")
    about: Text = Field(description="The number, place id, date or figure that it names")
    reason: Text = Field(description="Why the fact stays as it is")


class Review(Record):
    """How often a fact was coded, and when last."""

    state: ReviewState = Field(description="How often it was coded")
    date: EdtfDate = Field(description="The day on which it came to this state, quoted")

    @model_validator(mode="after")
    def _a_day(self) -> Review:
        if parse_date(self.date).precision is not DatePrecision.DAY:
            raise ValueError(f'has the date "{self.date}", which is no day; write it as 2026-11-22')
        return self


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
    related: tuple[Related, ...] = Field((), description="Other facts: fact and how, and of a contradiction about")
    answers_question: Ids = Field((), description="Ids in not_stated.yaml: open questions that it answers")
    sources: Annotated[tuple[Source, ...], Field(min_length=1)] = Field(description="Passages it rests on, one at least")
    review: Review | None = Field(None, description="How often it was coded: state and date; left out where that is not known")
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


AUTHOR = "author"
