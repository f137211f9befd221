"""What the data API refuses, and with which words: what is asked and not done is said, never passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from loaders.frames.dataset import Dataset
from loaders.history.ledger import Ledger
from loaders.query.parameter_names import shown
from loaders.query.parameter_values import MOST_FAULTS
from loaders.query.parameters import PARAMETERS, passed_over
from loaders.query.query_string import Query
from loaders.schema.diagnostics import QueryError, escape_control, suggest

Errors = list[dict[str, Any]]


def query_errors(query: Query, dataset: Dataset, ledger: Ledger) -> Errors:
    """What is wrong with a query string that a path takes; empty where all of it was understood as it stands."""
    faults = [replace(fault, read_as=None) for fault in query.faults]
    return [_error(fault) for fault in (*faults, *_version_faults(query.v, dataset, ledger))]


def untaken(given: Mapping[str, Sequence[str]], path: str, takes: Sequence[str], known: Sequence[str] = PARAMETERS) -> Errors:
    """The parameters that a path does not take: it has no use for a filter, so it does not answer as if it had used it.

    known: the names that have a use elsewhere.
    """
    names = [name for name in given if name not in takes and not passed_over(name)]
    faults = [
        QueryError(
            name[:60],
            next(iter(given[name]), "")[:60],
            f"{path} does not take {name}." if name in known else f"unknown parameter {shown(name)}.",
            tuple(suggest(name[:60], takes)),
        )
        for name in names[:MOST_FAULTS]
    ]
    if more := names[MOST_FAULTS:]:
        faults.append(QueryError(more[0][:60], "", f"{len(more):,} more parameters are not taken."))
    return [_error(fault) for fault in faults]


def version_errors(version: str | None, dataset: Dataset, ledger: Ledger) -> Errors:
    """A version that is neither today's nor recorded."""
    return [_error(fault) for fault in _version_faults(version, dataset, ledger)]


def _version_faults(version: str | None, dataset: Dataset, ledger: Ledger) -> list[QueryError]:
    if version is None or version == dataset.version or ledger.find(version):
        return []
    recorded = [entry.version for entry in ledger.versions]
    near = tuple(suggest(version[:60], recorded)) or (dataset.version,)
    return [
        QueryError(
            "v", version[:60], f"v “{shown(version)}” is no version of the data that is recorded; today’s is {dataset.version}.", near
        )
    ]


def fault_errors(faults: Sequence[QueryError]) -> Errors:
    """Faults as the API tells them."""
    return [_error(fault) for fault in faults]


def _error(fault: QueryError) -> dict[str, Any]:
    return {
        "parameter": escape_control(fault.name, 60),
        "value": escape_control(fault.value, 60),
        "message": str(fault),
        "near": fault.near,
    }
