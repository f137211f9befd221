"""What the latest versions of the data brought, as lists to draw (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.history.diff import counted, registries_changed
from loaders.history.ledger import Ledger, Version
from loaders.schema.formatting import day_text

VERSIONS, FACTS, LETTERS = 3, 8, 90


@dataclass(frozen=True)
class FactChange:
    """One fact in a version: what was done to it, and, where it changed, its fields in words."""

    id: str
    done: str
    title: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class VersionChange:
    """One version: its day and counts in words, the facts to name, how many more there are, and the registries that differ.

    Its place in the ledger tells it from others: data that comes back to what it was bears the same version again.
    """

    place: int
    version: str
    day: str
    counts: str
    facts: tuple[FactChange, ...]
    more: int
    registries: tuple[str, ...]


def latest_changes(ledger: Ledger, versions: int = VERSIONS, facts: int = FACTS) -> list[VersionChange]:
    """The latest versions, the newest first; of each at most so many facts. The first version names none: all is new in it."""
    triples = list(zip(range(len(ledger.versions)), ledger.versions, (None, *ledger.versions), strict=False))
    return [_change(place, entry, former, facts) for place, entry, former in reversed(triples[-versions:])]


def _change(place: int, entry: Version, former: Version | None, most: int) -> VersionChange:
    found = [] if former is None else _facts(entry)
    return VersionChange(
        place=place,
        version=entry.version,
        day=day_text(entry.date),
        counts=counted(len(entry.added), len(entry.changed), len(entry.removed)) if former else f"the first, with {len(entry.facts)} facts",
        facts=tuple(found[:most]),
        more=max(0, len(found) - most),
        registries=tuple(name.replace("_", " ") for name in registries_changed(entry, former)),
    )


def _facts(entry: Version) -> list[FactChange]:
    changed = [
        FactChange(identity, "changed", one.title, tuple(f"{told.field}: {_cut(told.old)} → {_cut(told.new)}" for told in one.fields))
        for identity, one in entry.changed.items()
    ]
    added = [FactChange(identity, "added", title) for identity, title in entry.added.items()]
    return [*added, *changed, *(FactChange(identity, "removed", title) for identity, title in entry.removed.items())]


def _cut(words: str) -> str:
    """The beginning of a long value; the whole stands in the changelog of the data."""
    return words if len(words) <= LETTERS else f"{words[:LETTERS].rstrip()} …"
