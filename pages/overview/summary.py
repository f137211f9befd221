"""What a reader needs in ten seconds, as frames and words: what happened last, the money, the doubt, the gaps (pure)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.query.filters import ANY_PARTY
from loaders.schema.derived_terms import NO
from loaders.schema.incident_terms import IncidentClass
from loaders.schema.kinds import EVENTS, UNDATABLE
from loaders.schema.vocabulary import Certainty
from pages.drawing.hidden_counts import hidden_by_filters
from pages.drawing.palette import WEAK_CERTAINTIES, count_text
from pages.drawing.rows import latest_first

_OF_EVENTS = ["kind", "incident_class", "certainty", "date_precision", "date_start", "id", "title", "date_words", "who_says"]


@dataclass(frozen=True)
class Completeness:
    """How complete the facts shown are, in counts; sites: the mineral sites among those without a date."""

    facts: int
    undated: int
    sites: int
    unplaced: int
    one_sided: int
    weak: int


def latest_events(facts: pd.DataFrame, most: int = 6) -> pd.DataFrame:
    """The latest dated facts that are events, no statements and nothing expected, latest first; a wide date counts from its beginning."""
    narrow = facts[_OF_EVENTS]  # columns before rows: a frame of facts is wide
    told = [
        kind in EVENTS and of_class != IncidentClass.STATEMENT and certainty != Certainty.EXPECTED and exact != "none"
        for kind, of_class, certainty, exact in zip(*(narrow[name] for name in _OF_EVENTS[:4]), strict=True)
    ]
    return latest_first(narrow[np.array(told, dtype=bool)]).head(most)


def disputed(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts that are disputed."""
    return facts[facts["certainty"] == Certainty.DISPUTED]


def none_text(one: str, shown: pd.DataFrame, every: pd.DataFrame) -> str:
    """No disputed fact is shown; 3 hidden by the filters. Nothing where some are shown."""
    hidden = hidden_by_filters(len(every)) or "there is none in the data"
    return f"No {one} is shown; {hidden}." if shown.empty else ""


def completeness(facts: pd.DataFrame) -> Completeness:
    """Counts over the facts shown."""
    undated = [kind for kind, exact in zip(facts["kind"], facts["date_precision"], strict=True) if exact == "none"]
    return Completeness(
        facts=len(facts),
        undated=len(undated),
        sites=sum(kind in UNDATABLE for kind in undated),
        unplaced=len(facts) - int(facts["placed"].sum()),
        one_sided=int(facts["party"].notna().sum()),
        weak=sum(certainty in WEAK_CERTAINTIES for certainty in facts["certainty"]),
    )


@dataclass(frozen=True)
class Count:
    """A number of facts in words, and the filters that leave exactly those of a view."""

    number: int
    words: str
    filters: dict[str, tuple[str, ...]]


def completeness_counts(counts: Completeness) -> list[Count]:
    """The counts as sentences, each with its filters."""

    def are(number: int, told: str, **filters: tuple[str, ...]) -> Count:
        return Count(number, f"{count_text(number, 'fact shown is', 'facts shown are')} {told}", filters)

    sites = f", {count_text(counts.sites, 'of them a mineral site', 'of them mineral sites')}" if counts.sites else ""
    undated = f"{count_text(counts.undated, 'fact shown has', 'facts shown have')} no date{sites}"
    return [
        Count(counts.undated, undated, {"dated": (NO,)}),
        are(counts.unplaced, "placed in no district or province", placed=(NO,)),
        are(counts.one_sided, "claimed by one party only", party=(ANY_PARTY,)),
        are(counts.weak, "claimed, disputed, opinion or expected", certainty=tuple(c.value for c in Certainty if c in WEAK_CERTAINTIES)),
    ]
