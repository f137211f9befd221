"""An importer at hand: writes a file, imports it into an empty folder, and gives the rows."""

from pathlib import Path

import pandas as pd
import pytest
from pyarrow import parquet

from loaders.events.importing import run_import
from loaders.events.request import Request
from loaders.frames.dataset import build_dataset

REAL = Path(__file__).resolve().parents[4] / "shared" / "events"
REAL_FILES = next((folder for folder in (REAL, Path.cwd().parent / "shared" / "events") if folder.is_dir()), REAL)


@pytest.fixture(scope="session")
def data():
    return build_dataset()


@pytest.fixture
def importing(data, tmp_path):
    """importing(content or path, form="ucdp-ged", …): the report; its rows by `rows(report)`."""

    def run(content, form="ucdp-ged", name="list", file="file.csv", version="1.0", **more):
        path = content if isinstance(content, Path) else tmp_path / file
        if isinstance(content, (str, bytes)):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return run_import(Request(path, str(form), name, tmp_path / "out", version=version, **more), data.places, data.boundaries)

    return run


def rows(report):
    """What an import wrote, by id; empty cells are None."""
    frame = parquet.read_table(report.written).to_pandas().set_index("event_id")
    return frame.astype(object).where(frame.notna(), None)


def rejected(report) -> pd.DataFrame:
    return pd.read_csv(report.written.with_suffix(".rejected.csv"), keep_default_na=False, dtype={"value": str})


@pytest.fixture
def real():
    """A file of the folder of real rows; skips where it is not there."""

    def path(name):
        found = REAL_FILES / name
        if not found.is_file():
            pytest.skip(f"{found} is not there: real rows are not part of the project")
        return found

    return path
