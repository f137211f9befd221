"""The brief of a view: self-contained, complete, counted, and with every text as text."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pandas as pd
import pytest

from loaders.export.registry import FileRequest
from loaders.gazetteer.boundaries import load_outlines
from loaders.query.selection import SHOWN_BY_DEFAULT, Selection, accounting, select, shown
from loaders.schema.formatting import passage_url
from pages import view_documents
from pages.brief.facts import source_numbers
from pages.brief.html import POLICY
from pages.drawing.palette import CERTAINTIES, MATCHES
from tests.briefs import render_brief

DAY = date(2026, 3, 1)
ROUTES = pd.DataFrame([("A road", [[67.0, 30.2], [66.0, 29.5]])], columns=["name", "path"])
VIEWS = {
    "all facts": Selection(match=("definite", "possible", "undated", "unplaced")),
    "district": Selection(district=("nushki",)),
    "district and dates": Selection(district=("nushki",), dates=(date(2026, 1, 1), date(2026, 1, 20)), match=("possible",)),
    "one fact": Selection(q="EXIM approves USD"),
    "nothing": Selection(q="zzz nothing has this word"),
}
ADDRESS = "http://localhost:8501/facts?district=nushki&v=1"
VOID = {"meta", "path", "rect", "use", "br"}


class Page(HTMLParser):
    """What a browser would make of the file: elements with their attributes, and texts."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert tag in VOID or self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        if not {"style"} & {*self.open}:
            self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


def html_of(dataset, selection, words="some words", facts=None, **asked):
    facts = dataset.facts if facts is None else facts
    selected = select(facts, selection)
    outlines = load_outlines(dataset.places)
    asked = {"address": ADDRESS} | asked
    return render_brief(dataset, selection, selected, shown(selected, selection), words, outlines, ROUTES, day=DAY, **asked).decode()


@pytest.fixture(scope="module")
def briefs(dataset):
    return {name: html_of(dataset, selection) for name, selection in VIEWS.items()}


@pytest.mark.parametrize("view", VIEWS)
def test_a_brief_is_well_formed_and_fetches_nothing(dataset, briefs, view):
    html = briefs[view]
    page = Page(html)
    assert page.open == []
    assert html.startswith("<!DOCTYPE html>\n<html lang='en'>")
    assert not {"script", "link", "iframe", "object", "embed", "img", "base", "form", "foreignobject", "image"} & {
        t for t, _ in page.elements
    }
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}) in page.elements
    passages = {passage_url(dataset.articles[s.article].url, s) for fact in dataset.facts_by_id.values() for s in fact.sources}
    for tag, attributes in page.elements:
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        link = attributes.get("href") or attributes.get("xlink:href") or "#"
        assert link.startswith("#") or (tag == "a" and link in {*passages, ADDRESS}), link
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)


@pytest.mark.parametrize("view", VIEWS)
def test_ids_are_unique_and_inner_links_lead_somewhere(briefs, view):
    page = Page(briefs[view])
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        link = attributes.get("href", "")
        assert not link.startswith("#") or link[1:] in ids, link
        assert attributes.get("aria-labelledby", ids[0]) in ids


@pytest.mark.parametrize("view", VIEWS)
def test_every_fact_shown_is_in_the_brief_and_no_other(dataset, briefs, view):
    facts = shown(select(dataset.facts, VIEWS[view]), VIEWS[view])
    listed = lines_of(briefs[view])
    assert sorted(listed) == sorted(facts["id"])
    for row in facts.to_dict("records"):
        title, second = listed[row["id"]]
        assert title.split(" ", 1)[1].startswith(row["title"])
        told = [row["date_words"], " and ".join(row["claimants"]), CERTAINTIES[row["certainty"]]]
        assert [words for words in told if words not in second.split(" · ")] == [], row["id"]
        assert (MATCHES[row["match"]] in second.split(" · ")[4:]) == (row["match"] != "definite")


@pytest.mark.parametrize("view", VIEWS)
def test_facts_are_told_latest_first_and_the_undated_last(dataset, briefs, view):
    starts = dataset.facts.set_index("id")["date_start"]
    told = [starts[identity] for identity in lines_of(briefs[view])]
    dated = [start for start in told if pd.notna(start)]
    assert told[: len(dated)] == sorted(dated, reverse=True)


@pytest.mark.parametrize("view", VIEWS)
def test_the_counts_add_up(dataset, briefs, view):
    selected = select(dataset.facts, VIEWS[view])
    table = briefs[view].partition("<table class='counts'>")[2].partition("</table>")[0]
    rows = [
        (a, b, int(n.replace(",", "")))
        for a, b, n in re.findall(r"<th scope='row'>(.*?)</th><td>(.*?)</td><td class='number'>(.*?)</td>", table)
    ]
    named: dict[str, int] = {}
    for name, _, number in rows:
        named[name] = named.get(name, 0) + number
    assert named["Shown"] + named.get("Hidden", 0) + named["Excluded by the filters"] == named["All facts"] == len(dataset.facts)
    assert named["Shown"] == sum(n for m, n in accounting(selected).items() if m in VIEWS[view].match)
    assert named.get("", 0) == named["Shown"]


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_not_shown_is_a_count_with_a_link(dataset, briefs, view):
    missing = len(dataset.facts) - len(shown(select(dataset.facts, VIEWS[view]), VIEWS[view]))
    told = re.findall(r"(\d+) facts? hidden or excluded; each with its reason at <a href='([^']*)'", briefs[view])
    assert told == ([(str(missing), ADDRESS.replace("&", "&amp;"))] if missing else [])


