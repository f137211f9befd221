"""Articles and facts for reference managers: RIS and CSL-JSON, as Zotero, EndNote and word processors read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from loaders.export.registry import FileRequest
from loaders.export.xml_text import clean
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from loaders.schema.dates import parse_date
from loaders.schema.derived_terms import DatePrecision
from loaders.schema.formatting import author_text, passage_url
from loaders.schema.records import Fact
from loaders.schema.registries import Article
from loaders.schema.registry_terms import ArticleKind

Item = dict[str, Any]
_RIS_TYPES = {"article-newspaper": "NEWS", "report": "RPRT", "webpage": "ELEC"}
_EXACT = {DatePrecision.DAY: 3, DatePrecision.MONTH: 2, DatePrecision.YEAR: 1}  # how many parts of a date are known


def to_csl_json(rows: pd.DataFrame, _selection: Selection, dataset: Dataset, request: FileRequest) -> bytes:
    """CSL-JSON: an item for each article that the facts rest on, then one for each fact."""
    return (json.dumps(_items(rows, dataset, request), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def to_ris(rows: pd.DataFrame, _selection: Selection, dataset: Dataset, request: FileRequest) -> bytes:
    """RIS in UTF-8 with the line ends that the format asks for: the same items in the same order."""
    return "".join(f"{line}\r\n" for item in _items(rows, dataset, request) for line in _ris_lines(item)).encode("utf-8", "replace")


def _items(rows: pd.DataFrame, dataset: Dataset, request: FileRequest) -> list[Item]:
    facts = [dataset.facts_by_id[i] for i in rows["id"]]
    cited = {source.article for fact in facts for source in fact.sources}
    articles = [_article(article) for article in dataset.articles.values() if article.id in cited]
    return [_plain(item) for item in (*articles, *(_fact(fact, dataset, request) for fact in facts))]


def _article(article: Article) -> Item:
    cites = f" Cites {' and '.join(article.cites)}." if article.cites else ""
    report = article.kind is ArticleKind.ANALYSIS
    item: Item = {
        "id": f"article-{article.id}",
        "type": "report" if report else "article-newspaper",
        "title": article.title or f"Text of {author_text(article)} (its headline is not known)",
        "publisher" if report else "container-title": article.publisher,
        "author": [{"literal": article.author or article.publisher}],
        "language": "en",
        "note": f"Article {article.id}. Perspective: {article.perspective}{cites}",
    }
    item |= {"URL": article.url} if article.url else {}
    item |= _dates("issued", article.published) | _dates("accessed", article.retrieved)
    return item


def _fact(fact: Fact, dataset: Dataset, request: FileRequest) -> Item:
    articles = [dataset.articles[source.article] for source in fact.sources]
    passages = (f"{author_text(a)}, article {a.id}, paragraph {s.paragraph}" for a, s in zip(articles, fact.sources, strict=True))
    told = "; ".join(dict.fromkeys(passages))  # two passages of one paragraph are named once
    urls = [url for a, s in zip(articles, fact.sources, strict=True) if (url := passage_url(a.url, s))]
    today = dataset.today
    card = f"{request.server}/facts?{urlencode({'fact': fact.id, 'v': dataset.version})}" if request.server else ""
    item: Item = {
        "id": fact.id,
        "type": "webpage",
        "title": fact.title,
        "author": [{"literal": name} for name in dict.fromkeys(a.author or a.publisher for a in articles)],
        "container-title": "; ".join(dict.fromkeys(a.publisher for a in articles)),
        "abstract": fact.summary,
        "language": "en",
        "version": dataset.version,
        "note": f"{told}; {fact.certainty}; title in the dashboard’s words; fact {fact.id}, data version {dataset.version}"
        + (f"; {card}" if card else ""),
        "accessed": {"date-parts": [[today.year, today.month, today.day]]},
    }
    return item | ({"URL": urls[0]} if urls else {})


def _dates(name: str, edtf: str | None) -> dict[str, Any]:
    """A date as far as it is known; nothing for a span that is no day, month or year."""
    if edtf is None:
        return {}
    span = parse_date(edtf)
    known = _EXACT.get(DatePrecision(span.precision))
    if known is None or span.start is None:
        return {}
    return {name: {"date-parts": [[span.start.year, span.start.month, span.start.day][:known]]}}


def _plain(item: Item) -> Item:
    """Every text on one line, for both formats end with the line."""
    return {name: clean(" ".join(value.split())) if isinstance(value, str) else value for name, value in item.items()}


def _ris_lines(item: Item) -> Iterator[str]:
    yield f"TY  - {_RIS_TYPES[item['type']]}"
    yield f"ID  - {item['id']}"
    for author in item["author"]:
        yield f"AU  - {clean(' '.join(author['literal'].split()))}"
    named = {"TI": "title", "T2": "container-title", "PB": "publisher", "AB": "abstract", "ET": "version", "UR": "URL", "LA": "language"}
    yield from (f"{tag}  - {item[name]}" for tag, name in named.items() if name in item)
    for tag, name in (("DA", "issued"), ("Y2", "accessed")):
        if name in item:
            year, *rest = item[name]["date-parts"][0]
            month, day = [f"{part:02}" for part in rest] + [""] * (2 - len(rest))
            yield f"{tag}  - {year}/{month}/{day}"
    yield f"N1  - {item['note']}"
    yield "ER  - "
    yield ""
