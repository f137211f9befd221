"""The verdicts on numbers, dates, places and actors: whether a fact holds them, as exactly, and about the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.schema.formatting import figure_phrase
from loaders.schema.records import AUTHOR
from loaders.schema.registry_terms import PlaceKind
from loaders.schema.vocabulary import Role
from loaders.text_check.intervals import compare_dates, compare_numbers, range_of
from loaders.text_check.judge_claims import actors_of
from loaders.text_check.knowledge import Knowledge, KnownFact
from loaders.text_check.matching import Telling, fits, same_number
from loaders.text_check.names import Name
from loaders.text_check.reading import NumberAt
from loaders.text_check.strengths import STRENGTH_OF, Strength
from loaders.text_check.verdicts import Judgement, Verdict
from loaders.text_check.word_lists import LIES_IN, SIDES_OF_NOUNS
from loaders.validation.mentions import DateMention

_EXPRESSLY = re.compile(r",|\b(?:is|are|lies?|located|situated)\b")
_ORDER = (Verdict.SUPPORTED, Verdict.STRONGER, Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCES)


def best(found: Sequence[Judgement | None]) -> Judgement | None:
    """The most favourable of some verdicts."""
    return min((one for one in found if one), key=lambda one: _ORDER.index(one.verdict), default=None)


def judge_number(number: NumberAt, facts: Sequence[KnownFact], told: Telling, knowledge: Knowledge) -> Judgement | None:
    """By the figures of the facts that measure the same; None where none does."""
    return best([_figure(number, i, known, told, knowledge) for known in facts for i in range(len(known.fact.figures))])


def _figure(number: NumberAt, index: int, known: KnownFact, told: Telling, knowledge: Knowledge) -> Judgement | None:
    figure, fact = known.fact.figures[index], known.fact
    if figure.value is None or not fits(number, figure):
        return None
    phrase, rivals = figure_phrase(figure), _rivals(index, known)
    comparison = compare_numbers(range_of(number.value, number.bound), figure)
    if comparison == "apart" and not same_number(number, figure):
        return Judgement(Verdict.CONTRADICTED, f"The source says {phrase}", (known.id,))
    claimants = figure.claimed_by or fact.claimed_by
    if rivals and not any(name.actors & {*claimants} for name in told.speakers):
        return Judgement(Verdict.CONTRADICTED, f"Two sides give two figures: {phrase}, and {'; '.join(rivals)}", (known.id,))
    if comparison != "within":
        return Judgement(Verdict.STRONGER, f"The source says {phrase}", (known.id,))
    if wrong := _victims(number, known, knowledge) if figure.name == "killed" else None:
        return wrong
    if figure.per and not number.rate:
        return Judgement(Verdict.STRONGER, f"The source says {phrase}, each {figure.per}", (known.id,))
    if told.strength > STRENGTH_OF[fact.certainty] and STRENGTH_OF[fact.certainty] < Strength.REPORTED:
        who = knowledge.claimants(claimants)
        said = f"{phrase}: {'a judgement of the author' if {*claimants} == {AUTHOR} else f'a figure of {who}'}"
        return Judgement(Verdict.STRONGER, said, (known.id,))
    return Judgement(Verdict.SUPPORTED, f"The source says {phrase}", (known.id,))


def _victims(number: NumberAt, known: KnownFact, knowledge: Knowledge) -> Judgement | None:
    """Whether a text says of one group of people that they died where the source says it of another, or of several together."""
    noun = next((word.lower() for word in number.nouns if word.lower() in SIDES_OF_NOUNS), None)
    victims = {role.actor for role in known.fact.actors if role.role in (Role.AFFECTED, Role.TARGET, Role.VICTIM)}
    if noun is None or not victims:
        return None
    meant = {a for a in victims if a == noun or knowledge.data.actors[a].kind in SIDES_OF_NOUNS[noun]}
    if victims - meant:
        verdict = Verdict.STRONGER if meant else Verdict.CONTRADICTED
        return Judgement(verdict, f"The source counts {knowledge.claimants(sorted(victims))}", (known.id,))
    return None


def _rivals(index: int, known: KnownFact) -> list[str]:
    one = known.fact.figures[index]
    return [
        figure_phrase(other)
        for i, other in enumerate(known.fact.figures)
        if i != index and (other.name, other.unit, other.per) == (one.name, one.unit, one.per) and other.value != one.value
        if (other.claimed_by or known.fact.claimed_by) != (one.claimed_by or known.fact.claimed_by)
    ]


def judge_date(mention: DateMention, before: str, facts: Sequence[KnownFact], knowledge: Knowledge) -> Judgement | None:
    """By the dates of the facts, or of those they refer to where the text names another event by its date."""
    found = [_date(mention, before, known) for known in facts]
    words = before.lower().split()[-3:]
    if facts and {"of", "after", "since", "following", "began", "launched", "on", "from"} & {*words}:
        related = [knowledge.by_id[r.fact] for known in facts for r in known.fact.related]
        exact = [k for k in related if k.days.start and k.days.start == k.days.end and _date(mention, "", k).verdict is Verdict.SUPPORTED]
        if exact and ("on" not in words[-1:] or "launched" in words or "began" in words):
            found.append(Judgement(Verdict.SUPPORTED, f"The date of what it refers to: {exact[0].fact.title}", (exact[0].id,)))
    return best(found)


def _date(mention: DateMention, before: str, known: KnownFact) -> Judgement:
    fact = known.fact
    if any(figure.unit == "year" and figure.value == mention.year for figure in fact.figures):
        return Judgement(Verdict.SUPPORTED, f"Named by the source: {fact.title}", (known.id,))
    if fact.date is None:
        note = f" ({fact.date_note})" if fact.date_note else ""
        return Judgement(Verdict.STRONGER, f"The source gives no date{note}", (known.id,))
    told = f"The source gives {fact.date}" + (f": {fact.date_note}" if fact.date_note else "")
    comparison = compare_dates(mention, before, known.days)
    if comparison == "within" and fact.year_inferred and mention.year:
        return Judgement(Verdict.SUPPORTED, f"{told}; the year is inferred, the text prints none", (known.id,))
    verdict = {"within": Verdict.SUPPORTED, "narrower": Verdict.STRONGER, "apart": Verdict.CONTRADICTED}[comparison]
    return Judgement(verdict, told, (known.id,))


def judge_place(name: Name, facts: Sequence[KnownFact], knowledge: Knowledge) -> Judgement | None:
    """By the places of the facts: what is wider is borne out, what is narrower says more, what lies elsewhere says otherwise."""
    return best([_place(name, known, knowledge) for known in facts])


def _place(name: Name, known: KnownFact, knowledge: Knowledge) -> Judgement:
    fact, places = known.fact, knowledge.data.places
    if name.places & known.places or (name.country and name.country in known.countries) or name.actors & known.actors:
        return Judgement(Verdict.SUPPORTED, f"Named by the source: {fact.title}", (known.id,))
    if name.words in f"{fact.title} {fact.summary}":
        return Judgement(Verdict.SUPPORTED, f"Named by the source: {fact.title}", (known.id,))
    if name.places & known.around:
        return Judgement(Verdict.SUPPORTED, f"Around {knowledge.place_names(known.places)}, by the gazetteer", (known.id,))
    inside = {a for place in name.places for a in knowledge.around(place)}
    if inside & known.places:
        return Judgement(Verdict.STRONGER, f"The source names only {knowledge.place_names(inside & known.places)}", (known.id,))
    if not known.places:
        return Judgement(Verdict.STRONGER, "The source names no place for it", (known.id,))
    exact = {p for p in known.places if places[p].kind not in (PlaceKind.COUNTRY, PlaceKind.REGION)}
    if fact.places_complete and exact and not name.country:
        return Judgement(Verdict.CONTRADICTED, f"The source says {knowledge.place_names(exact)}", (known.id,))
    return Judgement(Verdict.NOT_IN_SOURCES, f"The source does not name it for this: {fact.title}", (known.id,))


def judge_actor(name: Name, facts: Sequence[KnownFact], knowledge: Knowledge) -> Judgement | None:
    """By the actors and claimants of the facts."""
    found: list[Judgement] = []
    for known in facts:
        cited = {c for s in known.fact.sources for c in knowledge.data.articles[s.article].cites}
        articles = name.articles & {s.article for s in known.fact.sources}
        if actors_of(name, known, knowledge) or articles or name.words in cited or name.words in f"{known.fact.title} {known.fact.summary}":
            found.append(Judgement(Verdict.SUPPORTED, f"Named by the source: {known.fact.title}", (known.id,)))
        else:
            found.append(Judgement(Verdict.NOT_IN_SOURCES, f"The source does not name it for this: {known.fact.title}", (known.id,)))
    return best(found)


def only_accused(name: Name, told: Telling, facts: Sequence[KnownFact], knowledge: Knowledge) -> Judgement | None:
    """Whether a clause says flatly of somebody what the facts only have as an accusation; None where it is one, or a denial."""
    clause = told.clause
    accusing = any(c.concept.name == "accuse" and not clause.text[: c.stop - clause.start].endswith(" behind") for c in clause.concepts)
    if told.strength <= Strength.CLAIMED or accusing or any(at.negated for at in clause.concepts):
        return None
    named = [(known, actors) for known in facts if (actors := actors_of(name, known, knowledge))]
    roles = {role.role for known, actors in named for role in known.fact.actors if role.actor in actors}
    if roles != {Role.ACCUSED}:
        return None
    return Judgement(Verdict.STRONGER, f"The source only has {name.words} accused: {named[0][0].fact.title}", (named[0][0].id,))


def judge_within(inner: Name, outer: Name, between: str, knowledge: Knowledge) -> Judgement | None:
    """Whether one place lies in another, as the words between them say, by the gazetteer; None where they do not say it."""
    if not (inner.places and outer.places and LIES_IN.fullmatch(between)):
        return None
    if any(outer.places & {*knowledge.around(place)} for place in inner.places):
        return Judgement(Verdict.SUPPORTED, f"{inner.words} lies there, by the gazetteer")
    if not _EXPRESSLY.search(between):
        return None
    around = [p for place in sorted(inner.places) for p in knowledge.around(place)[1:]]
    lies = knowledge.place_names(around) or "no place of it"
    return Judgement(Verdict.CONTRADICTED, f"By the gazetteer {inner.words} lies in {lies}")
