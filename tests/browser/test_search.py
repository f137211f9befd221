"""A reader searches, follows counts to their facts, and comes with a broken link: what is found, as what, and what was not understood."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]


def test_a_reader_searches_follows_a_count_and_comes_with_a_broken_link(open_page: OpenPage) -> None:
    reader = open_page("/?q=noshki")
    page = reader.page
    expect(page.get_by_text("“noshki” found as Nushki (place)")).to_be_visible()
    expect(page.locator(".facts li[data-facts]")).to_have_count(11)
    assert reader.shown() == 11
    page.get_by_role("link", name="facts shown have no date").click()
    reader.wait_for_path("/facts")
    reader.settle()
    assert reader.address == {"q": ["noshki"], "dated": ["no"]}
    assert reader.shown() == 9

    reader = open_page("/facts?q=golld")
    reader.page.get_by_role("button", name="Search gold").click()
    reader.wait_for_address("q", ["gold"])
    reader.settle()
    assert reader.shown() > 0

    reader = open_page("/facts?District=nushki&amp%3Bq=gold&districts=x&kind=&utm_source=mail")
    faults = reader.page.locator(".fault")
    for words in (
        "unknown parameter districts. Did you mean district?",
        "kind is empty.",
        "unknown parameter District. It was read as district.",
    ):
        expect(faults).to_contain_text(words)
    expect(faults).not_to_contain_text("utm")
    reader.page.get_by_role("button", name="Reset").click()
    reader.settle()
    assert reader.shown() == 117, "what was read from mangled names goes too"
    reader.no_trouble()
