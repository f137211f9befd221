"""The check of a data folder: every file read, every reference followed, every problem told. It needs no pandas, so it is quick."""

from __future__ import annotations

from pathlib import Path

from loaders.boundaries import outline_ids
from loaders.collector import collector_off
from loaders.problems import DataError, Problem
from loaders.reading import DATA, Records, read_records
from loaders.references import check_references


@collector_off()
def check_data(data: Path = DATA) -> tuple[Records, list[Problem]]:
    """Read and cross-check a data folder; the problems are sorted and complete."""
    reading = read_records(data)
    try:
        found = list(check_references(reading, outline_ids(data)))
    except DataError as error:
        found = error.problems
    return reading.records, sorted({*reading.problems, *found})
