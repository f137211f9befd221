"""What the page of one fact says: the claim and who makes it, date and place, passages, related facts and open questions."""

from __future__ import annotations

from typing import Any, NamedTuple

from loaders.export.citation import fact_citation
from loaders.frames.dataset import Dataset
from loaders.schema.formatting import author_text, passage_url
from loaders.schema.kinds.security_incident import incident_class
from loaders.schema.records import AUTHOR, Fact, Source
from loaders.schema.vocabulary import Link
from pages.drawing.card_fields import card_fields
from pages.drawing.linked_names import linked_html, names_in_fact
from pages.drawing.palette import CERTAINTIES, LINKS, fact_glyph, kind_text, look_of
from pages.permalinks.addresses import Addresses
from pages.permalinks.fact_lists import FactRow, fact_rows


class Passage(NamedTuple):
    """A passage that a fact rests on. differs: how this passage differs from the fact; url: None where the article's is not known."""

    article: str
    page: str
    paragraph: int
    differs: str
    first: str
    last: str
    url: str | None


class Relation(NamedTuple):
    """Another fact and how this one stands to it."""

    how: str
    row: FactRow


def fact_content(fact: Fact, dataset: Dataset, addresses: Addresses) -> dict[str, Any]:
    """The parts of the page, for its template."""
    look = look_of(fact.kind, incident_class(fact))
    names, base = names_in_fact(fact, dataset), addresses.address.path
    fields = {name: linked_html(words, names.get(name, {}), base) for name, words in card_fields(fact, dataset).items() if words}
    return {
        "look": look,
        "glyph": fact_glyph(look, fact.certainty),
        "kind": kind_text(look).capitalize(),
        "title": fact.title,
        "summary": fact.summary,
        "fields": fields,
        "passages": [_passage(source, dataset, addresses) for source in fact.sources],
        "related": _related(fact, dataset, addresses),
        "questions": [one for one in dataset.not_stated.values() if fact.id in one.facts],
        "citation": fact_citation(fact, dataset),
        "address": addresses.full("fact", fact.id),
        "onward": {
            "Open in the dashboard": addresses.page("facts", [("fact", fact.id)]),
            "On the map": addresses.page("map", [("fact", fact.id)]),
            "On the timeline": addresses.page("timeline", [("fact", fact.id)]),
        },
    }


def _passage(source: Source, dataset: Dataset, addresses: Addresses) -> Passage:
    article = dataset.articles[source.article]
    own = " and ".join("the author" if c == AUTHOR else dataset.actors[c].name for c in source.claimed_by)
    differs = [f"here said by {own}"] if own else []
    differs += [f"here {CERTAINTIES[source.certainty]}"] if source.certainty else []
    return Passage(
        author_text(article),
        addresses.of("article", article.id),
        source.paragraph,
        " · ".join(differs),
        source.from_,
        source.to,
        passage_url(article.url, source),
    )


def _related(fact: Fact, dataset: Dataset, addresses: Addresses) -> list[Relation]:
    """The facts that a fact refers to, then those that refer to it; of two that name each other, in its own words."""
    there: dict[str, Link] = {related.fact: related.how for related in fact.related}
    back = {other.id: related.how for other in dataset.facts_by_id.values() for related in other.related if related.fact == fact.id}
    how = {identity: LINKS[link][0] for identity, link in there.items()}
    how |= {identity: LINKS[link][1] for identity, link in back.items() if identity not in there}
    return [Relation(how[identity].capitalize(), fact_rows(dataset, [identity], addresses)[0]) for identity in how]
