"""What a text mentions and where: sentences, clauses, numbers, dates, names, and the words that say what is so and how firmly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from loaders.frames.search_stem import stem
from loaders.schema.vocabulary import Bound
from loaders.text_check.concepts import CONCEPTS, Concept
from loaders.text_check.strengths import NEGATION, STRENGTHS, Strength
from loaders.validation.hedges import bound_at_end, words_of_bound
from loaders.validation.mentions import DateMention, blank_dates
from loaders.validation.numbers import number_spans

_CLAUSE = re.compile(
    r";\s+|,\s+(?=(?:and|but|while|whereas|though|although|yet)\b)|\s+(?=(?:while|whereas|although)\b)|\s+but\s+|:\s+", re.IGNORECASE
)
_CURRENCY = re.compile(r"(?:\b(?:US|A|C)?[$]|[$£€₨₹¥]|\b(?:Rs|PKR|INR|USD|EUR|GBP|CNY)\.?) ?$")
_MONEY_AFTER = re.compile(r" ?-?(?:US )?(dollars?|USD|rupees?|euros?|pounds?|yuan)\b", re.IGNORECASE)
_NOUNS = re.compile(r"[ -]*((?:[A-Za-z%][\w'-]*[ -]+){0,3}[A-Za-z%][\w'-]*)")
_NEVER_COUNTS = re.compile(r"(?:one|first|half|a|an|no|none|nobody|nil|no one)$", re.IGNORECASE)
_NAME = r"[A-Z][\w'&-]*\w|[A-Z]{2,}"
_NAMES = re.compile(rf"\b(?:{_NAME})(?: (?:of |the |and |al-|ul-|bin )?(?:{_NAME}))*")
CONTENT = re.compile(r"[a-z][a-z-]{3,}")
_EMPTY = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "have",
        "been",
        "were",
        "will",
        "would",
        "which",
        "their",
        "there",
        "also",
        "into",
        "than",
        "more",
        "over",
        "some",
        "about",
        "after",
        "before",
        "during",
        "other",
    ]
)


@dataclass(frozen=True)
class NumberAt:
    """A number with what stands around it: its bound, whether it is money of a currency, and the words that follow."""

    start: int
    stop: int
    value: float
    bound: Bound
    currency: str
    nouns: tuple[str, ...]
    before: str
    rate: bool


@dataclass(frozen=True)
class Found:
    """Words of a text that mean something, and where they stand."""

    start: int
    stop: int
    what: str


@dataclass(frozen=True)
class ConceptAt:
    """Words that say that something is so: of which concept, whether they are denied, whether they stand in the passive."""

    start: int
    stop: int
    concept: Concept
    negated: bool
    passive: bool


@dataclass(frozen=True)
class Clause:
    """A part of a sentence that says one thing, with all that it mentions; positions are those of the whole text."""

    start: int
    stop: int
    text: str
    numbers: tuple[NumberAt, ...]
    dates: tuple[tuple[int, DateMention], ...]
    concepts: tuple[ConceptAt, ...]
    strengths: dict[Strength, Found] = field(default_factory=dict)

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems_of(self.text)


def clauses_of(text: str, start: int, stop: int) -> list[Clause]:
    """The clauses of a sentence: it is divided only where both parts say that something is so."""
    cuts, last = [start], start
    for match in _CLAUSE.finditer(text, start, stop):
        if _says(text[last : match.start()]) and _says(text[match.end() : stop]):
            cuts.append(match.end())
            last = match.end()
    return [clause_at(text, begin, end) for begin, end in zip(cuts, [*cuts[1:], stop], strict=True)]


def _says(part: str) -> bool:
    return any(concept.words.search(part) for concept in CONCEPTS.values() if not concept.weak)


def clause_at(text: str, start: int, stop: int) -> Clause:
    """All that a stretch of a plain text mentions."""
    part = text[start:stop]
    dates, blanked = blank_dates(part)
    strengths = {s: Found(start + m.start(), start + m.end(), m[0]) for s, form in STRENGTHS.items() if (m := form.search(part))}
    return Clause(
        start,
        stop,
        part,
        tuple(_numbers(blanked, start)),
        tuple((start + at, mention) for at, mention in dates),
        tuple(_concepts(part, start)),
        strengths,
    )


def _numbers(part: str, offset: int) -> Iterator[NumberAt]:
    for start, stop, value in number_spans(part):
        words = part[start:stop]
        if _NEVER_COUNTS.match(words) or value == 0:
            continue
        if re.search(r"[A-Za-z]-$", part[:start]) and words.isdigit():
            continue  # part of a name: "F-16"
        before, after = part[:start], part[stop:]
        sign = _CURRENCY.search(before)
        spelled = _MONEY_AFTER.match(after)
        currency = _currency(sign[0] if sign else spelled[1] if spelled else "")
        nouns = _NOUNS.match(after)
        rate = bool(re.match(r".{0,60}?\b(?:a year|per year|annually|every year|each year|yearly)\b", after))
        rate = rate or bool(re.search(r"\b(?:every year|each year|annually)\b", before))
        bound = before[: sign.start()] if sign else before
        yield NumberAt(
            offset + len(bound) - len(words_of_bound(bound)),
            offset + (stop + spelled.end() if spelled else stop),
            value,
            bound_at_end(bound, after),
            currency,
            tuple(nouns[1].replace("-", " ").split()) if nouns else (),
            (before.split() or [""])[-1].lower(),
            rate,
        )


def _currency(words: str) -> str:
    words = words.strip().lower()
    signs = {"usd": "USD", "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "rs": "PKR", "rs.": "PKR", "pkr": "PKR", "₨": "PKR"}
    return signs.get(words, words.rstrip("s").upper())


def _concepts(part: str, offset: int) -> Iterator[ConceptAt]:
    for concept in CONCEPTS.values():
        for match in concept.words.finditer(part):
            before = part[max(0, match.start() - 40) : match.start()]
            negated = bool(NEGATION.search(before[max(0, len(before) - 28) :])) and not re.search(
                r"\bno fewer|\bno less|\bnot only", before
            )
            passive = bool(re.search(r"\b(?:was|were|been|being|is|are|be|got)(?: \w+ly)?(?: \w+)? $", before)) and match[0].endswith(
                ("d", "n", "t")
            )
            yield ConceptAt(offset + match.start(), offset + match.end(), concept, negated, passive)


def unknown_names(part: str, at_start: bool) -> Iterator[tuple[int, int]]:
    """Where words begin with a capital as names do; a single one at the head of a sentence may be any word and is left out."""
    for match in _NAMES.finditer(part):
        if match.start() == 0 and at_start and " " not in match[0] and not match[0].isupper():
            continue
        yield match.start(), match.end()


def stems_of(text: str) -> frozenset[str]:
    """The stems of the longer words of a text."""
    return frozenset(stem(word) for word in CONTENT.findall(text.lower()) if word not in _EMPTY)
