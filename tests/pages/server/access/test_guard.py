"""The guard: what it lets through, what it refuses and how, with an application behind it that tells a secret."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from loaders.api.read_tokens import new_token, revoke_token
from pages.server.access import guard, identity
from pages.server.access.guard import is_open, private_headers
from pages.server.access.identity import hardened
from tests.pages.server.access.readers import SIGN_IN, client, cookie_of, guarded

BROWSER = {"accept": "text/html,application/xhtml+xml"}
SECRET = "a secret of the data"
TODAY = date.today()


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that tells a secret, and what it was asked."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept", "headers": []})
        while (message := await receive())["type"] == "websocket.receive":
            reader = dict(scope["headers"]).get(b"x-reader", b"").decode()
            await send({"type": "websocket.send", "text": f"{SECRET} {message.get('text')} {reader}"})
        return
    request = Request(scope)
    answer = JSONResponse({"secret": SECRET, "query": request.url.query, "path": scope["path"]})
    answer.headers["Cache-Control"] = "public, max-age=60"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers.append("Set-Cookie", "_streamlit_xsrf=2|a|b|1; Path=/")
    await answer(scope, receive, send)


@pytest.fixture(autouse=True)
def nobody_signed_out() -> Iterator[None]:
    identity._SIGNED_OUT.clear()
    yield
    identity._SIGNED_OUT.clear()


@pytest.fixture
def tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READ_TOKENS", str(tmp_path / "tokens.json"))
    return tmp_path / "tokens.json"


@pytest.mark.parametrize(
    "path", ["/", "/map?district=nushki", "/api/facts.json", "/nosuch", "//api/facts.json", "/own", "/healthz/", "/HEALTHZ", "/healthz/x"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_nobody_gets_nothing(path: str, method: str) -> None:
    for headers in ({}, BROWSER):
        answer = client(guarded(echo)).request(method, path, headers=headers)
        assert (answer.status_code, SECRET in answer.text) == (401, False)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        ("/healthz", True),
        ("/readyz", True),
        ("/icon.svg", True),
        ("/own/page-1.js", True),
        ("/static/js/index.js", True),
        ("/static/../api/facts.json", False),
        ("/own/..\\api", False),
        ("/static//api", False),
        ("/ownx", False),
        ("/metrics", True),
        ("/_stcore/health", False),
        ("/_stcore/host-config", False),
        ("/robots.txt", False),
        ("/preview.png", False),
    ],
)
def test_few_paths_are_open(path: str, opened: bool) -> None:
    assert is_open(path) is opened


def test_the_guard_sees_the_path_that_the_router_sees() -> None:
    """A server below a path of a proxy (`root_path`): the guard must not take the path for another one than the router does."""
    asked = client(guarded(echo))
    asked = TestClient(guarded(echo), base_url=SIGN_IN.origin, root_path="/healthz", follow_redirects=False)
    assert asked.get("/healthz/api/facts.json").status_code == 401
    assert asked.get("/healthz/healthz").status_code == 200


def test_a_reader_gets_all_of_it_for_their_own_browser_alone() -> None:
    answer = client(guarded(echo), cookie_of()).get("/api/facts.json?district=nushki", headers={"origin": "https://evil.example"})
    assert answer.json() == {"secret": SECRET, "query": "district=nushki", "path": "/api/facts.json"}
    assert answer.headers["cache-control"] == "private, max-age=60"
    assert "access-control-allow-origin" not in answer.headers


def test_a_browser_gets_a_page_with_one_button_that_leads_back() -> None:
    answer = client(guarded(echo)).get("/map?district=nushki&q=%3Cb%3E", headers=BROWSER)
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>Sign in</h1>" in answer.text
    assert answer.text.count('class="button"') == 1
    assert 'href="/auth/login?next=/map%3Fdistrict%3Dnushki%26q%3D%253Cb%253E"' in answer.text
    assert "accounts.example" in answer.text
    assert "<script" not in answer.text


def test_a_program_gets_an_error_in_the_shape_of_the_api() -> None:
    answer = client(guarded(echo)).get("/api/facts.json")
    assert "read token" in answer.json()["errors"][0]["message"]


def altered(cookie: str) -> str:
    """With another letter in its signature: the first one, for the last bits of the last one mean nothing."""
    before, dot, signature = cookie.rpartition(".")
    return f"{before}{dot}{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"


@pytest.mark.parametrize(
    ("cookie", "words"),
    [
        (cookie_of(secret="the secret of another server, long enough"), "could not be confirmed"),
        (cookie_of(name="_streamlit_user_tokens"), "could not be confirmed"),
        (altered(cookie_of()), "could not be confirmed"),
        (cookie_of().rpartition(".")[0], "could not be confirmed"),
        (cookie_of(origin="https://other.example"), "could not be confirmed"),
        (cookie_of(email=None), "could not be confirmed"),
        (cookie_of(email=["ana@example.org"]), "could not be confirmed"),
        ("chunks-3", "could not be confirmed"),
        ("%ff.x.y", "could not be confirmed"),
        (cookie_of(until=time.time() - 1), "has ended"),
        (cookie_of(until=None), "has ended"),
        (cookie_of(until="x"), "has ended"),
    ],
)
def test_a_cookie_that_is_not_good_is_refused_with_words(cookie: str, words: str) -> None:
    answer = client(guarded(echo), cookie).get("/map", headers=BROWSER)
    assert (answer.status_code, SECRET in answer.text) == (401, False)
    assert words in answer.text
    assert "Sign in" in answer.text
    assert client(guarded(echo), cookie).get("/api/facts.json").status_code == 401


def test_a_cookie_that_was_signed_longer_ago_than_a_sign_in_lasts_is_refused() -> None:
    """Also if it says otherwise: the hours were fewer than when it was made."""
    short = replace(SIGN_IN, hours=1e-9)
    answer = client(guarded(echo, short), cookie_of(), short)
    time.sleep(1.1)  # the time of a signature has whole seconds
    assert "has ended" in answer.get("/map", headers=BROWSER).text


def test_who_is_taken_off_the_list_is_out_at_once(caplog: pytest.LogCaptureFixture) -> None:
    answer = client(guarded(echo), cookie_of("bo@example.org")).get("/", headers=BROWSER)
    assert (answer.status_code, SECRET in answer.text) == (403, False)
    assert "not on the list of readers" in answer.text
    assert "the address is not on the list" in caplog.text
    assert "bo@" not in caplog.text


def test_what_leaves_a_cookie_is_for_this_server_alone() -> None:
    below = replace(SIGN_IN, base="/minerals")
    cookie = client(guarded(echo, below), cookie_of(), below).get("/healthz").headers["set-cookie"]
    assert cookie == "_streamlit_xsrf=2|a|b|1; Path=/minerals; SameSite=Lax; Secure"
    assert hardened(replace(SIGN_IN, origin="http://localhost:8501"), b"a=b; Path=/; HttpOnly") == b"a=b; HttpOnly; Path=/; SameSite=Lax"
    assert hardened(SIGN_IN, b"\xff") == b"\xff"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("", "private"),
        ("no-cache", "private, no-cache"),
        ("public, immutable, max-age=9", "private, immutable, max-age=9"),
        ("no-store", "no-store"),
    ],
)
def test_no_cache_on_the_way_keeps_what_is_for_one_reader(told: str, kept: str) -> None:
    headers = [(b"Cache-Control", told.encode())] if told else []
    assert private_headers(headers) == [(b"cache-control", kept.encode())]


# Read tokens


@pytest.mark.parametrize("path", ["/api/facts.json", "/api/changes.atom", "/files/map.png", "/boundaries/x.json", "/preview.png"])
def test_a_token_reads_by_header_or_address(tokens: Path, path: str) -> None:
    secret, _ = new_token(tokens, "excel", 1, TODAY)
    by_header = client(guarded(echo)).get(f"{path}?q=gold", headers={"authorization": f"Bearer {secret}"})
    by_address = client(guarded(echo)).get(f"{path}?token={secret}&q=gold")
    assert by_header.json() == by_address.json() == {"secret": SECRET, "query": "q=gold", "path": path}
    assert by_address.headers["cache-control"] == "private, max-age=60"


@pytest.mark.parametrize(
    "query", ["token=TOKEN", "q=a&token=TOKEN", "token=TOKEN&q=a", "%74oken=TOKEN&q=a", "token=x&token=TOKEN", "q=a&&token=TOKEN&"]
)
def test_nothing_below_sees_the_token_of_an_address(tokens: Path, query: str) -> None:
    secret, _ = new_token(tokens, "excel", 1, TODAY)
    answer = client(guarded(echo)).get(f"/api/facts.json?{query.replace('TOKEN', secret)}")
    assert answer.status_code == 200
    assert "oken" not in answer.json()["query"]
    assert ("q=a" in query) == ("q=a" in answer.json()["query"])


def test_a_token_opens_no_page_and_writes_nothing(tokens: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret, _ = new_token(tokens, "excel", 1, TODAY)
    asked = client(guarded(echo))
    for method, path in (
        ("GET", "/"),
        ("GET", "/map"),
        ("GET", "/tables/x"),
        ("GET", "/_stcore/host-config"),
        ("POST", "/api/facts.json"),
        ("GET", "/api/a/b"),
    ):
        answer = asked.request(method, path, headers={"authorization": f"Bearer {secret}"})
        assert (answer.status_code, SECRET in answer.text) == (401, False), path
        assert "nothing else" in answer.json()["errors"][0]["message"]
    with (
        pytest.raises(WebSocketDisconnect),
        asked.websocket_connect(f"wss://team.example/_stcore/stream?token={secret}", headers={"origin": SIGN_IN.origin}),
    ):
        pass
    assert secret not in caplog.text


def test_a_token_that_is_not_good_is_refused_also_beside_a_reader_s_cookie(tokens: Path, caplog: pytest.LogCaptureFixture) -> None:
    revoked, _ = new_token(tokens, "revoked", 1, TODAY)
    ended, _ = new_token(tokens, "ended", 1, TODAY - timedelta(days=5))
    revoke_token(tokens, "revoked")
    for secret, words in ((revoked, "revoked"), (ended, "ended on"), ("", "not known"), ("x", "not known"), ("ÿ", "not known")):
        answer = client(guarded(echo), cookie_of()).get("/api/facts.json", params={"token": secret})
        assert (answer.status_code, SECRET in answer.text) == (401, False)
        assert words in answer.json()["errors"][0]["message"]
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    assert revoked not in caplog.text
    assert "A read token was refused" in caplog.text


def test_tokens_are_refused_where_there_is_no_file_or_none_that_can_be_read(
    tokens: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tokens.write_text("nonsense", "utf-8")
    assert client(guarded(echo)).get("/api/facts.json?token=x").status_code == 503
    assert "cannot be read" in caplog.text
    monkeypatch.delenv("READ_TOKENS")
    assert "takes no read tokens" in client(guarded(echo)).get("/api/facts.json?token=x").text


# Connections


def test_a_connection_is_for_readers_of_this_host_s_pages(caplog: pytest.LogCaptureFixture) -> None:
    own = {"origin": SIGN_IN.origin, "x-reader": "someone@else.example"}
    refused: list[tuple[str | None, dict[str, str]]] = [
        (None, own),
        (cookie_of(secret="another secret, long enough for that"), own),
        (cookie_of("eve@evil.example"), own),
        (cookie_of(), {"origin": "https://evil.example"}),
        (cookie_of(), {"origin": "http://localhost:3000"}),
        (cookie_of(), {"origin": "null"}),
        (cookie_of(), {}),
    ]
    for cookie, headers in refused:
        with (
            pytest.raises(WebSocketDisconnect),
            client(guarded(echo), cookie).websocket_connect("wss://team.example/_stcore/stream", headers=headers),
        ):
            pass
    assert caplog.text.count("A connection was refused") == len(refused)
    with client(guarded(echo), cookie_of()).websocket_connect("wss://team.example/_stcore/stream", headers=own) as connection:
        connection.send_text("hello")
        assert connection.receive_text() == f"{SECRET} hello ana@example.org"


@pytest.mark.parametrize("way", ["ended", "signed out"])
def test_an_open_connection_ends_with_its_reader(way: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(guard, "CHECK_SECONDS", 0.02)
    cookie = cookie_of(until=time.time() + 1.0) if way == "ended" else cookie_of()
    with client(guarded(echo), cookie).websocket_connect(
        "wss://team.example/_stcore/stream", headers={"origin": SIGN_IN.origin}
    ) as connection:
        connection.send_text("hello")
        assert connection.receive_text() == f"{SECRET} hello ana@example.org"
        if way == "signed out":
            _sign_out(cookie)
        with pytest.raises(WebSocketDisconnect) as closed:
            connection.receive_text()
    assert closed.value.code == 1008
    assert "A connection was closed" in caplog.text


def _sign_out(cookie: str) -> None:
    """Without the sign-in service, which the tests of OpenID Connect ask."""
    from starlette.requests import HTTPConnection

    found = identity.reader_of(HTTPConnection({"type": "http", "headers": [(b"cookie", f"_streamlit_user={cookie}".encode())]}), SIGN_IN)
    assert isinstance(found, identity.Reader)
    identity.sign_out(found)


def test_what_is_sent_after_the_end_does_not_leave() -> None:
    """A run that is under way when a reader signs out tells nothing any more."""
    cookie, sent, may_go_on = cookie_of(), list[Message](), asyncio.Event()

    async def late(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        _sign_out(cookie)
        await send({"type": "websocket.send", "text": SECRET})

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        await may_go_on.wait()
        return {"type": "websocket.connect"}

    headers = [(b"cookie", f"_streamlit_user={cookie}".encode()), (b"origin", b"https://team.example"), (b"host", b"team.example")]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "query_string": b""}
    asyncio.run(guarded(late)(scope, receive, send))
    assert [message["type"] for message in sent] == ["websocket.accept"]


def test_a_request_without_a_sign_in_is_no_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "pages"):
        client(guarded(echo)).get("/", headers=BROWSER)
    assert caplog.text == ""


def test_an_answer_is_as_before_where_the_application_sends_no_headers() -> None:
    async def bare(scope: Scope, receive: Receive, send: Send) -> None:
        await Response("ok")(scope, receive, send)

    assert client(guarded(bare), cookie_of()).get("/x").text == "ok"
