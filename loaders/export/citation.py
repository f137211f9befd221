"""How to cite a fact: who says it, where, in which version of the data."""

from __future__ import annotations

from loaders.frames.dataset import Dataset
from loaders.schema.formatting import author_text, passage_url
from loaders.schema.records import Fact


def fact_citation(fact: Fact, dataset: Dataset) -> str:
    """One line of plain text: title, certainty, each source with its paragraph and address, fact id and data version."""
    sources = []
    for source in fact.sources:
        article = dataset.articles[source.article]
        url = passage_url(article.url, source)
        sources.append(f"{author_text(article)}, paragraph {source.paragraph}" + (f", {url}" if url else ""))
    return f"“{fact.title}” ({fact.certainty}). {'; '.join(sources)}. Fact {fact.id}, data version {dataset.version}."
