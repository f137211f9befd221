"""The working screen: map, list and timeline in one look, linked; a drag filters, a click opens the card beside them, keys do the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]
PARTS = (".figures", ".screen .map", ".screen .side", ".screen .strip")
NUSHKI = ".facts li[data-facts=bla-held-nushki]"
MARKED = "[...document.querySelectorAll('.screen .marked')].map(part => part.closest('.map, .side, .strip').className.split(' ')[0]).sort()"


def inside(reader: Reader, height: int, width: int) -> None:
    for part in PARTS:
        box = reader.page.locator(part).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width + 0.5, part
        assert box["y"] + box["height"] <= height + 0.5, part


@pytest.mark.parametrize(("width", "height"), first(1, [(1440, 900), (1280, 720)]))
def test_figures_map_list_and_strip_lie_inside_the_window(open_page: OpenPage, width: int, height: int) -> None:
    reader = open_page("/", blank=True)
    reader.page.set_viewport_size({"width": width, "height": height})
    for query in ("", "?district=nushki", "?q=copper", "?dates=2026-01-28&dates=2026-02-10&fact=bla-held-nushki"):
        reader.open(f"/{query}")
        inside(reader, height, width)
    header = reader.page.locator(".st-key-filter_bar").bounding_box()
    assert header is not None
    assert header["y"] + header["height"] <= 110, "header, filters and accounting in two lines"


def test_a_fact_that_is_pointed_at_is_marked_everywhere_without_a_run(open_page: OpenPage) -> None:
    reader = open_page("/")
    before = reader.asked
    reader.page.locator(NUSHKI).hover()
    assert reader.page.evaluate(MARKED) == ["map", "map", "side", "strip"], "its badge, its name, its row, its bar"
    reader.page.locator(f"{NUSHKI} > a").focus()
    assert reader.page.evaluate(MARKED) == ["map", "map", "side", "strip"]
    reader.page.locator(".map .spot").filter(has_text="8").hover()
    assert reader.page.evaluate("document.querySelectorAll('.facts li.marked').length") == 8
    reader.page.locator(".figures").hover()
    assert reader.page.evaluate(MARKED) == []
    assert reader.asked == before, "nothing was asked of the server"


def test_a_click_on_a_district_filters_by_it_and_another_takes_it_back(open_page: OpenPage) -> None:
    reader = open_page("/")
    chagai = reader.page.locator(".map .district").filter(has_text="Awaran").locator("path")
    chagai.click()
    reader.wait_for_address("district", ["awaran"])
    expect(reader.chip("Awaran")).to_be_visible()
    reader.page.locator(".map .district").filter(has_text="Awaran").locator("path").click()
    reader.wait_for_address("district", None)
    assert reader.shown() == 117


def test_a_drag_across_the_strip_filters_by_its_days(open_page: OpenPage) -> None:
    reader = open_page("/")
    box = reader.page.locator(".strip .axis").bounding_box()
    assert box is not None
    days = 181  # September to February
    mouse, y = reader.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + box["width"] * 91.5 / days, y)  # 1 December
    mouse.down()
    mouse.move(box["x"] + box["width"] * 121.5 / days, y, steps=4)  # 31 December
    expect(reader.page.locator(".strip .drag")).to_have_attribute("data-words", "2025-12-01 – 2025-12-31")
    mouse.up()
    reader.wait_for_address("dates", ["2025-12-01", "2025-12-31"])
    expect(reader.chip("1 Dec 2025 – 31 Dec 2025")).to_be_visible()
    expect(reader.page.locator(".strip .window")).to_have_count(1)
    reader.page.go_back()
    reader.wait_for_address("dates", None)


def test_the_list_is_where_it_was_when_a_card_is_closed_and_another_list_begins_at_its_top(open_page: OpenPage) -> None:
    reader = open_page("/", loaded=True)
    top = "document.querySelector('.screen .side').scrollTop"
    reader.page.evaluate("document.querySelector('.screen .side').scrollTop = 400")
    reader.page.locator(".facts li[data-facts] > a").nth(10).click()
    expect(reader.panel).to_be_visible()
    reader.page.keyboard.press("Escape")
    reader.wait_for_address("fact", None)
    expect(reader.panel).to_have_count(0)
    assert reader.page.evaluate(top) > 300
    reader.page.locator(".map a.spot[href$='district=nushki']").click()
    reader.wait_for_address("district", ["nushki"])
    reader.settle()
    assert reader.shown() == 25
    assert reader.page.evaluate(top) == 0


def test_a_card_stands_beside_the_views_and_closes_with_escape_and_back(open_page: OpenPage) -> None:
    reader = open_page("/?district=nushki")
    reader.page.locator(NUSHKI).locator("b").click()
    reader.wait_for_address("fact", ["bla-held-nushki"])
    expect(reader.panel).to_contain_text("BLA held Nushki")
    expect(reader.panel.get_by_role("link", name="open the passage")).to_be_visible()
    for part in (".screen .map", ".screen .strip"):
        expect(reader.page.locator(part)).to_be_visible()
    assert reader.page.evaluate("document.querySelectorAll('.map .chosen, .strip .chosen').length") >= 2
    reader.page.keyboard.press("Escape")
    reader.wait_for_address("fact", None)
    expect(reader.page.locator(f"{NUSHKI} > a")).to_be_focused()
    reader.page.keyboard.press("Enter")
    reader.wait_for_address("fact", ["bla-held-nushki"])
    reader.page.go_back()
    reader.wait_for_address("fact", None)


def test_keys_walk_the_list_search_and_tell_themselves(open_page: OpenPage) -> None:
    reader = open_page("/", loaded=True)
    keys, rows = reader.page.keyboard, reader.page.locator(".facts li[data-facts] > a")
    for _ in range(2):
        keys.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    keys.press("ArrowUp")
    expect(rows.first).to_be_focused()
    keys.press("?")
    expect(reader.page.locator("dialog.keys")).to_contain_text("walk through the list")
    keys.press("Escape")
    expect(reader.page.locator("dialog.keys")).to_have_count(0)
    keys.press("/")
    keys.type("gold")
    keys.press("Enter")
    reader.wait_for_address("q", ["gold"])
    expect(rows).to_have_count(reader.shown())


def test_what_has_no_date_or_no_place_is_one_click_away(open_page: OpenPage) -> None:
    reader = open_page("/")
    reader.page.locator(".stacks").get_by_role("link", name="no district or province").click()
    reader.wait_for_address("placed", ["no"])
    assert reader.shown() == 87
    reader.page.locator(".strip").get_by_role("link", name="mineral sites shown without a date").click()
    reader.wait_for_address("dated", ["no"])
    assert reader.address["kind"] == ["mineral_site"]


def test_on_a_phone_the_card_lies_over_the_views_and_back_closes_it(open_page: OpenPage) -> None:
    reader = open_page("/", width=390)
    reader.page.locator(NUSHKI).locator("b").click()
    reader.wait_for_address("fact", ["bla-held-nushki"])
    expect(reader.card).to_contain_text("BLA held Nushki")
    reader.page.go_back()
    reader.wait_for_address("fact", None)
    expect(reader.card).to_have_count(0)


@pytest.mark.parametrize("page", first(1, ["", "map", "timeline", "facts", "sources"]))
def test_on_a_phone_what_stands_above_a_page_leaves_it_three_quarters_of_the_window(open_page: OpenPage, page: str) -> None:
    reader = open_page(f"/{page}?district=nushki", width=390)
    above = reader.page.locator(".screen .figures" if not page else "[data-testid=stMain] .lead summary").bounding_box()
    assert above is not None
    assert above["y"] + (above["height"] if page else 0) <= 200, "name, pages, filters, those that are set, heading"
    line = reader.page.locator("nav.pages > div").bounding_box()
    here = reader.page.locator("nav.pages [aria-current=page]").bounding_box()
    assert line is not None
    assert here is not None
    assert line["height"] <= 36, "the pages are one line"
    assert line["x"] <= here["x"]
    assert here["x"] + here["width"] <= line["x"] + line["width"]


@pytest.mark.sweep
def test_what_a_phone_folds_away_below_a_heading_opens(open_page: OpenPage) -> None:
    reader = open_page("/map", width=390)
    assert reader.heading().inner_text() == "Map: 117 facts shown"
    lead = reader.page.locator("details.lead")
    expect(lead.locator("summary")).to_contain_text("87 with no date")
    lead.locator("summary").click()
    expect(lead.get_by_role("link", name="31 security facts")).to_be_visible()
    expect(lead).to_contain_text("30 on the map")
