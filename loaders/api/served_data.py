"""The data folder that this process serves, its last good data, and those that a request asks for."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request

from loaders.api.settings import settings
from loaders.events.problems import EventsUnavailable
from loaders.events.store import event_store
from loaders.frames.dataset import Dataset, DatasetStore, get_store
from loaders.history.as_of import dataset_asked


def data_folder() -> Path:
    """The folder in the settings, or the project's own."""
    return settings().data


def store() -> DatasetStore:
    """The data of that folder, read again where a file has changed."""
    return get_store(data_folder())


def events_version() -> str:
    """The version of the imported events that stand beside the facts; "" where there are none, or their engine does not answer."""
    found = event_store(settings().events)
    try:
        return found.version() if found else ""
    except EventsUnavailable:
        return ""


def asked_dataset(request: Request) -> Dataset | None:
    """The data that a request asks for: those of today, or with `as_of` a recorded version.

    `RefusedParameters` has answered where that is not known.
    """
    today = store().dataset
    if today is None:
        return None
    return dataset_asked(today, {name: request.query_params.getlist(name) for name in request.query_params})[0]
