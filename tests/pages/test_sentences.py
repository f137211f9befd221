"""No filter makes a sentence false: what a page says is about all facts, or says what it is limited to."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import Dataset, build_dataset
from loaders.frames.facts import of_kind
from loaders.query.disputes import disputed_questions
from loaders.query.query_string import parse_query
from loaders.query.selection import Selection, select, shown
from loaders.schema.deal_terms import STAGE_LABELS
from loaders.schema.vocabulary import Kind
from pages.overview.figures import chokepoint_figure, figures_html
from pages.server.boundary_layers import current_outlines, route_paths
from pages.state.exposure import exposure_for, full_exposure
from pages.state.selection_text import selection_words
from tests.briefs import render_brief
from tests.pages.sentences import INCIDENTS, page_texts, sentences, unlimited
from tests.pages.test_every_page import FRAME
from tests.sweeps import first

PAGES = ("overview", "map", "timeline", "investment", "exposure", "facts", "sources")
QUERIES = (
    "district=nushki",
    "province=khyber-pakhtunkhwa",
    "dates=2026-01-01&dates=2026-02-28",
    "kind=financing_deal",
    "kind=security_incident&certainty=reported",
    "q=zzz",
    "kind=mineral_site",
    "article=news-az&match=undated",
    "actor=us-exim",
    "claimant=bla&party=bla",
    "commodity=gold&district=chagai",
    "match=none",
    "district=quetta&match=definite&match=possible&match=undated&match=unplaced",
    "layer=mineral_site&lane=district&preset=all",
)


@cache
def data() -> Dataset:
    return build_dataset()


@cache
def pages(query: str, names: tuple[str, ...] = PAGES) -> dict[str, tuple[str, ...]]:
    """The texts of pages under an address, walked in one session."""
    app, found = AppTest.from_file(str(FRAME), default_timeout=60), {}
    for name, values in parse_qs(query).items():
        app.query_params[name] = values
    app.run()
    for page in names:
        if page != "overview":
            app.switch_page(f"{page}/page.py").run()
        assert not app.exception, (page, query)
        found[page] = tuple(page_texts(app))
    return found


@cache
def of_all(query: str) -> dict[str, set[str]]:
    """The sentences of each page about all facts; a place filter looks at another district and says of it what is so of all facts."""
    found = {page: sentences(iter(texts), data()) for page, texts in pages(query).items()}
    for district in full_exposure(data()).districts:
        about = pages("&".join(filter(None, [query, f"behind={district}"])), ("exposure",))["exposure"]
        found["exposure"] |= sentences(iter(about), data())
        figure = chokepoint_figure(data(), Selection(district=(district,)), exposure_for(data(), Selection()))
        found["overview"] |= sentences(iter([figures_html([figure])]) if figure else iter(()), data())
    return found


@pytest.mark.parametrize("query", first(2, QUERIES))
def test_a_sentence_is_about_all_facts_or_says_what_it_is_limited_to(query: str) -> None:
    whole = of_all("lane=district&preset=all" if "lane=" in query else "")
    for page, texts in pages(query).items():
        said = sentences(iter(texts), data())
        assert unlimited(said, whole[page]) == [], page
        assert [s for s in said if INCIDENTS.search(s)] == [], page


@pytest.mark.parametrize("query", first(2, QUERIES))
def test_every_number_of_a_page_is_that_of_its_filters(query: str) -> None:
    facts, seen = data().facts, _shown(query)
    told = {page: "\n".join(texts) for page, texts in pages(query).items()}
    deals, every = (of_kind(frame, Kind.FINANCING_DEAL) for frame in (seen, facts))
    for page, text in ((page, text) for page, text in told.items() if page != "exposure"):  # which tells of all facts
        assert _number(r"<h1[^>]*>[^<:]*: (no|\d[\d,]*) [^<]*shown", text) == len(deals if page == "investment" else seen), page
    security = told["facts"].partition("· security: ")[2].partition(" · ")[0].partition("<")[0]
    assert not security or sum(map(int, re.findall(r"\d+", security))) == (seen["kind"] == Kind.SECURITY_INCIDENT).sum()
    drawn = sum(
        _number(rf"(\d[\d,]*) {where}", told["map"])
        for where in ("on the map", "elsewhere or without a location", "in layers switched off")
    )
    assert drawn == len(seen)
    if deals.empty:
        assert _number(r"(\d[\d,]*) deals? hidden", told["investment"]) == len(every)
    for stage, number in every["status"].value_counts().items() if len(deals) else ():
        next_stage = "|".join(STAGE_LABELS.values())
        row = re.search(rf"<b>{STAGE_LABELS[str(stage)]}</b>.*?(?=<b>(?:{next_stage})</b>|$)", told["investment"], re.DOTALL)
        assert row
        assert _number(r"(\d[\d,]*) deals?", row[0]) == (deals["status"] == stage).sum()
        assert _number(r"(\d[\d,]*) hidden by the filters", row[0]) == number - (deals["status"] == stage).sum()
    pairs = {
        frozenset((i, other))
        for i, links in zip(facts["id"], facts["related"], strict=True)
        for how, other in links
        if how == "contradicts"
    }
    here = sum(not pair.isdisjoint(seen["id"]) for pair in pairs)
    assert _number(r"(\d[\d,]*) contradictions? that involves? facts shown", told["facts"]) == here
    assert _number(r"contradictions? that involves? facts shown[^.]*?(\d[\d,]*) hidden by the filters", told["facts"]) == len(pairs) - here
    asked = disputed_questions(facts, data().facts_by_id, data().not_stated.values())
    drawn = sum(not set(seen["id"]).isdisjoint(question.facts) for question in asked)
    assert _number(r"(\d+) disputed questions? that involves? facts shown", told["facts"]) == drawn
    assert _number(r"disputed questions? that involves? facts shown[^.]*?(\d+) hidden by the filters", told["facts"]) == len(asked) - drawn
    rows = told["facts"].partition("class='sides'")[2].partition("</table>")[0]
    assert rows.count("fact=") == sum(i in {*seen["id"]} for question in asked for i in question.facts)
    boxes = told["facts"].partition("class='pairs'")[2]
    assert boxes.count("hidden by the filters") == sum(
        i not in {*seen["id"]} for pair in pairs for i in pair if not pair.isdisjoint(seen["id"])
    )
    supports = [int(n) for n in re.findall(r"(\d+) of the facts shown", re.sub(r"<[^>]+>", "", told["sources"]))]
    assert supports == [sum(article in articles for articles in seen["articles"]) for article in data().articles]


@pytest.mark.parametrize("query", first(2, QUERIES))
def test_numbers_on_one_screen_agree_and_what_is_missing_is_named(query: str) -> None:
    seen, told = _shown(query), {page: "\n".join(texts) for page, texts in pages(query).items()}
    undated, sites = seen["date_precision"] == "none", seen["kind"] == Kind.MINERAL_SITE
    row = re.search(r"facts? shown ha(?:s|ve) no date[^<]*", told["overview"]) or [""]
    assert row[0] or seen.empty
    assert _number(r"(\d+) of them a? ?mineral site", row[0]) == (undated & sites).sum()
    assert _number(r"(\d[\d,]*) (?:</a> ?)?facts? shown ha(?:s|ve) no date", told["overview"]) == undated.sum()
    assert _number(r"<h1[^>]*>[^<]*?(\d[\d,]*) with no date", told["overview"]) == (undated & ~sites).sum()
    if seen.empty:
        assert not re.search(r"class='lead'>[^<]*\b0 (dated|on the map)", told["map"] + told["timeline"])
        assert "No deal or incident that touches a site is shown." in told["exposure"]
    for page, text in told.items():
        assert re.findall(r"\b1 (?:more )?(?:facts|(?:mineral|financing|context|diplomatic|security) \w+s) shown", text) == [], page


def _shown(query: str) -> pd.DataFrame:
    selection = parse_query(parse_qs(query), data()).selection
    return shown(select(data().facts, selection), selection)


def _number(pattern: str, text: str) -> int:
    """The number that a text tells; 0 where it tells none."""
    found = re.search(pattern, text)
    return int(found[1].replace(",", "").replace("no", "0")) if found else 0


@pytest.mark.parametrize("query", ["q=zzz", "district=nushki", "dates=2026-01-01&dates=2026-02-28&match=possible"])
def test_a_brief_is_about_all_facts_or_says_what_it_is_limited_to(query: str) -> None:
    said, of_all = (sentences(iter([_brief(one)]), data()) for one in (query, ""))
    assert unlimited(said, of_all) == []
    assert [s for s in said if INCIDENTS.search(s)] == []


def _brief(query: str) -> str:
    selection = parse_query(parse_qs(query), data()).selection
    selected, outlines = select(data().facts, selection), current_outlines(data())
    words = selection_words(selection, data())
    brief = render_brief(data(), selection, selected, shown(selected, selection), words, outlines, route_paths(data()))
    return re.sub(
        r"<section id='(facts|sources)'.*?</section>", "", re.sub(r"<style>.*?</style>", "", brief.decode(), flags=re.S), flags=re.S
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Money: no deal.",
        "No deal for Reko Diq is told of, and no amount is stated for it.",
        "Disbursed no deal",
        "0 pairs of facts contradict each other, 0 of them between articles.",
        "Latest dated event: 4 Jan 2026",
        "Chagai no fact of the whole district",
        "Balochistan as a whole: 12 facts",
        "None is definite.",
        "Happened last",
    ],
)
def test_a_sentence_without_its_limit_is_found(sentence: str) -> None:
    assert unlimited({sentence}, set()) == [sentence]
    assert unlimited({sentence}, {sentence}) == []


@pytest.mark.parametrize("sentence", ["Map: 31 security incidents shown", "Nushki: no incident", "1 incident"])
def test_a_count_of_incidents_is_found(sentence: str) -> None:
    assert INCIDENTS.search(sentence)


OLD_WORDS = re.compile(
    r"held back|outside the filters|\bundated|not (?:dated|placed)|\brungs?\b|lanes by|a drag|how fresh|these words|\bbehind\b", re.I
)


@pytest.mark.parametrize("query", ["", "district=nushki", "dates=2026-01-01&dates=2026-02-28", "q=zzz", "match=none"])
def test_a_screen_uses_plain_words(query: str) -> None:
    for page, texts in pages(query).items():
        said = {s for s in sentences(iter(texts), data()) if OLD_WORDS.search(s)}
        assert {s for s in said if not re.fullmatch("[a-z_-]+", s)} == set(), page  # the words of an address stay
