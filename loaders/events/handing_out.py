"""What may leave the server of imported rows, and an answer in a format: the same for API and command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any

from loaders.events.folder import EventDataset
from loaders.events.formats import WRITERS
from loaders.events.matching import EXCLUDED
from loaders.events.queries import DEFAULT_SORT, accounting, page, stream
from loaders.events.question import EventQuestion
from loaders.schema.derived_terms import Match

LIMIT, MOST = 100, 10_000


class NotHandedOut(Exception):
    """The rows of a dataset may not be passed on; the message says which and why."""


def chosen_datasets(asked: EventQuestion) -> list[EventDataset]:
    """The datasets that a question is about. Raises NotHandedOut where one of them may not be passed on, ValueError for an unknown name."""
    there = {one.name: one for one in asked.store.datasets()}
    wanted = list(there) if asked.datasets is None else list(asked.datasets)
    if unknown := [name for name in wanted if name not in there]:
        raise ValueError(unknown[0])
    if closed := [there[name] for name in wanted if not there[name].redistribution]:
        others = [name for name, one in there.items() if one.redistribution]
        said = " and ".join(f"{one.name} ({one.licence})" for one in closed)
        hint = f"ask for the others: {'&'.join(f'dataset={name}' for name in others)}" if others else "no other dataset is there"
        raise NotHandedOut(f"the terms of {said} do not let its rows be passed on; they are shown on the pages only; {hint}")
    return [there[name] for name in wanted]


def answer_parts(
    asked: EventQuestion, file_format: str, sort: str = DEFAULT_SORT, limit: int | None = None, offset: int = 0
) -> Iterator[bytes]:
    """The bytes of an answer; whatever refuses it is raised before the first. limit: of JSON alone; None for all rows."""
    datasets = chosen_datasets(asked)
    counts = accounting(asked)
    head: dict[str, Any] = {
        "version": asked.store.version(),
        "selection": asked.selection.parameters(),
        "count": 0,
        "accounting": _added(counts),
        "datasets": [_told(one, counts) for one in datasets],
    }
    head["count"] = sum(head["accounting"][match] for match in asked.selection.match)
    if limit is not None:
        table = page(asked, sort, limit, offset)
        head["count"] = len(table)
        return WRITERS[file_format](table.to_batches(), datasets, head)
    batches = stream(asked)
    first = next(batches, None)  # what cannot be answered is known now
    return WRITERS[file_format](chain([] if first is None else [first], batches), datasets, head)


def _added(counts: dict[str, dict[str, int]]) -> dict[str, int]:
    return {match.value: sum(one[match.value] for one in counts.values()) for match in Match}


def _told(one: EventDataset, counts: dict[str, dict[str, int]]) -> dict[str, Any]:
    told = counts.get(one.name, {})
    return asdict(one) | {"accounting": {name: told.get(name, 0) for name in (*(m.value for m in Match), EXCLUDED)}}


def file_name(file_format: str, version: str, datasets: Sequence[str] | None) -> str:
    """A name that tells the datasets and their version."""
    return f"events-{'-'.join(datasets)[:60] if datasets else 'all'}-{version}.{file_format}"
