"""The verdict on a claim: whether it is said to be so, how firmly, by whom, on which rung of money, and who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.schema.formatting import words_of
from loaders.schema.kinds import FinancingDeal
from loaders.schema.records import AUTHOR
from loaders.schema.vocabulary import Role
from loaders.text_check.concepts import CONCEPTS, RUNGS
from loaders.text_check.knowledge import Knowledge, KnownFact
from loaders.text_check.matching import Telling, strength_in
from loaders.text_check.names import Name
from loaders.text_check.reading import ConceptAt
from loaders.text_check.strengths import STILL, STRENGTH_OF, Strength
from loaders.text_check.verdicts import Judgement, Verdict

_SAID = {
    Strength.POSSIBLE: "only calls it possible",
    Strength.CLAIMED: "has it as a claim",
    Strength.REPORTED: "only reports it",
}
_NEAR_LETTERS = 45


def judge_claim(at: ConceptAt, facts: Sequence[KnownFact], told: Telling, knowledge: Knowledge) -> Judgement | None:
    """The best verdict that any of the facts gives; None where nothing can be said, as of most denials."""
    found = [one for known in facts if (one := _by_fact(at, known, told, knowledge))]
    order = (Verdict.SUPPORTED, Verdict.STRONGER, Verdict.CONTRADICTED)
    return min(found, key=lambda one: order.index(one.verdict)) if found else None


def _by_fact(at: ConceptAt, known: KnownFact, told: Telling, knowledge: Knowledge) -> Judgement | None:
    concept, fact = at.concept, known.fact
    if isinstance(fact, FinancingDeal) and concept.name in RUNGS:
        return _rung(at, known, told, knowledge)
    if concept.name not in known.concepts:
        return None
    named = {place for name in told.names for place in name.places}
    if concept.of_place and named <= known.around - known.places:
        return None
    own = strength_in(known, concept.name)
    if at.negated:
        return Judgement(Verdict.CONTRADICTED, f"The source says it is so: {fact.title}", (known.id,)) if own >= Strength.REPORTED else None
    return direction(at, known, told, knowledge) or how_firmly(known, told, knowledge, own)


def _rung(at: ConceptAt, known: KnownFact, told: Telling, knowledge: Knowledge) -> Judgement | None:
    status = getattr(known.fact, "status", None)
    if status not in RUNGS:
        return None
    said, has = RUNGS.index(at.concept.name), RUNGS.index(status)
    if at.negated:
        denied = said <= has and strength_in(known) >= Strength.REPORTED
        return Judgement(Verdict.CONTRADICTED, f"The source says it is so: {known.fact.title}", (known.id,)) if denied else None
    if said > has:
        return Judgement(Verdict.STRONGER, f"The source has it as “{words_of(status)}”, not “{words_of(at.concept.name)}”", (known.id,))
    if said < has:
        return Judgement(Verdict.SUPPORTED, f"The source goes further: “{words_of(status)}”", (known.id,))
    return direction(at, known, told, knowledge) or how_firmly(known, told, knowledge, strength_in(known))


def how_firmly(known: KnownFact, told: Telling, knowledge: Knowledge, own: Strength) -> Judgement:
    """Whether a clause asserts a fact as its source does, and in the words of those who do."""
    fact = known.fact
    claimants = {c for of in (fact.claimed_by, *(f.claimed_by for f in fact.figures), *(s.claimed_by for s in fact.sources)) for c in of}
    who = knowledge.claimants(fact.claimed_by)
    if wrong := [name for name in told.speakers if not _may_speak(name, known, claimants, knowledge)]:
        said = f"The source has it from {who}, not from {wrong[0].words}"
        return Judgement(Verdict.CONTRADICTED, said, (known.id,))
    others = knowledge.disputes(known)
    if told.strength > own and others and own <= Strength.CLAIMED:
        other = knowledge.by_id[others[0]].fact
        said = f"Disputed. {who} says so ({fact.title}); another fact says otherwise: {other.title}"
        return Judgement(Verdict.CONTRADICTED, _sentence(said), (known.id, *others))
    if told.strength > own:
        by = f", by {who}" if own is Strength.CLAIMED and AUTHOR not in fact.claimed_by else ""
        return Judgement(Verdict.STRONGER, f"{_source(own, known)}{by}", (known.id,))
    if STILL.search(told.clause.text) and fact.date and not STILL.search(f"{fact.title} {fact.summary}"):
        return Judgement(Verdict.STRONGER, f"The source says so of its time ({fact.date}), not of now", (known.id,))
    return Judgement(Verdict.SUPPORTED, f"Says so: {fact.title}", (known.id,))


def _source(own: Strength, known: KnownFact) -> str:
    if own is Strength.STATED:
        return "The source says so; that it was confirmed or proved it does not say"
    if own is Strength.CLAIMED and str(known.fact.certainty) in ("opinion", "disputed"):
        return f"The source has it as {'a judgement' if known.fact.certainty == 'opinion' else 'disputed'}"
    return f"The source {_SAID[own]}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _may_speak(name: Name, known: KnownFact, claimants: set[str], knowledge: Knowledge) -> bool:
    """Whether a name may be that of who says so: a claimant, its state, or the author or publisher of an article it rests on."""
    if name.actors & claimants or name.articles & {source.article for source in known.fact.sources}:
        return True
    if {role.actor for role in known.fact.actors if role.role in (Role.SPEAKER, Role.ACCUSER)} & name.actors:
        return True
    cited = {c for s in known.fact.sources for c in knowledge.data.articles[s.article].cites}
    return name.words in cited or bool(name.country and name.country in {knowledge.data.actors[c].country for c in claimants - {AUTHOR}})


def direction(at: ConceptAt, known: KnownFact, told: Telling, knowledge: Knowledge) -> Judgement | None:
    """Whether a clause turns round who does something to whom, or names a doer that the source does not; None where it does neither."""
    concept = at.concept
    roles: dict[str, set[Role]] = {}
    for role in known.fact.actors:
        roles.setdefault(role.actor, set()).add(role.role)
    for field, role_of in (("financier", Role.FINANCIER), ("recipient", Role.RECIPIENT)):
        for actor in getattr(known.fact, field, ()):
            roles.setdefault(actor, set()).add(role_of)
    if not (concept.agent or concept.patient) or not _is_verb(at, told):
        return None
    agent, patient = _ends(at, told)
    for name, wanted, turned in ((agent, concept.agent, concept.patient), (patient, concept.patient, concept.agent)):
        if name is None or not wanted:
            continue
        theirs = {role for a in actors_of(name, known, knowledge) for role in roles.get(a, ())}
        if not theirs & wanted and theirs & turned:
            return Judgement(Verdict.CONTRADICTED, f"The source has it the other way round: {known.fact.title}", (known.id,))
        if theirs & wanted or name.generic or not (name.actors or name.country):
            continue
        doers = [a for a, of_actor in roles.items() if of_actor & wanted]
        if theirs or not doers:
            as_what = words_of(min(wanted, key=str))
            said = f"The source does not name {name.words} as {as_what}" + (f" but {knowledge.claimants(doers)}" if doers else "")
            return Judgement(Verdict.STRONGER, said, (known.id,))
        if name is agent:
            return Judgement(Verdict.CONTRADICTED, f"The source names {knowledge.claimants(doers)}, not {name.words}", (known.id,))
    return None


def _is_verb(at: ConceptAt, told: Telling) -> bool:
    """Whether the words say what someone does: "attacked", "attacks India"; not "the attacks" or "planning"."""
    text, start = told.clause.text, at.start - told.clause.start
    words = text[start : at.stop - told.clause.start]
    if re.search(r"ed$|^held|^struck|^took|behind$|^killing$", words):
        return True
    return words.endswith("s") and not re.search(
        r"(?:\b(?:the|these|those|its|their|his|her|of"
        r"|in|by|for|more|all|such|any|no|on|over|against|after|with|and)|[a-z]{3,}(?:ant|ic|al|ing|ed|or|er|ly|ent|ist)) $",
        text[:start],
    )


def _ends(at: ConceptAt, told: Telling) -> tuple[Name | None, Name | None]:
    """Who does it and who bears it, as the order of the words has it; the passive turns them round."""
    clause, names = told.clause, [n for n in told.names if n.actors or n.country]
    before = [
        n
        for n in names
        if n.stop <= at.start
        and at.start - n.stop < _NEAR_LETTERS
        and not _divided(clause.text[n.stop - clause.start : at.start - clause.start])
    ]
    after = [n for n in names if n.start >= at.stop and n.start - at.stop < _NEAR_LETTERS]
    by = [n for n in after if re.search(r"\bby(?: the)? $", clause.text[: n.start - clause.start])]
    straight = [
        n
        for n in after
        if re.fullmatch(
            r"(?: (?:the|a|against|on|over|more than|at least|about|some|members of))*(?: [\w,.]+)? ",
            clause.text[at.stop - clause.start : n.start - clause.start],
        )
    ]
    if at.passive or by:
        return (by[0] if by else None), (before[-1] if before and at.passive else None)
    doer = before[-1] if before else None
    return (None if doer in told.speakers and at.concept.name not in ("accuse", "label") else doer), (straight[0] if straight else None)


def _divided(between: str) -> bool:
    """Whether what stands between a name and a verb parts them: another verb, "that", "of", a comma."""
    return bool(
        re.search(r"\b(?:that|of|by|in|with|from|for|against|on|at|to|after|who|which|says?|said|reported|claim\w*)\b|[,;()]", between)
    )


def actors_of(name: Name, known: KnownFact, knowledge: Knowledge) -> set[str]:
    """The actors of a fact that a name may stand for."""
    found = set(name.actors & known.actors)
    if name.country:
        found |= {a for a in known.actors if knowledge.data.actors[a].country == name.country}
    return found


def opposed(at: ConceptAt, facts: Sequence[KnownFact]) -> Judgement | None:
    """Whether a fact says the opposite of a claim."""
    for known in facts:
        for name in known.concepts:
            if at.concept.name in (CONCEPTS[name].opposite,) and STRENGTH_OF[known.fact.certainty] >= Strength.REPORTED and not at.negated:
                return Judgement(Verdict.CONTRADICTED, f"The source says the opposite: {known.fact.title}", (known.id,))
    return None
