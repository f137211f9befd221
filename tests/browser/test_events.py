"""Imported events for a reader: from a circle of the map to its events, to the card of one, and by its link into a fresh browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as NotYet
from playwright.sync_api import expect

from loaders.events.importing import run_import
from loaders.events.request import Request
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import load_outlines
from pages.drawing.map.extent import deck_view, points_to_show
from pages.map.events_map import SIZES
from pages.server.boundary_layers import route_paths
from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader
from tests.browser.server import DATA
from tests.browser.test_map import TILE
from tests.browser.test_tables import click_row
from tests.loaders.events.files import PLACES, csv_text, ged_rows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]


def click_circle(reader: Reader, dataset: Dataset, lon: float, lat: float) -> None:
    """Click a point of the map of events, which fits both provinces, until the address has it."""
    from math import log, pi, radians, tan

    outlines = load_outlines(dataset.places, None, dataset.boundaries)
    view = deck_view(points_to_show((), outlines.layers, frozenset(), route_paths(dataset), whole=True), SIZES["wide"])

    def world(east: float, north: float) -> tuple[float, float]:
        scale = TILE * 2 ** view["zoom"]
        return scale * (east + 180) / 360, scale * (0.5 - log(tan(pi / 4 + radians(north) / 2)) / (2 * pi))

    (x, y), (x0, y0) = world(lon, lat), world(view["longitude"], view["latitude"])
    canvas = reader.page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    for _ in range(20):
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        at = box["x"] + box["width"] / 2 + x - x0, box["y"] + box["height"] / 2 + y - y0
        reader.page.mouse.move(*at)
        reader.page.mouse.click(*at)
        try:
            reader.page.wait_for_url("**spot=**", timeout=1500, wait_until="commit")
        except NotYet:
            continue
        return reader.settle()
    raise AssertionError("no click put spot= into the address")


@pytest.mark.sweep
def test_from_a_circle_to_its_events_to_a_card_and_by_its_link_into_a_fresh_browser(
    open_page: OpenPage, serve: Callable[[Path], str], dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ged251.csv").write_text(csv_text(ged_rows(60)))
    run_import(Request(tmp_path / "ged251.csv", "ucdp-ged", "ged", tmp_path / "out"), dataset.places, dataset.boundaries)
    monkeypatch.setenv("EVENTS", str(tmp_path / "out"))
    server = serve(DATA)
    reader = open_page("/map", server=server)
    reader.page.get_by_role("radio", name="Events", exact=True).click()
    reader.wait_for_address("show", ["events"])
    expect(reader.heading()).to_have_text("Map: 60 events of UCDP GED 25.1")
    *_, latitude, longitude = PLACES[0]
    click_circle(reader, dataset, float(longitude), float(latitude))
    assert reader.address["spot"] == [f"{latitude},{longitude}"]
    expect(reader.page.get_by_role("heading", name="Events shown at one point, UCDP GED 25.1")).to_be_visible()
    for _ in range(10):  # a press while the map takes back its mark and the table is drawn anew meets none
        click_row(reader, 0)
        try:
            reader.page.wait_for_url("**event=**", timeout=3000, wait_until="commit")
        except NotYet:
            continue
        break
    reader.settle()
    card = reader.page.get_by_role("dialog", name="Imported event")
    expect(card).to_contain_text("Quetta")
    expect(card).to_contain_text(re.compile(r"UCDP GED 25\.1, .*event 100\d{3}, row"))
    told = card.inner_text()
    other = open_page(reader.page.url.removeprefix(server), server=server, fresh=True)
    shown = other.page.get_by_role("dialog", name="Imported event")
    expect(shown).to_contain_text("Near in time and place")
    assert shown.inner_text() == told
    other.no_trouble()
