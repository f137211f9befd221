"""How far two codings of the same articles agree: facts paired by the passage that they rest on, then compared field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.schema.kinds import FACT_FILES
from loaders.schema.records import Fact, Record, Source
from loaders.validation.normalization import fold_text
from loaders.validation.passages import paragraphs_of, passage_span

_COMMON = (
    *("kind", "date", "date_basis", "order", "places", "places_complete"),
    *("actors", "claimed_by", "certainty", "figures", "commodities"),
)
FIELDS = (*_COMMON, *dict.fromkeys(name for model in FACT_FILES.values() for name in model.model_fields if name not in Fact.model_fields))
_OF_FIGURE = ("value", "value_to", "as_stated", "unit", "bound")  # names of figures are the coder's own words
_OF_ORDER = ("how", "fact", "span", "days")
_ABSENT = object()
_NONE = "none"
Texts = Mapping[str, Sequence[str]]
Value = str | None


@dataclass(frozen=True)
class Pair:
    """Two facts that rest on one passage. overlap: how much of the two passages is common to them, above 0 and 1 at most."""

    one: Fact
    other: Fact
    overlap: float


@dataclass(frozen=True)
class FieldAgreement:
    """Of one field: the pairs in which both facts have it, in how many of them they are equal, and Krippendorff's alpha (nominal).

    alpha: None where it is not defined, since only one value occurs. given: the pairs in which at least one of the two facts does not
    leave the field out; given_equal: in how many of these they are equal. different: the pairs that are not equal, with both values.
    """

    field: str
    pairs: int
    equal: int
    alpha: float | None
    given: int
    given_equal: int
    different: tuple[tuple[Pair, str, str], ...]

    @property
    def percent(self) -> float:
        return 100 * self.equal / self.pairs


def paired(one: Mapping[str, Fact], other: Mapping[str, Fact], texts: Texts | None = None) -> list[Pair]:
    """The facts of two codings, each in one pair at most: those first whose passages have most in common.

    texts: paragraphs by article; passages are then compared by their words, else by those of their locators. Where a passage bears
    several facts, those of one kind and with most words of their titles in common are paired.
    """
    found = []
    for mine in one.values():
        for theirs in other.values():
            overlaps = (_overlap(a, b, texts) for a in mine.sources for b in theirs.sources)
            if (most := max(overlaps, default=0.0)) > 0:
                found.append((-most, mine.kind is not theirs.kind, -_common(_words(mine.title), _words(theirs.title)), mine.id, theirs.id))
    pairs: dict[str, Pair] = {}
    taken: set[str] = set()
    for overlap, _, _, mine_id, their_id in sorted(found):
        if mine_id not in pairs and their_id not in taken:
            pairs[mine_id] = Pair(one[mine_id], other[their_id], -overlap)
            taken.add(their_id)
    return [pairs[identity] for identity in one if identity in pairs]


def paired_by_id(one: Mapping[str, Fact], other: Mapping[str, Fact]) -> list[Pair]:
    """The facts of two codings that have the same id: of a second coding of the very passages of the first."""
    return [Pair(fact, other[identity], 1.0) for identity, fact in one.items() if identity in other]


def agreement(pairs: Sequence[Pair]) -> list[FieldAgreement]:
    """Field by field, in the order of FIELDS; fields that no pair has in both of its facts are left out."""
    return [found for name in FIELDS if (found := _of_field(name, pairs))]


def read_texts(folder: Path, articles: Sequence[str]) -> dict[str, list[str]]:
    """The paragraphs of the articles whose texts (`<article id>.txt`) are in a folder. Raises OSError, UnicodeDecodeError."""
    paths = {identity: folder / f"{identity}.txt" for identity in articles}
    return {identity: paragraphs_of(path.read_text(encoding="utf-8-sig")) for identity, path in paths.items() if path.exists()}


def _of_field(name: str, pairs: Sequence[Pair]) -> FieldAgreement | None:
    values = [(pair, _value(pair.one, name), _value(pair.other, name)) for pair in pairs]
    both = [(pair, mine, theirs) for pair, mine, theirs in values if mine is not None and theirs is not None]
    if not both:
        return None
    different = tuple(one for one in both if one[1] != one[2])
    given = sum((mine, theirs) != (_NONE, _NONE) for _, mine, theirs in both)
    alpha = _alpha([(mine, theirs) for _, mine, theirs in both])
    return FieldAgreement(name, len(both), len(both) - len(different), alpha, given, given - len(different), different)


def _alpha(values: Sequence[tuple[str, str]]) -> float | None:
    codes = {value: float(number) for number, value in enumerate(sorted({value for both in values for value in both}))}
    if len(codes) < 2:
        return None
    import krippendorff

    data = [[codes[both[coder]] for both in values] for coder in (0, 1)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def _value(fact: Fact, name: str) -> Value:
    """What a fact has in a field, whatever the order of lists; "none" where it is left out, None where its kind has no such field."""
    if name == "kind":
        return fact.kind.value
    found: Any = fact.basis if name == "date_basis" else getattr(fact, name, _ABSENT)
    if found is _ABSENT:
        return None
    if name == "actors":
        found = [f"{role.actor} as {role.role.value}" for role in found]
    elif name == "figures":
        found = [_words_of(figure, _OF_FIGURE) for figure in found]
    elif name == "order":
        found = [_words_of(order, _OF_ORDER) for order in found]
    if isinstance(found, tuple | list):
        return "; ".join(sorted(map(str, found))) or _NONE
    return _NONE if found is None else str(found) if not isinstance(found, bool) else json.dumps(found)


def _words_of(record: Record, fields: Sequence[str]) -> str:
    return " ".join(f"{name} {value}" for name in fields if (value := getattr(record, name)) is not None)


def _overlap(one: Source, other: Source, texts: Texts | None) -> float:
    if (one.article, one.paragraph) != (other.article, other.paragraph):
        return 0.0
    paragraphs = (texts or {}).get(one.article, ())
    if one.paragraph <= len(paragraphs):
        text = paragraphs[one.paragraph - 1]
        spans = [_span(source, text) for source in (one, other)]
        if all(spans):
            return _common(*spans)
    return _common(_ends(one), _ends(other))


@lru_cache(maxsize=4096)
def _span(source: Source, paragraph: str) -> frozenset[int]:
    """The places of a passage's characters in its paragraph."""
    return frozenset(range(*(passage_span(source, paragraph) or (0, 0))))


@lru_cache(maxsize=4096)
def _ends(source: Source) -> frozenset[tuple[str, str]]:
    """The first and last words of a locator, each with the end that it stands at."""
    return frozenset((end, word) for end, words in (("from", source.from_), ("to", source.to)) for word in _words(words))


def _words(text: str) -> frozenset[str]:
    return frozenset(fold_text(text).casefold().split())


def _common(one: frozenset[Any], other: frozenset[Any]) -> float:
    """How much of two sets is in both."""
    return len(one & other) / len(one | other) if one | other else 0.0
