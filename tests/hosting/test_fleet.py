"""Several servers behind HAProxy: one is killed, all are renewed with other data, and no reader is left with an error or half a page."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.server import ROOT, copied_data
from tests.hosting.fleet import BASE, Fleet
from tests.hosting.sessions import Crowd

pytestmark = pytest.mark.hosting
QUERIES = ["", "district=nushki", "kind=financing_deal", "q=copper", "province=balochistan", "dates=2025-12-01&dates=2026-02-28"]
VIEW = "/map?district=nushki"


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    if not shutil.which("haproxy"):
        pytest.fail("HAProxy is missing: apt-get install haproxy")
    home = tmp_path_factory.mktemp("fleet")
    with Fleet(home, copied_data(home)) as found:
        before = os.environ.get("SSL_CERT_FILE")
        os.environ["SSL_CERT_FILE"] = str(found.certificate)
        yield found
        os.environ.pop("SSL_CERT_FILE") if before is None else os.environ.__setitem__("SSL_CERT_FILE", before)


@pytest.fixture
def page(fleet: Fleet, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def answers(page: Page) -> list[tuple[int, str]]:
    """Every answer that is an error."""
    found: list[tuple[int, str]] = []

    def note(answer: Response) -> None:
        if answer.status >= 400:
            found.append((answer.status, answer.url))

    page.on("response", note)
    return found


def at_rest(page: Page) -> str:
    """The heading, once the page is connected and drawn."""
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_be_attached(timeout=60_000)
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached(timeout=60_000)
    return page.locator("h1").first.inner_text()


def ask(url: str) -> tuple[int, bytes]:
    context = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
    try:
        with urllib.request.urlopen(url, timeout=30, context=context) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_the_page_below_a_path_with_tls_has_all_its_files(fleet: Fleet, page: Page, answers: list[tuple[int, str]]) -> None:
    page.goto(f"{fleet.address}?district=nushki")
    at_rest(page)
    assert page.url == f"{fleet.address}/?district=nushki"
    page.goto(fleet.address + VIEW)
    at_rest(page)
    expect(page.locator("[data-testid=stDeckGlJsonChart] canvas").first).to_be_visible()
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_text(f"{fleet.address}{VIEW}&v=").first).to_be_visible()
    (ROOT / "tests/browser/shots").mkdir(exist_ok=True)
    page.screenshot(path=ROOT / "tests/browser/shots/hosted.png")
    assert f'"og:url" content="{fleet.address}{VIEW}"' in ask(fleet.address + VIEW)[1].decode()
    assert ask(f"{fleet.address}/_stcore/metrics")[0] == 403
    assert ask(fleet.address.removesuffix(BASE) + "/map")[0] == 404
    assert [answer for answer in answers if "/_stcore/" not in answer[1]] == []


def test_readers_of_a_killed_server_are_back_on_their_view(fleet: Fleet, page: Page) -> None:
    page.goto(fleet.address + VIEW)
    heading = at_rest(page)
    victim = fleet.server_of_a_page()
    crowd = Crowd(fleet.address, [QUERIES[i % len(QUERIES)] for i in range(30)])
    try:
        crowd.wait()
        before = crowd.lose()
        fleet.stop(victim, signal.SIGKILL)
        begin = time.monotonic()
        expect(page.locator("[data-test-connection-state=CONNECTED]")).not_to_be_attached()
        assert at_rest(page) == heading
        back = time.monotonic() - begin
        until = time.monotonic() + 30
        while sum(len(session.away) for session in crowd.sessions) < 5 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)
        crowd.wait()
        away = sorted(seconds for session in crowd.sessions for seconds in session.away)
        print(
            f"\nKilled: the browser back after {back:.1f} s; {len(away)} of 30 sessions lost, back after {away[0]:.1f} to {away[-1]:.1f} s"
        )
        assert [session.heading for session in crowd.sessions] == before
        assert away
        assert page.url == fleet.address + VIEW
    finally:
        crowd.close()
        fleet.start(victim)
        fleet.wait(victim)


def test_servers_renewed_with_other_data_show_no_error_and_no_half_page(fleet: Fleet, page: Page, answers: list[tuple[int, str]]) -> None:
    page.goto(fleet.address + VIEW)
    at_rest(page)
    old = json.loads(ask(f"{fleet.address}/api/version")[1])["version"]
    fleet.data = Path(shutil.copytree(fleet.data, fleet.home / "renewed"))
    places = fleet.data / "places.yaml"
    text = places.read_text(encoding="utf-8")
    assert 'name: "Nushki"\n' in text
    places.write_text(text.replace('name: "Nushki"\n', 'name: "Nushki the second"\n', 1), encoding="utf-8")
    stop, seen = threading.Event(), Counter[tuple[str, int]]()

    def visit() -> None:
        while not stop.is_set():
            for path in ("/", "/map", "/api/facts.json"):
                status, body = ask(fleet.address + path)
                seen[path, status] += 1
                for file in re.findall(rf'"{BASE}(/own/[^"]+)"', body.decode(errors="replace")) if path != "/api/facts.json" else ():
                    seen["/own/", ask(fleet.address + file)[0]] += 1

    crowd = Crowd(fleet.address, QUERIES)
    visitor = threading.Thread(target=visit, daemon=True)
    try:
        crowd.wait()
        visitor.start()
        for number in (1, 2, 3):
            fleet.tell(f"set server pages/app{number} state drain")
            seconds = fleet.stop(number, signal.SIGTERM)
            print(f"\nServer {number} stopped in {seconds:.1f} s")
            fleet.start(number)
            fleet.tell(f"set server pages/app{number} state ready")
            fleet.wait(number)
            page.reload()
            assert "Map" in at_rest(page)
            expect(page.locator("[data-testid=stDeckGlJsonChart] canvas").first).to_be_visible()
        crowd.wait()
    finally:
        stop.set()
        visitor.join(60)
        crowd.close()
    print(f"Asked meanwhile: {dict(seen)}")
    assert {status for _, status in seen} == {200}
    assert [answer for answer in answers if "/_stcore/" not in answer[1]] == []
    new = json.loads(ask(f"{fleet.address}/api/version")[1])["version"]
    assert new != old
    at_rest(page)
    expect(page.locator(".lead").first).to_contain_text("Nushki the second")
