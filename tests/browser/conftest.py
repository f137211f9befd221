"""One server and one browser for all browser tests of a worker, and what must hold after each of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.install import chromium_path
from tests.browser.reader import FLAGS, Log, Reader
from tests.browser.server import running_server

OpenPage = Callable[..., Reader]
READERS = pytest.StashKey[list[Reader]]()
FAILED = pytest.StashKey[bool]()
Key = tuple[str, int, str]  # server, width, scheme
ELSEWHERE = "/method"  # between two tests on one page, so that nothing that was opened on it stays open
OPEN_BOXES = "[data-testid=stPopoverBody], [role=dialog]"  # what lies over a page stays open on the next
# As a reader finds a page that a link has opened: at its top, with nothing in focus, and the mouse nowhere on it.
AT_THE_TOP = "() => { document.activeElement?.blur(); document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0) }"
HEIGHT = {1440: 900, 390: 844}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test tells what its readers saw: address, focus, words on screen, the last messages to and from the server."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
        report.sections += [("what the reader saw", reader.seen()) for reader in item.stash.get(READERS, [])]
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        reason = "no Chromium here: python -m tests.browser.install gets one"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(browser: Browser, request: pytest.FixtureRequest) -> str:
    """The project's own data, served once for all tests; not started where there is no browser."""
    return str(request.getfixturevalue("project_server"))


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[Key, BrowserContext]]:
    """Contexts that tests share, so that the files of the app are fetched once."""
    shared: dict[Key, BrowserContext] = {}
    yield shared
    for context in shared.values():
        context.close()


@pytest.fixture(scope="session")
def idle() -> dict[Key, Reader]:
    """Readers whose page waits for the next test: going to another address is quicker than loading the app."""
    return {}


def new_context(browser: Browser, width: int, scheme: str) -> BrowserContext:
    return browser.new_context(
        viewport={"width": width, "height": HEIGHT[width]},
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=width < 700,
        accept_downloads=True,
        locale="en-GB",
    )


@pytest.fixture
def logs() -> Iterator[list[Log]]:
    """After each test: nothing was asked of another host, and the browser complained of nothing."""
    found: list[Log] = []
    yield found
    assert not [url for log in found for url in log.outside()], "requests went to other hosts"
    assert not [error for log in found for error in log.errors], "the browser complained"


@pytest.fixture(autouse=True)
def _nothing_leaves_and_nothing_complains(logs: list[Log]) -> None:
    """Every browser test is held to `logs`."""


@pytest.fixture(scope="module")
def serve_all(browser: Browser, idle: dict[Key, Reader]) -> Iterator[Callable[[Path], str]]:
    """Start a server for all tests of a module, with data of its own."""
    with ExitStack() as servers:
        started = []

        def start(data: Path) -> str:
            started.append(servers.enter_context(running_server(data)))
            return started[-1]

        yield start
        for key in [key for key in idle if key[0] in started]:
            idle.pop(key).page.close()


@pytest.fixture
def serve(browser: Browser) -> Iterator[Callable[[Path], str]]:
    """Start a server of a test's own, with its own data."""
    with ExitStack() as servers:
        yield lambda data: servers.enter_context(running_server(data))


def forget(reader: Reader) -> None:
    """Take away what earlier visits left in this browser."""
    cdp = reader.context.new_cdp_session(reader.page)
    cdp.send("Storage.clearDataForOrigin", {"origin": reader.server, "storageTypes": "cookies,local_storage,indexeddb"})
    cdp.detach()


def close_boxes(reader: Reader) -> bool:
    """Close what lies over the page, which is quicker than to load the app anew; whether nothing lies over it then."""
    for _ in range(3):  # a list of options, its box, a card
        if not reader.page.locator(OPEN_BOXES).count():
            return True
        reader.page.keyboard.press("Escape")
        reader.settle()
    return not reader.page.locator(OPEN_BOXES).count()


@pytest.fixture
def open_page(
    browser: Browser, request: pytest.FixtureRequest, contexts: dict[Key, BrowserContext], idle: dict[Key, Reader], logs: list[Log]
) -> Iterator[OpenPage]:
    """open_page(path, width=1440, scheme="light", server=…, fresh=False, loaded=False, blank=False): a reader whose page is drawn.

    The page may be one that an earlier test has left. loaded: the app is loaded anew, for tests of loading and tests that
    change the page itself. fresh: also in another browser context that remembers nothing but the files of the app, as on
    another reader's machine. blank: the test itself opens the page.
    """
    readers: list[tuple[Key, Reader, bool]] = []
    request.node.stash[READERS] = opened = []
    request.node.stash[FAILED] = False

    def open_it(
        path: str = "/",
        width: int = 1440,
        scheme: str = "light",
        server: str | None = None,
        fresh: bool = False,
        loaded: bool = False,
        blank: bool = False,
    ) -> Reader:
        address = server or request.getfixturevalue("server")
        key = (address, width, scheme)
        reusable = not (fresh or loaded or blank or "serve" in request.fixturenames)  # the server of one test ends with it
        if reusable and (waiting := idle.pop(key, None)):
            waiting.log.clear()
            logs.append(waiting.log)
            readers.append((key, waiting, True))
            opened.append(waiting)
            if urlsplit(path).path == waiting.path:
                waiting.go(ELSEWHERE)
            waiting.page.mouse.move(0, 0)
            waiting.page.evaluate(AT_THE_TOP)
            waiting.go(path).drawn()
            return waiting
        if fresh:
            key = (f"{address} elsewhere", width, scheme)
        context = contexts.get(key) or contexts.setdefault(key, new_context(browser, width, scheme))
        log = Log(address)
        logs.append(log)
        reader = Reader(context, address, log)
        readers.append((key, reader, reusable))
        opened.append(reader)
        if fresh:
            forget(reader)
        if not blank:
            reader.open(path)
            reader.drawn()
        return reader

    yield open_it
    for key, reader, reusable in readers:
        spoilt = request.node.stash[FAILED] or reader.log.errors
        if reusable and key not in idle and not spoilt and close_boxes(reader):
            reader.page.set_viewport_size({"width": key[1], "height": HEIGHT[key[1]]})
            reader.page.emulate_media(media="null", reduced_motion="null", forced_colors="null")
            if reader.page.locator("canvas").count():  # a map or a table draws on while its page waits
                reader.go(ELSEWHERE)
            idle[key] = reader
        else:
            reader.page.close()
