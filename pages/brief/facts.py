"""The facts of a brief: as a table, one by one in order, what is not stated about them, and the numbered sources (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from loaders.frames.dataset import Dataset
from loaders.schema.formatting import author_text, date_text, passage_url
from loaders.schema.kinds.security_incident import incident_class
from loaders.schema.records import AUTHOR, Fact, Source
from loaders.schema.registries import Article
from pages.brief.table import table_of
from pages.drawing.card_fields import card_fields
from pages.drawing.palette import CERTAINTIES, LINKS, LOOKS, fact_glyph, kind_text, look_of
from pages.drawing.rows import table_rows

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


def table_html(facts: pd.DataFrame, dataset: Dataset) -> str:
    """The facts as rows, the latest first, those without a date last."""
    numbers = source_numbers(facts, dataset)
    rows = table_rows(facts)[["Date", "Kind", "Fact", "Place", "Who says so", "Certainty", "Match"]]
    found = [
        [*map(str, row), _brackets(dataset.facts_by_id[i], numbers)]
        for i, row in zip(facts["id"], rows.itertuples(index=False), strict=True)
    ]
    return table_of((*rows.columns, "Source"), found, "facts") if found else "<p>No fact is shown.</p>"


def _brackets(fact: Fact, numbers: Numbers) -> str:
    return " ".join(f"[{numbers[_plain(source)]}]" for source in fact.sources)


def facts_html(facts: pd.DataFrame, dataset: Dataset) -> str:
    """Every fact with all that the sources say of it."""
    numbers = source_numbers(facts, dataset)
    backlinks = _backlinks(dataset)
    told = [_fact(dataset.facts_by_id[i], turn, dataset, numbers, backlinks.get(i, {})) for turn, i in enumerate(facts["id"], 1)]
    return "".join(told) or "<p>No fact is shown.</p>"


def _fact(fact: Fact, turn: int, dataset: Dataset, numbers: Numbers, back: Mapping[str, str]) -> str:
    words = card_fields(fact, dataset) | {"Related": _related(fact, dataset, back)}
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in words.items() if text)
    sources = " · ".join(_source(source, dataset, numbers) for source in fact.sources)
    look = look_of(fact.kind, incident_class(fact))
    return (
        f"<article id='fact-{escape(fact.id)}'><h3><span class='turn'>{turn}.</span> <span style='color:{LOOKS[look].light}' "
        f"aria-hidden='true'>{fact_glyph(look, fact.certainty)}</span> {escape(fact.title)}</h3>"
        f"<p class='kind'>{kind_text(look)} · {escape(fact.id)}</p>"
        f"<p>{escape(fact.summary)}</p><dl>{rows}<div><dt>Sources</dt><dd>{sources}</dd></div></dl></article>\n"
    )


def _source(source: Source, dataset: Dataset, numbers: Numbers) -> str:
    """A number that leads to the list, and what this passage says otherwise than the fact as a whole."""
    number = numbers[_plain(source)]
    claimants = " and ".join("the author" if c == AUTHOR else dataset.actors[c].name for c in source.claimed_by)
    differs = [f"here said by {claimants}"] if claimants else []
    differs += [f"here {CERTAINTIES[source.certainty]}"] if source.certainty else []
    note = f" ({escape(', '.join(differs))})" if differs else ""
    return f"<a href='#source-{number}'>[{number}]</a> {escape(source.article)} ¶{source.paragraph}{note}"


def _backlinks(dataset: Dataset) -> dict[str, dict[str, str]]:
    """Per fact, the facts that name it, and how they stand to it as seen from here."""
    found: dict[str, dict[str, str]] = {}
    for other in dataset.facts_by_id.values():
        for related in other.related:
            found.setdefault(related.fact, {})[other.id] = LINKS[related.how][1]
    return found


def _related(fact: Fact, dataset: Dataset, back: Mapping[str, str]) -> str:
    links = dict(back) | {r.fact: LINKS[r.how][0] for r in fact.related}
    return "; ".join(f"{how} “{dataset.facts_by_id[i].title}”" for i, how in links.items())


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
