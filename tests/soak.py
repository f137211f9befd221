"""Ten readers for an hour: memory, errors, and how long they wait. `python -m tests.soak --minutes 5 --readers 10`."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import count

import psutil

from tests.benchmarks.protocol import Reader
from tests.browser.server import ROOT, STREAMLIT, fetch, free_port

PAGES = ("", "map", "timeline", "investment", "exposure", "facts", "sources", "method")
KINDS = ("security_incident", "financing_deal", "mineral_site", "diplomatic_event", "context")
DISTRICTS = ("nushki", "gwadar", "chagai", "quetta", "kech")
FILES = ("/api/facts.csv", "/api/facts.json", "/api/facts.xlsx", "/files/map.svg", "/api/changes.atom", "/healthz", "/preview.png")
THINK_S, STAYS, SAMPLE_S, FLAT, WARM = 1.0, 20, 2.0, 5.0, 0.25  # WARM: of the time, at its begin, before memory is compared


@dataclass
class Findings:
    """What a soak has seen so far."""

    waits: list[float] = field(default_factory=list)
    files: int = 0
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)

    def told(self, minutes: float, readers: int) -> dict[str, object]:
        """The figures, and whether memory is flat: the median of the last quarter beside that of the second."""
        warm = self.memory[int(len(self.memory) * WARM) :]
        third = max(1, len(warm) // 3)
        early, late = (statistics.median(mb for _, mb in part) for part in (warm[:third], warm[-third:]))
        growth = (late / early - 1) * 100
        centiles = statistics.quantiles(self.waits, n=100)
        return {
            "minutes": minutes,
            "readers": readers,
            "reruns": len(self.waits),
            "files": self.files,
            "errors": len(self.errors),
            "p50_ms": round(centiles[49] * 1000),
            "p95_ms": round(centiles[94] * 1000),
            "max_ms": round(max(self.waits) * 1000),
            "memory_mb_early": round(early),
            "memory_mb_late": round(late),
            "memory_mb_peak": round(max(mb for _, mb in self.memory)),
            "memory_growth_percent": round(growth, 1),
            "flat": growth <= FLAT,
        }


async def read(base: str, number: int, until: float, found: Findings) -> None:
    """One reader: opens a page, looks at views of it, takes a file now and then, leaves and comes again on another page."""
    turns = count(number * 7)
    while time.monotonic() < until:
        reader = Reader(base, page=PAGES[next(turns) % len(PAGES)])
        try:
            found.waits.append(await reader.open())
            for _ in range(STAYS):
                if time.monotonic() > until:
                    break
                turn = next(turns)
                await asyncio.sleep(THINK_S)
                reader._query = f"kind={KINDS[turn % len(KINDS)]}&district={DISTRICTS[turn // 3 % len(DISTRICTS)]}"
                found.waits.append(await reader.rerun())
                if turn % 5 == 0:
                    await take(f"{base}{FILES[turn // 5 % len(FILES)]}", found)
            await reader.close()
        except Exception as error:  # whatever it is, it is told, and the reader comes again
            found.errors.append(f"{type(error).__name__}: {error}"[:200])


async def take(url: str, found: Findings) -> None:
    answer = await asyncio.to_thread(fetch, url)
    found.files += 1
    if answer.status != 200:
        found.errors.append(f"{answer.status} {url}")


async def soak(base: str, server: psutil.Process, minutes: float, readers: int) -> Findings:
    """Let them read, and look at the server's memory meanwhile."""
    found, begun = Findings(), time.monotonic()
    until = begun + minutes * 60

    async def watch() -> None:
        while time.monotonic() < until:
            found.memory.append((time.monotonic() - begun, server.memory_info().rss / 2**20))
            await asyncio.sleep(SAMPLE_S)

    await asyncio.gather(watch(), *(read(base, number, until, found) for number in range(readers)))
    return found


def main() -> int:
    """Run it and print the figures; 1 where there was an error or memory grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=10)
    asked = parser.parse_args()
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, *(part.format(port=port) for part in STREAMLIT)]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                fetch(f"{base}/healthz")
                break
            except OSError:
                time.sleep(0.1)
        found = asyncio.run(soak(base, psutil.Process(server.pid), asked.minutes, asked.readers))
        begun = time.monotonic()
        server.terminate()
        server.wait(60)
    finally:
        server.kill()
    told = found.told(asked.minutes, asked.readers) | {"stop_s": round(time.monotonic() - begun, 2)}
    print(json.dumps(told, indent=1))
    for error in found.errors[:20]:
        print(error, file=sys.stderr)
    return 0 if not found.errors and told["flat"] else 1


if __name__ == "__main__":
    sys.exit(main())
