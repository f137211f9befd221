"""Chokepoints in a browser: the reader's choices go to the address, and the right answers stand on the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]


def test_nushki_is_what_the_mines_and_the_money_lie_behind(open_page: OpenPage) -> None:
    reader = open_page("/exposure")
    for words in (
        "Reko Diq and Saindak depend on Nushki",
        "USD 1.25 billion, approved",
        "Attacks and holds: none reported at Reko Diq",
        "31–61 days",
    ):
        expect(reader.page.get_by_text(words).first).to_be_visible()
    expect(reader.page.get_by_text("Order is not cause.").first).to_be_visible()


@pytest.mark.sweep
def test_district_site_and_months_are_chosen_by_clicks_and_go_to_the_address(open_page: OpenPage) -> None:
    reader = open_page("/exposure")
    reader.page.get_by_role("radiogroup", name="District").get_by_text("Chagai").click()
    reader.wait_for_address("behind", ["chagai"])
    reader.page.get_by_role("radiogroup", name="Site").get_by_text("Saindak").click()
    reader.wait_for_address("site", ["saindak"])
    expect(reader.page.get_by_text("Attacks and holds: none reported at Saindak").first).to_be_visible()
    reader.page.get_by_role("radiogroup", name="Months").get_by_text("3", exact=True).click()
    reader.wait_for_address("months", ["3"])


def test_a_reader_who_filters_by_nushki_reads_of_the_money_behind_it_and_of_what_a_search_hides(open_page: OpenPage) -> None:
    reader = open_page("/?district=nushki&q=zzz")
    hidden = "Money: no deal shown; 1 deal hidden by the filters (USD 1.25 billion, approved)"
    nushki = reader.page.locator(".figures").get_by_role("link", name="Nushki")
    expect(nushki).to_contain_text("Attacks and holds: none shown in it, 1 hidden by the filters")
    nushki.click()
    reader.wait_for_address("behind", ["nushki"])
    expect(reader.page.get_by_text(hidden).first).to_be_visible()
    expect(reader.page.get_by_role("img", name="1 hidden by the filters").first).to_be_visible()


@pytest.mark.parametrize("width", first(1, [1440, 390]))
def test_the_picture_of_the_routes_stands_whole_in_the_window(open_page: OpenPage, width: int) -> None:
    box = open_page("/exposure", width=width).page.locator("img.route").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] > 200
