"""A printed page holds its tables whole; forced colours still tell what is chosen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from loaders.frames.dataset import Dataset
from tests.browser.conftest import OpenPage
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]
LOOK = "button => (({ backgroundColor, color }) => [backgroundColor, color].join())(getComputedStyle(button))"
FITS = "() => document.documentElement.scrollWidth <= innerWidth + 1"


@pytest.mark.parametrize("page", first(1, ["facts", "timeline", "map"]))
def test_a_page_on_paper_holds_every_row_and_column_of_its_table(open_page: OpenPage, dataset: Dataset, page: str) -> None:
    reader = open_page(f"/{page}")
    reader.page.emulate_media(media="print")
    reader.page.set_viewport_size({"width": 794, "height": 1123})  # A4
    table = reader.page.locator(".on-paper table").first
    expect(table.locator("tbody tr")).to_have_count(len(dataset.facts))
    expect(table.get_by_role("columnheader", name="Source")).to_be_visible()
    expect(table).to_contain_text("EXIM approves USD 1.25 billion for Reko Diq")
    expect(reader.page.locator("[data-testid=stDataFrame]").first).to_be_hidden()
    assert reader.page.evaluate(FITS)
    reader.page.emulate_media(media="screen")
    expect(reader.page.locator(".on-paper table")).to_have_count(0)
    expect(reader.page.locator("[data-testid=stDataFrame]").first).to_be_visible()


@pytest.mark.sweep
def test_forced_colours_tell_what_is_chosen(open_page: OpenPage) -> None:
    reader = open_page("/timeline?district=nushki", blank=True)
    reader.page.emulate_media(forced_colors="active")
    reader.open("/timeline?district=nushki")
    radio = reader.page.get_by_role("radio")
    pairs = [
        (reader.pill("8 match"), reader.pill("0 no date")),
        (reader.group("place"), reader.group("dates")),
        (reader.link("Timeline"), reader.link("Map")),
        (radio.filter(has_text="Kind").first, radio.filter(has_text="District").first),
    ]
    for chosen, other in pairs:
        assert chosen.first.evaluate(LOOK) != other.first.evaluate(LOOK), chosen


@pytest.mark.sweep
@pytest.mark.parametrize(("path", "box"), [("/?district=nushki", ".screen .side"), ("/map?district=nushki", ".beside .side")])
def test_a_printed_list_is_whole_and_says_what_it_is_filtered_by(open_page: OpenPage, path: str, box: str) -> None:
    reader = open_page(path, loaded=True)
    reader.page.emulate_media(media="print")
    expect(reader.chip("Nushki")).to_be_visible()
    expect(reader.accounting).to_have_text("25 shown · 87 hidden · 5 excluded")
    expect(reader.heading()).to_contain_text("25 facts shown")
    assert reader.page.locator(box).evaluate("list => list.scrollHeight <= list.clientHeight + 1"), "the list is cut"
    expect(reader.page.get_by_role("textbox", name="Words")).to_be_hidden()
