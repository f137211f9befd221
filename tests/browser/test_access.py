"""Everyone can use every page: by keyboard, by finger, enlarged, on a small window, without motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pages import PAGES
from tests.browser.conftest import OpenPage
from tests.browser.site import path_of
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]
TARGETS = """() => [...document.querySelectorAll('button, a[href], input, [role=button], [role=radio], summary')].filter(target => {
  const box = target.getBoundingClientRect(), hidden = box.width <= 1 || target.closest('[aria-hidden=true], .stSkipToContent')
  const within = target.closest('label, [data-testid=stMultiSelect], [data-testid=stSelectbox], [data-testid=stTextInput]')
  const inText = getComputedStyle(target).display === 'inline' && target.closest('p, li, dd')
  const onPicture = target.closest('.map svg, .when svg, .track') // what a click there does, the list and the filters do too
  return !hidden && !onPicture && box.height > 0 && !within && !inText && (box.width < 24 || box.height < 24)
}).map(target => target.outerHTML.slice(0, 160))"""
CUT = """() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')].filter(box => {
  const style = getComputedStyle(box), drawn = box.closest('[data-testid=stDataFrame], .js-plotly-plot, [data-testid=stDeckGlJsonChart]')
  const hides = ['hidden', 'clip'].includes(style.overflowX) && box.clientWidth > 1
  return !drawn && hides && box.innerText?.trim() && box.scrollWidth > box.clientWidth + 1
}).map(box => box.outerHTML.slice(0, 240))"""
MOVING = """() => [...document.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element)
  return parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01
}).map(element => element.outerHTML.slice(0, 120))"""
SIDEWAYS = """() => {
  const main = document.querySelector('[data-testid=stMain]')
  return Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth)
}"""


@pytest.mark.sweep
def test_the_keyboard_reads_a_table_before_it_opens_a_fact(open_page: OpenPage) -> None:
    reader = open_page("/facts?kind=financing_deal")
    reader.page.locator("[data-testid=stDataFrame] [data-testid=data-grid-canvas]").first.focus()
    for _ in range(2):
        reader.page.keyboard.press("ArrowDown")
        reader.settle()
    expect(reader.card).to_have_count(0)
    reader.page.keyboard.press("ArrowRight")
    expect(reader.card).to_be_visible()
    reader.page.keyboard.press("Escape")
    reader.wait_for_address("fact", None)


@pytest.mark.parametrize("page", first(1, PAGES))
def test_a_page_fits_a_phone_a_small_window_and_200_percent(open_page: OpenPage, page: str) -> None:
    reader = open_page(path_of(page), width=390)
    assert not reader.page.evaluate(TARGETS), "too small for a finger"
    assert not reader.page.evaluate(CUT), "words are cut"
    for width, height in ((390, 844), (320, 640), (720, 450)):
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.settle()
        assert reader.page.evaluate(SIDEWAYS) <= 0, f"sideways scrolling at {width}"


@pytest.mark.sweep
def test_nothing_moves_for_those_who_asked_for_less_motion(open_page: OpenPage) -> None:
    reader = open_page("/facts")
    reader.page.emulate_media(reduced_motion="reduce")
    reader.go("/facts?fact=exim-reko-diq-approval")
    expect(reader.card).to_be_visible()
    moving = reader.page.evaluate(MOVING)
    assert not moving


def test_the_page_names_its_language_and_has_one_first_heading(open_page: OpenPage) -> None:
    reader = open_page("/map")
    assert reader.page.evaluate("document.documentElement.lang") == "en"
    assert reader.page.locator("h1").count() == 1
    expect(reader.page.get_by_role("link", name="Skip to main content")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "words"), first(1, [("/map?district=nushki", "Nushki as a whole: "), ("/timeline?district=nushki", "Security facts: ")])
)
def test_a_picture_says_in_words_what_it_shows(open_page: OpenPage, path: str, words: str) -> None:
    reader = open_page(path)
    expect(reader.page.locator(f"[aria-label*='{words}']").first).to_be_visible()
    expect(reader.page.locator("[data-testid=stDataFrame]").first).to_be_visible()


def test_a_newcomer_finds_nushki_in_january_2026_and_the_money_behind_it_in_four_clicks(
    open_page: OpenPage,
) -> None:
    reader = open_page("/")
    clicks = 0
    told = reader.page.locator(".figures")
    expect(told).to_contain_text("31 Jan 2026")
    expect(told).to_contain_text("USD 1.25 billion")
    told.get_by_role("link", name="Nushki").click()
    clicks += 1
    reader.wait_for_path("/exposure")
    expect(reader.page.get_by_text("Money: USD 1.25 billion, approved").first).to_be_visible()
    reader.page.locator(".lines a.inside").filter(has_text="BLA held Nushki").first.click()
    clicks += 1
    expect(reader.card).to_contain_text("Jan 2026")
    expect(reader.card).to_contain_text("Nushki")
    assert clicks <= 4
    print(f"Nushki in January 2026 and the money behind it: {clicks} clicks from the first page")
