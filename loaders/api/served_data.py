"""The data folder that this process serves, and its last good data."""

from __future__ import annotations

import os
from pathlib import Path

from loaders.frames.dataset import DatasetStore, get_store
from loaders.yaml.folder import DATA


def data_folder() -> Path:
    """The folder in FACTS_DATA, or the project's own."""
    return Path(os.environ.get("FACTS_DATA", DATA))


def store() -> DatasetStore:
    """The data of that folder, read again where a file has changed."""
    return get_store(data_folder())
