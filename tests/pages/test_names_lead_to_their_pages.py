"""Names of actors, places and articles on every page lead to their pages, of the same version, and to nothing that is not there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from loaders.frames.dataset import Dataset
from loaders.frames.recorded import Recorded
from loaders.schema.formatting import author_text
from pages.drawing.linked_names import LinkedNames, linked_html, told_line
from pages.permalinks.lookup import names_of
from pages.state.view import listed_facts
from tests.pages.sentences import page_texts
from tests.pages.test_every_page import Run, run  # noqa: F401 (a fixture)

LINK = re.compile(r"""<a href=['"]\.(/(?:actor|place|article)/[^'"?]+)(\?[^'"]*)?['"] target='_self'>(.*?)</a>""")
ALL = "match=definite&match=possible&match=undated&match=unplaced"
PAGES = {
    "facts": {"/article/news-az", "/article/ciss-nawaz", "/place/balochistan", "/actor/mohsin-naqvi"},
    "investment": {"/actor/us-exim", "/place/reko-diq", "/article/ndtv-sonavane"},
    "exposure": {"/place/reko-diq", "/place/saindak", "/place/nushki", "/article/ndtv-sonavane"},
    "sources": {"/article/news-az", "/article/ndtv-sonavane", "/article/ciss-nawaz"},
    "compare": {"/article/ciss-nawaz", "/place/balochistan", "/actor/bla"},
    "dossier": {"/article/ndtv-sonavane"},
}


def linked(html: str) -> dict[str, str]:
    """By path of a thing, the words that lead there."""
    return {path: unescape(re.sub("<[^>]*>", "", words)) for path, _, words in LINK.findall(html)}


@pytest.fixture(scope="module")
def known(dataset: Dataset) -> dict[str, str]:
    return {f"/{kind}/{i}": name for kind in ("actor", "place", "article") for i, name in names_of(dataset, kind).items()}


@pytest.mark.parametrize("page", PAGES)
def test_names_on_a_page_lead_to_the_thing_that_they_name(run: Run, known: dict[str, str], page: str) -> None:  # noqa: F811
    found = linked("\n".join(page_texts(run(page, ALL))))
    assert PAGES[page] <= {*found}
    assert {*found} <= {*known}
    for path, words in found.items():
        if not path.startswith("/article/"):
            assert words == known[path]


def test_a_list_links_the_article_or_actor_that_says_so_also_by_its_short_name(dataset: Dataset) -> None:
    names = LinkedNames(dataset)
    for frame in (dataset.facts, listed_facts(dataset)):
        for row in frame.to_dict("records"):
            html, paths = names.who_says(row), {*linked(names.who_says(row))}
            assert unescape(re.sub("<[^>]*>", "", html)) == row["who_says"]
            assert {f"/actor/{i}" for i in row["match_claimants"] if i != "author"} <= paths, row["id"]
            assert {f"/article/{i}" for i in row["articles"]} == {path for path in paths if path.startswith("/article")}, row["id"]
            assert {*linked(names.where(row))} == {f"/place/{i}" for i in row["place_ids"]}


def test_a_name_within_a_longer_one_or_within_a_word_is_no_link(dataset: Dataset) -> None:
    paths = {"CNN": "/actor/cnn", "News.Az, citing CNN": "/article/news-az", "Iran": "/actor/iran"}
    assert linked_html("News.Az, citing CNN", paths).count("<a ") == 1
    assert linked_html("CNN and Iranian", paths) == "<a href='/actor/cnn' target='_self'>CNN</a> and Iranian"


def test_names_are_of_the_version_of_the_page_and_its_own_name_is_none(dataset: Dataset) -> None:
    old = replace(dataset, recorded=Recorded(dataset.version, date(2026, 1, 1)))
    assert LinkedNames(old).place("nushki") == f"<a href='./place/nushki?as_of={old.as_of}' target='_self'>Nushki</a>"
    assert LinkedNames(dataset, "https://a.example/b").actor("bla").startswith("<a href='https://a.example/b/actor/bla'")
    assert LinkedNames(dataset, "", "/place/nushki").place("nushki") == "Nushki"
    assert LinkedNames(dataset, linked=False).article("news-az") == "News.Az, citing CNN"


def test_hostile_names_stay_words(dataset: Dataset) -> None:
    place = dataset.places["nushki"].model_copy(update={"name": "<b>'\"&x"})
    article = dataset.articles["news-az"].model_copy(update={"publisher": "<i>y</i>"})
    hostile = replace(dataset, places={**dataset.places, "nushki": place}, articles={**dataset.articles, "news-az": article})
    names = LinkedNames(hostile)
    told = told_line(["<u>", names.place("nushki"), names.article("news-az")])
    assert re.findall(r"<(\w+)", told) == ["a", "a"]
    assert author_text(article) in unescape(told)
