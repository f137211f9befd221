"""Pages visited by a browser, and what each visit took: times from inside the page, bytes, CPU of both sides, outside hosts."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Request
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.benchmarks.serving import Server, Sink
from tests.benchmarks.targets import Action, Marks, Target
from tests.benchmarks.wire import Relay, Wire, relayed

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
)
PROBE = (Path(__file__).with_name("probe.js")).read_text(encoding="utf-8")
QUIET_MS = 300
LOOK_MS = 500
TIMEOUT_MS = 120_000.0
POLL_S = 0.05
LATENCY_MS = 60
OF_THE_BROWSER = ("googleapis.com", "accounts.google.com", "www.google.com")  # its own calls, whatever page is open
Samples = dict[str, dict[str, list[float]]]


@dataclass(frozen=True)
class Conditions:
    """The line and the processor of the reader: megabits a second with a round trip of LATENCY_MS (0: neither), and how much slower."""

    mbit: float = 0
    cpu_slowed: float = 1


PLAIN = Conditions()


class Visits:
    """Takes samples per target: `load.ready` and so on in ms, `load.kib`; and notes what failed or went outside."""

    def __init__(self, browser: Browser, outside: Sink, conditions: Conditions = PLAIN) -> None:
        self.browser, self.outside, self.conditions = browser, outside, conditions
        self.samples: Samples = defaultdict(lambda: defaultdict(list))
        self.notes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def add(self, name: str, prefix: str, values: dict[str, float]) -> None:
        for key, value in values.items():
            self.samples[name][f"{prefix}.{key}"].append(value)

    def count(self, target: Target, server: Server) -> None:
        """The same visit with bytes counted instead of time."""
        with relayed(server.port) as relay:
            self.visit(target, server, "load", relay)

    def visit(self, target: Target, server: Server, label: str, relay: Relay | None = None) -> None:
        """Cold load, every action, warm reload, in one fresh context."""
        base = f"http://127.0.0.1:{relay.port}" if relay else server.base
        context = self._context(target, base)
        page = context.new_page()
        cdp = context.new_cdp_session(page)
        wire = Wire(relay, cdp) if relay else None
        cdp.send("Performance.enable")
        if self.conditions.mbit:
            self._slow(cdp)
        if self.conditions.cpu_slowed > 1:
            cdp.send("Emulation.setCPUThrottlingRate", {"rate": self.conditions.cpu_slowed})
        self.outside.take()
        step = partial(self._step, page, cdp, wire, target.name, server)
        load = partial(page.goto, base + target.path, wait_until="commit")
        try:
            step(label, target.marks, load, True)
            for action in target.actions:
                step(action.name, action.marks, partial(_act, page, action), False)
            if label != "first":
                page.goto("about:blank")
                step("reload", target.marks, load, True)
        except PlaywrightError as error:
            self.notes[target.name]["failed"].add(f"{label}: {str(error).splitlines()[0][:200]} {_unseen(page)}")
        finally:
            hosts = {host.split(":")[0] for host in self.outside.take()}
            self.notes[target.name]["outside_hosts"].update(h for h in hosts if not h.endswith(OF_THE_BROWSER))
            context.close()

    def _step(
        self,
        page: Page,
        cdp: CDPSession,
        wire: Wire | None,
        name: str,
        server: Server,
        prefix: str,
        marks: Marks,
        go: Callable[[], object],
        on_load: bool,
    ) -> None:
        source = "{" + ", ".join(f"{key}: b => {condition}" for key, condition in marks.items()) + "}"
        page.add_init_script(f"window.__b?.arm({source}, 0)")
        if not on_load:
            page.evaluate(f"__b.arm({source}, -1)")
        cpu, busy, drawing = server.cpu_s(), _busy(cdp), _drawing_s()
        go()
        times = _drawn(page)
        if wire:
            return self.add(name, prefix, wire.take())
        used = _busy(cdp)
        fresh = used["task_ms"] < busy["task_ms"]  # a new renderer process starts counting at zero
        browser = {key: value - (0 if fresh else busy[key]) for key, value in used.items()}
        spent = {"server_cpu_ms": 1e3 * (server.cpu_s() - cpu), "drawing_cpu_ms": 1e3 * (_drawing_s() - drawing)}
        self.add(name, prefix, times | browser | spent)

    def _context(self, target: Target, base: str) -> BrowserContext:
        context = self.browser.new_context(viewport={"width": 1280, "height": 1500})
        notes = self.notes[target.name]

        def seen(request: Request) -> None:
            if not request.url.startswith((base, base.replace("http", "ws", 1), "data:", "blob:")):
                notes["outside_requests"].add(re.sub(r"/\d+/\d+/\d+(?=\.)", "/{z}/{x}/{y}", request.url.split("?")[0]))

        context.on("request", seen)
        context.on("weberror", lambda e: notes["errors"].add(f"exception: {str(e.error)[:200]}"))
        context.add_init_script(PROBE)
        return context

    def _slow(self, cdp: CDPSession) -> None:
        speed = self.conditions.mbit * 125_000
        cdp.send("Network.enable")
        conditions = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": speed, "uploadThroughput": speed}
        cdp.send("Network.emulateNetworkConditions", conditions)


def _act(page: Page, action: Action) -> None:
    """Click; before the last click, which is timed, the reader sees that what the others opened is there."""
    *before, last = action.click
    for selector in before:
        page.locator(selector).first.click(timeout=TIMEOUT_MS)
    page.locator(last).first.wait_for(timeout=TIMEOUT_MS)
    page.wait_for_timeout(LOOK_MS if before else 0)
    page.locator(last).first.click(timeout=TIMEOUT_MS)


def _drawn(page: Page) -> dict[str, float]:
    """Wait until everything is drawn and the page has gone quiet: ms at which each mark came true, as the page saw it."""
    until = time.monotonic() + TIMEOUT_MS / 1e3
    while time.monotonic() < until:
        times: dict[str, float] | None = page.evaluate(f"window.__b?.done({QUIET_MS})")
        if times:
            return times
        time.sleep(POLL_S)
    raise PlaywrightTimeout("not drawn in time")


def _unseen(page: Page) -> Sequence[str]:
    """The marks that did not come true, for the notes."""
    try:
        found: list[str] = page.evaluate("__b.marks.map(m => m[0]).filter(m => !(m in __b.seen))")
    except PlaywrightError:
        return []
    return found


def _drawing_s() -> float:
    """Processor seconds of the browser's graphics processes, which draw pixels in software where there is no graphics card."""
    mine = psutil.Process().children(recursive=True)
    return sum(sum(process.cpu_times()[:2]) for process in mine if "--type=gpu-process" in process.cmdline())


def _busy(cdp: CDPSession) -> dict[str, float]:
    got = {metric["name"]: metric["value"] for metric in cdp.send("Performance.getMetrics")["metrics"]}
    return {"task_ms": 1e3 * got["TaskDuration"], "script_ms": 1e3 * got["ScriptDuration"]}
