"""Where imported rows are asked for: DuckDB over a folder of datasets, or a team's own database, behind the same two calls.

`EVENTS` names a folder, or the address of a database such as `postgresql://user@host/name`. ibis and DuckDB are loaded at the first
question: an app without `EVENTS` never pays for them.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from loaders.events.folder import EventDataset, duckdb_over, metadata_of
from loaders.events.problems import EventsUnavailable
from loaders.frames.file_stamps import file_stamp
from loaders.schema.diagnostics import escape_control

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir
    import pandas as pd
    import pyarrow as pa

T = TypeVar("T")
SECONDS = 20  # that a database may take for an answer; CONNECT_SECONDS to be there at all
CONNECT_SECONDS = 5
_LOST = ("connection", "closed", "terminat", "shutting down", "starting up", "timeout", "refused", "broken pipe", "reset")


@dataclass
class EventStore:
    """The imported rows of an address. Answers from several threads at once; a connection that is lost is made anew."""

    address: str
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _seen: tuple[Any, ...] | None = field(default=None, repr=False)
    _datasets: tuple[EventDataset, ...] = field(default=(), repr=False)
    _root: Any = field(default=None, repr=False)
    _local: threading.local = field(default_factory=threading.local, repr=False)
    _generation: int = 0

    @property
    def is_folder(self) -> bool:
        return "://" not in self.address

    def datasets(self) -> tuple[EventDataset, ...]:
        """The datasets, by name. Raises EventsUnavailable in words where they cannot be read."""
        if self.is_folder:
            self._refresh()
            return self._datasets
        return self._asked(_database_datasets)

    def version(self) -> str:
        """A short hash of which releases of which datasets are there; part of every ETag."""
        told = [(one.name, one.version, one.file_digest, one.rows, one.imported) for one in self.datasets()]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:10]

    def frame(self, expression: ir.Expr) -> pd.DataFrame:
        """The answer to a question as a frame. Raises EventsUnavailable."""
        found: pd.DataFrame = self.arrow(expression).to_pandas()
        return found

    def arrow(self, expression: ir.Expr) -> pa.Table:
        """The same as an Arrow table."""
        found: pa.Table = self._asked(lambda backend: backend.to_pyarrow(expression))
        return found

    def batches(self, expression: ir.Expr, rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        """The same piece by piece, never all of it in memory. What fails before the first piece raises EventsUnavailable.

        A database is asked through a connection of its own: pieces may be taken by one thread after the other.
        """
        yield from self._asked(lambda backend: _reader(backend if self.is_folder else self._connected(), expression, rows))

    def _asked(self, ask: Callable[[Any], T]) -> T:
        """Ask a second time where the connection was lost: a database that was restarted costs no answer."""
        for last in (False, True):
            try:
                return ask(self._backend())
            except EventsUnavailable:
                raise
            except Exception as error:
                self._local.__dict__.clear()
                if last or not _is_lost(error):
                    raise EventsUnavailable(_words(self.address, self.is_folder, error)) from error
        raise AssertionError

    def _backend(self) -> ibis.BaseBackend:
        """This thread's connection."""
        if self.is_folder:
            self._refresh()
        if getattr(self._local, "generation", None) != self._generation or not hasattr(self._local, "backend"):
            self._local.backend = self._connected()
            self._local.generation = self._generation
        found: ibis.BaseBackend = self._local.backend
        return found

    def _connected(self) -> Any:
        import ibis

        if self.is_folder:
            return ibis.duckdb.from_connection(self._root.cursor())
        if self.address.startswith(("postgresql://", "postgres://")):
            import psycopg

            options = f"-c statement_timeout={SECONDS * 1000} -c default_transaction_read_only=on -c timezone=UTC"
            found = psycopg.connect(self.address, connect_timeout=CONNECT_SECONDS, options=options, autocommit=True)
            return ibis.postgres.from_connection(found)
        return ibis.connect(self.address)

    def _refresh(self) -> None:
        """Look whether a file of the folder has changed; then readers see the new rows from their next question on."""
        folder = Path(self.address)
        if not folder.is_dir():
            raise EventsUnavailable("EVENTS names no folder; whoever runs the server can import a file there (python -m loaders import)")
        paths = sorted(folder.glob("*.parquet"))
        seen = tuple((path.name, *file_stamp(path)) for path in paths)
        if seen == self._seen:
            return
        with self._lock:
            if seen == self._seen:
                return
            datasets, files = [], []
            for path in paths:
                datasets.append(metadata_of(path))
                files.append(path)
            self._root = duckdb_over(files)
            self._datasets = tuple(sorted(datasets, key=lambda one: one.name))
            self._generation += 1
            self._seen = seen


def _reader(backend: Any, expression: ir.Expr, rows: int) -> Iterator[pa.RecordBatch]:
    """A reader that has begun. ibis 12 asks DuckDB 2 for batches by a name that is gone, so DuckDB is asked itself."""
    if backend.name != "duckdb":
        found: Iterator[pa.RecordBatch] = backend.to_pyarrow_batches(expression, chunk_size=rows)
        return found
    relation = backend.con.cursor().sql(backend.compile(expression))
    found = relation.to_arrow_reader(rows)
    return found


def _database_datasets(backend: Any) -> tuple[EventDataset, ...]:
    import ibis

    from loaders.events.table import DATASETS

    found = backend.to_pyarrow(ibis.table({"name": "string", "about": "string"}, name=DATASETS).order_by("name"))
    return tuple(EventDataset.of(json.loads(about)) for about in found["about"].to_pylist())


def _is_lost(error: Exception) -> bool:
    said = f"{type(error).__name__} {error}".casefold()
    return any(word in said for word in _LOST)


def _words(address: str, is_folder: bool, error: Exception) -> str:
    """For readers: never an address with its password."""
    where = (
        "the folder of imported events"
        if is_folder
        else f"the database of imported events ({address.rsplit('@', 1)[-1].split('?', maxsplit=1)[0]})"
    )
    said = escape_control(str(error).splitlines()[0] if str(error) else type(error).__name__, 160)
    return f"{where} does not answer: {said}; facts are not affected. Whoever runs the server can look at EVENTS"


@lru_cache(maxsize=4)
def _store(address: str) -> EventStore:
    return EventStore(address)


def event_store(address: str) -> EventStore | None:
    """The store of an address, shared by everyone in this process; None where it is empty."""
    return _store(address) if address else None
