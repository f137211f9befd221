"""The overview of a view, made once per version and selection and shared by all readers."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.dataset import Dataset
from loaders.frames import of_kind
from loaders.selection import Selection
from loaders.vocabulary import Kind
from pages.exposure.controls import exposure_shown
from pages.exposure.sections import way_image
from pages.facts.lists import contradictions
from pages.investment.ladder import ladder_html, rungs
from pages.overview.chokepoint import chokepoint_html, chokepoint_summary
from pages.overview.glance import completeness, completeness_words, last_happened
from pages.shared.palette import count_words
from pages.shared.view import kept, shown_facts


@dataclass(frozen=True, eq=False)
class DrawnOverview:
    """What the overview shows of a view; shared, so nobody changes it. way: the chokepoint's (district, name, picture, words)."""

    way: tuple[str, str, str, str] | None
    last: pd.DataFrame
    disputed: pd.DataFrame
    contradictions: str
    completeness: list[str]
    ladder: str


@kept(128)
def drawn_overview(dataset: Dataset, selection: Selection, dark: bool, narrow: bool) -> DrawnOverview:
    """Make the overview of the facts that a selection shows."""
    facts = shown_facts(dataset, selection)
    pairs = contradictions(facts, dataset.facts)
    exposure = exposure_shown(dataset, selection)
    found = chokepoint_summary(exposure, dataset.places)
    return DrawnOverview(
        way=(found.district, found.name, way_image(exposure, found.district, dataset, dark, narrow), chokepoint_html(found))
        if found
        else None,
        last=last_happened(facts),
        disputed=facts[facts["certainty"] == "disputed"],
        contradictions=f"{count_words(len(pairs), 'pair of facts contradicts', 'pairs of facts contradict')} each other, "
        f"{int(pairs['between_articles'].sum())} of them between articles.",
        completeness=completeness_words(completeness(facts)),
        ladder=ladder_html(rungs(of_kind(facts, Kind.FINANCING_DEAL))),
    )
