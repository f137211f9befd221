"""Every way in which a file of the data may be no good, to be put in its place by a test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

LEVELS = "".join(f"- &l{i + 1} [{', '.join([f'*l{i}'] * 9)}]\n" for i in range(9))


def put_away(path: Path) -> None:
    """Take away whatever stands there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _half(path: Path) -> None:
    """The file as an editor leaves it that was killed while saving: cut in the middle of a word."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 * 2**20)


def _instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        put_away(path)
        make(path)

    return spoil


CORRUPTIONS: dict[str, tuple[Callable[[Path], object], str]] = {  # what is done to the file, and what is said of it
    "missing": (put_away, "is missing"),
    "empty": (lambda path: path.write_bytes(b""), "is"),
    "bytes of no text": (lambda path: path.write_bytes(b"\xff" * 3000), ""),
    "UTF-16": (lambda path: path.write_bytes(path.read_bytes().decode().encode("utf-16")), ""),
    "cut in half": (_half, ""),
    "50 MB": (_large, "the file is over 8 MiB"),
    "NULs": (lambda path: path.write_bytes(bytes(1000)), ""),
    "folder": (_instead(Path.mkdir), "it is a folder"),
    "pipe": (_instead(os.mkfifo), "it is a pipe, a socket or a device"),
    "device": (_instead(lambda path: path.symlink_to("/dev/zero")), "it is a pipe, a socket or a device"),
    "loop of links": (_instead(lambda path: path.symlink_to(path)), "it is a link that leads back to itself"),
    "link to nowhere": (_instead(lambda path: path.symlink_to("nowhere")), "is missing"),
    "alias bomb": (lambda path: path.write_text("- &l0 [x, x]\n" + LEVELS), ""),
    "alias of itself": (lambda path: path.write_text("&a [*a]\n"), ""),
    "deep nesting": (lambda path: path.write_text("[" * 100_000), ""),
}
