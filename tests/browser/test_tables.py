"""Tables: a row opens its card, a table can be taken away as CSV, and the data API holds the same facts."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from loaders.frames.dataset import Dataset
from loaders.query.query_string import parse_query
from loaders.query.selection import select, shown
from pages.drawing.rows import latest_first
from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader
from tests.browser.server import fetch
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]
HEAD_PX, ROW_PX = 35, 35


def click_row(reader: Reader, row: int) -> None:
    """The grid is a canvas: rows are where they are drawn."""
    grid = reader.page.locator("[data-testid=stDataFrame]").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    reader.page.mouse.click(box["x"] + 420, box["y"] + HEAD_PX + ROW_PX * (row + 0.5))


@pytest.mark.parametrize("row", first(1, [0, 3]))
def test_a_click_on_a_row_opens_the_card_of_its_fact(open_page: OpenPage, dataset: Dataset, row: int) -> None:
    reader = open_page("/facts?kind=financing_deal")
    deals = latest_first(dataset.facts[dataset.facts["kind"] == "financing_deal"])
    click_row(reader, row)
    reader.wait_for_address("fact", [deals["id"].iloc[row]])
    expect(reader.card).to_contain_text(deals["title"].iloc[row])


@pytest.mark.sweep
def test_the_same_row_opens_again_after_its_card_was_closed(open_page: OpenPage) -> None:
    reader = open_page("/facts?kind=financing_deal")
    for _ in range(2):
        click_row(reader, 0)
        expect(reader.card).to_be_visible()
        reader.page.keyboard.press("Escape")
        reader.wait_for_address("fact", None)


@pytest.mark.parametrize("query", ["district=nushki", "q=zzzz"])
def test_the_facts_shown_can_be_taken_away_as_a_file(open_page: OpenPage, dataset: Dataset, query: str) -> None:
    reader = open_page(f"/facts?{query}")
    reader.page.get_by_role("button", name="Share").click()
    with reader.page.expect_download() as taken:
        reader.popover().get_by_role("link", name="CSV").click()
    assert dataset.version in taken.value.suggested_filename
    file = taken.value.path().read_bytes()
    assert file == fetch(f"{reader.server}/api/facts.csv?{query}").body
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    selection = parse_query(parse_qs(query), dataset).selection
    assert {row["title"] for row in rows} == {*shown(select(dataset.facts, selection), selection)["title"]}
    assert len(rows) == reader.shown()


def test_the_link_that_is_shared_names_every_choice_and_the_version(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/timeline?district=nushki&lane=actor")
    reader.page.get_by_role("button", name="Share").click()
    link = reader.popover().get_by_text("/timeline?")
    expect(link.first).to_contain_text(f"{reader.server}/timeline?district=nushki&lane=actor&v={dataset.version}")


@pytest.mark.parametrize(
    "query",
    [
        "dates=2025-12-01&dates=2025-12-31&match=definite",
        *(pytest.param(q, marks=pytest.mark.long) for q in ("", "district=nushki", "kind=financing_deal&match=undated", "q=zzzz")),
    ],
)
def test_the_data_api_holds_the_facts_that_the_page_counts(open_page: OpenPage, query: str) -> None:
    reader = open_page(f"/facts?{query}")
    told = json.loads(fetch(f"{reader.server}/api/facts.json?{query}").text)
    rows = list(csv.DictReader(io.StringIO(fetch(f"{reader.server}/api/facts.csv?{query}").body.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [fact["id"] for fact in told["facts"]]
    assert len(rows) == told["count"] == reader.shown()
    for name, words in {"definite": "match", "possible": "may match", "undated": "no date", "unplaced": "no district or province"}.items():
        expect(reader.pill(f"{told['accounting'][name]} {words}").first).to_be_visible()
