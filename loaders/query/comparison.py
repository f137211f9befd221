"""Two selections side by side: what each leaves within a view, in which match class, and what both or only one show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection, select
from loaders.schema.derived_terms import Match

_ORDER = {match.value: turn for turn, match in enumerate(Match)}  # the later, the less sure


@dataclass(frozen=True)
class Side:
    """One selection within a view. classes: of each fact that both leave, by id, the less sure of its two classes. shown: ids."""

    selection: Selection
    classes: Mapping[str, str]
    shown: frozenset[str]

    @property
    def counts(self) -> dict[str, int]:
        """How many facts are left in each class of matches, shown or not."""
        values = list(self.classes.values())
        return {match.value: values.count(match.value) for match in Match}


@dataclass(frozen=True)
class Comparison:
    """Two sides of one view."""

    a: Side
    b: Side

    @property
    def both(self) -> frozenset[str]:
        """What both show."""
        return self.a.shown & self.b.shown

    @property
    def only_a(self) -> frozenset[str]:
        """What the first shows and the second does not."""
        return self.a.shown - self.b.shown

    @property
    def only_b(self) -> frozenset[str]:
        """What the second shows and the first does not."""
        return self.b.shown - self.a.shown


@kept(32)
def compare(dataset: Dataset, view: Selection, a: Selection, b: Selection) -> Comparison:
    """The two selections; view: the filters that narrow both. Without those, each side counts as the data API does."""
    within = _classes(dataset.facts, view)
    return Comparison(_side(dataset, a, within, view), _side(dataset, b, within, view))


def _side(dataset: Dataset, selection: Selection, within: Mapping[str, str], view: Selection) -> Side:
    own = _classes(dataset.facts, selection)
    left = {identity: match for identity, match in own.items() if identity in within}
    seen = frozenset(i for i, match in left.items() if match in selection.match and within[i] in view.match)
    return Side(selection, {i: max(match, within[i], key=_ORDER.__getitem__) for i, match in left.items()}, seen)


def _classes(facts: pd.DataFrame, selection: Selection) -> dict[str, str]:
    """Of each fact that a selection leaves its class."""
    found = select(facts, selection)
    return {str(i): str(match) for i, match in zip(found["id"], found["match"], strict=True)}
