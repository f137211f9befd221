"""Readers whose browser or network lacks something: WebGL, WebSocket, scripts, cookies, or the language of the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from tests.browser.conftest import OpenPage
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]
NO_WEBGL = """HTMLCanvasElement.prototype.getContext = (get => function (kind, ...more) {
  return kind.startsWith('webgl') ? null : get.call(this, kind, ...more)
})(HTMLCanvasElement.prototype.getContext)"""
NO_COOKIES = "Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} })"
TRANSLATED = """() => {
  const walk = document.createTreeWalker(document.getElementById('root'), NodeFilter.SHOW_TEXT), texts = []
  while (walk.nextNode()) if (walk.currentNode.data.trim()) texts.push(walk.currentNode)
  for (const text of texts) {
    const outer = document.createElement('font'), inner = document.createElement('font')
    inner.textContent = text.data
    outer.append(inner)
    text.replaceWith(outer)
  }
  return texts.length
}"""
WORDS = "document.querySelector('[data-testid=stMainBlockContainer]').innerText.split(/\\s+/).join(' ')"


@pytest.mark.sweep
@pytest.mark.parametrize("path", ["/facts", *(pytest.param(path, marks=pytest.mark.long) for path in ("/map", "/investment"))])
def test_a_page_translated_by_the_browser_keeps_no_old_number_after_a_filter(open_page: OpenPage, path: str) -> None:
    asked = f"{path}?district=nushki"
    plain = str(open_page(asked).page.evaluate(WORDS))
    reader = open_page(path, loaded=True)
    assert reader.page.evaluate(TRANSLATED) > 20
    reader.choose("Place", "District", "Nushki", "Nushki")
    reader.wait_for_address("district", ["nushki"])
    assert reader.page.evaluate(WORDS) == plain
    reader.page.evaluate(TRANSLATED)
    reader.page.get_by_role("button", name="Reset").click()
    reader.wait_for_address("district", None)
    assert reader.shown() == 117
    reader.no_trouble()


def test_without_webgl_the_map_is_the_servers_picture_and_the_data_are_named(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()  # not a `Reader`: the map's own library complains on the console
    page.add_init_script(NO_WEBGL)
    page.goto(f"{server}/map?district=nushki&layer=security_incident")
    told = page.locator(".without-webgl")
    expect(told).to_contain_text("This browser cannot draw the map")
    expect(told.get_by_role("link", name="as data")).to_have_attribute("href", "./api/facts.json?district=nushki")
    expect(told.get_by_role("img")).to_have_attribute("src", "./files/map.svg?district=nushki&layer=security_incident")
    expect(told.get_by_role("img")).to_have_js_property("naturalWidth", 960)
    expect(page.locator("[data-testid=stDeckGlJsonChart]")).to_be_hidden()
    context.close()


@pytest.mark.sweep
def test_with_a_blocked_websocket_the_page_says_so_and_shows_the_picture(open_page: OpenPage) -> None:
    reader = open_page(blank=True, fresh=True)
    blocked = [True]

    def through(socket: WebSocketRoute) -> None:
        if blocked[0]:
            socket.close()
        else:
            socket.connect_to_server()

    reader.page.route_web_socket("**/_stcore/stream**", through)
    reader.page.goto(f"{reader.server}/map?district=nushki")
    notice = reader.page.locator(".no-connection")
    expect(notice).to_contain_text("It needs a WebSocket connection")
    expect(notice.get_by_role("link", name="/api/facts.json?district=nushki")).to_be_visible()
    expect(notice.locator("img")).to_have_attribute("src", "/files/map.svg?district=nushki")
    expect(notice.locator("img")).to_have_js_property("naturalWidth", 960)
    blocked[0] = False
    reader.page.wait_for_selector("[data-test-connection-state=CONNECTED]")
    expect(notice).to_have_count(0)


def test_without_scripts_the_page_names_the_files_and_shows_the_picture(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/timeline?district=nushki&q=%22%3E%3Cb%3E")
    expect(page.get_by_role("link", name="JSON", exact=True)).to_have_attribute("href", "/api/facts.json?district=nushki&q=%22%3E%3Cb%3E")
    expect(page.get_by_role("img", name="Map of the facts")).to_be_visible()
    assert page.locator("noscript b").count() == 0
    context.close()


@pytest.mark.parametrize(("width", "folded"), first(1, [(390, 1), (1440, 0)]))
def test_with_cookies_refused_a_phone_gets_the_narrow_layout(open_page: OpenPage, width: int, folded: int) -> None:
    reader = open_page(width=width, fresh=True, blank=True)
    reader.page.add_init_script(NO_COOKIES)
    reader.open("/method")
    expect(reader.page.locator(".st-key-group_filters")).to_have_count(folded)
