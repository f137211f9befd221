"""Independent origins: who passes on whose report, by publisher, author and the chain of citations."""

from __future__ import annotations

import pytest

from loaders.frames.dataset import Dataset
from loaders.frames.origins import origins_of
from loaders.query.selection import Selection, select
from loaders.schema.registries import Article


def _article(identity: str, publisher: str, author: str | None = "A. Writer", cites: tuple[str, ...] = ()) -> Article:
    return Article(id=identity, publisher=publisher, author=author, cites=cites, kind="news", sha256="0" * 64, perspective="Somewhere")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([_article("a", "Gazette", "Ada"), _article("b", "Herald", "Bo")], 2),
        ([_article("a", "Gazette", "Ada"), _article("b", "Herald", "Ada")], 1),
        ([_article("a", "Gazette", "Ada"), _article("b", "gazette", "Bo")], 1),
        ([_article("a", "Gazette", "Ada", ("Wire",)), _article("b", "Herald", "Bo", ("Wire",))], 1),
        ([_article("a", "Gazette", "Ada", ("Herald",)), _article("b", "Herald", "Bo")], 1),
        ([_article("a", "Gazette", "Ada", ("Bo",)), _article("b", "Herald", "Bo")], 1),
        ([_article("a", "Gazette", "Ada", ("B",)), _article("b", "B", "Bo", ("C",)), _article("c", "C", "Cy")], 1),
        ([_article("a", "Gazette", None), _article("b", "Herald", None)], 1),
        ([_article("a", "Gazette", None), _article("b", "Herald", "Bo")], 2),
        ([_article("a", "Gazette", None, ("Wire",)), _article("b", "Herald", None, ("Agency",))], 2),
    ],
)
def test_articles_that_pass_on_one_report_are_one_origin(articles: list[Article], expected: int) -> None:
    found = origins_of({article.id: article for article in articles})
    assert len({*found.values()}) == expected


def test_an_origin_is_named_by_whom_its_articles_cite() -> None:
    found = origins_of({a.id: a for a in (_article("a", "Gazette", "Ada", ("Wire",)), _article("b", "Herald", "Bo"))})
    assert found == {"a": "Wire", "b": "Herald"}


def test_the_filter_by_origins_agrees_with_the_column(dataset: Dataset) -> None:
    for value in ("1", "2+"):
        found = select(dataset.facts, Selection(origins=(value,)))
        assert {*found["id"]} == {row.id for row in dataset.facts.itertuples() if (len(row.origins) > 1) == (value == "2+")}
    assert {*dataset.facts["origin_count"]} == {"1", "2+"}
