"""The keyboard: everything that a click does can be reached and done with keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader
from tests.browser.site import LINKED, path_of
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]
MOST_TO_A_FACT, MOST_STOPS = 16, 90
STOP = """() => {
  const here = document.activeElement
  if (!here || here === document.body) return null
  const cell = here.closest('canvas') ?? here, box = cell.getBoundingClientRect(), style = getComputedStyle(here)
  window.stops ??= []
  const place = window.stops.includes(here) ? 0 : window.stops.push(here)
  const fact = here.closest('canvas, .facts, .lines, .stages, .pair, .sides, .dossier ol')
    || here.matches('[data-testid=stDataFrame] *, button[kind=tertiary], summary, article a')
  const outlined = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'
  return {
    what: here.outerHTML.slice(0, 160), place, fact: !!fact, dialog: !!here.closest('[role=dialog]'),
    outlined: outlined || !here.getBoundingClientRect().width, in_view: box.bottom > 0 && box.top < innerHeight,
  }
}"""
FOCUSED = "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim().split('\\n')[0]"


def tab_to(reader: Reader, words: str, most: int = 40) -> list[str]:
    """Press Tab until the focus is on something whose name begins with some words; what was passed on the way."""
    passed: list[str] = []
    for _ in range(most):
        reader.page.keyboard.press("Tab")
        passed.append(str(reader.page.evaluate(FOCUSED)))
        if passed[-1].startswith(words):
            return passed
    raise AssertionError(f"Tab does not reach {words}; it reached {passed}")


def test_tab_reaches_the_pages_and_the_filters_in_the_order_that_is_read(open_page: OpenPage) -> None:
    reader = open_page("/facts").before_the_first_stop()
    passed = tab_to(reader, "Source", 40) + tab_to(reader, "Details", 60)
    order = [passed.index(name) for name in ("Map", "Timeline", "Words", "Place", "Dates", "Kind", "Who", "Details")]
    assert order == sorted(order)


@pytest.mark.sweep
def test_a_page_is_opened_with_enter(open_page: OpenPage) -> None:
    reader = open_page("/facts?district=nushki").before_the_first_stop()
    tab_to(reader, "Map")
    reader.page.keyboard.press("Enter")
    reader.wait_for_path("/map")
    assert reader.address == {"district": ["nushki"]}


def test_a_filter_is_opened_chosen_and_closed_with_keys(open_page: OpenPage) -> None:
    reader = open_page("/facts").before_the_first_stop()
    keys = reader.page.keyboard
    tab_to(reader, "Place")
    keys.press("Enter")
    expect(reader.page.get_by_role("combobox", name="Province", exact=True)).to_be_focused()
    tab_to(reader, "District", 3)
    keys.type("Nushki")
    expect(reader.page.get_by_role("option", name="Nushki", exact=True)).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    reader.wait_for_address("district", ["nushki"])
    for _ in range(2):  # the list, then the box
        if reader.popover().count():
            keys.press("Escape")
    expect(reader.popover()).to_have_count(0)
    expect(reader.group("place")).to_be_focused()


@pytest.mark.parametrize("name", first(1, ["Place", "Dates", "Kind", "Who", "Source", "Share", "Details"]))
def test_a_box_opened_by_keys_takes_the_focus_and_gives_it_back(open_page: OpenPage, name: str) -> None:
    reader = open_page("/facts", loaded=True)
    opener = reader.page.get_by_role("button", name=name).first
    for leave in ("Escape", "Shift+Tab"):
        opener.focus()
        reader.page.keyboard.press("Enter")
        expect(reader.page.locator("[data-testid=stPopoverBody]:focus, [data-testid=stPopoverBody] :focus")).to_have_count(1)
        reader.settle()
        reader.page.keyboard.press(leave)
        expect(reader.popover()).to_have_count(0)
        expect(opener).to_be_focused()


def test_a_page_that_is_reached_after_a_box_was_closed_begins_with_nothing_in_focus(open_page: OpenPage) -> None:
    """As by the mouse's own Back button, which neither presses a key nor the page."""
    reader = open_page("/facts", loaded=True)
    share = reader.page.get_by_role("button", name="Share").first
    share.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.popover()).to_have_count(1)
    reader.page.keyboard.press("Escape")
    expect(share).to_be_focused()
    expect(reader.popover()).to_have_count(0)
    reader.page.wait_for_timeout(200)  # until the focus is looked after
    back = "history.pushState(null, '', '/investment'); dispatchEvent(new PopStateEvent('popstate'))"
    reader.page.evaluate(f"() => {{ document.activeElement.blur(); {back} }}")
    expect(reader.heading()).to_contain_text("Investment")
    reader.page.wait_for_timeout(500)
    assert reader.page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("page", first(1, LINKED))
