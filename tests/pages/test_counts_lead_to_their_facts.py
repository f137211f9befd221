"""A count that tells of facts leads to exactly those facts, under whatever filters; a view without facts offers one with some."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.query.query_string import parse_query
from loaders.query.selection import Selection, select, shown
from loaders.schema.derived_terms import Match
from loaders.schema.vocabulary import Certainty, Kind
from pages.components.fact_rows import MAX_ROWS
from pages.components.page_header import kinds_in
from pages.components.search_results import wider_views
from pages.drawing.linked_names import LinkedNames
from pages.overview.figures import figures
from pages.overview.render import coverage_html, render_overview
from pages.sources.article_stats import article_html, shared_html, tally
from pages.state.exposure import exposure_for

DATA = build_dataset()
NAMES = LinkedNames(DATA)
LINK = re.compile(r"<a class='inside' href='\./facts(\?[^']*)?' target='_self'>([\d,]+)\b([^<]*)</a>")
PLAIN = Selection(match=tuple(map(str, Match)))


def _shown(selection: Selection) -> pd.DataFrame:
    return shown(select(DATA.facts, selection), selection)


def _links(selection: Selection) -> list[tuple[str, int, Selection]]:
    """Every counted link of overview and sources under a selection: its words, its number, and the selection that it leads to."""
    facts = _shown(selection)
    html = kinds_in(DATA, selection) + coverage_html(facts, selection) + shared_html(facts, NAMES, selection)
    html += "".join(article_html(a, tally(facts, a.id), False, selection, NAMES) for a in DATA.articles.values())
    found = []
    for query, number, words in LINK.findall(html):
        parsed = parse_query(parse_qs(urlsplit(unescape(query)).query, keep_blank_values=True), DATA)
        assert parsed.faults == ()
        found.append((number + words, int(number.replace(",", "")), parsed.selection))
    return found


def _some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


SELECTIONS = st.builds(
    Selection,
    district=_some("nushki", "chagai", "quetta"),
    dates=st.none()
    | st.dates().map(lambda day: (min(day, pd.Timestamp("2025-06-01").date()), max(day, pd.Timestamp("2026-02-01").date()))),
    kind=_some(*map(str, Kind)),
    article=_some(*DATA.articles),
    all_articles=_some(*DATA.articles),
    articles=_some("1", "2+"),
    party=_some("any", "bla", "pakistani_state", "us_state"),
    certainty=_some(*map(str, Certainty)),
    relation=_some("contradicts", "concerns"),
    dated=_some("yes", "no"),
    placed=_some("yes", "no"),
    q=st.sampled_from(["", "", "gold", "noshki", "US"]),
    match=st.just(PLAIN.match) | _some(*map(str, Match)),
)


@given(SELECTIONS)
def test_a_linked_count_is_the_number_of_facts_that_its_link_shows(selection: Selection) -> None:
    for words, number, leads_to in _links(selection):
        assert len(_shown(leads_to)) == number > 0, words


@pytest.mark.parametrize(
    "words",
    ["claimed by one party only", "have no date", "placed in no district", "claimed, disputed, opinion or expected", "facts"],
)
def test_the_counts_of_the_whole_data_are_links(words: str) -> None:
    assert [told for told, _, _ in _links(Selection()) if words in told]


def test_facts_alone_on_an_article_and_those_that_two_share_are_links() -> None:
    leads = [leads_to for _, _, leads_to in _links(Selection())]
    for article in DATA.articles:
        assert Selection(all_articles=(article,)) in leads
        assert Selection(all_articles=(article,), articles=("1",)) in leads
    assert [one for one in leads if len(one.all_articles) == 2]
    assert Selection(articles=("2+",)) in leads


@given(SELECTIONS)
def test_a_number_on_the_overview_is_that_of_the_facts_it_leads_to(selection: Selection) -> None:
    """Badges, stacks, the strip's counts: each names its facts, and where it counts without naming them its link shows as many."""
    shown_ids = {*_shown(selection)["id"]}
    drawn = render_overview(DATA, selection, "", False, "wide")
    for ids in re.findall(r"data-facts=['\"]([^'\"]+)['\"]", drawn.map + drawn.rows + drawn.strip):
        assert {*ids.split(" ")} <= shown_ids
    for address, number in re.findall(r"href='\./(\?[^']*)'[^>]*><s [^>]*></s>([\d,]+)<", drawn.strip):
        assert len(_shown(_parsed(address))) == int(number.replace(",", ""))
    for address, number in re.findall(r"href='\./(\?[^']*)'[^>]*><span>no district or province</span> <b>([\d,]+)<", drawn.map):
        assert len(_shown(_parsed(address))) == int(number.replace(",", ""))
    for ids, number in re.findall(r"data-facts='([^']*)'><span>[^<]* as a whole</span> <b>([\d,]+)<", drawn.map):
        assert len({*ids.split(" ")}) == int(number.replace(",", ""))


