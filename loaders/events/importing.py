"""One import from the file to the dataset: read in batches, checked, compared, and only then put in its place, at once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from pyarrow import parquet

from loaders.events.checks import SelfChecks, Tally
from loaders.events.columns import SCHEMA
from loaders.events.held_out import HeldOutFile
from loaders.events.mapping import Mapping as FileMapping
from loaders.events.outlines import OutlineIndex
from loaders.events.place_names import PlaceNames, load_aliases
from loaders.events.placement import Placement
from loaders.events.problems import ImportRefused
from loaders.events.reading import Source, open_source
from loaders.events.request import Request, check_form, check_name, mapping_of, metadata_of, version_of
from loaders.events.rows import RowMaker
from loaders.events.staging import Comparison, compare, engine, repeats, summary, write_sorted
from loaders.events.summaries import FROM_ROWS, summary_folder, write_summaries
from loaders.gazetteer.boundaries import Layers
from loaders.schema.registries import Place

_MOST_HELD_OUT = 0.5
Progress = Callable[[int, int], None]


@dataclass
class Report:
    """What came of an import. metadata: what the dataset tells of itself from now on. held_out: lines of reasons."""

    source: Source
    mapping: FileMapping
    rows: int
    metadata: dict[str, Any]
    comparison: Comparison
    held_out: list[str]
    warnings: list[Tally]
    placement: Placement
    missing: list[str]
    skipped: int = 0
    written: Path | None = None


@dataclass
class _Staged:
    folder: Path
    maker: RowMaker
    checks: SelfChecks
    held: HeldOutFile
    rows: int = 0
    read: int = 0
    progress: Progress = field(default=lambda done, of: None)


def run_import(request: Request, places: Mapping[str, Place], layers: Layers, progress: Progress | None = None) -> Report:
    """Import a file, or with dry_run say what an import would do. Raises ImportRefused; then nothing was written or changed."""
    check_name(request.name)
    mapping = mapping_of(request.form)
    source = open_source(request.path, mapping.header)
    check_form(request.form, source, mapping)
    version = version_of(request, mapping, source)
    names = PlaceNames(places, load_aliases(places, request.aliases))
    placement = Placement(names, OutlineIndex(places, layers))
    with _folder(request) as folder:
        held = HeldOutFile(folder / "rejected.csv", request.path.name)
        maker = RowMaker(mapping, source.names, request.name, version, placement, held.add)
        staged = _Staged(folder, maker, SelfChecks(maker), held, progress=progress or (lambda done, of: None))
        _stage(source, staged)
        _refuse_unread(source, staged)
        with engine(folder) as found:
            for one in repeats(found, folder / "rows.parquet"):
                held.add(one)
            held.close()
            comparison = compare(found, request.out / f"{request.name}.parquet")
            metadata = metadata_of(request, mapping, source, version, staged.rows, staged.held.count) | summary(found)
            if not request.dry_run:
                token = uuid4().hex[:12] if metadata["rows"] >= FROM_ROWS else ""
                write_sorted(found, folder / "sorted.parquet", metadata | {"summaries": token})
                if token:
                    write_summaries(found, folder / "sorted.parquet", folder / "summaries")
        report = Report(
            source,
            mapping,
            staged.rows,
            metadata,
            comparison,
            held.lines(),
            list(staged.checks.warnings()),
            placement,
            maker.missing,
            maker.skipped,
        )
        if not request.dry_run:
            report.written = _put_in_place(folder, request, token)
        return report


@contextmanager
def _folder(request: Request) -> Iterator[Path]:
    """A folder that goes away whatever happens; beside the dataset, so that a finished one is put in its place at once."""
    if request.dry_run:
        with tempfile.TemporaryDirectory() as found:
            yield Path(found)
        return
    request.out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{request.name}.", suffix=".importing", dir=request.out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stage(source: Source, staged: _Staged) -> None:
    """Every row into a file of the folder, checks counted on the way."""
    last = 0

    def hold(one: Any) -> None:
        staged.rows += 1
        staged.held.add(one)

    with parquet.ParquetWriter(staged.folder / "rows.parquet", SCHEMA, compression="zstd", compression_level=1) as writer:
        for table in source.batches(hold):
            before = staged.held.count
            made = staged.maker.make(table)
            staged.rows += len(made) + staged.held.count - before
            staged.read += len(made)
            staged.checks.add(table, made)
            if len(made):
                writer.write_table(made)
            last = table["\0row"][-1].as_py() if len(table) else last
            staged.progress(last, max(source.rows, last))


def _refuse_unread(source: Source, staged: _Staged) -> None:
    """Refuse a file that holds no row, that few rows of can be read, or that fails its checks; with the figures."""
    if not staged.rows:
        raise ImportRefused(f"{source.path.name}: it has a header and no rows; download it again")
    if staged.held.count > _MOST_HELD_OUT * staged.rows:
        counts = f"{staged.held.count:,} of {staged.rows:,} rows cannot be read"
        told = f"{source.path.name}: {counts}, so {staged.maker.mapping.title} is not how it is written"
        raise ImportRefused("\n".join([told, *staged.held.lines(8)]))
    if failed := list(staged.checks.refusals()):
        told = f"{source.path.name}: read as {staged.maker.mapping.title} it cannot be right; nothing was written"
        raise ImportRefused("\n".join([told, *map(str, failed)]))


def _put_in_place(folder: Path, request: Request, token: str) -> Path:
    """What belongs to the dataset first, then the dataset: from then on readers see it. What belonged to the one before goes last."""
    path = request.out / f"{request.name}.parquet"
    with (folder / "sorted.parquet").open("rb") as stream:
        os.fsync(stream.fileno())
    made = summary_folder(path, token)
    if token:
        made.parent.mkdir(exist_ok=True)
        os.replace(folder / "summaries", made)
    os.replace(folder / "rejected.csv", request.out / f"{request.name}.rejected.csv")
    os.replace(folder / "sorted.parquet", path)
    for old in made.parent.glob(f"{request.name}-{'[0-9a-f]' * 12}"):
        if old != made:
            shutil.rmtree(old, ignore_errors=True)
    return path
