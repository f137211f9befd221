"""Requests are taken up a few at a time, probes first, and work starts when none waits: the order of things, not their time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.server import turns as module
from pages.server.bounded_work import BoundedWork
from pages.server.turns import AT_A_TIME, Turns, current_turns, is_probe, until_calm

REQUEST, PROBE = b"GET /api/facts.json?q=a HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /healthz HTTP/1.1\r\n\r\n"


def run(steps: Callable[[], Awaitable[None]]) -> None:
    """In a loop of its own: tests may run inside another."""

    async def all_of_them() -> None:
        await steps()

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, all_of_them()).result(30)


@pytest.mark.parametrize("base", [b"", b"/team/minerals"])
def test_probes_are_known_by_their_first_line_at_any_base_path(base: bytes) -> None:
    for path in (b"/healthz", b"/readyz", b"/healthz?a=b"):
        assert is_probe(b"GET " + base + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    for path in (b"/", b"/api/facts.json?q=/healthz", b"/healthz/x", b"/map"):
        assert not is_probe(b"GET " + base + path + b" HTTP/1.1\r\nReferer: /healthz HTTP\r\n\r\n")


def test_so_many_are_taken_up_in_a_turn_and_the_rest_in_the_order_in_which_they_came() -> None:
    async def steps() -> None:
        turns, begun = Turns(), []
        for number in range(3 * AT_A_TIME):
            begun.append(number) if turns.is_free(REQUEST) else turns.wait(lambda n=number: begun.append(n))
        assert begun == [*range(AT_A_TIME)]
        assert turns.is_free(PROBE)
        await asyncio.sleep(0)
        assert begun == [*range(2 * AT_A_TIME)]
        assert not turns.is_free(REQUEST), "others came before"
        await asyncio.sleep(0)
        assert begun == [*range(3 * AT_A_TIME)]
        await asyncio.sleep(0.01)
        assert turns.is_free(REQUEST)

    run(steps)


def test_while_connections_come_they_are_accepted_first_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps() -> None:
        turns, begun = Turns(), []
        turns.taken_at = asyncio.get_running_loop().time()
        while turns.is_free(REQUEST):
            pass
        for number in range(2 * AT_A_TIME):
            turns.wait(lambda n=number: begun.append(n))
        for _ in range(5):
            turns.come()
            await asyncio.sleep(0)
        assert begun == []
        monkeypatch.setattr(module, "ACCEPTING_SECONDS", 0.0)
        turns.come()
        await asyncio.sleep(0)
        assert begun == [*range(AT_A_TIME)]

    run(steps)


def test_work_starts_when_no_request_waits_to_be_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps() -> None:
        begun: list[str] = []

        async def work(scope, receive, send):
            begun.append(scope["path"])

        app = BoundedWork(work)
        current_turns().waiting.append(lambda: None)
        at_work = asyncio.create_task(app({"type": "http", "path": "/api/facts.json"}, None, None))
        await app({"type": "http", "path": "/healthz"}, None, None)
        await asyncio.sleep(0.05)
        assert begun == ["/healthz"]
        current_turns().waiting.clear()
        await at_work
        assert begun == ["/healthz", "/api/facts.json"]
        current_turns().waiting.append(lambda: None)
        monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.02)
        await until_calm()  # a storm without end does not keep work for ever

    run(steps)
