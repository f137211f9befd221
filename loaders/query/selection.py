"""One selection for every page, the data API and the command line: which facts match, and how surely."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.query.filters import ANY_PARTY, FILTERS
from loaders.query.search import found_by
from loaders.schema.derived_terms import Match
from loaders.schema.kinds import UNDATABLE

SHOWN_BY_DEFAULT = (Match.DEFINITE.value, Match.POSSIBLE.value)
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Selection:
    """What a reader asked for; ids and words, in the order and with the names of the address."""

    province: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    dates: tuple[date, date] | None = None
    kind: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    all_articles: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    claimant: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    commodity: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    relation: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    q: str = ""
    match: tuple[str, ...] = field(default=SHOWN_BY_DEFAULT)
    dataset: tuple[str, ...] = ()  # imported events that stand beside the facts, none for all; facts do not depend on it
    as_of: str = ""  # the recorded version that the data are of; it chooses the data, and none of their facts

    @property
    def filters(self) -> bool:
        """Whether anything but the match classes is chosen."""
        return replace(self, match=SHOWN_BY_DEFAULT).chosen

    @property
    def chosen(self) -> bool:
        """Whether any filter or match class is chosen; neither a dataset of events nor a version filters facts."""
        return replace(self, dataset=(), as_of="") != Selection()

    def query(self) -> list[tuple[str, str]]:
        """The selection as parameters of an address; defaults are left out."""
        pairs: list[tuple[str, str]] = []
        for name, value in vars(self).items():
            if name == "match":
                pairs += [(name, v) for v in value or ("none",)] if value != SHOWN_BY_DEFAULT else []
            elif name == "dates":
                pairs += [(name, day.isoformat()) for day in value or ()]
            elif isinstance(value, tuple):
                pairs += [(name, v) for v in value]
            elif value:
                pairs.append((name, value))
        return pairs

    def parameters(self) -> dict[str, list[str]]:
        """The same by name, each with all its values."""
        found: dict[str, list[str]] = {}
        for name, value in self.query():
            found.setdefault(name, []).append(value)
        return found


def select(facts: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The facts that the filters leave, with their class in a column `match`; those of every class, shown or not.

    A fact is definite, possible, undated or unplaced (`loaders.schema.vocabulary.Match`); the classes never overlap. Pure: the
    given frame stays as it is. Which classes are shown is `shown`.
    """
    keep = _plain_filters(facts, selection)
    yes, maybe, undated = _date_filter(facts, selection)
    keep &= yes | maybe | undated
    unplaced = np.zeros(len(facts), dtype=bool)
    for wanted, definite, possible in (
        (selection.district, "match_districts", "possible_districts"),
        (selection.province, "match_provinces", None),
    ):
        if wanted:
            sure = _any_of(facts, definite, wanted)
            perhaps = _any_of(facts, possible, wanted) & ~sure if possible else np.zeros(len(facts), dtype=bool)
            nowhere = ~facts["placed"].to_numpy() & ~sure & ~perhaps
            keep &= sure | perhaps | nowhere
            maybe |= perhaps
            unplaced |= nowhere
    classes = np.select([unplaced, undated, maybe], ["unplaced", "undated", "possible"], "definite")
    match = pd.Categorical(classes[keep], categories=[m.value for m in Match])
    return facts[keep].assign(match=match)


def shown(selected: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The selected facts whose class the reader wants to see."""
    return selected[selected["match"].isin(selection.match).to_numpy()]


def accounting(selected: pd.DataFrame) -> dict[str, int]:
    """How many facts are in each class; the four add up to what the filters leave.

    `timeless`, a part of definite: how many of them are mineral sites, which date filters do not affect.
    """
    counts = selected["match"].value_counts()
    timeless = (selected["match"] == Match.DEFINITE.value) & selected["kind"].isin(UNDATABLE)
    return {m.value: int(counts.get(m.value, 0)) for m in Match} | {"timeless": int(timeless.sum())}


def _plain_filters(facts: pd.DataFrame, selection: Selection) -> Mask:
    keep = np.ones(len(facts), dtype=bool)
    for one in FILTERS:
        wanted: tuple[str, ...] = getattr(selection, one.name)
        if not wanted or one.how == "place":
            continue
        if one.how == "any":
            keep &= _any_of(facts, one.column, wanted)
        elif one.how == "all":
            keep &= _all_of(facts, one.column, wanted)
        elif ANY_PARTY in wanted:
            keep &= facts[one.column].notna().to_numpy()
        else:
            keep &= facts[one.column].isin(wanted).to_numpy()
    return keep & found_by(facts, selection.q) if selection.q else keep


def _date_filter(facts: pd.DataFrame, selection: Selection) -> tuple[Mask, Mask, Mask]:
    """Within, overlapping only, undated. A mineral site is not an event: dates do not touch it.

    What has no date but an order overlaps at most, for the order says when it may have been and not when it was.
    """
    none = np.zeros(len(facts), dtype=bool)
    if selection.dates is None:
        return ~none, none, none.copy()
    first, last = (np.datetime64(day, "s") for day in selection.dates)
    start, end = facts["date_start"].to_numpy(), facts["date_end"].to_numpy()
    timeless = facts["kind"].isin(UNDATABLE).to_numpy()
    no_date = (facts["date_precision"] == "none").to_numpy() & ~timeless
    within = (start >= first) & (end <= last)
    apart = (end < first) | (start > last)
    earliest, latest = facts["earliest"].to_numpy(), facts["latest"].to_numpy()
    ordered = no_date & ~(np.isnat(earliest) & np.isnat(latest))
    possible = (~within & ~apart & ~no_date & ~timeless) | (ordered & ~(latest < first) & ~(earliest > last))
    return (within & ~no_date) | timeless, possible, no_date & ~ordered


def _any_of(facts: pd.DataFrame, column: str, wanted: Iterable[str]) -> Mask:
    unlike: Callable[[tuple[str, ...]], bool] = frozenset(wanted).isdisjoint
    return np.fromiter((not unlike(values) for values in facts[column]), dtype=bool, count=len(facts))


def _all_of(facts: pd.DataFrame, column: str, wanted: Iterable[str]) -> Mask:
    within: Callable[[tuple[str, ...]], bool] = frozenset(wanted).issubset
    return np.fromiter((within(values) for values in facts[column]), dtype=bool, count=len(facts))
