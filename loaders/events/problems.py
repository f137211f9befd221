"""What stops an import, and what holds a single row out of it: in words, with a remedy."""

from __future__ import annotations

from dataclasses import dataclass


class ImportRefused(Exception):
    """Nothing was written; the message says why, with figures, and what to do."""


class EventsUnavailable(Exception):
    """Imported events cannot be read now: a server is away, a file is broken. The message is for readers."""


@dataclass(frozen=True)
class HeldOut:
    """A row that cannot be read: where it stands, the column and value that are wrong, and why."""

    row: int
    column: str
    value: str
    reason: str
