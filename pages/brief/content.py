"""What a brief says, whatever the file it becomes: its facts, its counts, its pictures with their text alternatives (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from loaders.frames.dataset import Dataset
from loaders.frames.facts import of_kind
from loaders.query.disputes import contradictions
from loaders.query.match_reasons import reasons
from loaders.query.selection import Selection, accounting
from loaders.query.stage_totals import StageTotal, totals_by_stage
from loaders.schema.derived_terms import Match
from loaders.schema.formatting import day_text, small_first
from loaders.schema.vocabulary import Kind
from pages.drawing.contradictions import contradictions_text
from pages.drawing.hidden_counts import hidden_text
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import MATCHES, count_text
from pages.drawing.rows import kinds_text, latest_first, origins_shown, security_text

TITLE = "Minerals and conflict in Pakistan’s west"
NOTE = (
    "Every entry is what a source says, with who says it; none of it has been verified here. Dates and places are as exact as the "
    "source and no more. Numbers in brackets lead to the sources."
)
MONEY = (
    "Totals are per stage and are never added together: approved money has not been paid. An amount that is not stated is never "
    "counted as 0."
)
LATEST = 4
_WEB = ("http://", "https://")


class Picture(NamedTuple):
    """A picture as a file, and what it shows, in words."""

    content: bytes
    text: str


@dataclass(frozen=True, eq=False)
class Brief:
    """What a brief is made of.

    selected: what the filters leave (with `match`); shown: the classes of it that are switched on. words: the selection in
    words. address: where the view can be opened, "" if it is not known. server: what stands before
    the paths of its pages. map and timeline: from `map_picture` and
    `timeline_picture`. events: of each imported dataset that is on, how many of its rows the view shows, its version and licence.
    """

    dataset: Dataset
    selection: Selection
    selected: pd.DataFrame
    shown: pd.DataFrame
    words: str
    day: date
    address: str
    map: Picture
    timeline: Picture
    attribution: str
    events: tuple[str, ...] = ()
    server: str = ""

    @property
    def is_web(self) -> bool:
        """Whether the address is one of the web: only those are linked."""
        return self.address.startswith(_WEB)

    @property
    def names(self) -> LinkedNames:
        """Names as links to their pages, where the address of the server is one of the web; else as words."""
        return LinkedNames(self.dataset, self.server, linked=self.server.startswith(_WEB))

    @property
    def facts(self) -> pd.DataFrame:
        """The facts shown, the latest first."""
        return latest_first(self.shown)

    @property
    def count(self) -> str:
        """12 facts."""
        return count_text(len(self.shown), "fact", "facts")

    @property
    def missing(self) -> str:
        """How many facts are not shown; nothing where all are."""
        number = len(self.dataset.facts) - len(self.shown)
        return count_text(number, "fact", "facts") if number else ""

    @property
    def licence(self) -> str:
        return (
            f"Facts: CC BY 4.0. The articles belong to their publishers and are not part of this file. Cite as: {TITLE}, data version "
            f"{self.dataset.version}, brief of {day_text(self.day)}: {self.words}, {self.count} shown."
        )


class CountRow(NamedTuple):
    """A line of the accounting."""

    what: str
    which: str
    number: int


def about_brief(brief: Brief) -> Mapping[str, str]:
    """What this is, of which selection, version and day."""
    beside = {"Imported events, beside the facts and in none of the counts below": "; ".join(brief.events)} if brief.events else {}
    return {
        "Selection": brief.words,
        "Facts shown": "; ".join(filter(None, [kinds_text(brief.shown), security_text(brief.shown)])),
        "Rests on": origins_shown(brief.shown),
        **beside,
        "As recorded on" if brief.dataset.recorded else "Created": day_text(brief.day),
        "Data version": brief.dataset.version,
    }


def count_rows(brief: Brief) -> list[CountRow]:
    """Shown, hidden by match type, excluded by the filters; they add up to all facts."""
    counts, total = accounting(brief.selected), len(brief.dataset.facts)
    asked = brief.selection.match
    lines = [CountRow("Shown", "", len(brief.shown))]
    lines += [CountRow("", f"of those shown: {MATCHES[m]}", counts[m]) for m in Match if m in asked and counts[m]]
    timeless = counts["timeless"] if brief.selection.dates and Match.DEFINITE in asked else 0
    lines += [CountRow("Of those shown", "mineral sites, which date filters do not affect", timeless)] if timeless else []
    lines += [CountRow("Hidden", f"{MATCHES[m]}: {small_first(m.meaning)}", counts[m]) for m in Match if m not in asked and counts[m]]
    return [
        *lines,
        CountRow("Excluded by the filters", "definitely no match", total - len(brief.selected)),
        CountRow("All facts", "", total),
    ]


def accounting_text(brief: Brief) -> str:
    """12 of 117 facts shown; 105 facts hidden: 102 excluded by the filters, 3 no date."""
    hidden = hidden_text(brief.dataset.facts, brief.selected, brief.shown)
    return "; ".join(filter(None, [f"{len(brief.shown):,} of {len(brief.dataset.facts):,} facts shown", hidden]))


def hidden_reasons(brief: Brief) -> list[tuple[str, str, str]]:
    """Id, title and reason of each fact that the filters leave and the match types hide."""
    held = brief.selected[~brief.selected["id"].isin(brief.shown["id"])]
    told = reasons(held, brief.selection, brief.dataset.places)
    return [(str(i), str(title), str(why)) for i, title, why in zip(held["id"], held["title"], told, strict=True)]


def latest_dated(facts: pd.DataFrame, most: int = LATEST) -> pd.DataFrame:
    """The latest facts that have a date, the latest first."""
    return latest_first(facts[facts["date_start"].notna()]).head(most)


def money_by_stage(brief: Brief) -> list[StageTotal]:
    """Each stage with its total of the deals shown."""
    return totals_by_stage(*(of_kind(frame, Kind.FINANCING_DEAL) for frame in (brief.facts, brief.dataset.facts)))


def disputed_text(brief: Brief) -> str:
    """How many contradictions involve facts shown."""
    every = brief.dataset.facts
    return contradictions_text(contradictions(brief.facts, every), contradictions(every, every))
