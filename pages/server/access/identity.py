"""Who a request comes from: the reader's signed cookie, read and made on the server."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from http.cookies import CookieError, SimpleCookie

from starlette.requests import HTTPConnection

from pages.server.access.sign_in import SignIn
from pages.server.streamlit_internals.auth import USER_COOKIE_NAME, signed, unsigned

_SIGNED_OUT: dict[str, float] = {}  # hashes of the cookies of readers who signed out, until they would have ended
_HOUR = 3600


class Doubt(Enum):
    """Why a request comes from no reader that is known."""

    NOBODY = "nobody is signed in"
    INVALID = "the cookie was not made by this server"
    ENDED = "the sign-in has ended"
    SIGNED_OUT = "the cookie is of someone who signed out"
    UNLISTED = "the address is not on the list"


@dataclass(frozen=True)
class Reader:
    """Someone who signed in. until: when that ends, in seconds since 1970. cookie: a hash of the cookie that says so."""

    address: str
    until: float
    cookie: str


def reader_of(connection: HTTPConnection, sign_in: SignIn) -> Reader | Doubt:
    """Who signed in, or why a request is nobody's. The list is asked each time, so that who is taken off it is out at once."""
    cookie = connection.cookies.get(USER_COOKIE_NAME)
    if not cookie:
        return Doubt.NOBODY
    claims = _claims(sign_in, cookie)
    if claims is None or claims.get("origin") != sign_in.origin:
        return Doubt.INVALID
    address, until = claims.get("email"), claims.get("until")
    if not isinstance(address, str):
        return Doubt.INVALID
    if not isinstance(until, (int, float)) or unsigned(sign_in.cookie_secret, USER_COOKIE_NAME, cookie, sign_in.hours / 24) is None:
        return Doubt.ENDED
    reader = Reader(address, until, hashlib.sha256(cookie.encode()).hexdigest())
    return doubt_about(reader, sign_in) or reader


def doubt_about(reader: Reader, sign_in: SignIn) -> Doubt | None:
    """Whether someone who was in is so still."""
    if reader.until <= time.time():
        return Doubt.ENDED
    if reader.cookie in _SIGNED_OUT:
        return Doubt.SIGNED_OUT
    return None if sign_in.allows(reader.address) else Doubt.UNLISTED


def sign_out(reader: Reader) -> None:
    """Refuse a cookie from now on, also a copy of it."""
    for cookie in [cookie for cookie, until in _SIGNED_OUT.items() if until <= time.time()]:
        del _SIGNED_OUT[cookie]
    _SIGNED_OUT[reader.cookie] = reader.until


def reader_cookie(sign_in: SignIn, claims: Mapping[str, object]) -> str:
    """The `Set-Cookie` of someone who signed in, in the form that `st.user` reads; no more of the claims than is needed."""
    kept = {name: claims[name] for name in ("iss", "sub", "email") if name in claims}
    told = {"origin": sign_in.origin, "is_logged_in": True, "provider": sign_in.provider, "until": time.time() + sign_in.hours * _HOUR}
    value = signed(sign_in.cookie_secret, USER_COOKIE_NAME, json.dumps(kept | told))
    return _set_cookie(sign_in, value, int(sign_in.hours * _HOUR))


def no_cookie(sign_in: SignIn) -> str:
    """The `Set-Cookie` that takes it away."""
    return _set_cookie(sign_in, "", 0)


def _set_cookie(sign_in: SignIn, value: str, seconds: int) -> str:
    path, secure = sign_in.base or "/", "; Secure" if sign_in.is_https else ""
    return f"{USER_COOKIE_NAME}={value}; Max-Age={seconds}; Path={path}; HttpOnly; SameSite=Lax{secure}"


def _claims(sign_in: SignIn, cookie: str) -> dict[str, object] | None:
    text = unsigned(sign_in.cookie_secret, USER_COOKIE_NAME, cookie)
    try:
        claims = json.loads(text or "")
    except ValueError:
        return None
    return claims if isinstance(claims, dict) else None


def hardened(sign_in: SignIn, cookie: bytes) -> bytes:
    """A `Set-Cookie` of Streamlit's as it should be: over TLS alone where readers come by it, and for the path of this server alone."""
    try:
        parsed = SimpleCookie(cookie.decode("latin-1"))
    except CookieError:
        return cookie
    if len(parsed) != 1:
        return cookie
    for morsel in parsed.values():
        morsel["path"] = sign_in.base or "/"
        morsel["secure"] = sign_in.is_https
        morsel["samesite"] = morsel["samesite"] or "Lax"
    return parsed.output(header="", sep="").strip().encode("latin-1")