def _parsed(address: str) -> Selection:
    parsed = parse_query(parse_qs(urlsplit(unescape(address)).query, keep_blank_values=True), DATA)
    assert parsed.faults == ()
    return parsed.selection


def test_the_figures_lead_to_their_facts() -> None:
    found = {one.label: one for one in figures(DATA.facts, DATA, PLAIN, exposure_for(DATA, PLAIN))}
    sites = found["mineral sites and areas shown"]
    assert len(_shown(_parsed(sites.address.removeprefix("./facts")))) == int(sites.value) == 9
    assert found["latest event shown"].address.endswith("fact=operation-herof-phase-2")
    assert found["contradictions between facts"].value == "10"


@pytest.mark.parametrize(("other", "label"), [("cancelled", "approved"), ("unspecified", "approved"), ("disbursed", "disbursed")])
def test_money_given_up_or_of_no_stage_is_not_told_before_that_of_a_stage(other: str, label: str) -> None:
    at = DATA.facts["id"] == "trump-business-interest"
    given = {"status": other, "amount_usd": 9e9, "amount_usd_low": 9e9, "amount_usd_high": 9e9, "amount_words": "USD 9 billion"}
    facts = DATA.facts.assign(**{name: DATA.facts[name].mask(at, value) for name, value in given.items()})
    money = figures(facts, replace(DATA, facts=facts), PLAIN, exposure_for(DATA, PLAIN))[0]
    assert (money.value, money.label.split(",")[0]) == ("USD 1.25 billion" if label == "approved" else "USD 9 billion", label)


@pytest.mark.parametrize(("q", "questions"), [("noshki", True), ("", False), ("zzz", False), ("Pakistan", False)])
def test_the_overview_lists_what_a_search_found(q: str, questions: bool) -> None:
    selection = Selection(q=q)
    rows = render_overview(DATA, selection, "", False, "wide").rows
    assert {*re.findall(r"<li[^>]* data-facts='([^']+)'", rows)} == {*_shown(selection)["id"]}
    assert ("Open questions" in rows) == questions
    assert len(DATA.facts) < MAX_ROWS


@pytest.mark.parametrize(
    ("selection", "first"),
    [
        (Selection(district=("swat",), q="saindak"), ("district", "district Swat")),
        (Selection(kind=("mineral_site",), type=("accusation",)), ("kind", "kind Mineral sites")),
        (Selection(q="zzz"), ("q", "words “zzz”")),
    ],
)
def test_a_view_without_facts_offers_one_with_some(selection: Selection, first: tuple[str, str]) -> None:
    assert _shown(selection).empty
    offered = wider_views(DATA, selection)
    assert first in [(name, words) for name, words, _ in offered]
    for name, _, number in offered:
        wider = Selection(**{**vars(selection), name: "" if name == "q" else ()})
        assert len(_shown(wider)) == number > 0
