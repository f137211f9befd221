"""The data as one whole: checked, versioned, swapped at once, and read again only when a file has changed."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

from loaders.frames.cache import MOST_BYTES, DatasetCache
from loaders.frames.facts import facts_frame
from loaders.frames.file_stamps import Signature, signature
from loaders.frames.recorded import Recorded
from loaders.gazetteer.boundaries import Layers
from loaders.schema.diagnostics import DataError, Diagnostic, display_path, escape_control
from loaders.schema.records import Fact
from loaders.schema.registries import Actor, Article, NotStated, Place, Retired, Route
from loaders.schema.registry_terms import Party
from loaders.validation.check import load_checked
from loaders.yaml.folder import DATA, R, Records, SourcedRecords
from loaders.yaml.garbage_collection import gc_paused

_LOG = logging.getLogger(__name__)
TRIES = 5


@dataclass(frozen=True, eq=False)
class Dataset:
    """One version of the data; its frames are shared, so they are read and never changed.

    recorded: where it is a recorded version, rebuilt. made: what is kept of it for all readers, of `most_bytes` in all; a copy with other
    values begins with none.
    """

    folder: Path
    version: str
    facts: pd.DataFrame
    facts_by_id: Mapping[str, Fact]
    articles: Mapping[str, Article]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    routes: Mapping[str, Route]
    not_stated: Mapping[str, NotStated]
    retired: Mapping[str, Retired]
    boundaries: Layers
    recorded: Recorded | None = None
    most_bytes: int = field(default=MOST_BYTES, repr=False)
    made: DatasetCache = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "made", DatasetCache(self.most_bytes))

    @property
    def today(self) -> date:
        """The day that files and relative dates count from: of a rebuilt version the one on which it was recorded."""
        return self.recorded.day if self.recorded else date.today()

    @property
    def as_of(self) -> str:
        """The recorded version that it was rebuilt from; "" of the data of today."""
        return self.recorded.version if self.recorded else ""

    @property
    def sides(self) -> tuple[str, ...]:
        """Every side that an actor may be on: the words of the closed list, then the ids of actors that are sides."""
        named = {str(actor.party) for actor in self.actors.values() if actor.party}
        return (*map(str, Party), *sorted(named - set(Party)))


@gc_paused()
def build_dataset(data: Path = DATA) -> Dataset:
    """The data of a folder; raises DataError with every problem if there is one."""
    records, layers, problems = load_checked(data)
    if problems:
        raise DataError(problems)

    return dataset_of(records, layers, data, _version(records))


def dataset_of(
    records: Records, layers: Layers, data: Path, version: str, recorded: Recorded | None = None, most_bytes: int = MOST_BYTES
) -> Dataset:
    """Checked records as a dataset. most_bytes: of all that is kept of it."""

    def plain(entries: SourcedRecords[R]) -> dict[str, R]:
        return {identity: entry.record for identity, entry in entries.items()}

    return Dataset(
        folder=data,
        version=version,
        facts=facts_frame(records),
        facts_by_id=plain(records.facts),
        articles=plain(records.articles),
        actors=plain(records.actors),
        places=plain(records.places),
        routes=plain(records.routes),
        not_stated=plain(records.not_stated),
        retired=plain(records.retired),
        boundaries=layers,
        recorded=recorded,
        most_bytes=most_bytes,
    )


def _version(records: Records) -> str:
    """A short hash of what the facts and registries say, whatever the order, comments and line breaks of the files."""
    content = {
        name: [entries[identity].record.model_dump(mode="json", by_alias=True, exclude_defaults=True) for identity in sorted(entries)]
        for name, entries in sorted(vars(records).items())
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:10]


@dataclass
class DatasetStore:
    """The data of a folder as it is now: the last good version, what is wrong with the files since when, how often they were read.

    `on_publish` is called whenever other good data take the place of the former, or of none.
    """

    data: Path = DATA
    dataset: Dataset | None = None
    problems: list[Diagnostic] = field(default_factory=list)
    since: datetime | None = None
    readings: int = 0
    on_publish: list[Callable[[], None]] = field(default_factory=list)
    _seen: Signature | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self) -> DatasetStore:
        """Read the folder again if a file has changed; bad data leaves the last good version in place.

        One reads, and the others go on with the last good version meanwhile; they wait only while there is none.
        """
        if signature(self.data) != self._seen and self._lock.acquire(blocking=self.dataset is None):
            try:
                self._read_whole()
            finally:
                self._lock.release()
        return self

    def _read_whole(self) -> None:
        """Take over what was read only if no file changed meanwhile: half of an edit is no version."""
        for last in (*[False] * (TRIES - 1), True):
            before = signature(self.data)
            if before == self._seen:
                return
            found = self._read()
            if last or signature(self.data) == before:
                self._take(found)
                self._seen, self.readings = before, self.readings + 1
                return

    def _read(self) -> Dataset | list[Diagnostic]:
        try:
            return build_dataset(self.data)
        except DataError as error:
            return error.problems
        except Exception as error:  # whatever it is, the last good version stays up and the reader is told
            _LOG.exception("The data in %s could not be read", self.data)
            said = f"cannot be read: {type(error).__name__}: {escape_control(str(error))}; see the server's log, and undo the last change"
            return [Diagnostic(display_path(self.data), 1, "", said)]

    def _take(self, found: Dataset | list[Diagnostic]) -> None:
        if isinstance(found, Dataset):
            self.dataset, self.problems, self.since = found, [], None
            for tell in self.on_publish:
                tell()
        else:
            self.problems, self.since = found, self.since or datetime.now(UTC)


@lru_cache(maxsize=8)
def _store(data: Path) -> DatasetStore:
    return DatasetStore(data)


def get_store(data: Path = DATA) -> DatasetStore:
    """The store of a folder, shared by everyone in this process and up to date."""
    return _store(Path(os.path.abspath(data))).refresh()


def require_dataset(data: Path = DATA) -> Dataset:
    """The data of a folder as it is now; raises DataError while it is bad."""
    store = get_store(data)
    if store.problems or store.dataset is None:
        raise DataError(store.problems)
    return store.dataset
