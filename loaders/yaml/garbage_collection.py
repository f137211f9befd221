"""Python's garbage collector, kept out of the way of work that makes much and throws nothing away."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_WAITING = {"works": 0, "was_on": True}


@contextmanager
def gc_paused() -> Iterator[None]:
    """Until it ends no collection: each would walk all that was made so far, so that ten times the facts take a hundred times as long.

    The collector is that of the whole process: it comes back when the last of the works that do without it has ended.
    """
    with _LOCK:
        if not _WAITING["works"]:
            _WAITING["was_on"] = gc.isenabled()
            gc.disable()
        _WAITING["works"] += 1
    try:
        yield
    finally:
        with _LOCK:
            _WAITING["works"] -= 1
            if not _WAITING["works"] and _WAITING["was_on"]:
                gc.enable()


def settle() -> None:
    """Let go what former data left, and keep what now lives out of the collections to come."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
