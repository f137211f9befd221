"""A thousand requests at once: how long /healthz waits meanwhile, and what memory is left. `python -m tests.storm --storms 3`."""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import selectors
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from tests.browser.server import ROOT, STREAMLIT, fetch, free_port

DISTRICTS = ("nushki", "gwadar", "chagai", "quetta", "kech")
ASKED = {"files": ("/api/facts.json", "/api/facts.csv", "/api/facts.geojson"), "pages": ("/", "/map", "/timeline")}
PROBE_S, PATIENCE_S, REST_S = 0.01, 60.0, 3.0
LIVE_MS, GROWTH = 100, 10  # what /healthz may take, by the medians of all storms; percent by which memory may be above that of the first
PROBE = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def selections(what: str, storm: int, requests: int) -> list[bytes]:
    """Requests for files or pages, each with another selection."""
    of = ASKED[what]
    paths = (f"{of[i % len(of)]}?district={DISTRICTS[i % len(DISTRICTS)]}&q={storm}x{i}" for i in range(requests))
    return [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode() for path in paths]


def attack(port: int, asked: Sequence[bytes], at_once: int, to: Connection) -> None:
    """Ask so many at once, each on a connection of its own, and as one is answered the next, until all are; tell the statuses, the seconds
    until the first ones were asked and the last was answered, and the seconds of processor it took."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    chooser, statuses, begun = selectors.DefaultSelector(), Counter[str](), time.perf_counter()
    left, sent, asked_at = iter(asked), 0, 0.0

    def connect() -> None:
        if request := next(left, None):
            line = socket.socket()
            line.setblocking(False)
            line.connect_ex(("127.0.0.1", port))
            chooser.register(line, selectors.EVENT_WRITE, request)

    for _ in range(at_once):
        connect()
    while chooser.get_map() and time.perf_counter() < begun + PATIENCE_S:
        for key, events in chooser.select(0.5):
            line, data = key.fileobj, key.data
            assert isinstance(line, socket.socket)
            try:
                if events & selectors.EVENT_WRITE:
                    line.send(data)
                    sent += 1
                    asked_at = time.perf_counter() - begun if sent == at_once else asked_at
                    chooser.modify(line, selectors.EVENT_READ, b"")
                    continue
                got = line.recv(65_536)
            except OSError as error:
                statuses[type(error).__name__] += 1
                got, data = b"", None
            if got:
                if not data:
                    chooser.modify(line, selectors.EVENT_READ, got[:12])
                continue
            if data is not None:
                statuses[data[9:12].decode("latin-1") or "closed"] += 1
            chooser.unregister(line)
            line.close()
            connect()
    statuses["unanswered"] += len(chooser.get_map())
    to.send({"statuses": +statuses, "asked_s": asked_at, "seconds": time.perf_counter() - begun, "cpu_s": time.process_time()})


def probe(port: int, until: Any, to: Connection) -> None:
    """Ask /healthz every 10 ms on a new connection, and on one that is kept, until an event is set; tell the waits in ms."""
    to.send(asyncio.run(_probes(port, until)))


async def _probes(port: int, until: Any) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"new": [], "kept": [], "own": []}
    tasks: set[asyncio.Task[None]] = set()

    async def anew() -> None:
        begun = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await _asked(reader, writer)
        found["new"].append(_ms(begun))
        writer.close()

    async def kept() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while not until.is_set():
            begun = time.perf_counter()
            await _asked(reader, writer)
            found["kept"].append(_ms(begun))
            await asyncio.sleep(PROBE_S)
        writer.close()

    on_kept = asyncio.create_task(kept())
    while not until.is_set():
        tasks.add(asyncio.create_task(anew()))
        begun = time.perf_counter()
        await asyncio.sleep(PROBE_S)
        found["own"].append(_ms(begun) - PROBE_S * 1000)  # by how much this machine is late itself
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.gather(on_kept, *tasks), PATIENCE_S)
    return found


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(PROBE)
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = next(int(line.partition(b":")[2]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
    await reader.readexactly(length)


def _ms(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


def storm(port: int, server: psutil.Process, asked: Sequence[bytes], at_once: int) -> dict[str, Any]:
    """One storm: the waits of /healthz from its first request to its last answer, and memory once all is at rest."""
    spawn = multiprocessing.get_context("spawn")
    ended = spawn.Event()
    (probes_in, probes_out), (attack_in, attack_out) = spawn.Pipe(duplex=False), spawn.Pipe(duplex=False)
    attacker = spawn.Process(target=attack, args=(port, asked, at_once, attack_out))
    prober = spawn.Process(target=probe, args=(port, ended, probes_out))
    before, delayed = sum(server.cpu_times()[:2]), _delayed(server)
    prober.start()
    if asked:
        attacker.start()
        told = attack_in.recv()
        attacker.join()
    else:
        time.sleep(3)
        told = {}
    ended.set()
    waits = probes_in.recv()
    prober.join()
    time.sleep(REST_S)
    told["server_cpu_s"] = sum(server.cpu_times()[:2]) - before
    told["server_waited_for_a_core_s"] = _delayed(server) - delayed
    told |= {f"healthz_{name}_ms": _spread(waits[name]) for name in ("new", "kept")} | {"prober_late_ms": _spread(waits["own"])}
    return told | {"memory_mb": server.memory_info().rss / 2**20}


def _delayed(server: psutil.Process) -> float:
    """Seconds for which the server's loop could have run and other programs, or the storm itself, had the processor."""
    path = Path(f"/proc/{server.pid}/task/{server.pid}/schedstat")
    return int(path.read_text().split()[1]) / 1e9 if path.exists() else 0.0


def _spread(waits: list[float]) -> dict[str, float]:
    if len(waits) < 2:
        return {"n": len(waits)}
    centiles = statistics.quantiles(waits, n=100, method="inclusive")
    return {"n": len(waits), "p50": centiles[49], "p95": centiles[94], "max": max(waits)}


def rounded(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: rounded(value) for name, value in told.items()}
    return round(told, 2 if told < 10 else 0) if isinstance(told, float) else told


def main() -> int:
    """Start a server, let the storms come one after the other, and print a line of figures for each; 1 where a bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=ASKED, default="files")
    parser.add_argument("--storms", type=int, default=3)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=1000)
    asked = parser.parse_args()
    port = free_port()
    command = [sys.executable, *(part.format(port=port) for part in STREAMLIT)]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                if fetch(f"http://127.0.0.1:{port}/readyz").status == 200:
                    break
            except OSError:
                assert server.poll() is None, "the server ended"
            time.sleep(0.1)
        fetch(f"http://127.0.0.1:{port}/api/facts.json")
        seen = psutil.Process(server.pid)
        print(json.dumps({"calm": rounded(storm(port, seen, [], 0))}), flush=True)
        found = [storm(port, seen, selections(asked.what, number, asked.requests), asked.at_once) for number in range(1, asked.storms + 1)]
    finally:
        server.terminate()
        server.wait(30)
    for number, one in enumerate(found, 1):
        print(json.dumps({"storm": number} | rounded(one)))
    medians = {
        f"{how}_{what}": statistics.median(one[f"healthz_{how}_ms"][what] for one in found)
        for how in ("new", "kept")
        for what in ("p50", "p95", "max")
    }
    growth = (found[-1]["memory_mb"] / found[0]["memory_mb"] - 1) * 100
    print(json.dumps({"medians_ms": rounded(medians), "memory_growth_percent": round(growth, 1)}))
    return 0 if max(medians.values()) <= LIVE_MS and growth <= GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
