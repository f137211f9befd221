"""Links: a copied address shows another reader the same view; Back, Escape and wrong values do what a reader expects."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from loaders.frames.dataset import Dataset
from tests.browser.conftest import OpenPage
from tests.browser.site import expected

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]


def test_a_copied_link_opened_elsewhere_shows_the_same_view_and_card(open_page: OpenPage) -> None:
    mine = open_page("/facts?dates=2025-09-01&dates=2026-02-28")
    mine.choose("Place", "District", "Nush", "Nushki")
    mine.wait_for_address("district", ["nushki"])
    mine.page.goto(mine.page.url + "&fact=exim-reko-diq-approval")
    mine.settle()
    expect(mine.card).to_be_visible()
    theirs = open_page(mine.page.url.removeprefix(mine.server), fresh=True)
    assert theirs.counts() == mine.counts()
    for group in ("Place", "Dates"):
        assert theirs.group(group).inner_text() == mine.group(group).inner_text()
    expect(theirs.card).to_be_visible()
    assert theirs.card.inner_text() == mine.card.inner_text()
    assert theirs.address == mine.address


VIEWS = {
    "overview": "/?district=nushki",
    "map": "/map?district=nushki&layer=security_incident&at=balochistan",
    "timeline": "/timeline?dates=2025-09-01&dates=2026-02-28&lane=actor&preset=all&pick=bla-held-nushki",
    "investment": "/investment?party=pakistani_state&match=definite&kind=financing_deal&kind=security_incident",
    "exposure": "/exposure?behind=chagai&site=saindak&months=3",
    "facts": "/facts?certainty=claimed&q=militants",
}


@pytest.mark.sweep
@pytest.mark.parametrize("page", [page if page == "map" else pytest.param(page, marks=pytest.mark.long) for page in VIEWS])
def test_the_shared_link_of_each_page_opens_as_the_same_page_elsewhere(open_page: OpenPage, dataset: Dataset, page: str) -> None:
    mine, body = open_page(VIEWS[page]), "[data-testid=stMainBlockContainer]"
    seen = mine.page.locator(body).inner_text()
    mine.page.get_by_role("button", name="Share").click()
    shared = mine.page.get_by_test_id("stPopoverBody").locator("code").first.inner_text().strip()
    assert f"v={dataset.version}" in shared
    theirs = open_page(shared.removeprefix(mine.server), fresh=True)
    assert theirs.page.locator(body).inner_text() == seen
    assert {name: found for name, found in theirs.address.items() if name != "v"} == mine.address


def test_back_returns_to_the_former_page_and_the_former_filters(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts")
    reader.choose("Place", "District", "Nush", "Nushki")
    reader.wait_for_address("district", ["nushki"])
    narrow = reader.shown()
    reader.link("Timeline").click()
    reader.wait_for_path("/timeline")
    reader.page.go_back()
    reader.wait_for_path("/facts")
    expect(reader.heading()).to_contain_text("Facts")
    assert reader.address["district"] == ["nushki"]
    assert reader.shown() == narrow
    reader.page.go_back()
    reader.wait_for_address("district", None)
    expect(reader.accounting).to_contain_text(f"{len(dataset.facts)} facts")
    expect(reader.chip("Nushki")).to_have_count(0)
    reader.page.go_forward()
    reader.wait_for_address("district", ["nushki"])
    expect(reader.chip("Nushki")).to_be_visible()


def test_back_closes_an_opened_card(open_page: OpenPage) -> None:
    reader = open_page("/facts")
    reader.page.locator(".pair a.inside").first.click()
    expect(reader.card).to_be_visible()
    reader.page.go_back()
    reader.wait_for_address("fact", None)
    expect(reader.card).to_have_count(0)


def test_escape_closes_the_card_and_clears_the_fact_from_the_address(open_page: OpenPage) -> None:
    reader = open_page("/facts?fact=exim-reko-diq-approval&district=nushki")
    expect(reader.card).to_contain_text("EXIM approves USD 1.25 billion")
    reader.page.keyboard.press("Escape")
    reader.wait_for_address("fact", None)
    expect(reader.card).to_have_count(0)
    assert reader.address == {"district": ["nushki"]}


def test_a_related_fact_opens_from_the_card_and_back_returns_to_the_first(open_page: OpenPage) -> None:
    reader = open_page("/investment?fact=exim-reko-diq-approval")
    reader.card.get_by_role("link").filter(has_text="concerns").first.click()
    reader.page.wait_for_url(lambda url: "fact=" in url and "exim-reko-diq-approval" not in url, wait_until="commit")
    reader.settle()
    expect(reader.card).not_to_contain_text("Fact exim-reko-diq-approval")
    reader.page.go_back()
    reader.wait_for_address("fact", ["exim-reko-diq-approval"])
    expect(reader.card).to_contain_text("Fact exim-reko-diq-approval")


def test_the_card_tells_who_says_so_how_surely_and_where_it_stands(open_page: OpenPage) -> None:
    reader = open_page("/facts?fact=exim-reko-diq-approval")
    for words in (
        "Who says so",
        "Aishwaria Sonavane",
        "Dec 2025",
        "Reko Diq",
        "USD 1.25 billion",
        "Approved",
        "paragraph 5",
        "data version",
    ):
        expect(reader.card).to_contain_text(words)


@pytest.mark.sweep
def test_a_wrong_value_is_named_with_a_near_match_until_it_is_dismissed(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts?district=Nuski&kind=context", loaded=True)
    alert = reader.page.get_by_role("alert").filter(has_text="Nuski")
    expect(alert).to_contain_text("Did you mean Nushki")
    assert reader.shown() == expected(dataset, "kind=context")[1]
    reader.link("Map").click()
    reader.wait_for_path("/map")
    assert "Nuski" not in reader.page.url, "a link of the app carries only what was understood"
    reader.page.go_back()
    reader.wait_for_path("/facts")
    expect(alert).to_be_visible()
    reader.page.get_by_role("button", name="Dismiss").click()
    expect(alert).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("dates=2025-13-01&dates=2026-01-01", "are not two days"),
        ("dates=2025-12-01", "need a first and a last day"),
        ("kind=minerals", "kind “minerals” is not known"),
        ("fact=exim-reko-diq-aproval", "fact “exim-reko-diq-aproval” is not known. Did you mean"),
        ("match=maybe", "match “maybe” is not known"),
    ],
)
def test_each_kind_of_wrong_value_is_told(open_page: OpenPage, dataset: Dataset, query: str, words: str) -> None:
    reader = open_page(f"/facts?{query}")
    expect(reader.page.get_by_role("alert").filter(has_text=words)).to_be_visible()
    assert reader.shown() == len(dataset.facts)


def test_unknown_names_such_as_utm_source_are_passed_over(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts?utm_source=newsletter&district=nushki")
    expect(reader.page.get_by_role("alert")).to_have_count(0)
    assert reader.shown() == expected(dataset, "district=nushki")[1]


def test_a_place_is_understood_by_name_in_any_case(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts?district=NUSHKI")
    assert reader.shown() == expected(dataset, "district=nushki")[1]
    expect(reader.chip("Nushki")).to_be_visible()


def test_a_link_of_the_navigation_opened_in_a_new_tab_keeps_the_filters(open_page: OpenPage) -> None:
    reader = open_page("/facts?district=nushki")
    with reader.context.expect_page() as opened:
        reader.link("Map").click(button="middle")
    tab = opened.value
    tab.wait_for_url(re.compile("map"))
    assert "district=nushki" in tab.url
    tab.close()
