"""Datasets of a folder put into a team's PostgreSQL, where `EVENTS=postgresql://…` asks them: whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.events.columns import COLUMNS, Type
from loaders.events.problems import ImportRefused
from loaders.events.searched import SEARCHED
from loaders.events.table import DATASETS, TABLE

_TYPES: dict[Type, str] = {"text": "text", "date": "date", "number": "double precision", "count": "bigint", "flag": "boolean"}
_SEARCHED = ("district", "date_start", "event_id")
_BATCH = 20_000
_COLUMNS = {column.name: _TYPES[column.type] for column in COLUMNS} | {SEARCHED: "text"}


def load(folder: Path, address: str) -> Iterator[tuple[str, int]]:
    """Each dataset with its rows, once it is in the database in place of the one of its name. Raises ImportRefused."""
    import psycopg
    from psycopg import sql

    if not address.startswith(("postgresql://", "postgres://")):
        raise ImportRefused(
            "--to: datasets are put into PostgreSQL, postgresql://user@host/name; load another database from the Parquet files"
        )
    paths = sorted(folder.glob("*.parquet"))
    if not paths:
        raise ImportRefused(f"{folder}: it has no dataset; import a file there first")
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            columns = sql.SQL(", ").join(sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind)) for name, kind in _COLUMNS.items())
            connection.execute(sql.SQL("CREATE TABLE IF NOT EXISTS {} ({})").format(sql.Identifier(TABLE), columns))
            connection.execute(
                sql.SQL("CREATE TABLE IF NOT EXISTS {} (name text PRIMARY KEY, about text NOT NULL)").format(sql.Identifier(DATASETS))
            )
            for name in _SEARCHED:
                index = sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {} ({})")
                connection.execute(index.format(*map(sql.Identifier, (f"{TABLE}_{name}", TABLE, name))))
            connection.commit()
            for path in paths:
                yield _load_one(connection, path)
    except psycopg.Error as error:
        raise ImportRefused(f"the database does not take the rows: {str(error).strip().splitlines()[0]}") from None


def _load_one(connection: Any, path: Path) -> tuple[str, int]:
    """One dataset in one transaction."""
    from psycopg import sql
    from pyarrow import parquet

    from loaders.events.folder import metadata_of

    told, file, rows = metadata_of(path), parquet.ParquetFile(path), 0
    with connection.transaction(), connection.cursor() as cursor:
        for table, key in ((TABLE, "dataset"), (DATASETS, "name")):
            cursor.execute(sql.SQL("DELETE FROM {} WHERE {} = %s").format(sql.Identifier(table), sql.Identifier(key)), [told.name])
        names = sql.SQL(", ").join(map(sql.Identifier, _COLUMNS))
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, NULL '')").format(sql.Identifier(TABLE), names)) as copy:
            for batch in file.iter_batches(_BATCH, columns=list(_COLUMNS)):
                copy.write(_csv(batch))
                rows += batch.num_rows
        about = (file.metadata.metadata or {})[b"events"].decode()
        cursor.execute(
            sql.SQL("INSERT INTO {} VALUES (%s, %s)").format(sql.Identifier(DATASETS)), [told.name, json.dumps(json.loads(about))]
        )
    return told.name, rows


def _csv(batch: Any) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    writer.writerows(zip(*(batch.column(name).to_pylist() for name in _COLUMNS), strict=True))
    return text.getvalue()
