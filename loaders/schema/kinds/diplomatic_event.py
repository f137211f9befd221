"""Political and legal events."""

from __future__ import annotations

from pydantic import Field

from loaders.schema.event_terms import EventType
from loaders.schema.field_types import Id
from loaders.schema.formatting import words_of
from loaders.schema.kinds.declaration import CardField, Column, KindDeclaration
from loaders.schema.records import Fact
from loaders.schema.vocabulary import Kind


class DiplomaticEvent(Fact):
    """Something between states or other sides, or decided in public: by a court, a parliament, an election."""

    kind = Kind.DIPLOMATIC_EVENT
    event_type: EventType = Field(description="What happened")
    venue: Id | None = Field(None, description="Place id of the building")


DECLARATION = KindDeclaration(
    DiplomaticEvent,
    "facts/diplomatic_events.yaml",
    columns=(Column("event_type", is_type=True), Column("venue")),
    card=(CardField("Type", lambda fact, names: words_of(fact.event_type)),),
)
