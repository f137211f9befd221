"""What lies between two states of the data, in words: two folders, or two git revisions of the data folder."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from loaders.history.ledger import Version
from loaders.history.versions import REGISTRIES, diff
from loaders.schema.canonical import content_hash, field_changes, record_content
from loaders.schema.diagnostics import DataError
from loaders.yaml.folder import DATA, parse_folder

Contents = Mapping[str, Mapping[str, Any]]
PATIENCE_SECONDS = 60


class UnknownRevision(Exception):
    """Neither a folder nor a revision that git knows; the message says what to give instead."""


@dataclass(frozen=True)
class Snapshot:
    """The canonical content of a data folder: per registry, and for `facts`, the records by id."""

    name: str
    records: Mapping[str, Contents]


def load_snapshot(where: str, data: Path = DATA) -> Snapshot:
    """The state in a folder, or of a git revision of the repository that holds `data`; a folder's name goes first.

    References are not followed, so that an old or half-mended folder can be compared. Raises DataError when a record
    cannot be read, UnknownState when there is no such folder or revision.
    """
    if where and Path(where).is_dir():
        return _folder_state(where, Path(where))
    with checkout_revision(where, data) as folder:
        try:
            return _folder_state(where, folder)
        except DataError as error:
            told = (replace(p, file=p.file.replace(folder.as_posix(), f"{where}:{data.name}")) for p in error.problems)
            raise DataError(told) from None


def _folder_state(name: str, folder: Path) -> Snapshot:
    reading = parse_folder(folder)
    if reading.problems:
        raise DataError(reading.problems)
    entries = vars(reading.records)
    return Snapshot(name, {n: {i: record_content(entries[n][i].record) for i in sorted(entries[n])} for n in ("facts", *REGISTRIES)})


@contextmanager
def checkout_revision(revision: str, data: Path = DATA) -> Iterator[Path]:
    """The data folder as it was at a git revision, in a temporary place; the working tree is not touched."""
    if not data.is_dir() or not shutil.which("git"):
        raise UnknownRevision(f"{revision} is not a folder, and there is no git here to look it up; give two data folders")
    unknown = f"{revision} is neither a folder nor a revision that git knows here; try HEAD~1, a tag or a commit"
    commit = _git(data, unknown, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    packed = _git(data, f"{revision} has no data folder to compare", "archive", "--format=zip", commit, ".")
    with tempfile.TemporaryDirectory() as place, zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(place)
        yield Path(place).resolve()


def _git(data: Path, otherwise: str, *words: str) -> bytes:
    """What git says inside the data folder, where paths are below it; UnknownState, in words, when it refuses."""
    command = [shutil.which("git") or "git", "-C", str(data), *words]
    done = subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE_SECONDS)  # noqa: S603 (no shell; the revision is verified)
    if done.returncode:
        raise UnknownRevision(f"{otherwise} {done.stderr.decode(errors='replace').strip()}".strip())
    return done.stdout


def diff_lines(old: Snapshot, new: Snapshot) -> Iterator[str]:
    """What the new state has over the old one: a count, then facts added, changed field by field, removed, then registries."""
    then, now = old.records["facts"], new.records["facts"]
    changes = diff(_hashes(then), _hashes(now))
    if old.records == new.records:
        yield f"No difference between {old.name} and {new.name}."
        return
    yield f"Facts from {old.name} to {new.name}: {counted(len(changes.added), len(changes.changed), len(changes.removed))}."
    yield from (f"added {i}: {now[i]['title']}" for i in changes.added)
    for identity in changes.changed:
        yield f"changed {identity}: {now[identity]['title']}"
        yield from (f"    {field}: {was} → {became}" for field, was, became in field_changes(then[identity], now[identity]))
    for identity in changes.removed:
        yield f"removed {identity}: {then[identity]['title']}{_retired(new.records['retired'].get(identity))}"
    for name in REGISTRIES:
        yield from _registry_lines(name, old.records[name], new.records[name])


def _retired(entry: Mapping[str, Any] | None) -> str:
    if entry is None:
        return ""
    return f" (merged into {entry['into']}: {entry['reason']})" if "into" in entry else f" (withdrawn: {entry['reason']})"


def _registry_lines(name: str, then: Contents, now: Contents) -> Iterator[str]:
    changes = diff(_hashes(then), _hashes(now))
    yield from (f"{name}: added {identity}" for identity in changes.added)
    for identity in changes.changed:
        told = "; ".join(f"{field}: {was} → {became}" for field, was, became in field_changes(then[identity], now[identity]))
        yield f"{name}: changed {identity} ({told})"
    yield from (f"{name}: removed {identity}" for identity in changes.removed)


def _hashes(contents: Contents) -> dict[str, str]:
    return {identity: content_hash(content) for identity, content in contents.items()}


def counted(added: int, changed: int, removed: int) -> str:
    """3 added, 1 changed, none removed."""
    return ", ".join(f"{number or 'none'} {word}" for number, word in ((added, "added"), (changed, "changed"), (removed, "removed")))


def version_lines(entry: Version, former: Version | None = None) -> Iterator[str]:
    """An entry of the ledger in words, for the changelog of the data and the sources page."""
    yield f"{entry.date} version {entry.version}: {counted(len(entry.added), len(entry.changed), len(entry.removed))}."
    yield from (f"added {identity}: {title}" for identity, title in entry.added.items())
    for identity, changed in entry.changed.items():
        yield f"changed {identity}: {changed.title}"
        yield from (f"    {told.field}: {told.old} → {told.new}" for told in changed.fields)
    yield from (f"removed {identity}: {title}" for identity, title in entry.removed.items())
    if names := registries_changed(entry, former):
        yield f"registries changed: {', '.join(names)}"


def registries_changed(entry: Version, former: Version | None) -> list[str]:
    """The registries that differ from the version before; none for the first one."""
    return [n for n in entry.registries if former is not None and former.registries.get(n) != entry.registries[n]]
