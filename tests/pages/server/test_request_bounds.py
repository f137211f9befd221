"""What the server refuses before anything looks at a request; how much work it takes on; what it counts and logs of it."""

from __future__ import annotations

import asyncio
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

import app as server
from loaders.frames.dataset import Dataset
from pages.server import compression, preview
from pages.server.bounded_work import AT_ONCE, PATHS, RETRY_SECONDS, WAITING, BoundedWork
from pages.server.middleware import AT_ONCE as PAGES_AT_ONCE
from pages.server.middleware import MOST_PREVIEWS, HtmlHeadMiddleware
from pages.server.request_bounds import MOST_OF_HEADERS, MOST_OF_TARGET
from pages.server.request_log import LOG, _Json, _Line
from tests.asgi import AsgiClient

TOKEN = "a-token-of-the-settings"


@pytest.mark.parametrize("path", ["/", "/map", "/api/facts.json", "/files/map.svg", "/nosuch", "/static/x.js", "/healthz"])
def test_an_address_or_a_head_that_is_too_long_is_refused_on_every_route(ask: AsgiClient, path: str) -> None:
    for target in (f"{path}?q={'a' * MOST_OF_TARGET}", f"{path}{'/a' * MOST_OF_TARGET}", f"{path}{'%00' * MOST_OF_TARGET}"):
        found = ask.get(target)
        assert (found.status, len(found.body) < 200) == (414, True)
        assert found.headers["content-security-policy"]
    assert ask.get(path, headers={"cookie": "a" * MOST_OF_HEADERS}).status == 431
    assert ask.get(f"{path}?utm_source={'a' * 8000}", headers={"cookie": "a" * 16_000}).status in (200, 404)


@pytest.mark.parametrize("path", ["upload_file/a/b", "metrics", "script-health-check", "agent/interact", "agent/openapi.json", "nosuch"])
def test_streamlit_s_inner_routes_are_closed(ask: AsgiClient, path: str) -> None:
    for method in ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"):
        assert ask.get(f"/_stcore/{path}", method).status == 404
    for needed in ("health", "host-config"):
        assert ask.get(f"/_stcore/{needed}").status == 200


def test_beyond_so_many_requests_the_server_asks_to_come_again_and_answers_pages_meanwhile() -> None:
    """The order of things, not their time: the work never ends until it is told to."""
    ended, reached = Event(), []

    async def slow(scope, receive, send):
        if scope["path"].startswith("/api/"):
            reached.append(scope["path"])
            while not ended.is_set():
                await asyncio.sleep(0.005)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def status(app, path):
        sent = []

        async def send(message):
            sent.append(message)

        await app({"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}, None, send)
        return sent[0]["status"], dict(sent[0]["headers"])

    async def storm():
        app = BoundedWork(slow)
        inside = [asyncio.create_task(status(app, "/api/facts.json")) for _ in range(AT_ONCE + WAITING)]
        await asyncio.sleep(0.05)
        beyond = await asyncio.gather(*(status(app, "/api/facts.json") for _ in range(1000)))
        assert len(reached) == AT_ONCE
        assert {code for code, _ in beyond} == {503}
        assert {headers[b"retry-after"] for _, headers in beyond} == {str(RETRY_SECONDS).encode()}
        assert {(await status(app, path))[0] for path in ("/healthz", "/map", "/_stcore/health")} == {200}
        ended.set()
        assert {code for code, _ in await asyncio.gather(*inside)} == {200}
        assert (await status(app, "/api/facts.json"))[0] == 200
        assert app.work.inside == 0

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, storm()).result(60)


def test_of_a_thousand_pages_at_once_a_few_are_made_at_a_time_without_words_for_each_view_and_none_is_refused() -> None:
    ended, made, most, told = asyncio.Event(), 0, 0, []

    async def slow(scope, receive, send):
        nonlocal made, most
        made += 1
        most = max(most, made)
        await ended.wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"<head><title>x</title></head>"})
        made -= 1

    async def asked(app, number):
        sent = []

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/map", "query_string": f"q={number}".encode(), "headers": [(b"host", b"x")]}
        await app(scope | {"scheme": "http", "server": ("x", 80), "root_path": ""}, None, send)
        return sent[0]["status"]

    async def storm():
        app = HtmlHeadMiddleware(slow, preview_of=lambda path, query: told.append(query))
        waiting = [asyncio.create_task(asked(app, number)) for number in range(200)]
        await asyncio.sleep(0.05)
        assert made == PAGES_AT_ONCE
        ended.set()
        assert {await one for one in waiting} == {200}
        assert most == PAGES_AT_ONCE
        assert sorted(told) == [f"q={number}" for number in range(200 - MOST_PREVIEWS, 200)], "the last ones, when few are left"

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, storm()).result(60)


