"""A reader signs in with a real provider and a real browser, reads, and signs out, in one tab and for another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import new_context
from tests.browser.reader import PATIENCE_MS, SETTLED
from tests.browser.server import UVICORN, fetch, free_port, running_server
from tests.pages.server.access.provider import Provider, running_provider

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SIGN_IN_SHOTS")  # a folder, to look at the pages
SECRETS = """[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "a secret of this test that is long enough"
client_id = "dashboard"
client_secret = "x"
server_metadata_url = "{metadata}"
"""


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running_provider() as found:
        yield found


@pytest.fixture
def address(browser: Browser, provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on which people sign in."""
    port = free_port()
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text(SECRETS.format(port=port, metadata=provider.metadata), "utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SIGN_IN_ALLOW", "@example.net")
    with running_server(command=UVICORN, port=port):
        yield f"http://localhost:{port}"


def _shot(page: Page, name: str) -> None:
    if SHOTS:
        for width in (1440, 1280, 1024, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.wait_for_timeout(1500)
                page.screenshot(path=f"{SHOTS}/{name}-{width}-{scheme}.png")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1440, "height": 900})


def _sign_in(page: Page, who: str) -> None:
    page.get_by_role("link", name="Sign in").click()
    page.get_by_placeholder("sub").fill(who)
    page.get_by_role("button", name="Authorize").click()


def _opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    return page


@pytest.mark.sweep
def test_a_reader_signs_in_reads_and_signs_out(browser: Browser, address: str) -> None:
    with new_context(browser, 1440, "light") as context:
        page = _opened(context, f"{address}/facts?district=nushki")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        _shot(page, "sign-in")
        _sign_in(page, "eve@evil.example")
        expect(page.get_by_role("heading", level=1)).to_have_text("You are not on the list of readers")
        expect(page.get_by_text("eve@evil.example")).to_be_visible()
        _shot(page, "unlisted")
        page.goto(f"{address}/facts?district=nushki")
        _sign_in(page, "bo@example.net")
        page.wait_for_selector("[data-testid=stApp]")
        page.evaluate(SETTLED, PATIENCE_MS)
        assert page.url == f"{address}/facts?district=nushki"
        assert page.locator(".sign-out").get_attribute("title") == "Signed in as bo@example.net"
        assert not [cookie for cookie in context.cookies() if cookie["name"] == "_streamlit_user" and not cookie["httpOnly"]]
        _shot(page, "signed-in")
        page.reload()
        page.wait_for_selector("[data-testid=stApp]")
        page.evaluate(SETTLED, PATIENCE_MS)
        other = _opened(context, f"{address}/method")
        other.wait_for_selector("[data-testid=stApp]")
        other.evaluate(SETTLED, PATIENCE_MS)
        other.locator(".sign-out").click()
        other.get_by_role("button", name="End session").click()
        expect(other.get_by_role("heading", level=1)).to_have_text("You are signed out")
        _shot(other, "signed-out")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in", timeout=PATIENCE_MS)
        assert "district=nushki" in page.url, "the tab that was open leads back to its view"
        assert fetch(f"{address}/api/facts.json").status == 401
