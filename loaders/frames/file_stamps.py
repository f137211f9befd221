"""What tells that files have changed, without reading them."""

from __future__ import annotations

from pathlib import Path

Signature = tuple[tuple[str | int, ...], ...]


def signature(data: Path) -> Signature:
    """What tells that a file of the folder has changed: names, and of each its stamp."""
    seen = sorted({*data.glob("*.y*ml"), *data.glob("facts/*"), *data.glob("dossiers/*.yaml"), *data.glob("boundaries/*.geojson")})
    return tuple((path.name, *file_stamp(path)) for path in seen)


def file_stamp(path: Path) -> tuple[int, ...]:
    """What changes with a file: its times (of content, and of rights and links), size and identity; nothing where it is not there."""
    try:
        found = path.stat()
    except OSError:  # it went away, or leads nowhere
        return ()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev
