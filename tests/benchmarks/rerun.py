"""The server under readers: CPU a rerun, how long 1, 10, 50 and 200 readers wait, memory after 20, growth over 500 reruns."""

from __future__ import annotations

import asyncio
import statistics
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.benchmarks.protocol import Reader
from tests.benchmarks.serving import Server
from tests.benchmarks.targets import Target

READERS = (1, 10, 50, 200)
ROUNDS, MANY_RERUNS, SESSIONS = 8, 500, 20
THINK_S = {200: 5.0}  # how long a reader looks between two filters; a second where fewer read
REST_S = 3.0  # a server that has just started compresses its files
FILTER = {"floor": ""}
Found = dict[str, float]


def under_readers(targets: Sequence[Target], folder: Path) -> dict[str, Any]:
    """Per target all that is measured; a fresh server for each measurement, the targets in turn."""
    found: dict[str, Found] = {target.name: {} for target in targets}
    for many in READERS:
        for target in (
            target for target in targets if many < max(READERS) or target.name != "floor"
        ):  # it takes a minute to answer so many
            print(f"{many} readers: {target.name}", file=sys.stderr, flush=True)
            found[target.name] |= _served(target, folder, many)
    for target in targets:
        print(f"sessions and reruns: {target.name}", file=sys.stderr, flush=True)
        found[target.name] |= _memory(target, folder)
    return {"median": found}


def _served(target: Target, folder: Path, many: int) -> Found:
    server = target.server(log=folder / "servers.log")
    server.start()
    try:
        taken = asyncio.run(_read(server, target, many))
    finally:
        server.stop()
    return {f"readers_{many}.{name}": value for name, value in taken.items()}


async def _read(server: Server, target: Target, many: int) -> Found:
    """Each reader filters by one or two kinds, waits, looks, and filters again."""
    think = THINK_S.get(many, 1.0)
    readers = [reader(server, target) for _ in range(many)]
    await readers[0].open()
    await asyncio.gather(*(one.open() for one in readers[1:]))
    await asyncio.sleep(REST_S)
    new = await _new_selections(server, readers[0])
    before, received = server.cpu_s(), sum(one.received for one in readers)

    async def use(one: Reader, index: int) -> list[float]:
        await asyncio.sleep(think * index / many)  # people do not click in step
        waited: list[float] = []
        for turn in range(ROUNDS):
            waited.append(await one.rerun(choices(one)[(3 * index + turn) % len(choices(one))]))
            await asyncio.sleep(think)
        return waited

    waits = sorted(wait for waited in await asyncio.gather(*map(use, readers, range(many))) for wait in waited)
    found = {
        "p50_s": statistics.median(waits),
        "p95_s": waits[min(len(waits) - 1, int(0.95 * len(waits)))],
        "cpu_ms": 1e3 * (server.cpu_s() - before) / len(waits),
        "new_cpu_ms": new,
        "kib": (sum(one.received for one in readers) - received) / len(waits) / 1024,
    }
    await asyncio.gather(*(one.close() for one in readers))
    return found


async def _new_selections(server: Server, one: Reader) -> float:
    """CPU ms a rerun while every selection is asked for the first time; after it, each is one that some reader has seen."""
    before = server.cpu_s()
    for chosen in choices(one):
        await one.rerun(chosen)
    return 1e3 * (server.cpu_s() - before) / len(choices(one))


def choices(one: Reader) -> list[tuple[str, ...]]:
    """One or two of the filter's options, in every way."""
    return [(option,) for option in one.options] + list(combinations(one.options, 2)) or [()]


def reader(server: Server, target: Target) -> Reader:
    """A reader of a target's page."""
    return Reader(server.base, target.path.strip("/"), FILTER.get(target.name, "-kind"))


def _memory(target: Target, folder: Path) -> Found:
    """MiB idle, after one and after twenty sessions, and what 500 further reruns of one session add."""
    server = target.server(log=folder / "servers.log")
    server.start()
    try:
        return asyncio.run(_hold(server, target))
    finally:
        server.stop()


async def _hold(server: Server, target: Target) -> Found:
    found = {"rss.idle_mib": server.rss_mib()}
    readers = [reader(server, target) for _ in range(SESSIONS)]
    await readers[0].open()
    found["rss.one_mib"] = server.rss_mib()
    await asyncio.gather(*(one.open() for one in readers[1:]))
    found["rss.many_mib"] = server.rss_mib()
    first, *others = readers
    await asyncio.gather(*(one.close() for one in others))
    for turn in range(MANY_RERUNS // 5):  # until every selection has been seen
        await first.rerun(choices(first)[turn % len(choices(first))])
    found["rss.warm_mib"] = server.rss_mib()
    for turn in range(MANY_RERUNS):
        await first.rerun(choices(first)[turn % len(choices(first))])
    found["rss.growth_mib"] = server.rss_mib() - found["rss.warm_mib"]
    await first.close()
    return found
