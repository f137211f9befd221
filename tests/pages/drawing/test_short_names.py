"""Who says so in lists: authors by surname and publisher, everyone else as they are."""

from __future__ import annotations

import pytest

from loaders.frames.dataset import Dataset
from loaders.schema.formatting import author_text
from pages.drawing.short_names import ShortNames, who_say_text
from pages.state.view import listed_facts


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Aishwaria Sonavane (NDTV Opinion)", "Sonavane, NDTV Opinion"),
        ("Mohsin Naqvi, as told by Aishwaria Sonavane (NDTV Opinion)", "Mohsin Naqvi, told by Sonavane, NDTV Opinion"),
        ("Nawal Nawaz (Center for International Strategic Studies (CISS), Islamabad)", "Nawaz, CISS"),
        ("Baloch Liberation Army (BLA)", "Baloch Liberation Army (BLA)"),
    ],
)
def test_an_author_is_a_surname_and_a_publisher(dataset: Dataset, long: str, short: str) -> None:
    assert ShortNames(dataset.articles.values()).of(long) == short


def test_lists_have_the_short_form_of_everyone_and_the_data_keep_the_long_one(dataset: Dataset) -> None:
    authors = [author_text(article) for article in dataset.articles.values() if article.author]
    assert authors
    told = who_say_text(listed_facts(dataset))
    assert not [author for author in authors if author in told]
    assert [author for author in authors if author in who_say_text(dataset.facts)] == authors
    assert listed_facts(dataset)["id"].tolist() == dataset.facts["id"].tolist()
