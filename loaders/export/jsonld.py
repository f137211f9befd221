"""The data described for search engines and archives: schema.org/Dataset, and each fact as a schema.org/Claim."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from loaders.export.registry import FORMATS, FileRequest
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection, accounting, select
from loaders.schema.formatting import passage_url
from loaders.schema.records import AUTHOR, Fact
from loaders.schema.registries import Article
from loaders.schema.registry_terms import ActorKind

NAME = "Minerals and conflict in Pakistan’s west: what the sources say"
ABOUT = (
    "What articles say about copper, gold, money and insurgency in Balochistan and Khyber Pakhtunkhwa: each statement with who says it, "
    "how exactly it is dated and placed, and the passage."
)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
KEYWORDS = ("Balochistan", "Khyber Pakhtunkhwa", "critical minerals", "copper", "gold", "insurgency", "financing")


def dataset_object(server: str) -> dict[str, Any]:
    """The dataset as schema.org has it, whatever its version; `server` is the address without a last slash, "" where there is none."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": NAME,
        "description": ABOUT,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "keywords": list(KEYWORDS),
        "creator": {"@type": "Organization", "name": "The authors of the Minerals and Conflict dashboard"},
        "spatialCoverage": [{"@type": "Place", "name": f"{name}, Pakistan"} for name in ("Balochistan", "Khyber Pakhtunkhwa")],
    }
    if server:
        files = [
            {"@type": "DataDownload", "name": one.label, "encodingFormat": one.media_type, "contentUrl": server + one.path}
            for one in FORMATS.values()
        ]
        found |= {"@id": f"{server}/", "url": f"{server}/", "distribution": files}
    return found


def to_jsonld(rows: pd.DataFrame, selection: Selection, dataset: Dataset, request: FileRequest) -> bytes:
    """The dataset with its version and span, the articles it is based on, and the facts of a selection as claims."""
    found = dataset_object(request.server) | {"version": dataset.version}
    starts, ends = dataset.facts["date_start"].min(), dataset.facts["date_end"].max()
    if not pd.isna(starts):
        found["temporalCoverage"] = f"{starts:%Y-%m-%d}/{'..' if pd.isna(ends) else f'{ends:%Y-%m-%d}'}"
    found["isBasedOn"] = [_article(article) for article in dataset.articles.values()]
    found["additionalProperty"] = [
        {"@type": "PropertyValue", "name": f"match: {name}" if name != "timeless" else "definite that are mineral sites", "value": number}
        for name, number in accounting(select(dataset.facts, selection)).items()
    ]
    found["hasPart"] = [_claim(dataset.facts_by_id[row["id"]], row, dataset, request) for row in rows.to_dict("records")]
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _article(article: Article) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": article.publisher}
    found: dict[str, Any] = {"@type": "Article", "@id": f"#article-{article.id}", "publisher": publisher}
    found |= {"headline": article.title} if article.title else {}
    found |= {"author": {"@type": "Person", "name": article.author}} if article.author else {}
    return found | ({"url": article.url} if article.url else {})


def _claim(fact: Fact, row: dict[Any, Any], dataset: Dataset, request: FileRequest) -> dict[str, Any]:
    """A claim with who makes it (author) and where it stands (appearance): a passage of an article."""
    claimants = dict.fromkeys(fact.claimed_by)
    appearances = []
    for source in fact.sources:
        passage: dict[str, Any] = {"@type": "CreativeWork", "isPartOf": {"@id": f"#article-{source.article}"}, "position": source.paragraph}
        url = passage_url(dataset.articles[source.article].url, source)
        appearances.append(passage | ({"url": url} if url else {}))
    found: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"{request.server}/facts?fact={fact.id}" if request.server else f"#fact-{fact.id}",
        "identifier": fact.id,
        "name": fact.title,
        "text": fact.summary,
        "author": [author for claimant in claimants for author in _authors(claimant, fact, dataset)],
        "appearance": appearances,
        "creativeWorkStatus": str(fact.certainty),
        "additionalType": str(fact.kind),
    }
    if fact.date:
        found["temporalCoverage"] = fact.date
    if fact.places:
        found["spatialCoverage"] = [_place(place, dataset) for place in fact.places]
    return found | {"additionalProperty": {"@type": "PropertyValue", "name": "match", "value": row["match"]}}


def _authors(claimant: str, fact: Fact, dataset: Dataset) -> list[dict[str, Any]]:
    if claimant == AUTHOR:
        articles = dict.fromkeys(source.article for source in fact.sources)
        told = [(dataset.articles[i].author, dataset.articles[i].publisher) for i in articles]
        return [{"@type": "Person", "name": name} if name else {"@type": "Organization", "name": publisher} for name, publisher in told]
    actor = dataset.actors[claimant]
    return [{"@type": "Person" if actor.kind is ActorKind.PERSON else "Organization", "@id": f"#actor-{actor.id}", "name": actor.name}]


def _place(identity: str, dataset: Dataset) -> dict[str, Any]:
    place = dataset.places[identity]
    found: dict[str, Any] = {"@type": "Place", "@id": f"#place-{place.id}", "name": place.name}
    if place.lat is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return found
