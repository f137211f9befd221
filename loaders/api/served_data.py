"""The data folder that this process serves, and its last good data."""

from __future__ import annotations

from pathlib import Path

from loaders.api.settings import settings
from loaders.frames.dataset import DatasetStore, get_store


def data_folder() -> Path:
    """The folder in the settings, or the project's own."""
    return settings().data


def store() -> DatasetStore:
    """The data of that folder, read again where a file has changed."""
    return get_store(data_folder())
