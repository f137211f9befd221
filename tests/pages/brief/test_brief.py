"""The brief of a view: self-contained, complete, counted, and with every text as text."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pandas as pd
import pytest

from loaders.gazetteer.boundaries import load_outlines
from loaders.query.query_string import parse_query
from loaders.query.selection import SHOWN_BY_DEFAULT, Selection, accounting, select, shown
from loaders.schema.formatting import passage_url
from pages import PAGE_PARAMETERS
from pages import view_files as files
from pages.brief import render as brief_of_module
from pages.brief.facts import source_numbers
from pages.brief.html import POLICY
from pages.brief.render import render_brief
from pages.state.view import View

DAY = date(2026, 3, 1)
ROUTES = pd.DataFrame([("A road", [[67.0, 30.2], [66.0, 29.5]])], columns=["name", "path"])
VIEWS = {
    "all facts": Selection(match=("definite", "possible", "undated", "unplaced")),
    "district": Selection(district=("nushki",)),
    "district and dates": Selection(district=("nushki",), dates=(date(2026, 1, 1), date(2026, 1, 20)), match=("possible",)),
    "one fact": Selection(q="EXIM approves USD"),
    "nothing": Selection(q="zzz nothing has this word"),
}
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
    address = "http://localhost:8501/facts?district=nushki&v=1"
    return render_brief(
        dataset, selection, selected, shown(selected, selection), words, outlines, ROUTES, address, day=DAY, **asked
    ).decode()


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
        assert link.startswith("#") or (tag == "a" and link in passages), link
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
    page = Page(briefs[view])
    told = [attributes["id"].removeprefix("fact-") for tag, attributes in page.elements if tag == "article"]
    assert sorted(told) == sorted(facts["id"])
    for fact in (dataset.facts_by_id[i] for i in facts["id"]):
        for words in (fact.title, fact.summary, fact.note or "", fact.date_note or "", fact.place_note or ""):
            assert " ".join(words.split()) in page.text, (fact.id, words)
    for row in facts.to_dict("records"):
        for words in (row["who_says"], row["date_words"], *row["figure_phrases"]):
            assert words in page.text, (row["id"], words)


@pytest.mark.parametrize("view", VIEWS)
def test_facts_are_told_latest_first_and_the_undated_last(dataset, briefs, view):
    starts = dataset.facts.set_index("id")["date_start"]
    told = [starts[a["id"].removeprefix("fact-")] for t, a in Page(briefs[view]).elements if t == "article"]
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


@pytest.mark.parametrize("view", ["district", "district and dates"])
def test_each_fact_that_is_not_certain_stands_with_its_reason(dataset, briefs, view):
    selected = select(dataset.facts, VIEWS[view])
    table = briefs[view].partition("<table class='reasons'>")[2].partition("</table>")[0]
    text = Page(table).text
    unsure = selected[selected["match"] != "definite"]
    assert all(" ".join(title.split()) in text for title in unsure["title"])
    assert sum(int(n) for n in re.findall(r"</td><td>([\d,]+)</td><td>", table)) == len(unsure)
    assert "hidden" in text


@pytest.mark.parametrize("view", VIEWS)
def test_sources_are_numbered_from_one_and_each_number_is_used(dataset, briefs, view):
    facts = shown(select(dataset.facts, VIEWS[view]), VIEWS[view])
    numbers = source_numbers(facts, dataset)
    page = Page(briefs[view])
    listed = [int(a["id"].removeprefix("source-")) for t, a in page.elements if t == "li" and "id" in a]
    used = {int(a["href"].removeprefix("#source-")) for t, a in page.elements if t == "a" and a["href"].startswith("#source-")}
    assert listed == list(range(1, len(numbers) + 1))
    assert used == set(listed)


def test_hostile_words_are_words(dataset):
    hostile = "</title><script>alert(1)</script>\"' onload=x & ]]> $x$"
    facts = dataset.facts.assign(title=hostile, who_says=hostile)
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
    assert "Central Intelligence Agency" in timeline_of(by_actor)
    assert "Central Intelligence Agency" not in timeline_of(usual)
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
    monkeypatch.setattr(brief_of_module, "render_brief", lambda *_, **named: given.update(named) or b"")
    facts = select(dataset.facts, Selection())
    view = View(dataset, parse_query(parse_qs(query), dataset, PAGE_PARAMETERS), facts, facts, False, "wide")
    files._brief(view, "")
    assert {name: list(value) if name == "layers" else value for name, value in given.items()} == {
        "lane": "district",
        "preset": "all",
        "layers": ["context", "mineral_site"],
    }


def timeline_of(html):
    return html[html.index("id='timeline'") : html.index("</section>", html.index("id='timeline'"))]
