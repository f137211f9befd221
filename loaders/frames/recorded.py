"""What a dataset says of the recorded version that it was rebuilt from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Recorded:
    """The recorded version that a dataset was rebuilt from.

    registries: names of those that are not as that version had them, for the ledger does not keep them: they are of the nearest later
    version of which it does, else of today. left_out: ids of facts that cannot be shown with them, or of which no content is kept.
    """

    version: str
    day: date
    registries: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
