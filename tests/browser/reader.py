"""A reader with a browser: opens a page, waits until it is drawn, and tells what is on screen and in the address."""

from __future__ import annotations

import re
import time
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, WebSocket, expect

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
PATIENCE_MS = 60_000  # how long to wait on a busy machine; nothing is asserted about time
expect.set_options(timeout=20_000)
ANSWER_S = 5.0  # how long the server may take to begin to answer; what is lost with its connection is never answered
# Quiet: in five looks, 25 ms apart and more where the browser is busy, the script did not run and no element was a grey box.
SETTLED = """patience => new Promise((done, fail) => {
  let quiet = 0
  const end = performance.now() + patience
  const look = () => {
    const app = document.querySelector('[data-testid=stApp]')
    const busy = !app || app.dataset.testScriptState !== 'notRunning' || document.querySelector('[data-testid=stSkeleton]')
    quiet = busy ? 0 : quiet + 1
    if (quiet === 5) done()
    else if (performance.now() > end) fail(new Error('the page never came to rest'))
    else setTimeout(look, 25)
  }
  look()
})"""
# The plot stands where it stood a moment ago, over the same axes: it is drawn anew once its width is known.
STILL = """patience => new Promise((done, fail) => {
  let before = ''
  const end = performance.now() + patience
  const look = () => {
    const plot = document.querySelector('.js-plotly-plot'), layout = plot?._fullLayout
    const now = layout?.xaxis ? JSON.stringify([plot.getBoundingClientRect(), layout.width, layout.height, layout.xaxis.range]) : ''
    if (now && now === before) done()
    else if (performance.now() > end) fail(new Error('the plot never came to rest'))
    else { before = now; setTimeout(look, 150) }
  }
  look()
})"""
SEEN = """() => [
  document.querySelector('[data-testid=stApp]')?.dataset.testScriptState,
  'focus: ' + document.activeElement?.outerHTML.slice(0, 200),
  ...[...document.querySelectorAll('[role=dialog], [data-testid=stPopoverBody]')].map(e => 'over the page: ' + e.innerText.slice(0, 300)),
  document.body.innerText.slice(0, 1500)].join('\\n')"""
LAST_BYTES = {"sent": 6_000, "received": 300}  # of a message, for the report of a failed test
# Where something that had the focus goes away, the next Tab goes on from there.
TO_THE_START = """() => {
  const mark = Object.assign(document.createElement('i'), {tabIndex: 0})
  document.body.prepend(mark)
  mark.focus()
  mark.remove()
  delete window.stops
}"""
# Whatever a page must never do is told on the console, which ends the test: run words of the data, ask, or break its own policy.
XSS_CANARY = """(() => {
  const tripped = what => console.error(`tripped: ${what}`)
  for (const name of ['alert', 'confirm', 'prompt']) window[name] = words => tripped(`${name} ${words}`)
  Object.defineProperty(window, 'ran', { set: () => tripped('words of the data ran') })
  addEventListener('securitypolicyviolation', e => tripped(`policy ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}`))
})()"""
STREAMLITS_OWN_CALLS = re.compile(r"/_stcore/(health|host-config)$")


