"""What a check says of a text: marks with verdicts, sentence by sentence, and what it could not judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.schema.term import Term


class Verdict(Term):
    """How a part of a text stands to the sources."""

    SUPPORTED = "supported", "A fact says so, as firmly and as exactly"
    STRONGER = "stronger", "A fact says less: less firmly, less exactly, or as one side’s claim"
    CONTRADICTED = "contradicted", "A fact says otherwise, or another fact disputes it; both are told"
    NOT_STATED = "not_stated", "Known to be left open by the articles"
    NOT_IN_SOURCES = "not_in_sources", "No fact holds it"


class Part(Term):
    """What kind of part of a text is marked."""

    NUMBER = "number", "A number that counts or measures"
    DATE = "date", "A day, month, year or decade"
    PLACE = "place", "A place of the gazetteer"
    ACTOR = "actor", "Someone of the registry of actors"
    NAME = "name", "A name that is in no registry"
    CLAIM = "claim", "What is said to be so"


WORST = (Verdict.CONTRADICTED, Verdict.STRONGER, Verdict.NOT_IN_SOURCES, Verdict.NOT_STATED, Verdict.SUPPORTED)


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason in words, the facts (ids) that it rests on, and the open question (id), if it is one."""

    verdict: Verdict
    reason: str
    facts: tuple[str, ...] = ()
    question: str | None = None


@dataclass(frozen=True)
class Mark:
    """A judged part of a text: its letters from `start` up to `stop`, counted from 0 in the whole text."""

    start: int
    stop: int
    words: str
    part: Part
    judgement: Judgement

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict


@dataclass(frozen=True)
class CheckedSentence:
    """A sentence with its marks, in order; `unjudged` says what of it could not be judged, empty where all was."""

    start: int
    stop: int
    words: str
    marks: tuple[Mark, ...]
    unjudged: str = ""

    @property
    def worst(self) -> Verdict | None:
        """The gravest verdict on it; None where nothing is marked."""
        found = {mark.verdict for mark in self.marks}
        return next((verdict for verdict in WORST if verdict in found), None)


@dataclass(frozen=True)
class CheckedText:
    """A whole text, sentence by sentence."""

    text: str
    sentences: tuple[CheckedSentence, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for sentence in self.sentences for mark in sentence.marks)

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many marks there are of each verdict."""
        found = Counter(mark.verdict for mark in self.marks)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def unjudged(self) -> int:
        """How many sentences were not judged, or only in part."""
        return sum(bool(sentence.unjudged) for sentence in self.sentences)
