"""Facts that contradict each other, and the disputed questions: from the links of the facts and their certainty alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.query.duplicates import duplicate_groups
from loaders.schema.records import Fact
from loaders.schema.registries import NotStated
from loaders.schema.vocabulary import Certainty, Link

Pair = tuple[str, str]
_CLAIMS = (Certainty.CLAIMED, Certainty.DISPUTED)


@dataclass(frozen=True)
class Question:
    """What is disputed, and the facts (ids) that answer it differently or tell of the dispute."""

    asked: str
    facts: tuple[str, ...]


def contradictions(shown: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Pairs linked `contradicts` of which at least one is shown, those between articles first.

    Columns: one, one_title, one_says, other, other_title, other_says, between_articles (no article in common).
    """
    told = facts.set_index("id")[["title", "who_says", "articles"]]
    seen = set(shown["id"])
    pairs = {
        tuple(sorted((identity, other)))
        for identity, related in zip(facts["id"], facts["related"], strict=True)
        for how, other in related
        if how == Link.CONTRADICTS and {identity, other} & seen
    }
    rows = []
    for a, b in sorted(pairs):
        one, other = told.loc[a], told.loc[b]
        apart = set(one["articles"]).isdisjoint(other["articles"])
        rows.append((a, one["title"], one["who_says"], b, other["title"], other["who_says"], apart))
    columns = ["one", "one_title", "one_says", "other", "other_title", "other_says", "between_articles"]
    return pd.DataFrame(rows, columns=columns).sort_values("between_articles", ascending=False, kind="stable", ignore_index=True)


def disagreements(facts: Mapping[str, Fact]) -> dict[Pair, str]:
    """Every pair of facts that contradict each other, the ids in order, with what they disagree about."""
    return {
        (min(identity, link.fact), max(identity, link.fact)): link.about or _shared(fact, facts[link.fact])
        for identity, fact in facts.items()
        for link in fact.related
        if link.how is Link.CONTRADICTS
    }


def _shared(one: Fact, other: Fact) -> str:
    """What two facts have in common where the data do not say what they disagree about."""
    topics = [getattr(fact, "topic", None) or getattr(fact, "event_type", None) for fact in (one, other)]
    if topics[0] and topics[0] == topics[1]:
        return f"Both about {topics[0].replace('_', ' ')}"
    return f"{one.title} – or not?"


def disputed_questions(facts: pd.DataFrame, facts_by_id: Mapping[str, Fact], asked: Iterable[NotStated]) -> list[Question]:
    """The questions that contradictions are about, those of most facts first; then each disputed fact with the claims it is linked to."""
    about: dict[str, dict[str, None]] = {}
    for pair, words in disagreements(facts_by_id).items():
        about.setdefault(words, {}).update(dict.fromkeys(pair))
    found = sorted((Question(words, tuple(ids)) for words, ids in about.items()), key=lambda q: -len(q.facts))
    told = {i for question in found for i in question.facts}
    disputed = [str(i) for i in facts.loc[facts["certainty"] == Certainty.DISPUTED, "id"] if i not in told]
    claims = {i: [i, *_claims_near(i, facts_by_id)] for i in disputed}
    groups = duplicate_groups(disputed, facts, [*Link])
    for group in groups:
        ids = tuple(dict.fromkeys(i for one in group for i in claims[one]))
        found.append(Question(_open_question(ids, group[0], facts_by_id, asked), ids))
    return found


def _claims_near(identity: str, facts: Mapping[str, Fact]) -> list[str]:
    """The claims that a disputed fact is linked to, whichever of the two says so."""
    there = [link.fact for link in facts[identity].related]
    back = [i for i, fact in facts.items() if any(link.fact == identity for link in fact.related)]
    return [i for i in dict.fromkeys([*there, *back]) if facts[i].certainty in _CLAIMS]


def _open_question(ids: tuple[str, ...], disputed: str, facts: Mapping[str, Fact], asked: Iterable[NotStated]) -> str:
    """The open question that most of the facts are near, the disputed one among them; else the title of the disputed one."""
    near = [question for question in asked if disputed in question.facts]
    best = max(near, key=lambda question: len({*question.facts} & {*ids}), default=None)
    return best.asked if best else facts[disputed].title
