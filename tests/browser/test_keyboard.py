"""The keyboard: everything that a click does can be reached and done with keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]
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
    reader = open_page("/facts", loaded=True)
    passed = tab_to(reader, "Source", 40) + tab_to(reader, "Held back and why", 40)
    order = [passed.index(name) for name in ("Map", "Timeline", "Words", "Place", "Dates", "Kind", "Who", "Held back and why")]
    assert order == sorted(order)


def test_a_page_is_opened_with_enter(open_page: OpenPage) -> None:
    reader = open_page("/facts?district=nushki", loaded=True)
    tab_to(reader, "Map")
    reader.page.keyboard.press("Enter")
    reader.wait_for_path("/map")
    assert reader.address == {"district": ["nushki"]}


def test_a_filter_is_opened_chosen_and_closed_with_keys(open_page: OpenPage) -> None:
    reader = open_page("/facts", loaded=True)
    tab_to(reader, "Place")
    reader.page.keyboard.press("Enter")
    expect(reader.popover()).to_be_visible()
    reader.page.get_by_role("combobox", name="District").focus()
    reader.page.keyboard.type("Nushki")
    expect(reader.page.get_by_role("option", name="Nushki", exact=True)).to_be_visible()
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    reader.wait_for_address("district", ["nushki"])
    reader.page.keyboard.press("Escape")
    expect(reader.page.get_by_role("listbox")).to_have_count(0)


def test_a_card_holds_the_focus_and_gives_it_back(open_page: OpenPage) -> None:
    reader = open_page("/facts?fact=exim-reko-diq-approval", loaded=True)
    expect(reader.card).to_be_visible()
    for _ in range(12):
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate("document.activeElement.closest('[role=dialog]') !== null"), "the focus left the card"


def test_what_has_the_focus_can_be_seen(open_page: OpenPage) -> None:
    reader = open_page("/facts", loaded=True)
    tab_to(reader, "Map")
    outline = reader.page.evaluate(
        "(s => s.outlineStyle !== 'none' && s.outlineWidth !== '0px' || s.boxShadow !== 'none')(getComputedStyle(document.activeElement))"
    )
    assert outline
