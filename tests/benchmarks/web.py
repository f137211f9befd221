"""The pages in a browser, side by side in one run and interleaved: start, load, filter, reload, bytes, outside hosts."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.serving import Server, Sink
from tests.benchmarks.targets import Target
from tests.benchmarks.visits import FLAGS, PLAIN, Conditions, Visits
from tests.browser.install import chromium_path

Found = dict[str, Any]
STARTS = 3


def side_by_side(targets: Sequence[Target], reps: int, folder: Path, conditions: Conditions = PLAIN, starts: int = STARTS) -> Found:
    """Medians and notes per target. Every target is visited once before anything counts, then in turn, reps times."""
    with ExitStack() as stack:
        browser = stack.enter_context(_browser(outside := Sink()))
        visits, refuses = Visits(browser, outside, conditions), Sink()
        for _ in range(starts):
            _time_starts(targets, visits, refuses, folder)
        servers = _started(targets, refuses, folder, stack)
        for target in targets:
            visits.visit(target, servers[target.name], "first")
        for turn in range(reps):
            for target in targets:
                print(f"turn {turn + 1} of {reps}: {target.name}", file=sys.stderr, flush=True)
                visits.visit(target, servers[target.name], "load")
        for target in targets:
            visits.count(target, servers[target.name])
    medians = {name: {key: statistics.median(values) for key, values in taken.items()} for name, taken in visits.samples.items()}
    notes = {name: {key: sorted(said) for key, said in found.items() if said} for name, found in visits.notes.items()}
    return {"median": medians, "notes": {name: found for name, found in notes.items() if found}}


@contextmanager
def _browser(outside: Sink) -> Iterator[Browser]:
    """Chromium with its traffic to other machines refused, and its graphics started before anything is timed."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, f"--proxy-server={outside.url}"])
        page = browser.new_page()
        page.set_content("<canvas></canvas><script>document.querySelector('canvas').getContext('webgl2').finish()</script>")
        page.close()
        yield browser
        browser.close()


def _time_starts(targets: Sequence[Target], visits: Visits, refuses: Sink, folder: Path) -> None:
    for target in {target.served_by: target for target in reversed(targets)}.values():
        server = target.server(refuses.url, folder / "servers.log")
        visits.add(target.name, "start", {"ms": 1e3 * server.start()})
        server.stop()


def _started(targets: Sequence[Target], refuses: Sink, folder: Path, stack: ExitStack) -> dict[str, Server]:
    """A server for each target; pages of one program share theirs."""
    shared: dict[str, Server] = {}
    for target in targets:
        if target.served_by not in shared:
            shared[target.served_by] = server = target.server(refuses.url, folder / "servers.log")
            server.start()
            stack.callback(server.stop)
    return {target.name: shared[target.served_by] for target in targets}
