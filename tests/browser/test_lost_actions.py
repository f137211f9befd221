"""No action is lost: by quick and slow hands, in every page and widget, and when the session of the page is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, expect

from loaders.frames.dataset import Dataset
from loaders.query.query_string import parse_query
from loaders.query.selection import select, shown
from pages import PAGES
from pages.components.pager import PAGE
from pages.drawing.rows import latest_first
from tests.benchmarks.generate import write_facts
from tests.browser.conftest import OpenPage, new_context
from tests.browser.reader import Log, Reader
from tests.browser.server import fetch, free_port, running_server
from tests.browser.site import LINKED, path_of
from tests.browser.test_tables import HEAD_PX, ROW_PX, click_row

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]
HANDS_MS = ((0, 300), *(pytest.param((hand,), marks=pytest.mark.long) for hand in (0, 60, 300)))  # in turn
# The connection is lost, with the session of the page or without: `lose(true)` lets the browser forget the session's name.
LOSE = """{
  const Own = WebSocket
  let last, forgotten = false
  window.WebSocket = class extends Own {
    constructor(address, protocols) { super(address, forgotten ? protocols.slice(0, 2) : protocols); last = this }
  }
  window.lose = whole => { forgotten = whole; last.close() }
}"""


def press(reader: Reader, element: Locator, held: int = 0, below: float | None = None) -> None:
    """Press where the element is now, without waiting, and let go after `held` ms. below: how far below its top; else in its middle."""
    box = next(found for _ in range(100) if (found := element.bounding_box()))  # none for a moment while it is drawn anew
    reader.page.mouse.move(box["x"] + (min(9, box["width"] / 2) if below is None else 420), box["y"] + (below or box["height"] / 2))
    reader.page.mouse.down()
    reader.page.wait_for_timeout(held)
    reader.page.mouse.up()


def type_words(reader: Reader, words: str) -> None:
    words_field(reader).click()
    reader.page.keyboard.type(words)


def in_view(element: Locator) -> Locator:
    element.evaluate("element => element.scrollIntoView({ block: 'center' })")
    return element


def type_dates(reader: Reader, hand: int) -> None:
    press(reader, reader.group("Dates"), hand)
    for edge, digits in {"start": "20251201", "end": "20251231"}.items():
        reader.popover().locator(f"[data-range-field={edge}] [role=spinbutton]").first.click()
        reader.page.keyboard.type(digits)
    reader.page.keyboard.press("Enter")


def lost(reader: Reader, whole: bool) -> str:
    reader.page.evaluate("whole => lose(whole)", whole)
    expect(reader.page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
    reader.page.wait_for_selector("[data-test-connection-state=CONNECTED]")
    return ""


def words_field(reader: Reader) -> Locator:
    return reader.page.get_by_role("textbox", name="Words")


def agree(reader: Reader, path: str, query: str) -> None:
    """The address is the one that was asked for, the box shows its words, and the count is the data API's."""
    reader.wait_for_path(path)
    wanted = _parsed(query)
    for name in {*wanted, "q", "match", "fact"}:
        reader.wait_for_address(name, wanted.get(name))
    expect(words_field(reader)).to_have_value(wanted.get("q", [""])[0])
    told = json.loads(fetch(f"{reader.server}/api/facts.json?{'&'.join(p for p in query.split('&') if not p.startswith('fact='))}").text)
    expect(reader.accounting).to_contain_text(re.compile(rf"^{told['count']} (facts?|shown)"))