def test_an_address_that_is_not_of_the_web_is_no_link(dataset):
    assert "href='javascript" not in html_of(dataset, VIEWS["district"], address="javascript:alert(1)")
    assert "not available" in html_of(dataset, VIEWS["district"], address="")


def test_the_summary_names_the_latest_dated_facts_and_the_contradictions(briefs):
    for view, first in (
        ("all facts", "BLA launches phase two of Operation Herof"),
        ("one fact", "EXIM approves USD 1.25 billion for Reko Diq"),
    ):
        assert f">{first}</a>" in briefs[view].partition("<ul class='latest'>")[2].partition("</li>")[0]
    assert "10 contradictions that involve facts shown, 6 of them between articles." in briefs["all facts"]
    assert "1 contradiction that involves facts shown, 1 of them between articles; more: 9 hidden by the filters." in briefs["one fact"]
    assert "No dated fact is shown." in briefs["nothing"]


@pytest.mark.parametrize("view", VIEWS)
def test_sources_are_numbered_from_one_and_each_number_is_used(dataset, briefs, view):
    facts = shown(select(dataset.facts, VIEWS[view]), VIEWS[view])
    numbers = source_numbers(facts, dataset)
    page = Page(briefs[view])
    listed = [int(a["id"].removeprefix("source-")) for t, a in page.elements if t == "li" and a.get("id", "").startswith("source-")]
    used = {int(a["href"].removeprefix("#source-")) for t, a in page.elements if t == "a" and a["href"].startswith("#source-")}
    assert listed == list(range(1, len(numbers) + 1))
    assert used == set(listed)


def test_hostile_words_are_words(dataset):
    hostile = "</title><script>alert(1)</script>\"' onload=x & ]]> $x$"
    facts = dataset.facts.assign(title=hostile, claimants=[(hostile,)] * len(dataset.facts))
    actors = {i: a.model_copy(update={"name": hostile}) for i, a in dataset.actors.items()}
    by_id = {i: f.model_copy(update={"title": hostile, "summary": hostile, "note": hostile}) for i, f in dataset.facts_by_id.items()}
    html = html_of(replace(dataset, facts=facts, facts_by_id=by_id, actors=actors), VIEWS["district"], hostile)
    page = Page(html)
    assert page.open == []
    assert "script" not in {tag for tag, _ in page.elements}
    assert not [a for _, a in page.elements if "onload" in a]
    assert hostile in page.text


def test_the_same_view_on_the_same_day_gives_the_same_brief(dataset, briefs):
    assert html_of(dataset, VIEWS["district"]) == briefs["district"]


def test_the_head_names_selection_version_day_and_address(dataset, briefs):
    text = Page(briefs["district"]).text
    for words in (
        "Selection some words",
        f"Data version {dataset.version}",
        "Created 1 Mar 2026",
        "http://localhost:8501/facts?district=nushki&v=1",
    ):
        assert words in text


def test_the_money_ladder_stands_where_there_are_deals(briefs):
    assert "USD 1.25 billion" in briefs["one fact"].partition("class='ladder'")[2]
    assert "USD" not in briefs["nothing"].partition("class='ladder'")[2].partition("</ol>")[0]
    assert "no deal shown" in briefs["nothing"]
    assert "1 hidden by the filters" in briefs["nothing"]


def test_nothing_shown_says_so(briefs):
    text = Page(briefs["nothing"]).text
    assert "No fact is shown." in text
    assert "No source: no fact is shown." in text


def test_the_default_classes_are_those_of_the_screen(dataset):
    assert VIEWS["one fact"].match == SHOWN_BY_DEFAULT


def test_a_brief_has_the_lanes_the_period_and_the_layers_that_the_reader_chose(dataset, briefs):
    usual = briefs["all facts"]
    by_actor = html_of(dataset, Selection(), lane="actor")
    assert "Baloch Liberation Army" in timeline_of(by_actor)
    assert "Baloch Liberation Army" not in timeline_of(usual)
    every = html_of(dataset, Selection(), preset="all")
    assert len({timeline_of(html) for html in (usual, by_actor, every)}) == 3
    sites = html_of(dataset, Selection(), layers=["mineral_site"])
    assert "in layers switched off" in sites
    assert "in layers switched off" not in usual
    assert timeline_of(sites) == timeline_of(usual)


def test_a_choice_that_is_not_known_is_as_none(dataset):
    usual = html_of(dataset, Selection(kind=("context",)))
    assert html_of(dataset, Selection(kind=("context",)), lane="nosuch", preset="nosuch", layers=["nosuch"]) == usual


def test_the_brief_of_a_page_is_made_with_what_its_address_asks_for(dataset, monkeypatch):
    query = "lane=district&preset=all&layer=context&layer=mineral_site&kind=context"
    given = {}
    monkeypatch.setattr(view_documents, "make_brief", lambda *_, **named: given.update(named))
    asked = tuple((name, value) for name, values in parse_qs(query).items() for value in values)
    view_documents.brief_of(dataset, Selection(), FileRequest("", asked), DAY, "svg")
    assert {name: given[name] for name in ("lane", "preset", "layers")} == {
        "lane": "district",
        "preset": "all",
        "layers": ["context", "mineral_site"],
    }


def lines_of(html):
    """The two lines of each fact, by id."""
    told = html.partition("<ol class='facts'>")[2].partition("</ol>")[0]
    items = re.findall(r"<li id='fact-(.*?)'>(.*?)</li>", told, re.DOTALL)
    lines = {identity: re.findall(r"<div class='line[^>]*>(.*?)</div>", item) for identity, item in items}
    assert all(len(pair) == 2 for pair in lines.values())
    return {identity: [unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in pair] for identity, pair in lines.items()}


def timeline_of(html):
    return html[html.index("id='timeline'") : html.index("</section>", html.index("id='timeline'"))]
