"""Which facts a clause tells of: by what it says happened, and the names, numbers, dates and words that it shares with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.schema.field_types import CURRENCY, PEOPLE, PERCENT
from loaders.schema.kinds import FinancingDeal
from loaders.schema.records import Figure
from loaders.text_check.concepts import CONCEPTS, RUNGS
from loaders.text_check.knowledge import Knowledge, KnownFact
from loaders.text_check.names import Name
from loaders.text_check.reading import Clause, NumberAt
from loaders.text_check.strengths import STRENGTH_OF, STRENGTHS, Strength, said_by

_ENOUGH, _NEAR = 5.0, 2.5
_HEDGES = (Strength.CLAIMED, Strength.REPORTED)
_PERSONS = re.compile(
    r"(?:people|persons?|civilians?|soldiers?|militants?|fighters?|men|women|children|workers?|insurgents?|separatists?|troops|personnel"
    r"|Pakistanis|students|students?|marines|members|dead|deaths|killed|lives|casualties|fatalities|citizens)$",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:lets?|enables?|able to|in a position|capacity|could|might|may|would|allows?|wants to|possible|plan to|hypothe\w+|as if)\b"
)


@dataclass(frozen=True)
class Match:
    """A fact that a clause may tell of, and how much the two share."""

    known: KnownFact
    score: float
    deal: bool = False


@dataclass(frozen=True)
class Telling:
    """How a clause tells what it tells: the names in it, those before it in its sentence, who is said to say so, how firmly."""

    clause: Clause
    names: tuple[Name, ...]
    speakers: tuple[Name, ...]
    strength: Strength

    @property
    def others(self) -> tuple[Name, ...]:
        """The names that are no speakers."""
        return tuple(name for name in self.names if name not in self.speakers)


def telling(clause: Clause, names: Sequence[Name]) -> Telling:
    """Who says so, and how firmly the clause asserts it."""
    speakers = tuple(n for n in names if said_by(clause.text, n.start - clause.start, n.stop - clause.start))
    found = clause.strengths
    weak = [s for s in (Strength.POSSIBLE, Strength.CLAIMED, Strength.REPORTED) if s in found]
    if Strength.ESTABLISHED in found:
        strength = Strength.ESTABLISHED
    elif speakers:
        strength = min([Strength.CLAIMED, *weak])
    else:
        strength = min(weak, default=Strength.STATED)
    return Telling(clause, tuple(names), speakers, strength)


def matches_of(told: Telling, before: Sequence[Name], knowledge: Knowledge) -> list[Match]:
    """The facts that a clause may tell of, the nearest first. before: names of the same sentence, where the clause has none."""
    found = [_match(told, before, known, knowledge) for known in knowledge.facts]
    return sorted((m for m in found if m.score >= _ENOUGH), key=lambda m: -m.score)


def nearest(matches: Sequence[Match], concept: str = "") -> list[KnownFact]:
    """Of the matches that tell of a concept, or of all, the nearest and those about as near."""
    having = [m for m in matches if (m.deal if concept in RUNGS else not concept or concept in m.known.concepts)]
    having = [m for m in having if concept and CONCEPTS[concept].types & m.known.types] or having
    return [m.known for m in having if m.score >= having[0].score - _NEAR][:4]


def _match(told: Telling, before: Sequence[Name], known: KnownFact, knowledge: Knowledge) -> Match:
    clause = told.clause
    concepts = {c.concept.name for c in clause.concepts}
    shared = [CONCEPTS[name] for name in concepts & known.concepts]
    types = known.types
    rung = isinstance(known.fact, FinancingDeal) and bool(concepts & {*RUNGS})
    said = sum((1.0 if one.weak else 4.0 if one.types & types else 2.5) for one in shared) + 2.5 * rung
    numbers = sum(5.0 for n in clause.numbers if any(same_number(n, f) for f in known.fact.figures))
    stems = len(clause.stems & known.stems)
    anchors = sum(_anchor(name, known, knowledge) for name in told.names or before)
    anchors += any(commodity.value.replace("_", " ") in clause.text.lower() for commodity in known.fact.commodities)
    anchors += any(
        m.day and m.starts_or_ends(known.days) for _, m in clause.dates if known.days.start and known.days.start == known.days.end
    )
    anchors += any(fits(n, f) for n in clause.numbers for f in known.fact.figures if f.unit not in PEOPLE and f.unit != "ordinal")
    years = {figure.value for figure in known.fact.figures if figure.unit == "year"}
    numbers += 3.0 * any(mention.year in years for _, mention in clause.dates)
    if rung and not numbers and not _parties(told, known, knowledge):
        rung = False
        said -= 2.5
    strong = rung or any(not one.weak for one in shared)
    if not (strong or numbers or stems >= 3) or not (anchors >= 1 or numbers or stems >= (3 if strong else 4)):
        return Match(known, 0.0)
    dates = 2.0 * any(mention.starts_or_ends(known.days) for _, mention in clause.dates if known.days.start)
    score = min(said, 8.0) + numbers + min(stems, 6) * 0.7 + anchors + dates
    return Match(known, score, isinstance(known.fact, FinancingDeal) and bool(rung or numbers))


def _parties(told: Telling, known: KnownFact, knowledge: Knowledge) -> bool:
    """Whether a clause names who gives or gets the money of a deal, or what it is for."""
    own = {a for field in ("financier", "recipient") for a in getattr(known.fact, field, ())}
    sites = {*getattr(known.fact, "sites", ())}
    countries = {knowledge.data.actors[actor].country for actor in own}
    return any(name.actors & own or name.places & sites or (name.country and name.country in countries) for name in told.names)


def _anchor(name: Name, known: KnownFact, knowledge: Knowledge) -> float:
    """How much a name ties a clause to a fact."""
    if name.demonym:
        return 0.5 if name.country in known.countries else 0.0
    if name.generic:
        return 0.5 if name.actors & known.actors else 0.0
    if name.actors & known.actors or name.places & known.places:
        return 3.0
    if name.articles & {source.article for source in known.fact.sources}:
        return 1.5
    if name.places & known.around or (name.country and name.country in known.countries):
        return 1.0
    inside = {a for place in name.places for a in knowledge.around(place)}
    return 0.5 if inside & known.places else 0.0


def fits(number: NumberAt, figure: Figure) -> bool:
    """Whether a number of a text measures what a figure does: money of its currency, people, a share, an ordinal, or its own noun."""
    if CURRENCY.fullmatch(figure.unit) or number.currency:
        return number.currency == figure.unit
    nouns = [word.lower() for word in number.nouns]
    if figure.unit in PEOPLE:
        return any(_PERSONS.match(word) for word in nouns) or (figure.name == "killed" and not nouns)
    if figure.unit in PERCENT:
        return nouns[:1] in (["percent"], ["per"]) or "%" in number.nouns
    words = {figure.unit.rstrip("s"), *(part.rstrip("s") for part in figure.name.split("_"))}
    if figure.unit == "ordinal":
        ordinals = {"edition": {"edition", "dialogue", "round", "strategic", "china"}}.get(figure.name, {figure.name})
        return bool({*nouns, number.before} & ordinals)
    return any(word.rstrip("s") in words for word in nouns)


def same_number(number: NumberAt, figure: Figure) -> bool:
    """Whether a number of a text is that of a figure and measures the same."""
    values = [value for value in (figure.value, figure.value_to) if value is not None]
    return number.value in map(float, values) and fits(number, figure)


def strength_in(known: KnownFact, concept: str = "") -> Strength:
    """How firmly a fact asserts what it says of a concept: what it only calls possible is no more than that."""
    own = STRENGTH_OF[known.fact.certainty]
    if not concept or CONCEPTS[concept].types & known.types:
        return own
    for sentence in (known.fact.title, known.fact.summary):
        if found := CONCEPTS[concept].words.search(sentence):
            before = sentence[: found.start()]
            own = min([own, *(strength for strength in _HEDGES if STRENGTHS[strength].search(before))])
            own = Strength.POSSIBLE if _MODAL.search(before) else own
    return own
