"""Signing in behind HAProxy with TLS, below a path, at two servers: who is let in, and the page of each refusal."""

from __future__ import annotations

import json
import os
import shutil
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.reader import PATIENCE_MS, SETTLED
from tests.browser.server import DATA
from tests.browser.test_sign_in import SECRETS
from tests.hosting.fleet import BASE, Fleet
from tests.pages.server.access.provider import Provider, running_provider
from tests.pages.server.access.test_oidc import CHANGED, SPOILED

pytestmark = pytest.mark.hosting
SHOTS = os.environ.get("SIGN_IN_SHOTS")  # a folder, to look at the pages
WHO = "bo@example.net"
REFUSALS = {"wrong issuer", "wrong audience", "expired", "of another sign-in", "without an address", "unlisted", "tampered"}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider() as found:
        yield found


@pytest.fixture(scope="module")
def fleet(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    if not shutil.which("haproxy"):
        pytest.fail("HAProxy is missing: apt-get install haproxy")
    home = tmp_path_factory.mktemp("closed")
    found = Fleet(home, DATA, numbers=(1, 2))
    (home / ".streamlit").mkdir()
    secrets = SECRETS.replace("http://localhost:{port}", "{address}").format(address=found.address, metadata=provider.metadata)
    (home / ".streamlit/secrets.toml").write_text(secrets, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("SIGN_IN_ALLOW", "@example.net")
        with found:
            yield found


@pytest.fixture
def context(browser: Browser, provider: Provider) -> Iterator[BrowserContext]:
    provider.change, provider.spoil = lambda claims: claims, lambda token: token
    found = browser.new_context(ignore_https_errors=True, viewport={"width": 1440, "height": 900})
    found.set_default_timeout(PATIENCE_MS)
    yield found
    found.close()


def sign_in(page: Page, who: str = WHO, button: str = "Authorize") -> None:
    page.get_by_role("link", name="Sign in").click()
    page.get_by_placeholder("sub").fill(who)
    page.get_by_role("button", name=button).click()


def titled(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    if SHOTS:
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(300)
            page.screenshot(path=f"{SHOTS}/{title.lower().replace(' ', '-')}-{width}.png")
        page.set_viewport_size({"width": 1440, "height": 900})


def drawn(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp]")
    page.evaluate(SETTLED, PATIENCE_MS)


def asked(fleet: Fleet, path: str) -> tuple[int, str]:
    context = ssl.create_default_context(cafile=str(fleet.certificate))
    try:
        with urllib.request.urlopen(fleet.address + path, timeout=60, context=context) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_reader_signs_in_over_tls_reads_at_any_server_and_signs_out(fleet: Fleet, context: BrowserContext) -> None:
    page, led = context.new_page(), []
    page.on("request", lambda request: led.append(request.url) if request.is_navigation_request() else None)
    page.goto(f"{fleet.address}/facts?district=nushki")
    titled(page, "Sign in")
    sign_in(page)
    drawn(page)
    assert page.url == f"{fleet.address}/facts?district=nushki"
    assert any(url.startswith(f"{fleet.address}/oauth2callback?") for url in led)
    assert [url for url in led if not url.startswith((f"{fleet.address}/", "http://127.0.0.1:"))] == []
    own = [cookie for cookie in context.cookies() if cookie["domain"] == "localhost"]
    assert {"_streamlit_user"} <= {cookie["name"] for cookie in own}
    for cookie in own:
        assert (cookie["secure"], cookie["path"], cookie["sameSite"]) == (True, BASE, "Lax"), cookie["name"]
        assert cookie["httpOnly"] or cookie["name"] == "_streamlit_xsrf", cookie["name"]
    for number in (1, 2):
        fleet.tell(f"set server pages/app{3 - number} state maint")
        answer = context.request.get(f"{fleet.address}/api/facts.json?district=nushki")
        assert (answer.status, len(json.loads(answer.body())["facts"]) > 5) == (200, True), f"server {number}"
        fleet.tell(f"set server pages/app{3 - number} state ready")
    for path in (
        "/api/facts.json",
        "/files/map.png",
        "/preview.png?district=nushki",
        "/api/questions.json",
        "/fact/exim-reko-diq-approval",
    ):
        status, body = asked(fleet, path)
        assert (status, "Nushki" in body) == (401, False), path
    if SHOTS:
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(3000)
            page.screenshot(path=f"{SHOTS}/signed-in-{width}.png")
        page.set_viewport_size({"width": 1440, "height": 900})
    page.locator(".sign-out").click()
    page.get_by_role("button", name="End session").click()
    titled(page, "You are signed out")
    assert page.url.startswith(f"{fleet.address}/oauth2callback")


def test_each_refusal_is_a_page_with_a_way_on(fleet: Fleet, context: BrowserContext, provider: Provider) -> None:
    page = context.new_page()
    for name, (change, _, title, _) in {**CHANGED, **SPOILED}.items():
        if name in REFUSALS:
            provider.change = change if name in CHANGED else lambda claims: claims  # type: ignore[assignment]
            provider.spoil = change if name in SPOILED else lambda token: token  # type: ignore[assignment]
            page.goto(f"{fleet.address}/map")
            sign_in(page)
            titled(page, title)
            assert page.url.startswith(f"{fleet.address}/oauth2callback?")
            assert page.get_by_role("link", name="Sign in again").get_attribute("href") == f"{BASE}/auth/login?next=/map"
    provider.change, provider.spoil = lambda claims: claims, lambda token: token
    page.goto(f"{fleet.address}/map")
    sign_in(page, button="Deny")
    titled(page, "You were not signed in")
    page.goto(f"{fleet.address}/oauth2callback?state=made-up&code=x")
    titled(page, "This sign-in cannot be used")
    context.add_cookies([{"name": "_streamlit_user", "value": "made|up", "domain": "localhost", "path": BASE, "secure": True}])
    page.goto(f"{fleet.address}/map")
    expect(page.get_by_text("Your sign-in could not be confirmed")).to_be_visible()
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/cookie-of-another-1440.png")
    assert "_streamlit_user" not in {cookie["name"] for cookie in context.cookies()}
