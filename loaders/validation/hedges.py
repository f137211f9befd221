"""Words by which a text keeps its distance: of a number (“at least”), and of what it passes on (“is said to”)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.schema.vocabulary import Bound
from loaders.validation.numbers import first_number

_BOUNDS: dict[str, tuple[Bound, ...]] = {
    "at least|no fewer than|not fewer than|no less than|not less than|a minimum of": (Bound.AT_LEAST,),
    "at most|up to|no more than|not more than|as many as|as much as|a maximum of": (Bound.AT_MOST,),
    "more than|over|above|upwards of|in excess of|exceeding": (Bound.OVER,),
    "fewer than|less than|under|below": (Bound.FEWER_THAN, Bound.ALMOST, Bound.NEARLY),
    "almost": (Bound.ALMOST, Bound.NEARLY),
    "nearly|close to|just under": (Bound.NEARLY, Bound.ALMOST),
    "about|around|some|roughly|approximately|an estimated": (Bound.ABOUT,),
    "between": (Bound.BETWEEN,),
}
_ALLOWED = {words: bounds for group, bounds in _BOUNDS.items() for words in group.split("|")}
_BOUND = re.compile(rf"\b({'|'.join(sorted(_ALLOWED, key=len, reverse=True))}) ", re.IGNORECASE)
_BOUND_AT_END = re.compile(rf"{_BOUND.pattern}(?:a |an |the )?$", re.IGNORECASE)
_MODIFIER = r"(?:(?:also|widely|often|now|still|long|generally) )?"
_HEARSAY = re.compile(
    rf"\b(?:(?:is|are|was|were|has been|have been) {_MODIFIER}(?:said|believed|thought|reported|understood|alleged|claimed|rumou?red)"
    r"|reportedly|allegedly|purportedly|supposedly|according to|claims? (?:that|to)|claimed (?:that|to)|alleges?|reports suggest)\b",
    re.IGNORECASE,
)


def bounds_in(passage: str) -> Iterator[tuple[str, float, tuple[Bound, ...]]]:
    """Each word of bound before a number: the word, the number, and the bounds that say the same, the best first."""
    for match in _BOUND.finditer(passage):
        number = first_number(passage[match.end() : match.end() + 60])
        if number is not None:
            yield match[1].lower(), number, _ALLOWED[match[1].lower()]


def bound_at_end(before: str, after: str = "") -> Bound:
    """The bound that words say of the number behind them ("at least "), or that follow it (" or more"); exactly where there are none."""
    found = _BOUND_AT_END.search(before)
    if found:
        return _ALLOWED[found[1].lower()][0]
    behind = re.match(r"(?: \w+)? or (more|fewer|less|so)\b|(\+)", after)
    return (
        {"more": Bound.AT_LEAST, "fewer": Bound.AT_MOST, "less": Bound.AT_MOST, "so": Bound.ABOUT, "+": Bound.AT_LEAST}[
            behind[1] or behind[2]
        ]
        if behind
        else Bound.EXACTLY
    )


def words_of_bound(before: str) -> str:
    """Those words themselves with what follows them, such as "at least "; empty where there are none."""
    found = _BOUND_AT_END.search(before)
    return found[0] if found else ""


def hearsay_in(passage: str) -> str | None:
    """The words by which a passage passes on what others say; None where it speaks for itself."""
    found = _HEARSAY.search(passage)
    return found[0] if found else None
