"""The ledger of data versions: what each added, changed and removed, so that a link of any recorded version can be compared."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from loaders.frames.dataset import Dataset, build_dataset
from loaders.history.ledger import LEDGER_FILE, Ledger, Version, read_ledger, registry_hash
from loaders.schema.canonical import content_hash, field_changes, record_content
from loaders.schema.registries import REGISTRY_FILES
from loaders.validation.plausibility import latest_day
from loaders.yaml.folder import DATA

REGISTRIES = tuple(Path(name).stem for name in REGISTRY_FILES)
Hashes = Mapping[str, str]


@dataclass(frozen=True)
class ChangeSet:
    """What came between two versions: ids of facts, and the names of the registries that differ."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    registries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.added, self.changed, self.removed, self.registries))


def fact_hashes(dataset: Dataset) -> dict[str, str]:
    """Per fact id, in order, a short hash of its canonical content."""
    return {identity: content_hash(record_content(dataset.facts_by_id[identity])) for identity in sorted(dataset.facts_by_id)}


def registry_hashes(dataset: Dataset) -> dict[str, str]:
    """Per registry a short hash of all that it holds."""
    return {name: registry_hash(content) for name, content in registry_contents(dataset).items()}


def registry_contents(dataset: Dataset) -> dict[str, dict[str, dict[str, Any]]]:
    """Per registry the canonical content of its entries by id, in order."""
    return {name: {i: record_content(one) for i, one in sorted(getattr(dataset, name).items())} for name in REGISTRIES}


def diff(old: Hashes, new: Hashes) -> ChangeSet:
    """Which ids were added, changed and removed from one map of hashes to another, each in alphabetical order."""
    return ChangeSet(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(i for i in new.keys() & old.keys() if new[i] != old[i])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def changes_since(ledger: Ledger, version: str, dataset: Dataset) -> ChangeSet | None:
    """What the data has over an earlier version; None when the ledger does not know it.

    The present data need not be in the ledger: it is compared by its content.
    """
    if version == dataset.version:
        return ChangeSet()
    then = ledger.find(version)
    if then is None:
        return None
    facts, registries = diff(then.facts, fact_hashes(dataset)), diff(then.registries, registry_hashes(dataset))
    return ChangeSet(facts.added, facts.changed, facts.removed, (*registries.added, *registries.changed, *registries.removed))


def append_version(data: Path, day: date) -> bool:
    """Write the present version of a data folder into its ledger; False when it is the last one there already.

    A ledger of former times, whose last version is the present one, gets the registries that it lacks. Raises DataError when the data or
    the ledger is bad, ValueError when the day is before that of the last version or in the future.
    """
    dataset, ledger = build_dataset(data), read_ledger(data)
    last = ledger.versions[-1] if ledger.versions else None
    if last and last.version == dataset.version:
        if not ledger.registries:
            _write(data / LEDGER_FILE, ledger.model_copy(update={"registries": registry_contents(dataset)}))
        return False
    if day > latest_day():
        raise ValueError(f"{day} lies in the future; give the day of today")
    if last and day < last.date:
        raise ValueError(f"{day} is before {last.date}, the day of the last version; give that day or a later one")
    now = {identity: record_content(fact) for identity, fact in sorted(dataset.facts_by_id.items())}
    version = Version.model_validate({"version": dataset.version, "date": day.isoformat(), **_told(ledger, now, dataset)})
    _write(data / LEDGER_FILE, Ledger(versions=(*ledger.versions, version), latest=now, registries=registry_contents(dataset)))
    return True


def _told(ledger: Ledger, now: Mapping[str, Mapping[str, Any]], dataset: Dataset) -> dict[str, Any]:
    """What a version's entry in the ledger says beside its name and day."""
    then = ledger.latest
    hashes = fact_hashes(dataset)
    changes = diff({identity: content_hash(content) for identity, content in then.items()}, hashes)
    return {
        "added": {identity: now[identity]["title"] for identity in changes.added},
        "changed": {
            identity: {
                "title": now[identity]["title"],
                "fields": [dict(zip(("field", "old", "new"), told, strict=True)) for told in field_changes(then[identity], now[identity])],
            }
            for identity in changes.changed
        },
        "removed": {identity: then[identity]["title"] for identity in changes.removed},
        "registries": registry_hashes(dataset),
        "facts": hashes,
        "questions": sorted(dataset.not_stated),
        "before": {identity: then[identity] for identity in (*changes.changed, *changes.removed)},
        "registries_before": _registries_before(ledger, dataset) if ledger.registries else None,
    }


def _registries_before(ledger: Ledger, dataset: Dataset) -> dict[str, dict[str, Any]]:
    found = {}
    for name, now in registry_contents(dataset).items():
        then = ledger.registries.get(name, {})
        found[name] = {identity: then.get(identity) for identity in sorted({*then, *now}) if then.get(identity) != now.get(identity)}
    return {name: entries for name, entries in found.items() if entries}


def known_titles(ledger: Ledger) -> dict[str, str]:
    """Per fact id, the last title that the ledger knows, also of facts that are gone."""
    return dict(pair for version in ledger.versions for pair in _titles(version))


def _titles(version: Version) -> Iterator[tuple[str, str]]:
    yield from version.removed.items()
    yield from version.added.items()
    yield from ((identity, changed.title) for identity, changed in version.changed.items())


def _write(path: Path, ledger: Ledger) -> None:
    """Whole or not at all: a reader never sees half a ledger."""
    text = json.dumps(ledger.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)


__all__ = [
    "DATA",
    "LEDGER_FILE",
    "ChangeSet",
    "Ledger",
    "Version",
    "append_version",
    "changes_since",
    "diff",
    "fact_hashes",
    "known_titles",
    "read_ledger",
    "registry_contents",
    "registry_hashes",
]
