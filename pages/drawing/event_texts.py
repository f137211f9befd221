"""Imported events in words: what a dataset is called, how many of its rows are shown, how many people were killed (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from loaders.events.folder import EventDataset
from loaders.schema.derived_terms import Match
from loaders.schema.vocabulary import Kind
from pages.drawing.palette import MATCHES, count_text

NOUNS = {Kind.SECURITY_INCIDENT: ("event", "events"), Kind.MINERAL_SITE: ("site", "sites"), Kind.FINANCING_DEAL: ("deal", "deals")}
SORTED_BY = {
    "date_start": "first day",
    "district": "district",
    "fatalities_best": "people killed",
    "event_type": "type",
    "geo_precision": "how exactly placed",
    "dataset": "dataset",
}
ORDERS = tuple(sign + name for name in SORTED_BY for sign in ("-", ""))  # the first is the usual one
FATALITIES = ("fatalities_low", "fatalities_best", "fatalities_high")


def dataset_text(dataset: EventDataset) -> str:
    """UCDP GED 25.1, as a dataset is cited in a line."""
    return f"{dataset.title} {dataset.version}".strip()


def rows_text(dataset: EventDataset, number: int) -> str:
    """1,204 events."""
    return count_text(number, *NOUNS[Kind(dataset.kind)])


def counted_text(dataset: EventDataset, counts: Mapping[str, int], match: Iterable[str]) -> str:
    """6,416 events of UCDP GED 25.1; or "1,204 shown · 3 hidden · 5,209 excluded, events of …": the three add up to all of its rows."""
    total, seen = sum(counts.values()), sum(counts[one] for one in match)
    if seen == total:
        return f"{rows_text(dataset, total)} of {dataset_text(dataset)}"
    hidden = total - seen - counts["excluded"]
    parts = [
        f"{seen:,} shown",
        *([f"{hidden:,} hidden"] if hidden else []),
        *([f"{counts['excluded']:,} excluded"] if counts["excluded"] else []),
    ]
    return f"{' · '.join(parts)} of {rows_text(dataset, total)}, {dataset_text(dataset)}"


def of_all_text(dataset: EventDataset, counts: Mapping[str, int], match: Iterable[str]) -> str:
    """The same in short: "1,204 of 6,416 events of UCDP GED 25.1 shown"."""
    total, seen = sum(counts.values()), sum(counts[one] for one in match)
    told = f"{rows_text(dataset, total)} of {dataset_text(dataset)}"
    return told if seen == total else f"{seen:,} of {told} shown"


def number_text(dataset: EventDataset, counts: Mapping[str, int], match: Iterable[str]) -> str:
    """The same without the dataset's name, where there is little room: "1,204 of 6,416 events"."""
    total, seen = sum(counts.values()), sum(counts[one] for one in match)
    return rows_text(dataset, total) if seen == total else f"{seen:,} of {rows_text(dataset, total)}"


def classes_text(dataset: EventDataset, counts: Mapping[str, int], match: Iterable[str]) -> str:
    """Class by class, shown or hidden, and what is excluded; the sum is every row of the dataset."""
    asked = set(match)
    parts = [f"{counts[m]:,} {MATCHES[m]} ({'shown' if m.value in asked else 'hidden'})" for m in Match if counts[m]]
    parts += [f"{counts['excluded']:,} excluded"] if counts["excluded"] or not parts else []
    total = sum(counts.values())
    return f"{' + '.join(parts)} = {rows_text(dataset, total)}"


def source_text(dataset: EventDataset) -> str:
    """Dataset, version, licence and whom to name."""
    return f"{dataset_text(dataset)}, {dataset.licence}; {dataset.attribution}"


def killed_text(row: Mapping[str, Any]) -> str:
    """3 (2–5): best estimate, in brackets lowest and highest where they differ; what is not given is no 0."""
    low, best, high = (None if row[name] is None or row[name] != row[name] else int(row[name]) for name in FATALITIES)
    span = "" if low is None and high is None else f"{_number(low)}–{_number(high)}"
    if best is None:
        return f"{span}, no best estimate" if span else "not given"
    return f"{best:,}" if not span or low == best == high else f"{best:,} ({span})"


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"
