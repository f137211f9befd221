"""The server's own log of requests holds no read token."""

from __future__ import annotations

import logging
import threading
import time

import pytest
import uvicorn

import app as server
from pages.server.request_log import prepare_logs
from tests.browser.server import fetch, free_port

pytestmark = pytest.mark.xdist_group("server")
TOKEN = "facts_a-token-that-nobody-should-read"


def test_the_log_of_requests_holds_no_token(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """As uvicorn writes it, with the whole application, whose order of middleware decides."""
    port = free_port()
    running = uvicorn.Server(
        uvicorn.Config(server.app._build_starlette_app(), port=port, lifespan="off", log_config=None, ws="none", log_level="info")
    )
    thread = threading.Thread(target=running.run, daemon=True)
    prepare_logs()
    monkeypatch.setattr(logging.getLogger("dashboard.requests"), "propagate", True)
    with caplog.at_level(logging.INFO):
        thread.start()
        while not running.started:
            time.sleep(0.02)
        for query in (f"token={TOKEN}", f"district=nushki&token={TOKEN}", f"%74oken={TOKEN}"):
            for path in ("/api/facts.json", "/api/none", "/map", "/nosuch", "/files/map.gif", "/_stcore/health"):
                answer = fetch(f"http://127.0.0.1:{port}{path}?{query}")
                assert TOKEN not in answer.text + str(answer.headers), path
        running.should_exit = True
        thread.join(30)
    assert "GET /api/facts.json 200" in caplog.text
    assert TOKEN not in caplog.text
