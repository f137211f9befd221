"""Readers and a server to sign in to, for the tests of who gets in."""

from __future__ import annotations

import json
import time
from typing import Any

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from pages.server.access.guard import AccessGuard
from pages.server.access.sign_in import SignIn
from pages.server.access.tokens import TokenFromAddress
from pages.server.cross_origin import CrossOrigin
from pages.server.streamlit_internals.auth import USER_COOKIE_NAME, signed

SIGN_IN = SignIn(
    cookie_secret="a secret of tests that is long enough",
    provider="default",
    client_id="dashboard",
    service="accounts.example",
    origin="https://team.example",
    base="",
    allow=frozenset(("ana@example.org", "@example.net")),
    hours=12,
)


def guarded(app: ASGIApp, sign_in: SignIn = SIGN_IN) -> ASGIApp:
    """An application behind the guard, in the order of app.py."""
    return TokenFromAddress(CrossOrigin(AccessGuard(app, sign_in), is_closed=True))


def client(app: ASGIApp, cookie: str | None = None, sign_in: SignIn = SIGN_IN) -> TestClient:
    """A browser that takes what it gets and follows no redirect. cookie: of a reader who is signed in."""
    made = TestClient(app, base_url=sign_in.origin, follow_redirects=False)
    if cookie is not None:
        made.headers["cookie"] = f"{USER_COOKIE_NAME}={cookie}"
    return made


def cookie_of(address: str = "ana@example.org", secret: str = SIGN_IN.cookie_secret, name: str = USER_COOKIE_NAME, **other: Any) -> str:
    """The signed cookie of a reader."""
    claims = {"origin": SIGN_IN.origin, "is_logged_in": True, "email": address, "until": time.time() + 3600}
    return signed(secret, name, json.dumps(claims | other))
