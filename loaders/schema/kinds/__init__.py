"""The kinds of fact, each declared in a module of its own: frames, files, cards and filters loop over the list."""

from __future__ import annotations

from loaders.schema.kinds import context, diplomatic_event, financing_deal, mineral_site, security_incident
from loaders.schema.kinds.context import Context
from loaders.schema.kinds.declaration import KindDeclaration
from loaders.schema.kinds.diplomatic_event import DiplomaticEvent
from loaders.schema.kinds.financing_deal import FinancingDeal
from loaders.schema.kinds.mineral_site import MineralSite
from loaders.schema.kinds.security_incident import SecurityIncident
from loaders.schema.records import Fact
from loaders.schema.vocabulary import Kind

__all__ = ["FACT_FILES", "KINDS", "Context", "DiplomaticEvent", "FinancingDeal", "MineralSite", "SecurityIncident"]
KINDS: dict[Kind, KindDeclaration] = {
    module.DECLARATION.model.kind: module.DECLARATION
    for module in (mineral_site, security_incident, financing_deal, diplomatic_event, context)
}
FACT_FILES: dict[str, type[Fact]] = {kind.file: kind.model for kind in KINDS.values()}
EVENTS = frozenset(kind.value for kind, declared in KINDS.items() if declared.is_event)
UNDATABLE = frozenset(kind.value for kind, declared in KINDS.items() if not declared.is_dated)  # no event: dates say nothing of it
