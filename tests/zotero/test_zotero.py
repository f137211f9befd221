"""Articles, facts and views imported by Zotero's own translators, which `make test-zotero` installs from npm."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loaders.export.formats import export
from loaders.export.registry import FileRequest
from loaders.export.view_citation import CitedView, bibtex_citation
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from loaders.schema.formatting import passage_url

HERE = Path(__file__).parent
SERVER, TODAY = "https://team.example/minerals", date(2026, 11, 28)
Item = dict[str, Any]
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed"),
    pytest.mark.skipif(not (HERE / "node_modules").is_dir(), reason="`make test-zotero` installs Zotero's translators"),
]


@pytest.fixture(scope="module")
def imported(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Zotero makes of each file: `imported` by its translators, `bySchema` of CSL-JSON by its present item schema."""
    folder = tmp_path_factory.mktemp("zotero")
    for name in ("ris", "csl.json"):
        (folder / f"facts.{name}").write_bytes(export(dataset, Selection(), name, FileRequest(SERVER)))
    view = CitedView("Map", "all facts", ("bla-held-nushki", "exim-reko-diq-approval"), TODAY, f"{SERVER}/map", dataset)
    (folder / "view.bib").write_text(bibtex_citation(view), encoding="utf-8")
    files = [str(folder / name) for name in ("facts.ris", "facts.csl.json", "view.bib")]
    told = subprocess.run(["node", "import.js", *files], cwd=HERE, capture_output=True, check=True, timeout=120, text=True)
    return {Path(path).suffix: items for path, items in json.loads(told.stdout).items()}


def references(items: list[Item]) -> list[Item]:
    return [item for item in items if item["itemType"] != "note"]


@pytest.mark.parametrize("ending", [".ris", ".json"])
def test_every_article_and_fact_is_imported_with_title_author_address_and_note(
    imported: dict[str, Any], dataset: Dataset, ending: str
) -> None:
    items = references(imported[ending]["imported"])
    kinds = [item["itemType"] for item in items]
    assert [kinds.count(kind) for kind in ("newspaperArticle", "report", "webpage")] == [2, 1, len(dataset.facts)]
    facts = {item["title"]: item for item in items if item["itemType"] == "webpage"}
    assert {*facts} == {" ".join(fact.title.split()) for fact in dataset.facts_by_id.values()}
    for fact in dataset.facts_by_id.values():
        item, articles = facts[fact.title], [dataset.articles[source.article] for source in fact.sources]
        assert {one["name"] for one in item["creators"]} == {article.author or article.publisher for article in articles}
        urls = [passage_url(article.url, source) for article, source in zip(articles, fact.sources, strict=True)]
        assert item.get("url") == next(filter(None, urls), None)
        assert item["abstractNote"] == " ".join(fact.summary.split())
        assert item["websiteTitle"].startswith(articles[0].publisher)
        assert item["language"] == "en"


def test_what_is_told_beside_the_fields_comes_along(imported: dict[str, Any], dataset: Dataset) -> None:
    notes = [item["note"] for item in imported[".ris"]["imported"] if item["itemType"] == "note"]
    extra = [item["extra"] for item in imported[".json"]["imported"]]
    for words in (notes, extra):
        assert sum(f"data version {dataset.version}" in one for one in words) == len(dataset.facts)
        assert any("fact bla-held-nushki" in one and "paragraph 3" in one for one in words)


def test_the_present_schema_of_zotero_has_a_field_for_each_that_matters(imported: dict[str, Any]) -> None:
    items = imported[".json"]["bySchema"]
    assert [item["title"] for item in items] == [item["title"] for item in references(imported[".json"]["imported"])]
    for item in items:
        assert {"title", "creators", "language", "extra"} <= {*item}
        assert item["itemType"] in ("newspaperArticle", "report", "webpage")
    assert all("accessDate" in item and "abstractNote" in item for item in items if item["itemType"] == "webpage")


def test_the_citation_of_a_view_is_imported_from_bibtex(imported: dict[str, Any], dataset: Dataset) -> None:
    items = references(imported[".bib"]["imported"])
    assert len(items) == 3
    assert items[0]["url"] == f"{SERVER}/map"
    assert {dataset.facts_by_id[i].title for i in ("bla-held-nushki", "exim-reko-diq-approval")} <= {item["title"] for item in items}
