"""Every route of the application, asked by nobody, by a reader and with a token: nothing of the data leaves before someone is in."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from starlette.websockets import WebSocketDisconnect

import app as server
from loaders.api.endpoints import ENDPOINTS
from loaders.api.read_tokens import new_token
from loaders.api.served_data import store
from loaders.frames.dataset import Dataset
from pages import PAGES
from pages.server.access.guard import OPEN_PATHS, OWN_PATHS
from pages.server.access.tokens import PATHS as TOKEN_PATHS
from pages.server.boundary_layers import current_outlines, layer_addresses
from pages.server.page_metadata import PREVIEW
from pages.server.static_assets import ADDRESSES
from pages.server.streamlit_internals.page_html import bundle_file
from tests.pages.server.access.readers import SIGN_IN, client, cookie_of, guarded

pytestmark = pytest.mark.xdist_group("server")
VALUES = {  # what stands in the place of a parameter of a route: something that is there
    "/files/{name}": "/files/map.svg",
    "/fact/{identity:path}": "/fact/exim-reko-diq-approval",
    "/actor/{identity:path}": "/actor/bla",
    "/place/{identity:path}": "/place/nushki",
    "/article/{identity:path}": "/article/ndtv-sonavane",
    "/own/{name}": ADDRESSES["page.js"],
    "/api/facts.{file_format}": "/api/facts.json",
    "/api/events.{file_format}": "/api/events.json",
    "/api/{path:path}": "/api/none",
    "/tables/{token}": "/tables/none",
    "/tables/{digest}/{number:int}": "/tables/none/1",
    "/media/{file_id:path}": "/media/none.png",
    "/component/{path:path}": "/component/none/index.html",
    "/_stcore/bidi-components/{path:path}": "/_stcore/bidi-components/none/x.js",
    "/_stcore/upload_file/{session_id}/{file_id}": "/_stcore/upload_file/a/b",
    "/_stcore/agent/{path:path}": "/_stcore/agent/openapi.json",
}


def _routes(routes: list[BaseRoute]) -> Iterator[tuple[str, str]]:
    """The methods and paths of an application's routes, with something for each parameter."""
    for route in routes:
        if isinstance(route, Mount):
            assert route.path == "", "a new folder: say here what is in it"
            yield "GET", f"/static/js/{bundle_file('index')}"
        elif isinstance(route, Route):
            path = VALUES.get(route.path) or (_layer() if route.path == "/boundaries/{name}" else route.path)
            assert "{" not in path, f"{route.path} is new: say in VALUES what stands in the place of its parameters"
            yield from ((method, path) for method in sorted(route.methods or ("GET",)))
        else:
            assert isinstance(route, WebSocketRoute), route
            yield "WEBSOCKET", route.path


def _data() -> Dataset:
    data = store().dataset
    assert data is not None
    return data


def _layer() -> str:
    return next(iter(layer_addresses(_data(), current_outlines(_data()), False).values()))


@pytest.fixture(scope="module")
def inner() -> ASGIApp:
    return server.app._build_starlette_app()


@pytest.fixture(scope="module")
def words() -> list[bytes]:
    """What is nowhere but in the data: ids, titles and summaries of facts, and the version."""
    data = _data()
    return [str(word).encode() for name in ("id", "title", "summary") for word in data.facts[name]] + [data.version.encode()]


def _asked(inner: Any) -> list[tuple[str, str]]:
    named = [f"/api/facts.{ending}" for ending in ("csv", "geojson", "xlsx", "parquet")] + ["/files/timeline.png", "/files/brief.html"]
    pages = ["/", *(f"/{name}" for name in PAGES), "/map/", "/nosuch", "/robots.txt", "/static/none.js", "/media/x", "/%00", "/index.html"]
    rest = [("GET", path) for path in (*named, *pages, *(one.path for one in ENDPOINTS), PREVIEW, *ADDRESSES.values())]
    return list(
        dict.fromkeys([*_routes(inner.routes), *rest, *((method, path) for _, path in rest[:3] for method in ("POST", "OPTIONS", "HEAD"))])
    )


def _body(answer: Any) -> bytes:
    return gzip.decompress(answer.content) if answer.content[:2] == b"\x1f\x8b" else answer.content


def _is_open(path: str) -> bool:
    return path in ("/healthz", "/readyz", "/metrics", "/icon.svg") or path.startswith(("/static/", "/own/"))


def test_nothing_leaves_before_someone_is_in_and_all_does_after(inner: Any, words: list[bytes]) -> None:
    nobody, reader, before = (
        client(guarded(inner)),
        client(guarded(inner), cookie_of()),
        TestClient(inner, base_url=SIGN_IN.origin, follow_redirects=False),
    )
    asked, withheld = _asked(inner), 0
    assert len(asked) > 60
    for method, path in asked:
        if method == "WEBSOCKET":
            with (
                pytest.raises(WebSocketDisconnect),
                nobody.websocket_connect(f"wss://team.example{path}", headers={"origin": SIGN_IN.origin}),
            ):
                pass
            continue
        refused = nobody.request(method, path, headers={"accept": "text/html"})
        told = [word for word in words if word in _body(refused)] + [word for word in words if word in str(refused.headers).encode()]
        assert [word for word in told if word not in path.encode()] == [], f"{method} {path}"  # what was asked for leads back to it
        if path in OWN_PATHS:
            continue
        if _is_open(path):
            assert refused.status_code == before.request(method, path).status_code, path
            continue
        withheld += 1
        assert refused.status_code == 401, f"{method} {path}"
        got, as_before = reader.request(method, path), before.request(method, path)
        assert (got.status_code, got.content) == (as_before.status_code, as_before.content), f"{method} {path}"
        assert "public" not in got.headers["cache-control"]
        assert {"private", "no-store"} & {*got.headers["cache-control"].split(", ")}
        assert not [name for name in got.headers if name.startswith("access-control-")], path
    assert withheld > 40


def test_the_words_of_this_test_are_in_what_readers_get(inner: Any, words: list[bytes]) -> None:
    body = client(guarded(inner), cookie_of()).get("/api/facts.json").content
    assert sum(word in body for word in words) > 100


def test_open_paths_are_no_others(inner: Any) -> None:
    paths = {path for _, path in _asked(inner)}
    assert {path for path in paths if client(guarded(inner)).get(path, headers={"accept": "text/html"}).status_code != 401} - OWN_PATHS <= {
        path for path in paths if _is_open(path)
    }
    assert {"/healthz", "/readyz", "/metrics", "/icon.svg"} == OPEN_PATHS


def test_a_token_reads_what_programs_read_and_nothing_else(inner: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READ_TOKENS", str(tmp_path / "tokens.json"))
    secret, _ = new_token(tmp_path / "tokens.json", "excel", 1, date.today())
    program, before = client(guarded(inner)), TestClient(inner, base_url=SIGN_IN.origin, follow_redirects=False)
    for method, path in _asked(inner):
        if method != "GET" or path in OWN_PATHS or _is_open(path):
            continue
        got = program.get(path, params={"token": secret})
        if TOKEN_PATHS.fullmatch(path):
            as_before = before.get(path)
            assert (got.status_code, got.content) == (as_before.status_code, as_before.content), path
            assert secret.encode() not in _body(got)
        else:
            assert got.status_code == 401, path