def test_skip_leads_to_what_the_page_shows_and_tab_through_all_of_it_with_the_focus_seen(open_page: OpenPage, page: str) -> None:
    reader = open_page(path_of(page)).before_the_first_stop()
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate(FOCUSED) == "Skip to main content"
    reader.page.keyboard.press("Enter")
    expect(reader.heading()).to_be_focused()
    stops = []
    while len(stops) < MOST_STOPS:
        reader.page.keyboard.press("Tab")
        if (stop := reader.page.evaluate(STOP)) is None:
            break
        stops.append(stop)
    assert not [stop["what"] for stop in stops if stop["dialog"]], "the focus alone opened a card"
    assert not [stop["what"] for stop in stops if not stop["outlined"]], "the focus is not seen"
    near = stops[:MOST_TO_A_FACT]
    assert not [stop["what"] for stop in near if not stop["in_view"]], "the focus is out of sight"
    assert not [stop["what"] for stop in near if not stop["place"]], "a stop comes twice: a trap"
    assert any(stop["fact"] for stop in near) or page == "method", [stop["what"] for stop in near]


def test_enter_and_space_on_a_row_open_its_fact_and_escape_gives_the_focus_back(open_page: OpenPage) -> None:
    reader = open_page("/facts?kind=financing_deal")
    table = reader.page.locator("[data-testid=stDataFrame]").first
    table.locator("canvas").first.focus()
    for key in ("Enter", "Space"):
        reader.page.keyboard.press("ArrowDown")
        reader.settle()
        expect(reader.card).to_have_count(0)
        reader.page.keyboard.press(key)
        expect(reader.card).to_be_visible()
        reader.page.keyboard.press("Escape")
        reader.wait_for_address("fact", None)
        expect(table.locator(":focus")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "opener"),
    [
        ("/facts", ".pair a.inside"),
        ("/facts", ".sides a.inside"),
        ("/exposure?district=nushki", ".lines a.inside"),
        ("/investment", ".stages a.inside"),
    ],
)
def test_escape_gives_the_focus_back_to_the_link_that_opened_a_card(open_page: OpenPage, path: str, opener: str) -> None:
    reader = open_page(path)
    link = reader.page.locator(opener).first
    link.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.card).to_be_visible()
    reader.page.keyboard.press("Escape")
    reader.wait_for_address("fact", None)
    expect(link).to_be_focused()


def test_a_card_holds_the_focus_and_gives_it_back(open_page: OpenPage) -> None:
    reader = open_page("/facts?fact=exim-reko-diq-approval")
    expect(reader.card).to_be_visible()
    for _ in range(12):
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate("document.activeElement.closest('[role=dialog]') !== null"), "the focus left the card"


def test_what_has_the_focus_can_be_seen(open_page: OpenPage) -> None:
    reader = open_page("/facts").before_the_first_stop()
    tab_to(reader, "Map")
    outline = reader.page.evaluate(
        "(s => s.outlineStyle !== 'none' && s.outlineWidth !== '0px' || s.boxShadow !== 'none')(getComputedStyle(document.activeElement))"
    )
    assert outline