@pytest.mark.parametrize(("path", "most"), [("/api/facts.json", AT_ONCE), ("/map", PAGES_AT_ONCE)])
def test_clients_that_read_nothing_keep_nobody_waiting(path: str, most: int) -> None:
    async def answers(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"<head><title>x</title></head>"})

    async def asked(app, reads):
        sent, scope = [], {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [(b"host", b"x")]}

        async def send(message):
            sent.append(message)
            if not reads and message["type"] == "http.response.body":
                await asyncio.Event().wait()

        await app(scope | {"scheme": "http", "server": ("x", 80), "root_path": ""}, None, send)
        return sent[0]["status"]

    async def reading():
        app = BoundedWork(HtmlHeadMiddleware(answers))
        stuck = [asyncio.create_task(asked(app, False)) for _ in range(3 * most)]
        await asyncio.sleep(0.05)
        assert await asyncio.wait_for(asked(app, True), 20) == 200
        for one in stuck:
            one.cancel()
        assert (
            len([one for one in await asyncio.gather(*stuck, return_exceptions=True) if isinstance(one, asyncio.CancelledError)])
            == 3 * most
        )
        assert app.work.inside == 0

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, reading()).result(60)


def test_whatever_costs_work_is_bounded() -> None:
    """A new route is in the bounds, or is named here because it costs next to nothing."""
    cheap = {"/healthz", "/readyz", "/metrics", "/robots.txt", "/icon.svg", "/own/{name}", "/api"}
    assert {route.path for route in server.routes if not route.path.startswith(PATHS)} == cheap


def test_the_preview_is_drawn_once_however_many_ask(ask: AsgiClient, monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> None:
    drawn = []
    monkeypatch.setattr(preview, "preview_card", lambda *given: drawn.append(1) or b"\x89PNG")
    from pages.server.boundary_layers import current_outlines

    fresh = type(dataset)(**{name: value for name, value in vars(dataset).items() if name != "made"})
    outlines = current_outlines(fresh)
    with ThreadPoolExecutor(16) as many:
        assert {*many.map(lambda _: preview.preview_png(fresh, outlines), range(64))} == {b"\x89PNG"}
    assert len(drawn) == 1


def test_a_bundle_is_compressed_once_and_made_up_names_not_at_all(ask: AsgiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = []
    monkeypatch.setattr(compression, "_PACKED", {})
    monkeypatch.setattr(compression.gzip, "compress", lambda data, **named: packed.append(data) or b"packed")
    address, path = next(iter(compression._FILES.items()))
    with ThreadPoolExecutor(8) as many:
        [*many.map(lambda _: ask.get(address, headers={"accept-encoding": "gzip"}), range(16))]
    assert packed.count(path.read_bytes()) == 1
    for number in range(600):
        ask.get(f"/static/js/none{number}.js", headers={"accept-encoding": "gzip"})
    assert {*compression._PACKED} <= {*compression._FILES.values()}


def test_metrics_are_for_who_has_the_token(ask: AsgiClient, monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> None:
    assert ask.get("/metrics").status == 404
    monkeypatch.setenv("METRICS_TOKEN", TOKEN)
    for given in ({}, {"authorization": "Bearer x"}, {"authorization": "\xff"}, {"authorization": TOKEN}):
        assert ask.get("/metrics", headers=given).status == 404
    ask.get("/api/version?utm_source=secret")
    ask.get("/_stcore/metrics")
    told = ask.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).text
    assert 'dashboard_request_seconds_count{method="GET",route="/api/*",status="200"}' in told
    assert 'dashboard_rejected_total{reason="inner_route"}' in told
    assert f'dashboard_data_version{{version="{dataset.version}"}} 1.0' in told
    assert "dashboard_data_errors 0.0" in told
    assert "dashboard_sessions 0.0" in told
    assert "secret" not in told


def test_metrics_are_for_programs_of_this_machine_where_the_settings_say_so(ask: AsgiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_LOOPBACK", "1")
    assert ask.get("/metrics").status == 200
    for name in ("x-forwarded-for", "forwarded", "via", "x-real-ip"):
        assert ask.get("/metrics", headers={name: "198.51.100.7"}).status == 404, "a proxy of this machine speaks for others"


@pytest.mark.parametrize("formatter", [_Line(), _Json()])
def test_a_request_is_one_line_without_who_asked_and_with_what_query(ask: AsgiClient, formatter: logging.Formatter) -> None:
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(formatter.format(record))  # type: ignore[method-assign]
    LOG.addHandler(handler)
    try:
        ask.get(
            "/api/version?utm_source=secret",
            headers={"authorization": "Bearer secret", "cookie": "secret", "x-forwarded-for": "198.51.100.7"},
        )
        ask.get("/%0d%0aGET%20/forged")
    finally:
        LOG.removeHandler(handler)
    assert len(lines) == 2
    assert "/api/version" in lines[0]
    assert not [word for word in ("secret", "198.51", "127.0.0.1", "utm") if word in lines[0]]
    assert "\n" not in lines[1]
    if isinstance(formatter, _Json):
        told = json.loads(lines[0])
        assert told.keys() == {"time", "level", "method", "path", "status", "ms", "bytes"}
        assert (told["method"], told["path"], told["status"]) == ("GET", "/api/version", 200)
