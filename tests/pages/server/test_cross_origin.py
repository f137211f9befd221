"""What pages of other hosts may do, by the setting ALLOW_ORIGIN and while people sign in."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from loaders.api.responses import OPEN
from pages.server.cross_origin import CrossOrigin, check_allow_origin, is_same_host

FRIEND, STRANGER = "https://notebooks.example", "https://evil.example"


async def api(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await PlainTextResponse("facts", headers=OPEN)(scope, receive, send)


def asked(origin: str, is_closed: bool = False) -> dict[str, str]:
    headers = TestClient(CrossOrigin(api, is_closed)).get("/", headers={"origin": origin}).headers
    return {name: value for name, value in headers.items() if name.startswith("access-control-") or name == "vary"}


def test_everyone_may_read_by_default() -> None:
    assert asked(STRANGER)["access-control-allow-origin"] == "*"


def test_the_setting_names_who_may_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOW_ORIGIN", f"{FRIEND}, http://localhost:8888")
    check_allow_origin()
    assert asked(FRIEND)["access-control-allow-origin"] == FRIEND
    assert "X-Data-Version" in asked(FRIEND)["access-control-expose-headers"]
    assert asked(STRANGER) == {"vary": "Origin"}
    assert asked(FRIEND)["vary"] == "Origin"


@pytest.mark.parametrize("setting", [None, "*", FRIEND])
def test_nobody_else_s_page_reads_where_people_sign_in(setting: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if setting:
        monkeypatch.setenv("ALLOW_ORIGIN", setting)
    assert asked(FRIEND, is_closed=True) == {}


@pytest.mark.parametrize("setting", ["notebooks.example", "https://notebooks.example/", "null", "ftp://x.example", "https://*.example/x"])
def test_what_is_no_origin_is_told_at_the_start(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOW_ORIGIN", setting)
    with pytest.raises(SystemExit, match="ALLOW_ORIGIN"):
        check_allow_origin()


@pytest.mark.parametrize(
    ("origin", "host", "is_same"),
    [
        ("https://team.example", "team.example", True),
        ("https://team.example", "team.example:443", True),
        ("https://Team.example", "team.example", True),
        ("http://[::1]:8501", "[::1]:8501", True),
        ("http://localhost:8501", "localhost:8501", True),
        ("http://localhost:3000", "localhost:8501", False),
        ("http://127.0.0.1:8501", "localhost:8501", False),
        ("https://team.example.evil.example", "team.example", False),
        ("https://team.example@evil.example", "team.example", False),
        ("null", "team.example", False),
        ("", "", False),
        ("https://[", "[", False),
        ("https://x:99999999", "x", False),
    ],
)
def test_a_connection_is_opened_to_pages_of_this_host_alone(origin: str, host: str, is_same: bool) -> None:
    assert is_same_host(origin, host) is is_same
    for is_closed in (False, True):
        browser = TestClient(CrossOrigin(api, is_closed))
        try:
            with browser.websocket_connect("/_stcore/stream", headers={"origin": origin, "host": host}):
                opened = True
        except WebSocketDisconnect:
            opened = False
        assert opened is is_same


def test_programs_that_name_no_page_connect_where_nobody_signs_in() -> None:
    with TestClient(CrossOrigin(api, is_closed=False)).websocket_connect("/_stcore/stream"):
        pass
