"""Files that pages of other versions ask for: what an address names by its content stays to be had for a day, also after a restart.

While servers of two versions answer side by side, and while data change, a page may ask for a file that its server no longer makes, or that
another server makes. In the folder of the setting CACHE_FOLDER they leave their files to each other.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from loaders.api.settings import settings

DAY = 86_400.0  # seconds
MOST = 48  # files that are kept in memory
_NAME = re.compile(r"[a-z]+-[\da-f]{10}\.(css|js|json)")
_LOG = logging.getLogger(__name__)
_RECENT: OrderedDict[str, bytes] = OrderedDict()
_LOCK = Lock()


def keep(name: str, packed: bytes) -> None:
    """Keep a gzipped file by its name, which holds a digest of its content."""
    with _LOCK:
        _RECENT[name] = packed
        _RECENT.move_to_end(name)
        while len(_RECENT) > MOST:
            _RECENT.popitem(last=False)
    if (folder := settings().cache) is not None:
        try:
            _write(folder, name, packed)
        except OSError as error:  # the pages of this version do without
            _LOG.warning("CACHE_FOLDER cannot be written (%s): pages of other versions may miss files", error)


def kept_file(name: str) -> bytes | None:
    """The file, gzipped, if it was kept in the last day."""
    if not _NAME.fullmatch(name):
        return None
    with _LOCK:
        if name in _RECENT:
            return _RECENT[name]
    if (folder := settings().cache) is None:
        return None
    try:
        path = folder / name
        return path.read_bytes() if path.stat().st_mtime > time.time() - DAY else None
    except OSError:
        return None


def _write(folder: Path, name: str, packed: bytes) -> None:
    """Written beside its place and moved there whole; what is older than a day goes."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{name}.{os.getpid()}"
    part.write_bytes(packed)
    part.replace(folder / name)
    for path in folder.iterdir():
        if _NAME.match(path.name.removeprefix(".")) and path.stat().st_mtime < time.time() - DAY:
            path.unlink(missing_ok=True)
