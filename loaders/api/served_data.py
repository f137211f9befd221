"""The data folder that this process serves, and its last good data."""

from __future__ import annotations

from pathlib import Path

from loaders.api.settings import settings
from loaders.events.problems import EventsUnavailable
from loaders.events.store import event_store
from loaders.frames.dataset import DatasetStore, get_store


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
