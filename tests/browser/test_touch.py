"""Fingers on a phone: one scrolls the page over a picture, two move the picture, a tap opens a fact."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader
from tests.browser.test_timeline import spot
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]
Point = tuple[float, float]
PICTURES = [("/map", "[data-testid=stDeckGlJsonChart]"), ("/timeline", "[data-testid=stPlotlyChart]")]
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def drag(reader: Reader, cdp: CDPSession, fingers: list[tuple[Point, Point]], steps: int = 10) -> None:
    """Move fingers, each from a point to another."""

    def send(kind: str, part: float) -> None:
        points = [{"x": x + (to_x - x) * part, "y": y + (to_y - y) * part, "id": i} for i, ((x, y), (to_x, to_y)) in enumerate(fingers)]
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if kind == "touchEnd" else points})
        reader.page.wait_for_timeout(16)

    send("touchStart", 0)
    for step in range(1, steps + 1):
        send("touchMove", step / steps)
    send("touchEnd", 1)


@pytest.mark.sweep
@pytest.mark.parametrize(("path", "picture"), first(1, PICTURES))
def test_one_finger_scrolls_the_page_and_two_move_the_picture(open_page: OpenPage, path: str, picture: str) -> None:
    reader = open_page(path, width=390)
    drawn, cdp = reader.page.locator(picture), reader.context.new_cdp_session(reader.page)
    drawn.evaluate("picture => picture.scrollIntoView({block: 'start'})")
    box = drawn.bounding_box()
    assert box is not None
    x, y, before = box["x"] + box["width"] / 2, box["y"] + 250, reader.page.evaluate(SCROLLED)
    drag(reader, cdp, [((x, y + 120), (x, y - 100))])
    expect(reader.page.locator(".two-fingers")).to_contain_text("Use two fingers to move the")
    expect(reader.page.locator("[data-testid=stMain]")).not_to_have_js_property("scrollTop", before)
    reader.settle()
    assert reader.page.evaluate(SCROLLED) > before + 100
    drawn.evaluate("picture => picture.scrollIntoView({block: 'start'})")
    expect(reader.page.locator(".two-fingers")).to_have_count(0)
    still, here = drawn.screenshot(), reader.page.evaluate(SCROLLED)
    drag(reader, cdp, [((x + 90, y), (x - 90, y))])
    expect(reader.page.locator(".two-fingers")).to_have_count(1)
    expect(reader.page.locator(".two-fingers")).to_have_count(0)
    assert drawn.screenshot() == still, "one finger moved the picture"
    drag(reader, cdp, [((x - 30, y), (x - 120, y + 10)), ((x + 30, y), (x + 60, y + 10))])
    reader.settle()
    assert drawn.screenshot() != still, "two fingers did not move the picture"
    assert reader.page.evaluate(SCROLLED) == here, "two fingers scrolled the page"
    assert "fact" not in reader.address, "a drag opened a fact"


@pytest.mark.sweep
def test_a_tap_on_the_timeline_still_opens_its_fact(open_page: OpenPage) -> None:
    reader = open_page("/timeline", width=390)
    reader.page.touchscreen.tap(*spot(reader, "exim-reko-diq-approval"))
    reader.wait_for_address("fact", ["exim-reko-diq-approval"])
    expect(reader.card).to_be_visible()


@pytest.mark.sweep
def test_a_tap_on_the_map_still_chooses_what_it_touches(open_page: OpenPage) -> None:
    reader = open_page("/map?layer=mineral_site", width=390)
    picture = reader.page.locator("[data-testid=stDeckGlJsonChart]")
    picture.evaluate("picture => picture.scrollIntoView({block: 'start'})")
    box = picture.bounding_box()
    assert box is not None
    for down in range(150, 390, 20):  # somewhere down the middle lies a district or a mark
        reader.page.touchscreen.tap(box["x"] + 150, box["y"] + down)
        reader.page.wait_for_timeout(400)
        if set(reader.address) - {"layer"}:
            break
    assert set(reader.address) & {"district", "at", "fact"}
