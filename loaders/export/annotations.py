"""Every passage as a W3C Web Annotation (https://www.w3.org/TR/annotation-model/): what its fact says, on the article, from … to."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from loaders.export.registry import FileRequest
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from loaders.schema.formatting import passage_url
from loaders.schema.records import Fact, Source

_OWN = {"schema": "https://schema.org/", "position": "schema:position", "version": "schema:version"}
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", _OWN]
TEXT_FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"


def to_annotations(rows: pd.DataFrame, selection: Selection, dataset: Dataset, request: FileRequest) -> bytes:
    """An AnnotationCollection with one page: an annotation for each passage of the facts of a selection, in the order of the rows."""
    items = [
        _annotation(dataset.facts_by_id[identity], turn, source, dataset, request.server)
        for identity in rows["id"]
        for turn, source in enumerate(dataset.facts_by_id[identity].sources, 1)
    ]
    home = f"{request.server}/api/passages.jsonld"
    page = {"id": f"{home}#page", "type": "AnnotationPage", "partOf": home, "startIndex": 0, "items": items}
    found = {
        "@context": CONTEXT,
        "id": home,
        "type": "AnnotationCollection",
        "label": "Passages that the facts rest on",
        "version": dataset.version,
        "total": len(items),
        "first": page,
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _annotation(fact: Fact, turn: int, source: Source, dataset: Dataset, server: str) -> dict[str, Any]:
    """Of one passage; the paragraph is `position`. A range ends where its end selector begins: the empty words behind `to`."""
    url = dataset.articles[source.article].url
    start = {"type": "TextQuoteSelector", "exact": source.from_}
    end = {"type": "TextQuoteSelector", "prefix": source.to, "exact": ""}
    selectors: list[dict[str, Any]] = [{"type": "RangeSelector", "startSelector": start, "endSelector": end}]
    if address := passage_url(url, source):
        selectors.append({"type": "FragmentSelector", "conformsTo": TEXT_FRAGMENTS, "value": address.partition("#")[2]})
    home = f"{server}/facts?fact={fact.id}"
    return {
        "id": f"{home}#passage-{turn}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "value": fact.title, "format": "text/plain", "language": "en", "purpose": "describing"},
            {"type": "SpecificResource", "source": home, "purpose": "linking"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": url or f"{server}/sources#article-{source.article}",
            "position": source.paragraph,
            "selector": selectors,
        },
    }
