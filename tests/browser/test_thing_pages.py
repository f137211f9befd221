"""Pages of single things in a browser: without script, on a phone and in the dark, accessible, and one click from the dashboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import AXE, RUN, TAGS
from tests.browser.conftest import OpenPage, new_context
from tests.browser.test_access import TARGETS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]
PATHS = ("/fact/exim-reko-diq-approval", "/actor/bla", "/place/nuskhi")
SMALL = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(element =>
  element.childNodes.length && [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
  && parseFloat(getComputedStyle(element).fontSize) < 12).map(element => element.outerHTML.slice(0, 120))"""


@pytest.mark.sweep
@pytest.mark.parametrize("size", [(1440, "light"), (390, "dark")], ids=["desk", "phone"])
def test_they_are_readable_and_accessible(browser: Browser, server: str, size: tuple[int, str]) -> None:
    with new_context(browser, *size) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in PATHS:
            page.goto(f"{server}{path}")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0, path
            assert page.evaluate(SMALL) == [], path
            small = [target for target in page.evaluate(TARGETS) if 'class="spot' not in target and 'class="inside' not in target]
            assert small == [], path
            page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
            found = page.evaluate(RUN, {"tags": TAGS, "listed": []})
            assert not found, (path, [(one["rule"], one["html"], one["says"]) for one in found])
        assert all(url.startswith(server) for url in asked)
        assert not [url for url in asked if url.endswith(".js")]


@pytest.mark.sweep
def test_a_name_on_a_card_leads_to_its_page_and_from_there_back(open_page: OpenPage) -> None:
    reader = open_page("/facts?fact=bla-held-nushki", loaded=True)
    reader.card.get_by_role("link", name="Baloch Liberation Army").first.click()
    reader.page.wait_for_url("**/actor/bla")
    assert reader.page.locator("h1").inner_text() == "Baloch Liberation Army"
    reader.page.get_by_role("link", name="BLA held Nushki").first.click()
    reader.page.wait_for_url("**/fact/bla-held-nushki")
    reader.page.get_by_role("link", name="Open in the dashboard").click()
    reader.drawn()
    assert reader.address["fact"] == ["bla-held-nushki"]
