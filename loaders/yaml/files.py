"""The bytes of a file, or in words why there are none: never more than asked for, never waiting for a pipe or a device."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_REMEDIES = {
    errno.EACCES: "permission denied; let the server's user read it",
    errno.EPERM: "permission denied; let the server's user read it",
    errno.ELOOP: "it is a link that leads back to itself; put the file in its place",
}
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def file_bytes(path: Path, most: int) -> bytes:
    """The content of a regular file of at most `most` bytes.

    Opened before anything is asked of it, so that it is one and the same file that is measured and read; without blocking,
    since the opening of a pipe waits for its writer. Raises FileNotFoundError, and ValueError in words for all else.
    """
    try:
        handle = os.open(path, _FLAGS)
        try:
            mode = os.fstat(handle).st_mode
            if not stat.S_ISREG(mode):
                what = "a folder" if stat.S_ISDIR(mode) else "a pipe, a socket or a device"
                raise ValueError(f"it is {what}; put a file in its place")
            with open(handle, "rb", closefd=False) as file:
                content = file.read(most + 1)
        finally:
            os.close(handle)
    except FileNotFoundError:
        raise
    except OSError as error:
        said = _REMEDIES.get(error.errno or 0) or f"{(error.strerror or str(error)).lower()}; put a file that can be read in its place"
        raise ValueError(said) from None
    if len(content) > most:
        raise ValueError(f"the file is over {most // 2**20} MiB; split it")
    return content
