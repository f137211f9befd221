"""The imported events beside a view: which datasets are on, and what the engine answers, kept per selection and version of the datasets.

Nothing of an engine is imported where `EVENTS` is not set. Every answer may raise `EventsUnavailable`, whose message is for readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import pyarrow as pa

from loaders.api.settings import settings
from loaders.events.folder import EventDataset
from loaders.events.problems import EventsUnavailable
from loaders.events.store import event_store
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.parameters import NO_CLASS
from loaders.query.selection import Selection
from loaders.schema.vocabulary import Kind

if TYPE_CHECKING:
    from loaders.events.named_sites import SameName
    from loaders.events.question import EventQuestion

Point = tuple[float, float]
Counts = Mapping[str, int]
Period = Literal["day", "week", "month", "year"]


@dataclass(frozen=True)
class Events:
    """What is asked of imported events in a view. version: of the datasets that are there. away: why there is none of them."""

    address: str
    version: str
    selection: Selection
    datasets: tuple[EventDataset, ...]
    away: str = ""

    @property
    def on(self) -> tuple[EventDataset, ...]:
        """The datasets that are switched on; names that are not there count as not asked for."""
        asked = [name for name in self.selection.dataset if name == NO_CLASS or name in {one.name for one in self.datasets}]
        return tuple(one for one in self.datasets if one.name in asked) if asked else self.datasets

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of datasets in the address that are not there."""
        known = {NO_CLASS, *(one.name for one in self.datasets)}
        return tuple(name for name in self.selection.dataset if name not in known)

    def only(self, dataset: str) -> Events:
        """The same with one dataset on."""
        return replace(self, selection=replace(self.selection, dataset=(dataset,)))


def datasets_of(events: Events | None, kind: Kind) -> list[tuple[Events, EventDataset]]:
    """The datasets of one kind that are switched on, each with what is asked of it alone; none where no events are served."""
    return [(events.only(one.name), one) for one in events.on if one.kind == kind] if events else []


def events_beside(selection: Selection) -> Events | None:
    """The imported events beside a selection; None where `EVENTS` is not set, and as of a version: they are in none that is recorded."""
    address = settings().events
    found = event_store(address)
    if found is None or selection.as_of:
        return None
    try:
        return Events(address, found.version(), selection, found.datasets())
    except EventsUnavailable as away:
        return Events(address, "", selection, (), str(away))


def question(dataset: Dataset, events: Events, at: Point | None = None) -> EventQuestion:
    """What the engine is asked. at: only what the source places at that point (latitude, longitude)."""
    from loaders.events.question import EventQuestion

    found = event_store(events.address)
    assert found is not None
    return EventQuestion(found, events.selection, _names(dataset), tuple(one.name for one in events.on), at)


@kept(1)
def _names(dataset: Dataset) -> Any:
    from loaders.events.matching import Names

    return Names.of(dataset)


def filters_without_events(selection: Selection) -> tuple[str, ...]:
    """The filters in use that ask for what imported events do not have: with any of them, no event is left."""
    from loaders.events.matching import without_effect

    return without_effect(selection)


@kept(128)
def event_counts(dataset: Dataset, events: Events) -> dict[str, dict[str, int]]:
    """Per dataset that is on, how many rows are in each class of matches, and `excluded`."""
    from loaders.events.queries import accounting

    return accounting(question(dataset, events))


def shown_count(events: Events, counts: Counts) -> int:
    """How many rows of a dataset are shown, of its counts by class."""
    return sum(counts[match] for match in events.selection.match)


@kept(32)
def event_rows(dataset: Dataset, events: Events, order: str, limit: int, offset: int, at: Point | None = None) -> pa.Table:
    """Some of the events shown, in an order, with all columns."""
    from loaders.events.queries import page

    return page(question(dataset, events, at), order, limit, offset)


@kept(64)
def events_at(dataset: Dataset, events: Events, at: Point) -> int:
    """How many events are shown at a point."""
    asked = question(dataset, events, at)
    return int(asked.store.frame(asked.shown.agg(rows=asked.shown.count()))["rows"].iloc[0])


@kept(32)
def events_by_period(dataset: Dataset, events: Events, period: Period) -> pd.DataFrame:
    """As `loaders.events.queries.by_period`; shared, not to be changed."""
    from loaders.events.queries import by_period

    return by_period(question(dataset, events), period)


@kept(32)
def events_by_place(dataset: Dataset, events: Events) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Points with their events, and districts with theirs, as `by_place` and `by_district`; shared, not to be changed."""
    from loaders.events.queries import by_district, by_place

    asked = question(dataset, events)
    return by_place(asked), by_district(asked)


@kept(32)
def events_by_district_and_year(dataset: Dataset, events: Events, districts: tuple[str, ...]) -> pd.DataFrame:
    """As `loaders.events.queries.district_years`; shared, not to be changed."""
    from loaders.events.queries import district_years

    return district_years(question(dataset, events), districts)


@kept(32)
def events_around(dataset: Dataset, events: Events, spans: tuple[tuple[date, date], ...], districts: tuple[str, ...]) -> pd.DataFrame:
    """As `loaders.events.around.around_spans`; shared, not to be changed."""
    from loaders.events.around import around_spans

    return around_spans(question(dataset, events), spans, districts)


@kept(32)
def cuts_of_service(dataset: Dataset, events: Events, districts: tuple[str, ...]) -> pd.DataFrame:
    """As `loaders.events.service.cuts_of_service`; shared, not to be changed."""
    from loaders.events.service import cuts_of_service

    return cuts_of_service(question(dataset, events), districts)


@kept(32)
def amounts_by_stage(dataset: Dataset, events: Events) -> pd.DataFrame:
    """As `loaders.events.amounts.amounts_by_stage`; shared, not to be changed."""
    from loaders.events.amounts import amounts_by_stage

    return amounts_by_stage(question(dataset, events))


@kept(32)
def same_names(dataset: Dataset, events: Events) -> list[SameName]:
    """As `loaders.events.named_sites.same_names`; shared, not to be changed."""
    from loaders.events.named_sites import same_names

    return same_names(question(dataset, events), dataset.places)


@kept(64)
def one_event(dataset: Dataset, events: Events, name: str, identity: str) -> dict[str, Any] | None:
    """One row by its dataset and id, whatever is selected."""
    from loaders.events.queries import one

    return one(question(dataset, events), name, identity)
