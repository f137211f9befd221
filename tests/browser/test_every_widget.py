"""Every kind of widget counts at once: after typed words, after another action, after a lost session and after a lost connection."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import OpenPage, new_context
from tests.browser.reader import Log, Reader
from tests.browser.server import free_port, running_server
from tests.browser.test_lost_actions import LOSE, agree, in_view, lost, press, type_dates, type_words, words_field
from tests.browser.test_tables import click_row
from tests.browser.test_timeline import spot

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]
HANDS_MS = (0, 60, 300)


@dataclass(frozen=True)
class Widget:
    """A kind of widget: the page it stands on, what the reader does there, the parameters that this adds, and what is seen then."""

    page: str
    act: Callable[[Reader, int], object]
    adds: str = ""
    seen: Callable[[Reader], Locator] | None = None


def button(words: str) -> Callable[[Reader, int], None]:
    return lambda reader, hand: press(reader, in_view(reader.page.get_by_role("button", name=words).first), hand)


def radio(words: str) -> Callable[[Reader, int], None]:
    return lambda reader, hand: press(reader, in_view(reader.page.get_by_role("radio", name=words, exact=True).first), hand)


def group_of_facts(words: str) -> Callable[[Reader, int], None]:
    def act(reader: Reader, hand: int) -> None:
        chips = reader.page.get_by_role("group", name="List only the facts of")
        press(reader, in_view(chips.get_by_role("link", name=words).first), hand)

    return act


def choose_kind(reader: Reader, hand: int) -> None:
    press(reader, reader.group("Kind"), hand)
    reader.page.get_by_role("combobox", name="Kind of fact").click()
    press(reader, reader.page.get_by_role("option", name="Financing deals", exact=True), hand)
    reader.wait_for_address("kind", ["financing_deal"])
    reader.page.keyboard.press("Escape")


def click_mark(reader: Reader, hand: int) -> None:
    reader.settle()
    reader.page.mouse.move(*spot(reader, "exim-reko-diq-approval"))
    reader.page.mouse.down()
    reader.page.wait_for_timeout(hand)
    reader.page.mouse.up()


def box(reader: Reader) -> Locator:
    return reader.popover()


def card(reader: Reader) -> Locator:
    return reader.card


WIDGETS = {
    "multiselect": Widget("/facts", choose_kind, "kind=financing_deal"),
    "dates": Widget("/facts", type_dates, "dates=2025-12-01&dates=2025-12-31"),
    "popover": Widget("/facts", button("Share"), seen=lambda reader: reader.popover().get_by_role("link", name="CSV")),
    "segmented": Widget("/timeline", radio("District"), "lane=district"),
    "mark": Widget("/timeline", click_mark, seen=card),
    "layers": Widget(
        "/map",
        button("financing deals"),
        "layer=mineral_site&layer=security_incident&layer=diplomatic_event&layer=context",
    ),
    "place": Widget("/map", group_of_facts("Balochistan as a whole"), "at=balochistan"),
    "pills": Widget("/exposure", button("on its route"), "ties=direct&ties=district&ties=possible"),
}


def typed_words(reader: Reader, hand: int) -> str:
    type_words(reader, "gold")
    reader.page.wait_for_timeout(hand)
    return "q=gold"


def another_action(reader: Reader, hand: int) -> str:
    press(reader, reader.pill("no district or province"), hand)
    reader.page.wait_for_timeout(hand)
    return "match=definite&match=possible&match=unplaced"


SITUATIONS: dict[str, Callable[[Reader, int], str]] = {
    "words": typed_words,
    "action": another_action,
    "session": lambda reader, _: lost(reader, True),
    "connection": lambda reader, _: lost(reader, False),
}


def counts(reader: Reader, name: str, situation: str, hand: int) -> None:
    """The widget, used in that situation, does what it does, and so does what came before it."""
    widget = WIDGETS[name]
    (reader.open if situation == "words" else reader.go)(f"{widget.page}?district=chagai").drawn()
    before = SITUATIONS[situation](reader, hand)
    widget.act(reader, hand)
    if widget.seen:
        expect(widget.seen(reader).first).to_be_visible()
    if widget.seen is card:
        reader.page.keyboard.press("Escape")
        reader.wait_for_address("fact", None)
    agree(reader, widget.page, "&".join(filter(None, ["district=chagai", before, widget.adds])))
    if reader.popover().count():
        reader.page.keyboard.press("Escape")
        reader.page.keyboard.press("Escape")


@pytest.mark.long
@pytest.mark.parametrize("situations", [("words", "action"), ("session", "connection")], ids=" or ".join)
def test_every_widget_counts(open_page: OpenPage, situations: tuple[str, str]) -> None:
    """Each widget after words or another action, and after a lost session or connection, with quick and slow hands in turn."""
    reader = open_page("/facts", loaded=True, blank=True)
    reader.page.add_init_script(LOSE)
    reader.open("/facts")
    for number, name in enumerate(WIDGETS):
        counts(reader, name, situations[number % 2], HANDS_MS[number % len(HANDS_MS)])


@pytest.mark.sweep
def test_the_first_action_counts_after_the_server_was_started_anew_and_after_the_session_was_lost(browser: Browser) -> None:
    """A new server once, with a second action while the first is being repeated; then a new session, which takes a tenth of the time."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with ExitStack() as server, new_context(browser, 1440, "light") as context:
        reader = Reader(context, address, Log(address))
        reader.page.add_init_script(LOSE)
        server.enter_context(running_server(port=port, killed=True))
        reader.open("/facts?district=nushki").drawn()
        server.close()
        server.enter_context(running_server(port=port, killed=True))
        reader.page.wait_for_selector("[data-test-connection-state=CONNECTED]")
        press(reader, reader.pill("no district or province"))
        reader.page.wait_for_timeout(120)
        press(reader, reader.pill("may match"))
        agree(reader, "/facts", "district=nushki&match=definite&match=unplaced")
        lost(reader, True)
        words_field(reader).fill("militants")
        words_field(reader).press("Enter")
        agree(reader, "/facts", "district=nushki&match=definite&match=unplaced&q=militants")
        lost(reader, True)
        press(reader, reader.page.get_by_role("button", name="Reset"))
        agree(reader, "/facts", "")
        lost(reader, True)
        click_row(reader, 2)
        expect(reader.card).to_be_visible()
        lost(reader, True)
        reader.page.keyboard.press("Escape")
        agree(reader, "/facts", "")


@pytest.mark.sweep
def test_what_was_chosen_in_a_box_and_taken_back_does_not_return_with_the_next_action(open_page: OpenPage) -> None:
    """The box is closed, so that its widget does not hear of it; with the session of the page, and with a new one."""
    reader = open_page("/facts", loaded=True, blank=True)
    reader.page.add_init_script(LOSE)
    reader.open("/facts")
    for taken_back, rest in {"reset": "", "link": "district=nushki&", "page": ""}.items():
        type_dates(reader, 0)
        reader.wait_for_address("dates", ["2025-12-01", "2025-12-31"])
        reader.page.keyboard.press("Escape")
        if taken_back == "reset":
            reader.page.get_by_role("button", name="Reset").click()
            reader.wait_for_address("dates", None)
        elif taken_back == "link":
            reader.go("/facts?district=nushki")
            lost(reader, True)
        else:
            reader.go("/sources").go("/facts")
        reader.pill("no district or province").click()
        agree(reader, "/facts", f"{rest}match=definite&match=possible&match=unplaced")
        reader.go("/facts")
