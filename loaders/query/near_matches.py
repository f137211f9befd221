"""What is most like a mistyped word or name: whole, in a part, with two letters exchanged."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_SHORT = 3  # letters: a part of nearly every word is like so short a name, so only one slip is forgiven
ALIKE = 75.0  # of 100


def near_matches(word: str, known: Iterable[str], most: int, alike: float = ALIKE) -> list[str]:
    """The known words most like a word, the best first; names of two letters are never offered.

    A part counts: "exim" is like "exim reko diq approval". word, known: folded (`loaders.frames.search_text.fold`).
    """
    words = list(dict.fromkeys(known))
    short = [one for one in words if len(one) == _SHORT and 1 < len(word) <= _SHORT + 1 and OSA.distance(word, one) <= 1]
    longer = [one for one in words if len(one) > _SHORT]
    if len(word) < _SHORT:
        return short[:most]
    found = process.extract(word, longer, scorer=fuzz.WRatio, limit=most, score_cutoff=alike)
    return list(dict.fromkeys([*short, *(one for one, *_ in found)]))[:most]
