"""What the head of a thing's page tells programs: citation tags, Open Graph, JSON-LD (pure)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from loaders.export.jsonld import LICENCE, NAME, actor_object, article_object, claim_object, place_object
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from loaders.schema.records import Fact
from loaders.schema.registry_terms import PlaceKind
from pages.drawing.palette import CERTAINTIES
from pages.permalinks.addresses import Addresses, ThingKind
from pages.server.page_metadata import SITE

Tags = list[tuple[str, str]]
_MOST = 300  # characters of a description


class Head(NamedTuple):
    """title: of the window. description: for previews. named, properties: meta tags by `name` and by `property`. data: JSON-LD."""

    title: str
    description: str
    canonical: str
    named: Tags
    properties: Tags
    data: Markup


def fact_head(fact: Fact, dataset: Dataset, addresses: Addresses) -> Head:
    """The head of a fact's page: cited as the citation of a fact is, by the authors or publishers of its articles."""
    row = dataset.facts.loc[dataset.facts["id"] == fact.id].iloc[0]
    articles = [dataset.articles[i] for i in dict.fromkeys(source.article for source in fact.sources)]
    address = addresses.full("fact", fact.id)
    about = f"{row['who_says']} ({CERTAINTIES[fact.certainty]}): {fact.summary} {row['date_words'].capitalize()}."
    cited: Tags = [("citation_title", fact.title)]
    cited += [("citation_author", name) for name in dict.fromkeys(article.author or article.publisher for article in articles)]
    cited += [("citation_publisher", name) for name in dict.fromkeys(article.publisher for article in articles)]
    cited += [("citation_publication_date", article.published.replace("-", "/")) for article in articles[:1] if article.published]
    cited += [("citation_public_url", address), ("citation_language", "en")]
    cited += [("citation_keywords", word) for word in (*row["places"], *row["actor_names"])]
    data = claim_object(fact, dataset, addresses.address.full("")) | {
        "@context": "https://schema.org",
        "url": address,
        "isPartOf": {"@type": "Dataset", "name": NAME, "version": dataset.version, "license": LICENCE, "url": addresses.address.full("/")},
        "isBasedOn": [article_object(article, addresses.address.full("")) for article in articles],
    }
    return _head(fact.title, about, address, cited, addresses.preview(Selection(), fact.id), data)


def entity_head(kind: ThingKind, identity: str, content: dict[str, Any], dataset: Dataset, addresses: Addresses) -> Head:
    """The head of the page of an actor, a place or an article."""
    address, server = addresses.full(kind, identity), addresses.address.full("")
    counts = ", ".join(f"{one.title[:1].lower()}{one.title[1:]}: {len(one.rows):,}" for one in content["lists"])
    about = f"{content['kind']}. {content['count']} in {SITE}: {counts}."
    cited: Tags = [("citation_title", content["title"]), ("citation_public_url", address), ("citation_language", "en")]
    match kind:
        case "article":
            article = dataset.articles[identity]
            own, selection = article_object(article, server), Selection(article=(identity,))
            cited += [("citation_author", article.author)] if article.author else []
            cited += [("citation_publisher", article.publisher)]
            cited += [("citation_publication_date", article.published.replace("-", "/"))] if article.published else []
        case "actor":
            actor = dataset.actors[identity]
            own, selection = actor_object(actor, server), Selection(actor=(identity,))
            own |= {"alternateName": list(actor.aliases)} if actor.aliases else {}
        case _:
            place = dataset.places[identity]
            own, selection = place_object(place, server), _of_place(identity, place.kind)
            own |= {"alternateName": list(place.aliases)} if place.aliases else {}
            own |= {"containedInPlace": place_object(dataset.places[place.in_], server)} if place.in_ else {}
    data = own | {"@context": "https://schema.org", "mainEntityOfPage": address}
    return _head(content["title"], about, address, cited, addresses.preview(selection), data)


def _of_place(identity: str, kind: PlaceKind) -> Selection:
    if kind is PlaceKind.DISTRICT:
        return Selection(district=(identity,))
    return Selection(province=(identity,)) if kind is PlaceKind.PROVINCE else Selection()


def _head(title: str, about: str, address: str, cited: Tags, picture: str, data: dict[str, Any]) -> Head:
    about = about if len(about) <= _MOST else f"{about[: _MOST - 1].rstrip()}…"
    properties = [
        ("og:type", "article"),
        ("og:site_name", f"{SITE} · Pakistan’s west"),
        ("og:title", title),
        ("og:description", about),
        ("og:url", address),
        ("og:image", picture),
        ("og:image:alt", "Map of the facts, with how many there are and the data version"),
    ]
    named = [("description", about), ("twitter:card", "summary_large_image"), ("twitter:image", picture), *_clean(cited)]
    return Head(f"{title} · {SITE}", about, address, named, properties, _script(data))


def _clean(tags: Iterable[tuple[str, str]]) -> Tags:
    return [(name, words) for name, words in tags if words]


def _script(data: dict[str, Any]) -> Markup:
    """JSON-LD that no text in it can end."""
    return Markup(json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c"))  # noqa: S704 (no tag is left in it)
