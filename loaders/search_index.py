"""What a search looks at in each fact: all that it says, and the names of all that it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from loaders.reading import Records
from loaders.records import AUTHOR, Article, Fact, NotStated
from loaders.search_text import search_columns

FIELDS = ("title", "summary", "note", "place", "actor", "type", "date", "figure", "passage", "open question", "article")


def search_index(rows: Iterable[Mapping[str, Any]], records: Records) -> Iterator[tuple[str, str]]:
    """For each row of the facts frame the two texts of `search_columns`, with FIELDS in their order."""
    questions: dict[str, list[NotStated]] = {}
    for _, entry in sorted(records.not_stated.items()):
        for identity in entry.record.facts:
            questions.setdefault(identity, []).append(entry.record)
    for row in rows:
        fact, articles = records.facts[row["id"]].record, [records.articles[a].record for a in row["articles"]]
        names = [name for a in articles for name in (a.publisher, a.title, a.affiliation) if name]
        yield search_columns(_fields(fact, row, articles, questions.get(fact.id, []), records), names)


def _fields(fact: Fact, row: Mapping[str, Any], articles: list[Article], questions: list[NotStated], records: Records) -> list[list[str]]:
    campaign = getattr(fact, "campaign", None)
    words = [word.replace("_", " ") for word in (*row["types"], *row["commodities"])]
    return [
        [fact.title],
        [fact.summary],
        [fact.note or "", fact.date_note or "", fact.place_note or ""],
        [name for i in _places(fact, row) for name in (records.places[i].record.name, *records.places[i].record.aliases)],
        [name for i in _actors(fact, row) for name in (records.actors[i].record.name, *records.actors[i].record.aliases)],
        [*words, campaign or ""],
        [row["date_words"]] if fact.date else [],
        [*row["figure_phrases"]],
        [text for s in fact.sources for text in (s.from_, s.to)],
        [text for q in questions for text in question_texts(q)],
        [text for a in articles for text in (a.id, a.author or "", *a.cites)],
    ]


def question_texts(question: NotStated) -> tuple[str, ...]:
    """What a search looks at in an open question; its id often holds the plain word for it ("owner")."""
    return question.asked, question.id.replace("-", " "), question.note


def _places(fact: Fact, row: Mapping[str, Any]) -> Iterable[str]:
    venue = getattr(fact, "venue", None)
    return dict.fromkeys((*fact.places, *row["sites"], *([venue] if venue else []), *row["district_ids"], *row["province_ids"]))


def _actors(fact: Fact, row: Mapping[str, Any]) -> Iterable[str]:
    owners = [owner for name in ("operator", "owner") if (owner := getattr(fact, name, None))]
    found = (*row["actors"], *row["match_claimants"], *row["financier"], *row["recipient"], *owners)
    return (actor for actor in dict.fromkeys(found) if actor != AUTHOR)