@dataclass
class Log:
    """What the browser did and complained of."""

    server: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Begin anew, for the next test with the same page."""
        self.requests, self.errors = [], []

    def listen(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("pageerror", lambda error: self.errors.append(f"pageerror: {error}"))
        page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        where = urlsplit(message.location.get("url", "")).path
        gone = "404" in message.text or "ERR_CONNECTION_REFUSED" in message.text  # a test's own server may stop before its page
        own = gone and STREAMLITS_OWN_CALLS.search(where)
        if (message.type == "error" and not own) or "Content Security Policy" in message.text:
            self.errors.append(f"{message.text} ({where})")

    def outside(self) -> list[str]:
        """Requests to any other host; data: and blob: stay in the browser."""
        host = urlsplit(self.server).netloc
        return [url for url in self.requests if not url.startswith(("data:", "blob:")) and urlsplit(url).netloc != host]


class Reader:
    """A page of the dashboard, as its reader sees it."""

    def __init__(self, context: BrowserContext, server: str, log: Log) -> None:
        self.server = server
        self.context = context
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.add_init_script(XSS_CANARY)
        self.log = log
        self.asked, self.answered = 0, False
        self.sent: deque[str] = deque(maxlen=4)
        self.received: deque[str] = deque(maxlen=20)
        self.page.on("websocket", self._follow)
        log.listen(self.page)

    def _follow(self, socket: WebSocket) -> None:
        """Notice what the page asks of the server, and that the server has answered since."""

        def asked(message: str | bytes) -> None:
            self.asked, self.answered = self.asked + 1, False
            note("sent", message)

        def answered(message: str | bytes) -> None:
            self.answered = True
            note("received", message)

        def note(way: str, message: str | bytes) -> None:
            line = f"{time.monotonic():.2f} {way} {len(message)} "
            (self.sent if way == "sent" else self.received).append(f"{line}{message[: LAST_BYTES[way]]!r}")

        socket.on("framesent", asked)
        socket.on("framereceived", answered)
        socket.on("close", lambda _: self.received.append(f"{time.monotonic():.2f} closed"))

    def seen(self) -> str:
        """What is on screen and what was last said between page and server, for the report of a failed test."""
        try:
            on_screen = str(self.page.evaluate(SEEN))
        except Error as error:
            on_screen = f"nothing to be seen: {error}"
        return "\n".join([f"{time.monotonic():.2f} {self.page.url}", on_screen, *self.log.errors, *sorted([*self.sent, *self.received])])

    def open(self, path: str) -> Reader:
        self.page.goto(self.server + path)
        self.settle()
        return self

    def go(self, path: str) -> Reader:
        """Open a path without a new load, as Back and Forward do."""
        before = self.asked
        self.page.evaluate("path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')) }", path)
        while self.asked == before or not self.answered:  # until the server has begun the run
            self.page.wait_for_timeout(10)
        self.settle()
        return self

    def before_the_first_stop(self) -> Reader:
        """The next Tab goes to the first stop of the page, as after a load."""
        self.page.evaluate(TO_THE_START)
        return self

    def settle(self) -> None:
        """Wait until the page is quiet and the server has answered what the page has asked."""
        self.page.wait_for_selector("[data-testid=stApp]")
        end, asked = time.monotonic() + ANSWER_S, -1
        while asked != self.asked or (not self.answered and time.monotonic() < end):
            asked = self.asked
            self.page.evaluate(SETTLED, PATIENCE_MS)

    def drawn(self) -> Reader:
        """Wait for the picture of the page, where it has one."""
        if self.page.locator("[data-testid=stDeckGlJsonChart]").count():
            expect(self.page.locator("[data-testid=stDeckGlJsonChart] canvas").first).to_be_visible()
        if self.page.locator("[data-testid=stPlotlyChart]").count():
            expect(self.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
            self.page.evaluate(STILL, PATIENCE_MS)
        return self

    @property
    def address(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def wait_for_address(self, name: str, values: list[str] | None) -> None:
        """Wait until the address has these values of a parameter; None: has it no longer."""
        self.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get(name) == values, wait_until="commit")
        self.settle()

    def wait_for_path(self, path: str) -> None:
        self.page.wait_for_url(lambda url: urlsplit(url).path == path, wait_until="commit")
        self.settle()

    @property
    def accounting(self) -> Locator:
        """The numbers of the view."""
        return self.page.locator(".accounting")

    @property
    def details(self) -> Locator:
        """What opens the match types, with reasons and lists."""
        return self.page.locator(".st-key-why button").first

    def pill(self, words: str) -> Locator:
        """The toggle of a match type, in its box, which is opened."""
        types = self.page.get_by_role("toolbar", name="Match types that are shown")
        if not types.count():
            self.details.click()
            types.wait_for()
            self.settle()
        return types.get_by_role("button", name=words)

    def counts(self) -> str:
        """117 facts; or "25 shown · 87 hidden · 5 excluded"."""
        return " ".join(self.accounting.inner_text().split())

    def shown(self) -> int:
        found = re.match(r"([\d,]+) (?:facts?|shown)", self.counts())
        assert found, self.counts()
        return int(found[1].replace(",", ""))

    def chip(self, words: str) -> Locator:
        """What is filtered for, with the way to take it back."""
        return self.page.get_by_role("group", name="Filters that are set").get_by_role("link", name=words)

    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True)

    def group(self, name: str) -> Locator:
        return self.page.locator(f".st-key-group_{name.lower()} button").first

    def popover(self) -> Locator:
        return self.page.locator("[data-testid=stPopoverBody]")

    @property
    def card(self) -> Locator:
        return self.page.get_by_role("dialog", name=re.compile("^[◆▲⬢⬟★●■✚◇△⬡⬠☆○□✛]"))

    @property
    def panel(self) -> Locator:
        """The card beside the views of the overview."""
        return self.page.locator(".screen .panel")

    def choose(self, group: str, label: str, typed: str, option: str) -> None:
        """Open a filter group, choose an option of one of its lists, and close both."""
        self.group(group).click()
        box = self.page.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.press_sequentially(typed)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("listbox")).to_have_count(0)
        self.settle()
        if self.popover().count():
            self.group(group).click()
        expect(self.popover()).to_have_count(0)

    def no_trouble(self) -> None:
        """No exception and no error box is on screen."""
        expect(self.page.locator("[data-testid=stException]")).to_have_count(0)
        expect(self.page.locator("[data-testid=stAlertContentError]")).to_have_count(0)
