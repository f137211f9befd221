"""The data described for search engines and archives: schema.org/Dataset, and each fact as a schema.org/Claim."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from loaders.export.registry import FORMATS, FileRequest
from loaders.frames.dataset import Dataset
from loaders.gazetteer.geonames import geonames_id
from loaders.query.selection import Selection, accounting, select
from loaders.schema.formatting import passage_url
from loaders.schema.records import AUTHOR, Fact
from loaders.schema.registries import Actor, Article, Place
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
    found["isBasedOn"] = [article_object(article, request.server) for article in dataset.articles.values()]
    found["additionalProperty"] = [
        {"@type": "PropertyValue", "name": f"match: {name}" if name != "timeless" else "definite that are mineral sites", "value": number}
        for name, number in accounting(select(dataset.facts, selection)).items()
    ]
    found["hasPart"] = [
        claim_object(dataset.facts_by_id[row["id"]], dataset, request.server)
        | {"additionalProperty": {"@type": "PropertyValue", "name": "match", "value": row["match"]}}
        for row in rows.to_dict("records")
    ]
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def thing_id(kind: str, identity: str, server: str) -> str:
    """How a thing is named in linked data: by the address of its page. server: as in `dataset_object`."""
    return f"{server}/{kind}/{identity}" if server else f"#{kind}-{identity}"


def article_object(article: Article, server: str = "") -> dict[str, Any]:
    """An article as schema.org has it; its address is where it was published."""
    publisher = {"@type": "Organization", "name": article.publisher}
    found: dict[str, Any] = {"@type": "Article", "@id": thing_id("article", article.id, server), "publisher": publisher}
    found |= {"headline": article.title} if article.title else {}
    found |= {"author": {"@type": "Person", "name": article.author}} if article.author else {}
    return found | ({"url": article.url} if article.url else {})


def claim_object(fact: Fact, dataset: Dataset, server: str) -> dict[str, Any]:
    """A claim with who makes it (author) and where it stands (appearance): a passage of an article. server: as in `dataset_object`."""
    claimants = dict.fromkeys(fact.claimed_by)
    appearances = []
    for source in fact.sources:
        passage: dict[str, Any] = {
            "@type": "CreativeWork",
            "isPartOf": {"@id": thing_id("article", source.article, server)},
            "position": source.paragraph,
        }
        url = passage_url(dataset.articles[source.article].url, source)
        appearances.append(passage | ({"url": url} if url else {}))
    found: dict[str, Any] = {
        "@type": "Claim",
        "@id": thing_id("fact", fact.id, server),
        "identifier": fact.id,
        "name": fact.title,
        "text": fact.summary,
        "author": [author for claimant in claimants for author in _authors(claimant, fact, dataset, server)],
        "appearance": appearances,
        "creativeWorkStatus": str(fact.certainty),
        "additionalType": str(fact.kind),
    }
    if fact.date:
        found["temporalCoverage"] = fact.date
    if fact.places:
        found["spatialCoverage"] = [place_object(dataset.places[place], server) for place in fact.places]
    return found


def _authors(claimant: str, fact: Fact, dataset: Dataset, server: str) -> list[dict[str, Any]]:
    if claimant == AUTHOR:
        articles = dict.fromkeys(source.article for source in fact.sources)
        told = [(dataset.articles[i].author, dataset.articles[i].publisher) for i in articles]
        return [{"@type": "Person", "name": name} if name else {"@type": "Organization", "name": publisher} for name, publisher in told]
    return [actor_object(dataset.actors[claimant], server)]


def actor_object(actor: Actor, server: str = "") -> dict[str, Any]:
    """An actor as schema.org has it: a person, or any body of people."""
    what = "Person" if actor.kind is ActorKind.PERSON else "Organization"
    return {"@type": what, "@id": thing_id("actor", actor.id, server), "name": actor.name}


def place_object(place: Place, server: str = "") -> dict[str, Any]:
    """A place as schema.org has it; the point and the number in GeoNames are the gazetteer's."""
    found: dict[str, Any] = {"@type": "Place", "@id": thing_id("place", place.id, server), "name": place.name}
    if place.lat is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    number = geonames_id(place)
    return found | ({"sameAs": number.address} if number and not number.seat else {})
