"""`data/versions.json` read strictly: a list of versions, and the facts of the last one, so that the next can be told from it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import FailFast, Field, ValidationError

from loaders.schema.canonical import content_hash
from loaders.schema.diagnostics import MAX_PROBLEMS, DataError, Diagnostic, display_path, escape_control
from loaders.schema.field_types import Id, Text
from loaders.schema.records import Record
from loaders.yaml.folder import DATA

LEDGER_FILE = "versions.json"
Registry = Mapping[str, Mapping[str, Any]]
MAX_BYTES = 8 * 2**20
_REMEDY = "restore the file from git; `python -m loaders record` alone writes it"


class FieldWords(Record):
    """A field that differs, with its old and new value in words."""

    field: Text
    old: str
    new: str


class ChangedFact(Record):
    """A fact that differs, field by field."""

    title: Text
    fields: Annotated[tuple[FieldWords, ...], FailFast()]


class Version(Record):
    """One version: its day, what it has over the one before, and a hash of each fact and registry.

    before: of the facts that it changed or removed, how they were; ledgers of former times have none. registries_before: per registry the
    entries that it changed or removed as they were, and None for those that it added; None where the version before does not keep its own.
    """

    version: Text
    date: datetime.date
    added: dict[Id, Text] = Field(default_factory=dict)
    changed: dict[Id, ChangedFact] = Field(default_factory=dict)
    removed: dict[Id, Text] = Field(default_factory=dict)
    registries: dict[str, str]
    facts: dict[Id, str]
    questions: tuple[Id, ...] | None = None  # those of not_stated.yaml; None in versions that were recorded before they were kept
    before: dict[Id, dict[str, Any]] = Field(default_factory=dict)
    registries_before: dict[str, dict[Id, dict[str, Any] | None]] | None = None


class Ledger(Record):
    """All versions, the oldest first, and the canonical content of the last one's facts and registries by id.

    registries: empty in ledgers of former times.
    """

    versions: Annotated[tuple[Version, ...], FailFast()] = ()
    latest: dict[Id, dict[str, Any]] = Field(default_factory=dict)
    registries: dict[str, dict[Id, dict[str, Any]]] = Field(default_factory=dict)

    def find(self, version: str) -> Version | None:
        """The entry of a version; None when it is not in the ledger."""
        return next((entry for entry in reversed(self.versions) if entry.version == version), None)


def read_ledger(data: Path = DATA) -> Ledger:
    """The ledger of a data folder, read again only when the file has changed; empty where there is none.

    Raises DataError when it cannot be read or does not hold together.
    """
    path = data / LEDGER_FILE
    try:
        state = path.stat()
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise _error(path, f"cannot be read: {error.strerror}") from None
    if not path.is_file() or state.st_size > MAX_BYTES:
        raise _error(path, f"is not a file of {MAX_BYTES // 2**20} MiB at most")
    return _read(path.resolve(), state.st_mtime_ns, state.st_size)


_GOOD: dict[Path, Ledger] = {}


def last_good_ledger(data: Path = DATA) -> Ledger:
    """The ledger of a data folder, or, while that is broken or away, the last one that this process has read.

    Raises DataError while it is broken and none was read before.
    """
    try:
        found = read_ledger(data)
    except DataError:
        if data not in _GOOD:
            raise
        return _GOOD[data]
    if found.versions:
        _GOOD[data] = found
    return _GOOD.get(data, found)


@lru_cache(maxsize=4)
def _read(path: Path, _time: int, _size: int) -> Ledger:
    try:
        ledger = Ledger.model_validate(json.loads(path.read_bytes().decode("utf-8")))
    except ValidationError as error:
        if error.error_count() > MAX_PROBLEMS:
            raise _error(path, f"has {error.error_count():,} errors") from None
        first = error.errors()[0]
        raise _error(path, escape_control(f"{'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}")) from None
    except (OSError, ValueError, RecursionError) as error:
        raise _error(path, f"cannot be read: {str(error) or type(error).__name__}") from None
    if faults := list(_faults(ledger)):
        raise DataError(_problem(path, fault) for fault in faults)
    return ledger


def _faults(ledger: Ledger) -> Iterator[str]:
    """What does not follow: an entry from the one before it, the last entry from the facts kept with it."""
    former: Mapping[str, str] = {}
    for entry in ledger.versions:
        ids, before = entry.facts.keys(), former.keys()
        differ = {identity for identity in ids & before if entry.facts[identity] != former[identity]}
        if (set(entry.added), set(entry.changed), set(entry.removed)) != (ids - before, differ, before - ids):
            yield f"version {entry.version} does not follow from the one before it"
        if any(former.get(identity) != content_hash(content) for identity, content in entry.before.items()):
            yield f"version {entry.version} keeps other contents than those of the version before it"
        former = entry.facts
    if {identity: content_hash(content) for identity, content in ledger.latest.items()} != former:
        yield "latest does not hold the facts of the last version"
    yield from _registry_faults(ledger)


def _registry_faults(ledger: Ledger) -> Iterator[str]:
    """Registries that are kept and are not those whose hashes the versions have."""
    kept: Mapping[str, Registry] = ledger.registries
    for entry in reversed(ledger.versions):
        if wrong := [name for name, content in kept.items() if registry_hash(content) != entry.registries.get(name)]:
            yield f"the registries kept of version {entry.version} are not its own: {', '.join(wrong)}"
        if not kept or wrong or entry.registries_before is None:
            return
        kept = {name: former_entries(content, entry.registries_before.get(name, {})) for name, content in kept.items()}


def registry_hash(content: Registry) -> str:
    """A short hash of all that a registry holds, whatever its order."""
    return content_hash([one for _, one in sorted(content.items())])


def former_entries(content: Registry, before: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Mapping[str, Any]]:
    """A registry, or facts, as they were before a version. before: what it changed or removed as it was, None for what it added."""
    return {identity: one for identity, one in {**content, **before}.items() if one is not None}


def _problem(path: Path, message: str) -> Diagnostic:
    return Diagnostic(f"{display_path(path.parent)}/{path.name}", 1, "", f"{message}; {_REMEDY}")


def _error(path: Path, message: str) -> DataError:
    return DataError([_problem(path, message)])
