"""Mineral sites: where something is mined or sought."""

from __future__ import annotations

from pydantic import Field

from loaders.schema.field_types import Id
from loaders.schema.formatting import words_of
from loaders.schema.kinds.declaration import CardField, Column, KindDeclaration, Names
from loaders.schema.records import Fact
from loaders.schema.site_terms import SINGLE_SITES, SiteStatus, SiteType
from loaders.schema.vocabulary import Kind


class MineralSite(Fact):
    """A named site, a mineral district or a claim about reserves."""

    kind = Kind.MINERAL_SITE
    site_type: SiteType = Field(description="What kind of site")
    status: SiteStatus | None = Field(None, description="How far it is, if said")
    operator: Id | None = Field(None, description="Actor id, if the text says so")
    owner: Id | None = Field(None, description="Actor id, if the text says so")


def _actor(fact: MineralSite, actor: str | None, names: Names) -> str:
    """Who runs or owns it; nothing for a whole district or a statement on reserves."""
    return names.actors((actor,) if actor else ()) if fact.site_type in SINGLE_SITES else ""


DECLARATION = KindDeclaration(
    MineralSite,
    "facts/mineral_sites.yaml",
    columns=(Column("site_type", is_type=True), Column("status", is_type=True), Column("operator"), Column("owner")),
    card=(
        CardField("Kind of site", lambda fact, names: words_of(fact.site_type)),
        CardField("Status", lambda fact, names: words_of(fact.status or "")),
        CardField("Operator", lambda fact, names: _actor(fact, fact.operator, names)),
        CardField("Owner", lambda fact, names: _actor(fact, fact.owner, names)),
    ),
    is_event=False,
    is_dated=False,
)
