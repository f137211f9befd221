"""A folder of imported datasets: what each tells of itself, and DuckDB over all of them."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.events.problems import EventsUnavailable
from loaders.events.searched import SEARCHED

MEMORY = "512MB"  # DuckDB's bound; what has no room waits on disk


@dataclass(frozen=True)
class EventDataset:
    """What a dataset tells of itself. redistribution: whether its rows may be handed out by API, files and brief."""

    name: str
    title: str
    kind: str
    version: str
    licence: str
    attribution: str
    redistribution: bool
    rows: int
    held_out: int
    first_day: str | None
    last_day: str | None
    undated: int
    unplaced: int
    conflicts: int
    imported: str
    file: str
    file_digest: str

    @classmethod
    def of(cls, told: dict[str, Any]) -> EventDataset:
        """From the metadata of an import; raises KeyError where something is missing."""
        return cls(**{name: told[name] for name in cls.__dataclass_fields__} | {"redistribution": told["redistribution"] == "yes"})


def metadata_of(path: Path) -> EventDataset:
    """What a dataset's file tells of itself. Raises EventsUnavailable where it is none."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        about = parquet.read_metadata(path)
        found = EventDataset.of(json.loads((about.metadata or {}).get(b"events") or "null"))
        if SEARCHED not in about.schema.names:
            raise EventsUnavailable(f"{path.name}: it was imported by an earlier version of this program; import it again")
        return found
    except (pa.ArrowInvalid, OSError, KeyError, TypeError, ValueError):
        raise EventsUnavailable(
            f"{path.name}: it is no dataset that was imported, or it is damaged; import it again or take it away"
        ) from None


def duckdb_over(files: list[Path]) -> Any:
    """A DuckDB in memory with a view `events` over the files, and one for each kind of summary."""
    import duckdb

    from loaders.events.columns import COLUMNS
    from loaders.events.summaries import create_views

    root = duckdb.connect()
    root.execute(f"SET memory_limit = '{MEMORY}'")
    root.execute("SET threads = 2")
    root.execute("SET temp_directory = ?", [tempfile.gettempdir()])
    types = {"text": "VARCHAR", "date": "DATE", "number": "DOUBLE", "count": "BIGINT", "flag": "BOOLEAN"}
    columns = ", ".join(f'"{column.name}" {types[column.type]}' for column in COLUMNS)
    root.execute(f"CREATE TABLE no_rows ({columns}, {SEARCHED} VARCHAR)")
    if files:
        root.read_parquet([str(path) for path in files], union_by_name=True).create_view("events")
    else:
        root.table("no_rows").create_view("events")
    create_views(root, files)
    return root
