"""The facts of a brief in two lines each, what is not stated about them, and the numbered sources; as plain text (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from loaders.frames.dataset import Dataset
from loaders.schema.derived_terms import Match
from loaders.schema.formatting import author_text, date_text, passage_url
from loaders.schema.records import Fact, Source
from loaders.schema.registries import Article, NotStated
from pages.drawing.linked_names import LinkedNames, told_line
from pages.drawing.palette import CERTAINTIES, LOOKS, MATCHES, count_text, fact_glyph, look_of
from pages.drawing.rows import place_text

NAMED = 3
Numbers = Mapping[Source, int]


def source_numbers(facts: pd.DataFrame, dataset: Dataset) -> dict[Source, int]:
    """The passages of the facts, numbered from 1: by article in the order of the registry, then by paragraph."""
    order = {article: turn for turn, article in enumerate(dataset.articles)}
    passages = dict.fromkeys(_plain(source) for i in facts["id"] for source in dataset.facts_by_id[i].sources)
    in_order = sorted(passages, key=lambda s: (order[s.article], s.paragraph, s.from_, s.to))
    return {source: number for number, source in enumerate(in_order, 1)}


def _plain(source: Source) -> Source:
    """The passage alone: two facts may lean on one passage and differ in who says it."""
    return source.model_copy(update={"claimed_by": (), "certainty": None})


class FactLine(NamedTuple):
    """A fact: its mark, its title with the numbers of its sources; when, where, who says so and how firmly, with links of names."""

    id: str
    colour: str
    glyph: str
    title: str
    sources: tuple[int, ...]
    second: Markup


class FactRow(NamedTuple):
    """A fact as a row of a table: its title with the numbers of its sources, and the rest in words."""

    id: str
    date: str
    title: str
    sources: tuple[int, ...]
    place: str
    claimants: str
    certainty: str


class Passage(NamedTuple):
    """A numbered passage; url: None where the address of the article is not known."""

    number: int
    paragraph: int
    first: str
    last: str
    url: str | None


class CitedArticle(NamedTuple):
    """An article and its passages that the facts rest on."""

    id: str
    title: str
    about: str
    perspective: str
    passages: tuple[Passage, ...]


def fact_lines(facts: pd.DataFrame, names: LinkedNames) -> list[FactLine]:
    """The facts in the order given."""
    rows = zip(facts.to_dict("records"), fact_rows(facts, names.dataset), strict=True)
    return [_fact_line(row, told, names) for row, told in rows]


def _fact_line(row: Mapping[Hashable, Any], told: FactRow, names: LinkedNames) -> FactLine:
    look = look_of(row["kind"], row["incident_class"])
    second = [told.date, names.where(row, told.place), names.who_says(row, told.claimants), CERTAINTIES[row["certainty"]]]
    second += [count_text(len(row["origins"]), "origin", "origins")]
    second += [MATCHES[row["match"]]] if row["match"] != Match.DEFINITE else []
    return FactLine(told.id, LOOKS[look].light, fact_glyph(look, row["certainty"]), told.title, told.sources, told_line(second))


def fact_rows(facts: pd.DataFrame, dataset: Dataset) -> list[FactRow]:
    """The facts in the order given; what may match says so beside its certainty."""
    numbers = source_numbers(facts, dataset)
    return [_fact_row(row, dataset.facts_by_id[row["id"]], numbers) for row in facts.to_dict("records")]


def _fact_row(row: Mapping[Hashable, Any], fact: Fact, numbers: Numbers) -> FactRow:
    certainty = CERTAINTIES[row["certainty"]] + (f"; {MATCHES[row['match']]}" if row["match"] != Match.DEFINITE else "")
    sources = tuple(numbers[_plain(source)] for source in fact.sources)
    return FactRow(fact.id, row["date_words"], fact.title, sources, _where(row), " and ".join(row["claimants"]), certainty)


def _where(row: Mapping[Hashable, Any]) -> str:
    """The places of a fact, the first few by name."""
    named, more = row["places"][:NAMED], len(row["places"]) - NAMED
    return f"{', '.join(named)} and {more} more" if more > 0 else place_text(row["places"], row["places_complete"])


def open_questions(facts: pd.DataFrame, dataset: Dataset) -> list[NotStated]:
    """The questions near the facts or their places that the articles leave open."""
    seen, places = set(facts["id"]), {place for ids in facts["place_ids"] for place in ids}
    return [n for n in dataset.not_stated.values() if {*n.facts} & seen or {*n.places} & places or not (n.facts or n.places)]


def cited_articles(facts: pd.DataFrame, dataset: Dataset) -> list[CitedArticle]:
    """The articles that the facts rest on, each with its passages by number."""
    numbers = source_numbers(facts, dataset)
    found = []
    for article in dataset.articles.values():
        here = tuple(_passage(source, number, article) for source, number in numbers.items() if source.article == article.id)
        if here:
            told = [author_text(article), article.affiliation or "", article.kind.value, _published(article)]
            found.append(CitedArticle(article.id, article.title or article.id, " · ".join(filter(None, told)), article.perspective, here))
    return found


def _published(article: Article) -> str:
    return f"published {date_text(article.published)}" if article.published else "the text prints no date of its own"


def _passage(source: Source, number: int, article: Article) -> Passage:
    return Passage(number, source.paragraph, source.from_, source.to, passage_url(article.url, source))
