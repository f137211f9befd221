"""The operator's own copies of the articles: `<article id>.txt` in a folder, read where they stand and never passed on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from loaders.frames.file_stamps import file_stamp

MOST_BYTES = 2 * 2**20  # of one text; the longest of books has less


class UnreadableText(ValueError):
    """A text that cannot be read; the message tells why and what to do, and nothing of the text or of where it lies."""


def texts_at_hand(folder: Path | None, articles: Iterable[str]) -> frozenset[str]:
    """The ids of the articles whose texts are plain files in the folder; none without a folder."""
    return frozenset(identity for identity in articles if folder is not None and text_path(folder, identity).is_file())


def text_path(folder: Path, article: str) -> Path:
    """Where the text of an article stands. article: an id of `articles.yaml`."""
    return folder / f"{article}.txt"


def text_stamp(folder: Path, article: str) -> tuple[int, ...]:
    """What changes with a text."""
    return file_stamp(text_path(folder, article))


def read_text(path: Path) -> str:
    """A text as it stands, UTF-8. Raises UnreadableText."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableText(f"cannot be read ({error.strerror}); put it there as a plain file") from None
    if len(raw) > MOST_BYTES:
        raise UnreadableText(f"has more than {MOST_BYTES // 2**20} MiB; give the text of the article alone")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableText(f"is not UTF-8 at byte {error.start}; save it as UTF-8") from None
