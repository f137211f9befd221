"""The changelog of the data: every version in the ledger in words, the latest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from loaders.history.diff import counted, registries_changed
from loaders.history.ledger import ChangedFact, FieldWords, Ledger, Version, read_ledger
from loaders.yaml.edit import atomic_write

CHANGELOG_FILE = "CHANGELOG.md"
MANY = 5  # facts that changed alike, from which on they are told together
_HEAD = """# Changelog of the data

What each recorded version added, changed field by field and removed, the latest first. `python -m loaders record` writes it.
"""


def changelog(ledger: Ledger) -> str:
    """The ledger as Markdown."""
    formers = [None, *ledger.versions]
    told = ["\n".join(_version(entry, former)) for entry, former in zip(ledger.versions, formers, strict=False)]
    return "\n".join([_HEAD, *reversed(told)])


def write_changelog(data: Path) -> Path:
    """Renew the changelog of a data folder from its ledger. Raises DataError when the ledger is bad."""
    path = data / CHANGELOG_FILE
    atomic_write(path, changelog(read_ledger(data)))
    return path


def _version(entry: Version, former: Version | None) -> Iterator[str]:
    yield f"## {entry.date}, version {entry.version}\n"
    yield f"Facts: {counted(len(entry.added), len(entry.changed), len(entry.removed))}."
    if names := registries_changed(entry, former):
        yield f"Registries changed: {', '.join(f'`{name}`' for name in names)}."
    yield from _facts("Added", [f"- `{identity}`: {_plain(title)}" for identity, title in entry.added.items()])
    yield from _facts("Changed", list(_changes(entry.changed)))
    yield from _facts("Removed", [f"- `{identity}`: {_plain(title)}" for identity, title in entry.removed.items()])
    yield ""


def _changes(changed: Mapping[str, ChangedFact]) -> Iterator[str]:
    """What changed, a fact a line with its fields below; facts that changed alike, MANY or more, stand together by their ids."""
    alike: dict[tuple[FieldWords, ...], list[str]] = {}
    for identity, one in changed.items():
        alike.setdefault(one.fields, []).append(identity)
    for fields, ids in alike.items():
        if len(ids) >= MANY:
            yield f"- {len(ids)} facts: {', '.join(f'`{identity}`' for identity in ids)}"
            yield from map(_field, fields)
    for identity, one in changed.items():
        if len(alike[one.fields]) < MANY:
            yield from _changed(identity, one)


def _changed(identity: str, changed: ChangedFact) -> Iterator[str]:
    yield f"- `{identity}`: {_plain(changed.title)}"
    yield from map(_field, changed.fields)


def _field(told: FieldWords) -> str:
    return f"  - {told.field}: {_plain(told.old)} → {_plain(told.new)}"


def _facts(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from (f"\n### {heading}\n", *lines)


def _plain(text: str) -> str:
    """Text of the data as Markdown shows it unchanged."""
    return "".join(f"\\{c}" if c in r"\`*_[]<>#|" else c for c in text)
