"""Whether a part of a text would answer a question that the articles leave open."""

from __future__ import annotations

from collections.abc import Collection

from loaders.text_check.concepts import CONCEPTS
from loaders.text_check.knowledge import Knowledge, Question
from loaders.text_check.matching import Telling
from loaders.text_check.names import Name
from loaders.text_check.verdicts import Judgement, Verdict


def answered_by(
    part: str, told: Telling, knowledge: Knowledge, chosen: Collection[str] = (), concept: str = "", name: Name | None = None,
    loosely: bool = False,
) -> Judgement | None:  # fmt: skip
    """The open question that a part of a clause (number, date, place, actor, claim, cause) would answer, as a verdict, or None.

    chosen: the ids of the facts that the clause tells of. loosely: a claim counts, too, where the question asks who, when or how many of
    what is claimed.
    """
    for question in knowledge.questions:
        asked = part in question.asks or (loosely and concept == question.main)
        if asked and _is_about(question, told, concept, chosen) and not (name and _near(name, question)):
            return as_judgement(question)
    return None


def named_in_question(told: Telling, knowledge: Knowledge, concept: str, places: Collection[str]) -> Judgement | None:
    """The open question whether something happened at a place that the clause names, where the facts it tells of do not: `places`."""
    for question in knowledge.questions:
        if "claim" in question.asks and concept in question.concepts:
            named = {place for name in told.names for place in name.places} & {*question.record.places}
            if named and not named & {*places}:
                return as_judgement(question)
    return None


def as_judgement(question: Question) -> Judgement:
    """A question as the verdict on what would answer it."""
    record = question.record
    return Judgement(Verdict.NOT_STATED, f"Open: {record.asked} {record.note}", record.facts, record.id)


def _is_about(question: Question, told: Telling, concept: str, chosen: Collection[str]) -> bool:
    said = {c.concept.name for c in told.clause.concepts}
    shared = said & question.concepts
    if concept and concept not in question.concepts:
        return False
    stems = told.clause.stems & question.stems
    strong = [one for one in shared if not CONCEPTS[one].weak]
    if {*chosen} & {*question.record.facts}:
        return bool(shared) or len(stems) >= 2
    near = any(_near(name, question) for name in told.names)
    return (near and bool(strong or len(stems) >= 2)) or (bool(strong) and len(stems) >= 3) or len(strong) >= 2


def _near(name: Name, question: Question) -> bool:
    return bool(name.actors & question.actors or name.places & question.places)
