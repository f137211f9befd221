"""In a browser below a base path: every page starts, and nothing that it links to or asks for lies beside the path."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from pages import PAGES
from tests.browser.conftest import OpenPage
from tests.browser.server import STREAMLIT, running_server
from tests.browser.site import LINKED, path_of

pytestmark = pytest.mark.browser
BASE = "/team/minerals"
ADDRESSES = """() => [...document.querySelectorAll('[href], [src], [data-table]')].map(element =>
  new URL(element.getAttribute('href') ?? element.getAttribute('src') ?? element.dataset.table, location.href).href)"""


@pytest.fixture(scope="module")
def below(browser: Browser) -> Iterator[str]:
    """The address of a server at a base path, with the path."""
    with running_server(command=(*STREAMLIT, "--server.baseUrlPath", BASE.strip("/"))) as address:
        yield f"{address}{BASE}"


@pytest.mark.sweep
def test_pages_below_a_base_path_link_to_nothing_beside_it(below: str, open_page: OpenPage) -> None:
    host = urlsplit(below).netloc
    reader = open_page("?district=nushki", server=below, loaded=True)  # without the slash at the end of the base path
    assert reader.path == f"{BASE}/"
    for page in LINKED:
        reader.page.get_by_role("navigation", name="Pages").get_by_role("link", name=PAGES[page].title, exact=True).click()
        reader.wait_for_path(f"{BASE}{path_of(page)}")
        reader.drawn()
        for _ in range(200 if page == "map" else 0):  # the outlines are fetched once the map is drawn
            if not any("/boundaries/" in url for url in reader.log.requests):
                reader.page.wait_for_timeout(50)
        found = [urlsplit(address) for address in reader.page.evaluate(ADDRESSES)]
        assert len(found) > 20
        assert {one.path for one in found if one.netloc == host and not one.path.startswith(f"{BASE}/")} == set(), page
    reader.page.get_by_role("button", name="Share").click()
    expect(reader.page.get_by_text(f"{below}/method?district=nushki&v=").first).to_be_visible()
    expect(reader.page.get_by_text(f"{below}/api/facts.csv?district=nushki").first).to_be_visible()
    with reader.page.expect_download() as taken:
        reader.page.get_by_role("link", name="CSV", exact=True).click()
    assert taken.value.suggested_filename.startswith("facts-district-nushki")
    paths = {urlsplit(url).path for url in reader.log.requests if not url.startswith(("data:", "blob:"))}
    assert {path for path in paths if not path.startswith(f"{BASE}/")} <= {BASE}
    assert any("/boundaries/" in path for path in paths)
