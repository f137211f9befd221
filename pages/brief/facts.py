"""The facts of a brief in two lines each, what is not stated about them, and the numbered sources (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd

from loaders.frames.dataset import Dataset
from loaders.schema.derived_terms import Match
from loaders.schema.formatting import author_text, date_text, passage_url
from loaders.schema.records import Fact, Source
from loaders.schema.registries import Article
from pages.brief.table import table_of
from pages.drawing.palette import CERTAINTIES, LOOKS, MATCHES, fact_glyph, look_of
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


def facts_html(facts: pd.DataFrame, dataset: Dataset) -> str:
    """The facts in two lines each: the title with its sources; when, where, who says so and how firmly."""
    numbers = source_numbers(facts, dataset)
    items = "".join(_fact(row, dataset.facts_by_id[row["id"]], numbers) for row in facts.to_dict("records"))
    return f"<ol class='facts'>{items}</ol>" if items else "<p>No fact is shown.</p>"


def latest_html(facts: pd.DataFrame) -> str:
    """Facts in a line each: when, and the title, which leads to its place in the list."""
    rows = zip(facts["id"], facts["date_words"], facts["title"], strict=True)
    items = (f"<li>{escape(when)}: <a href='#fact-{escape(i)}'>{escape(title)}</a></li>" for i, when, title in rows)
    return f"<ul class='latest'>{''.join(items)}</ul>"


def _fact(row: Mapping[Hashable, Any], fact: Fact, numbers: Numbers) -> str:
    look = look_of(row["kind"], row["incident_class"])
    sources = " ".join(f"<a href='#source-{numbers[_plain(source)]}'>[{numbers[_plain(source)]}]</a>" for source in fact.sources)
    second = [row["date_words"], _where(row), " and ".join(row["claimants"]), CERTAINTIES[row["certainty"]]]
    second += [MATCHES[row["match"]]] if row["match"] != Match.DEFINITE else []
    return (
        f"<li id='fact-{escape(fact.id)}'><div class='line'><span style='color:{LOOKS[look].light}' aria-hidden='true'>"
        f"{fact_glyph(look, fact.certainty)}</span> <b>{escape(fact.title)}</b> {sources}</div>"
        f"<div class='line second'>{escape(' · '.join(second))}</div></li>"
    )


def _where(row: Mapping[Hashable, Any]) -> str:
    """The places of a fact, the first few by name."""
    named, more = row["places"][:NAMED], len(row["places"]) - NAMED
    return f"{', '.join(named)} and {more} more" if more > 0 else place_text(row["places"], row["places_complete"])


def not_stated_html(facts: pd.DataFrame, dataset: Dataset) -> str:
    """The questions near the facts or their places that the articles leave open."""
    seen, places = set(facts["id"]), {place for ids in facts["place_ids"] for place in ids}
    asked = [n for n in dataset.not_stated.values() if {*n.facts} & seen or {*n.places} & places or not (n.facts or n.places)]
    return (
        table_of(("Question", "What the texts give"), [(n.asked, n.note) for n in asked], "open")
        if asked
        else "<p>None near these facts.</p>"
    )


def sources_html(facts: pd.DataFrame, dataset: Dataset) -> str:
    """The passages by number, below the articles they stand in; a link opens the article at the passage."""
    parts, numbers = [], source_numbers(facts, dataset)
    for article in dataset.articles.values():
        if here := {source: number for source, number in numbers.items() if source.article == article.id}:
            items = "".join(_passage(source, number, article) for source, number in here.items())
            parts.append(f"<h3>{escape(article.title or article.id)}</h3>{_article(article)}<ol class='passages'>{items}</ol>")
    return "".join(parts) or "<p>No source: no fact is shown.</p>"


def _article(article: Article) -> str:
    told = [author_text(article), article.affiliation or "", article.kind.value, _published(article)]
    return f"<p>{escape(' · '.join(filter(None, told)))}. Perspective: {escape(article.perspective)}</p>"


def _published(article: Article) -> str:
    return f"published {date_text(article.published)}" if article.published else "the text prints no date of its own"


def _passage(source: Source, number: int, article: Article) -> str:
    url = passage_url(article.url, source)
    where = f"paragraph {source.paragraph}: <q>{escape(source.from_)} … {escape(source.to)}</q>"
    link = f" <a href='{escape(url, quote=True)}' rel='noopener noreferrer'>open the passage</a>" if url else " (address not known)"
    return f"<li id='source-{number}' value='{number}'>{where}{link}</li>"
