"""The map: a click on a district filters by it, a click on a mark opens its fact, and the page says what is elsewhere."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import TimeoutError as NotYet
from playwright.sync_api import expect

from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import load_boundaries
from pages.drawing.map.deck import START
from pages.drawing.map.middles import middle
from pages.drawing.map.places import build_map_layers
from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader
from tests.browser.site import expected

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]
TILE = 512


def world(lon: float, lat: float) -> tuple[float, float]:
    """Pixels of the whole Mercator world at the map's first zoom."""
    scale = TILE * 2 ** START["zoom"]
    north = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return scale * (lon + 180) / 360, scale * (0.5 - north / (2 * math.pi))


def click_on_map(reader: Reader, lon: float, lat: float) -> None:
    canvas = reader.page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    canvas.scroll_into_view_if_needed()
    expect(canvas).to_be_visible()
    box = canvas.bounding_box()
    assert box is not None
    x, y = world(lon, lat)
    x0, y0 = world(START["longitude"], START["latitude"])
    at = box["x"] + box["width"] / 2 + x - x0, box["y"] + box["height"] / 2 + y - y0
    reader.page.mouse.move(*at)
    reader.page.mouse.click(*at)


def click_until(reader: Reader, lon: float, lat: float, name: str) -> None:
    """Click a place until the address tells that the map has answered: what it draws comes over the network."""
    for _ in range(20):
        click_on_map(reader, lon, lat)
        try:
            reader.page.wait_for_url(f"**{name}=**", timeout=1500, wait_until="commit")
        except NotYet:
            continue
        reader.settle()
        return
    raise AssertionError(f"no click at {lon}, {lat} put {name}= into the address")


def test_a_click_on_a_district_filters_by_it(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/map")
    lon, lat = middle(next(f for f in load_boundaries("districts")["features"] if f["id"] == "awaran")["geometry"])
    click_until(reader, lon, lat, "district")
    assert reader.address["district"] == ["awaran"]
    assert reader.shown() == expected(dataset, "district=awaran")[1]


@pytest.mark.sweep
def test_a_click_on_the_sign_of_a_district_opens_its_fact_each_time(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/map")
    lon, lat = middle(next(f for f in load_boundaries("districts")["features"] if f["id"] == "khuzdar")["geometry"])
    click_until(reader, lon, lat, "fact")
    for _ in range(2):
        reader.wait_for_address("fact", ["mobile-services-suspended"])
        reader.page.keyboard.press("Escape")
        reader.wait_for_address("fact", None)
        let_go(reader)
        click_on_map(reader, lon, lat)
    reader.wait_for_address("fact", ["mobile-services-suspended"])


def let_go(reader: Reader) -> None:
    """Wait until no mark is chosen."""
    expect(reader.page.get_by_role("button", name="Clear selection", include_hidden=True)).to_have_count(0)
    reader.settle()


def lone_mark(dataset: Dataset) -> tuple[str, float, float]:
    """A fact that is the only one at its point, so that its mark stands on the point itself."""
    places = dataset.places
    outline_of = {i: p.boundary for i, p in places.items() if p.boundary}
    marks = build_map_layers(dataset.facts.assign(match="definite"), places, outline_of).marks
    row = marks[(marks["of"] == 1) & (marks["level"] == "place")].iloc[0]
    return row["fact"], row["lon"], row["lat"]


@pytest.mark.sweep
def test_a_click_on_a_mark_opens_its_fact(open_page: OpenPage, dataset: Dataset) -> None:
    identity, lon, lat = lone_mark(dataset)
    reader = open_page("/map")
    click_until(reader, lon, lat, "fact")
    assert reader.address["fact"] == [identity]
    expect(reader.card).to_contain_text(dataset.facts_by_id[identity].title)


@pytest.mark.sweep
def test_a_tooltip_tells_the_fact_as_text(open_page: OpenPage, dataset: Dataset) -> None:
    identity, lon, lat = lone_mark(dataset)
    reader = open_page(f"/map?fact={identity}")
    reader.page.keyboard.press("Escape")
    reader.wait_for_address("fact", None)
    canvas = reader.page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    box = canvas.bounding_box()
    assert box is not None
    x, y = world(lon, lat)
    x0, y0 = world(START["longitude"], START["latitude"])
    tip = reader.page.locator(".deck-tooltip")
    for nudge in range(20):
        reader.page.mouse.move(box["x"] + box["width"] / 2 + x - x0 + nudge % 3, box["y"] + box["height"] / 2 + y - y0)
        if tip.count() and dataset.facts_by_id[identity].title in tip.first.inner_text():
            return
        reader.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    raise AssertionError("no tooltip with the fact's title")


@pytest.mark.sweep
def test_facts_that_no_place_on_the_map_stands_for_are_counted_and_listed(open_page: OpenPage) -> None:
    reader = open_page("/map")
    rows = reader.page.locator(".beside .facts li[data-facts]")
    expect(rows).to_have_count(117)
    reader.page.locator(".groups").get_by_role("link", name="Elsewhere or without a location: 87 shown").click()
    reader.wait_for_address("at", ["elsewhere"])
    expect(rows).to_have_count(87)
    reader.page.locator(".groups").get_by_role("link", name="Elsewhere or without a location").click()
    reader.wait_for_address("at", None)
    expect(rows).to_have_count(117)


@pytest.mark.sweep
def test_the_legend_stands_below_the_map(open_page: OpenPage) -> None:
    reader = open_page("/map")
    expect(reader.page.get_by_role("list", name="Legend")).to_contain_text("security: ")
