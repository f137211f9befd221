"""The check of a data folder: every file read, every reference followed, every problem told. It needs no pandas, so it is quick."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from loaders.gazetteer.boundaries import Layers, load_layers, outline_ids
from loaders.schema.diagnostics import MAX_PROBLEMS, DataError, Diagnostic
from loaders.validation.order import check_order
from loaders.validation.plausibility import check_plausible
from loaders.validation.references import check_references
from loaders.yaml.folder import DATA, Records, parse_folder
from loaders.yaml.garbage_collection import gc_paused


@gc_paused()
def check_data(data: Path = DATA) -> tuple[Records, list[Diagnostic]]:
    """Read and cross-check a data folder; the problems are sorted, and complete up to 200 of a file and 200 of references."""
    records, _, problems = load_checked(data)
    return records, problems


def load_checked(data: Path) -> tuple[Records, Layers, list[Diagnostic]]:
    """The same with the layers of outlines; those are empty when one of them cannot be read."""
    reading = parse_folder(data)
    try:
        layers = load_layers(data)
        found = _first(check_references(reading, outline_ids(layers)))
        found += _first(check_plausible(reading.records))
        found += _first(check_order(reading.records))
    except DataError as error:
        layers, found = {}, error.problems
    return reading.records, layers, sorted({*reading.problems, *found})


def _first(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The first problems, and a word about the rest: with one file gone wrong there can be as many as there are ids."""
    found = list(islice(problems, MAX_PROBLEMS + 1))
    if len(found) > MAX_PROBLEMS:
        found[-1] = replace(found[-1], message=f"and after this one more references are wrong; mend the {MAX_PROBLEMS} before it first")
    return found
