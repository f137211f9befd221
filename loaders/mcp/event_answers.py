"""What the tool of imported events answers: counts of every dataset, rows only of those whose terms let them be passed on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from loaders.events.columns import NAMES
from loaders.events.folder import EventDataset
from loaders.events.matching import CLASSES, Names, without_effect
from loaders.events.queries import DEFAULT_SORT, SORTABLE, accounting, page
from loaders.events.question import EventQuestion
from loaders.events.store import EventStore
from loaders.frames.dataset import Dataset
from loaders.mcp.answers import MOST, Answer, Filters, Refusal, selection_of
from loaders.query.selection import Selection
from loaders.schema.diagnostics import did_you_mean

HOW_TO_READ = (
    "Rows of datasets that others made, as imported: not facts of this dashboard and not checked against them. Counts of rows are "
    "never added to counts of facts, nor those of two datasets to each other: both may tell of one event. A class that is not asked for in "
    "`match` is hidden, not absent. Columns without a value are left out: a number of people killed that is not given is not 0."
)
_NOT_CHECKED = "not assessed: as the dataset gives it"


def events_answer(
    dataset: Dataset,
    store: EventStore,
    filters: Filters,
    datasets: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
    sort: str = DEFAULT_SORT,
) -> Answer:
    """Counts by class of each dataset, and the rows of a selection. Raises Refusal for what is not known, EventsUnavailable."""
    selection, there = selection_of(filters, dataset), {one.name: one for one in store.datasets()}
    for name in datasets:
        if name not in there:
            raise Refusal(f"dataset “{name[:60]}”: {did_you_mean(name[:60], there)}" if there else "no dataset is imported")
    if sort.removeprefix("-") not in SORTABLE:
        raise Refusal(
            f"sort “{sort[:60]}”: {did_you_mean(sort.removeprefix('-')[:60], SORTABLE)}, with - in front from the last to the first"
        )
    chosen = [there[name] for name in dict.fromkeys(datasets or there)]
    open_ones = [one for one in chosen if one.redistribution]
    counts = accounting(_question(store, selection, dataset, chosen))
    rows = page(_question(store, selection, dataset, open_ones), sort, min(max(limit, 0), MOST), max(offset, 0)) if open_ones else None
    return {
        "version": store.version(),
        "data_version": dataset.version,
        "selection": selection.parameters(),
        "datasets": [_told(one, counts[one.name], selection) for one in chosen],
        "how_to_read": HOW_TO_READ,
        "filters_without_rows": [f"{name}: rows of datasets do not have it, so none matches" for name in without_effect(selection)],
        "offset": max(offset, 0),
        "events": [_row(row, there) for row in rows.to_pylist()] if rows is not None else [],
    }


def _question(store: EventStore, selection: Selection, dataset: Dataset, chosen: Iterable[EventDataset]) -> EventQuestion:
    return EventQuestion(store, selection, Names.of(dataset), tuple(one.name for one in chosen))


def _told(one: EventDataset, counts: Mapping[str, int], selection: Selection) -> Answer:
    """A dataset with its accounting, and whether its rows stand in the answer."""
    shown = sum(counts[match] for match in selection.match)
    rows = "in `events`" if one.redistribution else "not passed on: its terms do not let them be; they are shown on the pages only"
    told = {name: getattr(one, name) for name in ("name", "title", "kind", "version", "licence", "attribution", "first_day", "last_day")}
    counted = {name: counts[name] for name in CLASSES}
    return told | {"rows": one.rows, "held_out": one.held_out, "accounting": counted, "shown": shown, "rows_in_answer": rows}


def _row(row: Mapping[str, Any], there: Mapping[str, EventDataset]) -> Answer:
    """A row with its class, who tells it, and the licence that it is passed on under."""
    about = there[row["dataset"]]
    told = {name: row[name] for name in (*NAMES, "match") if row[name] is not None and row[name] != ""}
    who = {
        "who_says": f"{about.title} {about.version}",
        "certainty": _NOT_CHECKED,
        "licence": about.licence,
        "attribution": about.attribution,
    }
    found: Answer = json.loads(json.dumps(told | who, default=str))
    return found
