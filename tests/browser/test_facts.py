"""Who says what and contradictions in a browser: reached from the head of the page, side by side, stacked on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]


def test_the_head_of_the_page_leads_to_who_says_what(open_page: OpenPage) -> None:
    reader = open_page("/facts?district=nushki")
    reader.page.get_by_role("link", name="Who says what").click()
    heading = reader.page.get_by_role("heading", name="Who says what")
    expect(heading).to_be_in_viewport()
    reader.settle()
    expect(heading).to_be_in_viewport()
    reader.wait_for_address("district", ["nushki"])


@pytest.mark.parametrize(("width", "beside"), [(1440, True), (390, False)])
def test_the_halves_of_a_contradiction_stand_in_one_box(open_page: OpenPage, width: int, beside: bool) -> None:
    reader = open_page("/facts", width=width)
    pair = reader.page.locator(".pair").first
    one, other = (half.bounding_box() for half in pair.locator(".half").all())
    box = pair.bounding_box()
    assert one is not None
    assert other is not None
    assert box is not None
    assert (abs(one["y"] - other["y"]) < 2) == beside
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    for half in (one, other):
        assert box["x"] <= half["x"]
        assert half["x"] + half["width"] <= box["x"] + box["width"]
    expect(pair.locator(".half").first).to_contain_text("paragraph")


def test_a_side_that_is_hidden_is_counted_in_its_cell(open_page: OpenPage) -> None:
    reader = open_page("/facts?kind=financing_deal")
    row = reader.page.locator(".sides tbody tr").filter(has_text="plans for minerals")
    expect(row.locator("td").filter(has_text="1 hidden by the filters")).to_have_count(1)
    expect(row.get_by_role("link")).to_have_count(3)
