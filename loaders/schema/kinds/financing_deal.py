"""Financing deals: money, from interest to payment."""

from __future__ import annotations

from pydantic import Field

from loaders.schema.deal_terms import STAGE_LABELS, DealStatus, Instrument
from loaders.schema.field_types import Ids, SomeIds
from loaders.schema.figures import amount_words_of
from loaders.schema.formatting import small_first
from loaders.schema.kinds.declaration import CardField, Column, KindDeclaration
from loaders.schema.records import Fact
from loaders.schema.vocabulary import Kind


class FinancingDeal(Fact):
    """Money, or a stated interest in giving it."""

    kind = Kind.FINANCING_DEAL
    financier: SomeIds = Field(description="Actor ids")
    recipient: Ids = Field((), description="Actor ids, if the text says so")
    sites: Ids = Field((), description="Place ids of the sites it is for")
    status: DealStatus = Field(description="Stage of the deal")
    instrument: Instrument | None = Field(None, description="Form of the money, only if stated")


DECLARATION = KindDeclaration(
    FinancingDeal,
    "facts/financing_deals.yaml",
    columns=(
        Column("financier", "list"),
        Column("recipient", "list"),
        Column("sites", "list"),
        Column("site_names", "list", derived=True, exported=False),
        Column("status", is_type=True),
        Column("instrument", is_type=True),
        Column("amount_words", derived=True, exported=False),
    ),
    card=(
        CardField("Amount", lambda fact, names: amount_words_of(fact)),
        CardField("Stage", lambda fact, names: f"{STAGE_LABELS[fact.status]}: {small_first(fact.status.meaning)}"),
        CardField("Financier", lambda fact, names: names.actors(fact.financier)),
        CardField("Recipient", lambda fact, names: names.actors(fact.recipient)),
        CardField("Site", lambda fact, names: names.sites(fact.sites)),
        CardField("Depends on", lambda fact, names: names.routes(fact.sites)),
    ),
    figures="amount_usd",
)
