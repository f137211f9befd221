"""A slow line: what the reader does while the answer to an earlier action is on its way counts, and so does the earlier action."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from loaders.frames.dataset import Dataset
from loaders.query.query_string import parse_query
from loaders.query.selection import select, shown
from pages.drawing.rows import latest_first
from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader
from tests.browser.test_lost_actions import agree, press, type_words
from tests.browser.test_tables import HEAD_PX, ROW_PX

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]
START = {"district": ["nushki"]}
WITHOUT_LOCATION = ["definite", "possible", "unplaced"]
# What the server says waits from `hold()` to `release()`; `quiet()` tells whether it has said nothing new for a while.
SLOW_LINE = """{
  const Own = WebSocket
  let waiting = null, last = 0
  window.WebSocket = class extends Own {
    addEventListener(kind, listener, ...rest) {
      const late = event => waiting ? (waiting.push(() => listener(event)), last = performance.now()) : listener(event)
      super.addEventListener(kind, kind === 'message' ? late : listener, ...rest)
    }
  }
  window.hold = () => { waiting = []; last = 0 }
  window.quiet = () => last && performance.now() - last > 700
  window.release = () => { const told = waiting; waiting = null; told.forEach(tell => tell()) }
}"""


def words(reader: Reader) -> None:
    type_words(reader, "militants")
    reader.page.keyboard.press("Enter")


ACTIONS: dict[str, Callable[[Reader], None]] = {
    "words": words,
    "toggle": lambda reader: press(reader, reader.pill("no district or province")),
    "chip": lambda reader: press(reader, reader.chip("Nushki")),
    "row": lambda reader: press(reader, reader.page.locator("[data-testid=stDataFrame] canvas").first, below=HEAD_PX + ROW_PX * 2.5),
    "page": lambda reader: press(reader, reader.link("Map")),
    "reset": lambda reader: press(reader, reader.page.get_by_role("button", name="Reset")),
}
RESULTS: dict[str, dict[str, list[str]]] = {
    "words": {"q": ["militants"]},
    "toggle": {"match": WITHOUT_LOCATION},
    "chip": {"district": []},
    "row": {},  # the fact is the third of the table that was pressed
    "page": {},
    "reset": {"district": [], "q": [], "match": []},
}


@pytest.mark.sweep
@pytest.mark.parametrize("first", ["words", *(pytest.param(name, marks=pytest.mark.long) for name in ("toggle", "chip"))])
def test_an_action_before_the_answer_to_another_counts_and_so_does_the_other(open_page: OpenPage, dataset: Dataset, first: str) -> None:
    selection = parse_query(START, dataset).selection
    third = latest_first(shown(select(dataset.facts, selection), selection))["id"].iloc[2]
    reader = open_page(blank=True)
    reader.page.add_init_script(SLOW_LINE)
    reader.open("/method")
    for second in [name for name in ACTIONS if name not in (first, "toggle")]:
        reader.go("/facts?district=nushki").drawn()
        if first == "toggle":
            reader.pill("no district or province").wait_for()
        reader.page.evaluate("hold()")
        ACTIONS[first](reader)
        while not reader.page.evaluate("quiet()"):
            reader.page.wait_for_timeout(50)
        ACTIONS[second](reader)
        reader.page.wait_for_timeout(500)
        reader.page.evaluate("release()")
        wanted = {**START, **RESULTS[first], **RESULTS[second]} | ({"fact": [third]} if second == "row" else {})
        query = "&".join(f"{name}={value}" for name, values in wanted.items() for value in values)
        agree(reader, "/map" if second == "page" else "/facts", query)
        expect(reader.card).to_have_count(1 if second == "row" else 0)
        reader.page.keyboard.press("Escape")
        reader.settle()