def _parsed(query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, _, value in (part.partition("=") for part in query.split("&") if part):
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.sweep
@pytest.mark.parametrize("hands", HANDS_MS, ids=str)
def test_words_typed_without_enter_come_along_to_every_page(open_page: OpenPage, hands: tuple[int, ...]) -> None:
    reader = open_page("/facts", loaded=True)
    for number, page in enumerate(name for name in LINKED if name != "facts"):
        hand = hands[number % len(hands)]
        type_words(reader, "gold" if not number else "")
        reader.page.wait_for_timeout(hand)
        press(reader, reader.link(PAGES[page].title), hand)
        agree(reader, path_of(page), "q=gold")
    words_field(reader).fill("")
    press(reader, reader.link("Map"), hands[0])
    agree(reader, "/map", "")


@pytest.mark.parametrize("hands", HANDS_MS, ids=str)
def test_two_actions_that_follow_each_other_both_count(open_page: OpenPage, hands: tuple[int, ...]) -> None:
    reader = open_page("/facts?district=nushki", loaded=True)
    all_but_undated = "match=definite&match=possible&match=unplaced"
    hand, other = hands[0], hands[-1]
    press(reader, reader.pill("no district or province"))
    reader.page.wait_for_timeout(hand)
    press(reader, reader.pill("may match"), hand)
    agree(reader, "/facts", "district=nushki&match=definite&match=unplaced")
    press(reader, reader.pill("may match"))
    reader.page.wait_for_timeout(hand)
    press(reader, reader.link("Investment"), hand)
    agree(reader, "/investment", f"district=nushki&{all_but_undated}")
    press(reader, reader.link("Facts"))
    reader.page.wait_for_timeout(other)
    press(reader, reader.page.get_by_role("button", name="Reset"), other)
    agree(reader, "/facts", "")
    reader.go("/facts?kind=context")
    type_words(reader, "gold")
    press(reader, reader.page.get_by_role("button", name="Reset"), other)
    agree(reader, "/facts", "")
    type_words(reader, "gold")
    reader.page.wait_for_timeout(other)
    reader.page.evaluate("history.back()")
    reader.page.wait_for_timeout(500)
    reader.settle()
    agree(reader, "/facts", urlsplit(reader.page.url).query)


@pytest.mark.sweep
@pytest.mark.parametrize("hands", HANDS_MS, ids=str)
def test_a_row_pressed_right_after_words_or_another_action_opens_its_fact(
    open_page: OpenPage, dataset: Dataset, hands: tuple[int, ...]
) -> None:
    reader = open_page("/facts?district=nushki", loaded=True)
    selection = parse_query({"district": ["nushki"]}, dataset).selection
    third = latest_first(shown(select(dataset.facts, selection), selection))["id"].iloc[2]
    befores: dict[str, Callable[[], object]] = {
        "q=militants": lambda: type_words(reader, "militants"),
        "match=definite&match=possible&match=unplaced": lambda: press(reader, reader.pill("no district or province")),
    }
    if not hands[
        -1
    ]:  # the answer replaces the table: a press in that tenth of a second meets none; one before it is in `test_late_answers`
        befores.popitem()
    for hand, (query, before) in zip((hands[0], hands[-1]), befores.items(), strict=False):
        reader.go("/facts?district=nushki")
        before()
        reader.page.wait_for_timeout(hand)
        if not query.startswith("q="):
            reader.settle()
        press(reader, reader.page.locator("[data-testid=stDataFrame] canvas").first, hand, below=HEAD_PX + ROW_PX * 2.5)
        expect(reader.card).to_be_visible()
        if query.startswith("q="):  # the table that was pressed had all facts of the district
            assert reader.address["fact"] == [third]
        reader.page.keyboard.press("Escape")
        agree(reader, "/facts", f"district=nushki&{query}")


@pytest.mark.sweep
def test_the_same_words_count_again_after_a_link_or_back_took_them_away(open_page: OpenPage) -> None:
    reader = open_page("/facts?district=nushki", loaded=True)
    for leave in ("back", "link", "unsent"):
        type_words(reader, "gold")
        if leave == "unsent":
            words = "district=nushki&match=definite&match=possible&match=unplaced"
            reader.page.evaluate("history.back()")
        else:
            words = "district=nushki"
            reader.page.keyboard.press("Enter")
            reader.wait_for_address("q", ["gold"])
            expect(reader.pill("0 match")).to_be_visible()
            if leave == "back":
                reader.page.evaluate("history.back()")
            else:
                reader.go("/facts?district=nushki")
        agree(reader, "/facts", words)
        type_words(reader, "gold")
        press(reader, reader.pill("no district or province"))
        agree(reader, "/facts", "district=nushki&q=gold" + ("&match=definite&match=possible&match=unplaced" if leave != "unsent" else ""))
        words_field(reader).fill("")
        words_field(reader).press("Enter")
        reader.wait_for_address("q", None)
        press(reader, reader.pill("no district or province"))
        reader.wait_for_address("match", None)


def test_a_fact_opened_while_words_are_typed_opens_and_the_words_count(open_page: OpenPage) -> None:
    reader = open_page("/", loaded=True)
    type_words(reader, "gold")
    press(reader, reader.page.locator(".facts li[data-facts=bla-held-nushki] > a"), 200)
    expect(reader.panel).to_be_visible()
    reader.wait_for_address("q", ["gold"])
    reader.page.keyboard.press("Escape")
    agree(reader, "/", "q=gold")


@pytest.mark.sweep
def test_escape_in_typed_dates_says_that_they_are_not_applied(open_page: OpenPage) -> None:
    reader = open_page("/facts", loaded=True)
    reader.group("Dates").click()
    reader.popover().locator("[data-range-field=start] [role=spinbutton]").first.click()
    reader.page.keyboard.type("20251201")
    reader.page.keyboard.press("Escape")
    expect(reader.page.get_by_role("status").filter(has_text="not applied")).to_be_visible()
    agree(reader, "/facts", "")


@pytest.mark.long  # five new servers; `test_every_widget` starts one anew
def test_the_first_action_after_the_session_is_lost_counts(browser: Browser) -> None:
    """One page, whose server is started anew before each action; a second one comes while the first is being repeated."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with ExitStack() as server, new_context(browser, 1440, "light") as context:
        reader = Reader(context, address, Log(address))

        def anew(act: Callable[[], object]) -> None:
            server.close()
            server.enter_context(running_server(port=port, killed=True))
            reader.page.wait_for_selector("[data-test-connection-state=CONNECTED]")
            act()

        server.enter_context(running_server(port=port, killed=True))
        reader.open("/facts?district=nushki")
        reader.drawn()
        reader.settle()
        anew(lambda: press(reader, reader.pill("no district or province")))
        reader.page.wait_for_timeout(120)
        press(reader, reader.pill("may match"))
        agree(reader, "/facts", "district=nushki&match=definite&match=unplaced")
        anew(lambda: (words_field(reader).fill("militants"), words_field(reader).press("Enter")))
        agree(reader, "/facts", "district=nushki&match=definite&match=unplaced&q=militants")
        anew(lambda: press(reader, reader.page.get_by_role("button", name="Reset")))
        agree(reader, "/facts", "")
        anew(lambda: click_row(reader, 2))
        expect(reader.card).to_be_visible()
        anew(lambda: reader.page.keyboard.press("Escape"))
        agree(reader, "/facts", "")


@pytest.mark.sweep
def test_the_first_action_after_the_session_is_lost_counts_for_choices_dates_boxes_and_pages_of_tables(
    open_page: OpenPage, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """The server stays and the page gets a new session before each action; with enough facts for two pages of a table."""
    reader = open_page(blank=True, server=serve(write_facts(PAGE + 1, tmp_path / "many")))
    reader.page.add_init_script(LOSE)
    reader.open("/timeline?lane=every_actor")

    def act(element: Locator, name: str, values: list[str]) -> None:
        lost(reader, True)
        press(reader, in_view(element))
        reader.wait_for_address(name, values)

    act(reader.page.locator(".st-key-every label").first, "lane", ["actor"])
    act(reader.page.get_by_role("radio", name="District", exact=True), "lane", ["district"])
    reader.go("/exposure").drawn()
    act(reader.page.get_by_role("radio", name="24", exact=True), "months", ["24"])
    reader.go("/facts")
    for page in ("Next page", "Previous page"):
        lost(reader, True)
        press(reader, in_view(reader.page.get_by_role("button", name=page).first))
        expect(reader.page.get_by_text("Rows 501–501 of 501" if page == "Next page" else "Rows 1–500 of 501")).to_be_visible()
    lost(reader, True)
    type_dates(reader, 0)
    agree(reader, "/facts", "dates=2025-12-01&dates=2025-12-31")
    reader.page.keyboard.press("Escape")
    reader.page.get_by_role("button", name="Share").click()
    file = reader.popover().get_by_role("link", name="CSV")
    file.wait_for()
    lost(reader, True)
    with reader.page.expect_download() as taken:
        file.click()
    assert taken.value.path().read_bytes() == fetch(f"{reader.server}/api/facts.csv?dates=2025-12-01&dates=2025-12-31").body


@pytest.mark.sweep
def test_a_first_day_alone_filters_nothing_and_goes_with_a_link_back_and_reset(open_page: OpenPage) -> None:
    reader = open_page("/facts?kind=context", loaded=True)
    ways: dict[str, Callable[[], object]] = {
        "kind=context": lambda: reader.page.evaluate("history.back()"),
        "district=gwadar": lambda: reader.go("/facts?district=gwadar"),
        "": lambda: press(reader, reader.page.get_by_role("button", name="Reset")),
    }
    for query, leave in ways.items():
        reader.go("/facts?district=nushki")
        reader.group("Dates").click()
        fields = reader.popover().locator("[data-testid=stDateInputField]")
        reader.popover().locator("[data-range-field=start] [role=spinbutton]").first.click()
        reader.page.get_by_role("gridcell").get_by_role("button").filter(has_text="15").first.click()
        expect(fields).to_contain_text("15")
        if not query:
            reader.page.keyboard.press("Escape")
            expect(reader.page.get_by_role("status").filter(has_text="not applied")).to_be_visible()
        agree(reader, "/facts", "district=nushki")
        leave()
        agree(reader, "/facts", query)
        if reader.popover().count():
            reader.page.keyboard.press("Escape")
        expect(reader.popover()).to_have_count(0)
        reader.group("Dates").click()
        expect(fields).not_to_contain_text("15")
        reader.page.keyboard.press("Escape")
        expect(reader.popover()).to_have_count(0)


@pytest.mark.sweep
def test_a_table_keeps_where_it_was_scrolled_to_when_a_card_is_closed(open_page: OpenPage) -> None:
    reader = open_page("/facts", loaded=True)
    grid = reader.page.locator("[data-testid=stDataFrame]").first
    grid.hover()
    reader.page.mouse.wheel(0, 700)
    for _ in range(2):
        click_row(reader, 4)
        expect(reader.card).to_be_visible()
        reader.page.keyboard.press("Escape")
        reader.wait_for_address("fact", None)
        expect(reader.card).to_have_count(0)
        assert grid.locator(".dvn-scroller").evaluate("scroller => scroller.scrollTop") == 700


@pytest.mark.sweep
def test_a_link_to_a_section_of_the_method_page_lands_on_it(open_page: OpenPage) -> None:
    reader = open_page("/timeline?district=nushki", loaded=True)
    reader.page.locator("a.method", has_text="How dates are shown").click()
    reader.wait_for_path("/method")
    expect(reader.page.locator("#dates")).to_be_in_viewport()
    assert reader.address == {"district": ["nushki"]}


@pytest.mark.sweep
def test_what_cannot_be_copied_is_selected_and_said_and_plain_http_copies_the_older_way(open_page: OpenPage) -> None:
    reader = open_page("/", fresh=True, blank=True)
    reader.page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined, configurable: true })")
    reader.open("/facts")
    reader.page.get_by_role("button", name="Share").click()
    code = reader.popover().locator("[data-testid=stCode]").first
    code.hover()
    code.get_by_role("button").click()
    expect(reader.page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
