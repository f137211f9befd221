"""Security facts: attacks, measures and statements of the conflict."""

from __future__ import annotations

from pydantic import Field

from loaders.schema.field_types import Line
from loaders.schema.formatting import words_of
from loaders.schema.incident_terms import CLASS_OF_INCIDENT, IncidentClass, IncidentType
from loaders.schema.kinds.declaration import CardField, Column, KindDeclaration
from loaders.schema.records import Fact
from loaders.schema.vocabulary import Certainty, Kind


class SecurityIncident(Fact):
    """Something that happened, or is said to happen, in the conflict, at work or on the road."""

    kind = Kind.SECURITY_INCIDENT
    event_type: IncidentType = Field(description="What happened")
    campaign: Line | None = Field(None, description="Name of the campaign it belongs to")


def incident_class(fact: Fact) -> IncidentClass | None:
    """What an incident tells of; None for other kinds. What is only expected has not happened, so it is a statement."""
    if not isinstance(fact, SecurityIncident):
        return None
    return IncidentClass.STATEMENT if fact.certainty is Certainty.EXPECTED else CLASS_OF_INCIDENT[fact.event_type]


DECLARATION = KindDeclaration(
    SecurityIncident,
    "facts/security_incidents.yaml",
    columns=(Column("event_type", is_type=True), Column("incident_class", value=incident_class), Column("campaign")),
    card=(
        CardField("Type", lambda fact, names: words_of(fact.event_type)),
        CardField("Campaign", lambda fact, names: fact.campaign or ""),
    ),
    figures="killed",
)
