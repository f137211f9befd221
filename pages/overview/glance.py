"""What a reader needs in ten seconds, as frames and words: what happened last, the money, the doubt, the gaps (pure)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.vocabulary import Certainty, IncidentClass
from pages.shared.hidden import hidden_by_filters
from pages.shared.palette import count_words
from pages.shared.rows import latest_first

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
    """The latest dated facts that are events, no statements and nothing expected, latest first; a wide date counts from its beginning."""
    told = facts["kind"].isin(HAPPENED) & (facts["incident_class"] != IncidentClass.STATEMENT) & (facts["certainty"] != Certainty.EXPECTED)
    events = facts[told & (facts["date_precision"] != "none")]
    return latest_first(events).head(most)


def disputed(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts that are disputed."""
    return facts[facts["certainty"] == Certainty.DISPUTED]


def none_words(one: str, shown: pd.DataFrame, every: pd.DataFrame) -> str:
    """No disputed fact is shown; 3 hidden by the filters. Nothing where some are shown."""
    hidden = hidden_by_filters(len(every)) or "there is none in the data"
    return f"No {one} is shown; {hidden}." if shown.empty else ""


def completeness(facts: pd.DataFrame) -> Completeness:
    """Counts over the facts shown; `latest` is the date of the latest one in words."""
    last = last_happened(facts, 1)
    return Completeness(
        facts=len(facts),
        undated=int((facts["date_precision"] == "none").sum()),
        unplaced=int((~facts["placed"]).sum()),
        one_sided=int(facts["party"].notna().sum()),
        weak=int(facts["certainty"].isin(["claimed", "disputed", "opinion", "expected"]).sum()),
        latest=last["date_words"].iloc[0] if len(last) else "none shown",
    )


def completeness_words(counts: Completeness) -> list[str]:
    """The counts as sentences."""
    return [
        f"Latest dated event shown: {counts.latest}",
        f"{count_words(counts.undated, 'fact shown has', 'facts shown have')} no date, because the source gives none",
        f"{count_words(counts.unplaced, 'fact shown is', 'facts shown are')} placed in no district or province",
        f"{count_words(counts.one_sided, 'fact shown is', 'facts shown are')} told by one side only",
        f"{count_words(counts.weak, 'fact shown is', 'facts shown are')} claimed, disputed, opinion or expected",
    ]
