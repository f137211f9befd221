"""The kinds of fact: one model and one file for each."""

from __future__ import annotations

from pydantic import Field

from loaders.schema.deal_terms import DealStatus, Instrument
from loaders.schema.event_terms import EventType, Topic
from loaders.schema.field_types import (
    Id,
    Ids,
    Line,
    SomeIds,
)
from loaders.schema.incident_terms import IncidentType
from loaders.schema.records import Fact
from loaders.schema.site_terms import SiteStatus, SiteType
from loaders.schema.vocabulary import Kind


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
    status: DealStatus = Field(description="Stage of the deal")
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


FACT_FILES: dict[str, type[Fact]] = {
    "facts/mineral_sites.yaml": MineralSite,
    "facts/security_incidents.yaml": SecurityIncident,
    "facts/financing_deals.yaml": FinancingDeal,
    "facts/diplomatic_events.yaml": DiplomaticEvent,
    "facts/context.yaml": Context,
}
