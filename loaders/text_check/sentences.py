"""A text in plain letters, as long as before, and where its sentences begin and end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_PLAIN = str.maketrans(dict.fromkeys("‘’‚‛′ʼ`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00a0": " "})
_ENDS = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Gov|St|No|vs|approx|e\.g|i\.e|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def plain_text(text: str) -> str:
    """The text with plain quotes, hyphens, digits and letters, as long as before: a position in one is a position in the other."""
    return "".join(map(_plain_letter, text.translate(_PLAIN)))


def _plain_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    plain = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    if len(plain) == 1 and plain.isdecimal():
        return str(unicodedata.digit(plain))
    return plain if len(plain) == 1 else letter


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a plain text begin and end."""
    start = 0
    for match in _ENDS.finditer(text):
        if _ABBREVIATION.search(text[start : match.start()]) and "\n" not in match[0]:
            continue
        yield from _stripped(text, start, match.start())
        start = match.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if stop > start:
        yield start, stop
