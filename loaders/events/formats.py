"""Imported rows as files: JSON, CSV, GeoJSON and Parquet, written piece by piece."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from loaders.events.columns import NAMES
from loaders.events.folder import EventDataset
from loaders.events.held_out import neutral

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
TOLD_OF_DATASET = ("licence", "attribution")
COLUMNS = (*NAMES, "match", *TOLD_OF_DATASET)
_POINTS = ("site", "town")
_CHUNK = 2**20
Batches = Iterable[pa.RecordBatch]


def rows_of(batches: Batches, datasets: Sequence[EventDataset]) -> Iterator[dict[str, Any]]:
    """Every row with its columns, its class, and licence and attribution of its dataset."""
    told = {one.name: {"licence": one.licence, "attribution": one.attribution} for one in datasets}
    for batch in batches:
        for row in batch.to_pylist():
            yield {name: row[name] for name in (*NAMES, "match")} | told.get(row["dataset"], dict.fromkeys(TOLD_OF_DATASET))


def json_file(batches: Batches, datasets: Sequence[EventDataset], head: Mapping[str, Any]) -> Iterator[bytes]:
    """An object of what stands in `head`, and `events`."""
    yield json.dumps(dict(head), ensure_ascii=False, default=str).removesuffix("}").encode() + b', "events": ['
    yield from _listed(rows_of(batches, datasets))
    yield b"]}\n"


def csv_file(batches: Batches, datasets: Sequence[EventDataset], head: Mapping[str, Any]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, one row an event; cells that a spreadsheet would run as a formula are neutralised."""
    yield b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n"
    for batch in batches:
        text = io.StringIO()
        writer = csv.writer(text)
        for row in rows_of([batch], datasets):
            writer.writerow([neutral(value) if isinstance(value, str) else value for value in row.values()])
        yield text.getvalue().encode()


def geojson_file(batches: Batches, datasets: Sequence[EventDataset], head: Mapping[str, Any]) -> Iterator[bytes]:
    """One feature an event; a point only where the source places it at a site or in a town, else no geometry."""
    start = {"type": "FeatureCollection", "version": head["version"], "selection": head["selection"]}
    yield json.dumps(start, ensure_ascii=False).removesuffix("}").encode() + b', "features": ['
    yield from _listed(map(_feature, rows_of(batches, datasets)))
    yield b"]}\n"


def parquet_file(batches: Batches, datasets: Sequence[EventDataset], head: Mapping[str, Any]) -> Iterator[bytes]:
    """The columns with their types; written to disk first, since its directory stands at its end."""
    told = {one.name: one for one in datasets}
    with tempfile.TemporaryFile() as stream:
        writer = None
        for batch in batches:
            table = pa.table(batch.columns, names=batch.schema.names).select([*NAMES, "match"])
            for name in TOLD_OF_DATASET:
                texts = [getattr(told.get(dataset), name, None) for dataset in table["dataset"].to_pylist()]
                table = table.append_column(name, pa.array(texts, pa.string()))
            writer = writer or parquet.ParquetWriter(stream, table.schema, compression="zstd")
            writer.write_table(table)
        if writer is None:
            parquet.write_table(pa.table({name: pa.array([], pa.string()) for name in COLUMNS}), stream)
        else:
            writer.close()
        stream.seek(0)
        while chunk := stream.read(_CHUNK):
            yield chunk


WRITERS: dict[str, Callable[[Batches, Sequence[EventDataset], Mapping[str, Any]], Iterator[bytes]]] = {
    "json": json_file,
    "csv": csv_file,
    "parquet": parquet_file,
    "geojson": geojson_file,
}


def _listed(items: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Items of a JSON list, some hundred a piece."""
    waiting: list[str] = []
    first = True
    for item in items:
        waiting.append(json.dumps(item, ensure_ascii=False, default=str))
        if len(waiting) >= 500:
            yield (("" if first else ",\n") + ",\n".join(waiting)).encode("utf-8", "replace")
            waiting, first = [], False
    if waiting:
        yield (("" if first else ",\n") + ",\n".join(waiting)).encode("utf-8", "replace")


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    exact = row["geo_precision"] in _POINTS and row["latitude"] is not None
    geometry = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if exact else None
    return {"type": "Feature", "id": f"{row['dataset']}/{row['event_id']}", "geometry": geometry, "properties": row}
