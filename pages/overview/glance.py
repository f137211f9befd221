"""What a reader needs in ten seconds, as frames and words: what happened last, the money, the doubt, the gaps (pure)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.filters import ANY_PARTY, NO
from loaders.vocabulary import IncidentClass
from pages.shared.palette import count_words
from pages.shared.rows import latest_first

WEAK = ("claimed", "disputed", "opinion", "expected")
HAPPENED = ("security_incident", "financing_deal", "diplomatic_event")


@dataclass(frozen=True)
class Completeness:
    """How fresh and how complete the facts shown are, in counts."""

    facts: int
    undated: int
    unplaced: int
    one_sided: int
    weak: int
    latest: str


def last_happened(facts: pd.DataFrame, most: int = 6) -> pd.DataFrame:
    """The latest dated facts that are events, latest first; a wide date counts from its beginning. Statistics are none."""
    told = facts["kind"].isin(HAPPENED) & (facts["incident_class"] != IncidentClass.STATEMENT)
    events = facts[told & (facts["date_precision"] != "none")]
    return latest_first(events).head(most)


def completeness(facts: pd.DataFrame) -> Completeness:
    """Counts over the facts shown; `latest` is the date of the latest one in words."""
    last = last_happened(facts, 1)
    return Completeness(
        facts=len(facts),
        undated=int((facts["date_precision"] == "none").sum()),
        unplaced=int((~facts["placed"]).sum()),
        one_sided=int(facts["party"].notna().sum()),
        weak=int(facts["certainty"].isin(WEAK).sum()),
        latest=last["date_words"].iloc[0] if len(last) else "none shown",
    )


@dataclass(frozen=True)
class Count:
    """A number of facts in words, and the filters that leave exactly those of a view."""

    number: int
    words: str
    filters: dict[str, tuple[str, ...]]


def completeness_counts(counts: Completeness) -> list[Count]:
    """The counts as sentences, each with its filters."""
    undated = f"{count_words(counts.undated, 'fact carries', 'facts carry')} no date, because the source gives none"
    return [
        Count(counts.undated, undated, {"dated": (NO,)}),
        Count(
            counts.unplaced, f"{count_words(counts.unplaced, 'fact is', 'facts are')} placed in no district or province", {"placed": (NO,)}
        ),
        Count(counts.one_sided, f"{count_words(counts.one_sided, 'fact is', 'facts are')} told by one side only", {"party": (ANY_PARTY,)}),
        Count(
            counts.weak, f"{count_words(counts.weak, 'fact is', 'facts are')} claimed, disputed, opinion or expected", {"certainty": WEAK}
        ),
    ]
