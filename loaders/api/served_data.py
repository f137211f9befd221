"""The data folder that this process serves, and its last good data."""

from __future__ import annotations

import os
from pathlib import Path

from loaders.frames.dataset import Store, current_store
from loaders.yaml.folder import DATA


def store() -> Store:
    """The data of the folder in FACTS_DATA, or of the project's own."""
    return current_store(Path(os.environ.get("FACTS_DATA", DATA)))
