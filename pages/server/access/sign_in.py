"""The settings of signing in, read and checked once at the start: a guard that cannot work does not let the server start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from loaders.api.settings import Settings, settings
from pages.server.streamlit_internals.auth import auth_secrets, is_authlib_installed

CALLBACK = "/oauth2callback"
LEAST_SECRET = 32  # characters
MOST_HOURS = 24 * 30  # Streamlit's own cookie lasts no longer
_KEYS = ("client_id", "client_secret", "server_metadata_url")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_MAKE_ONE = "python -c 'import secrets; print(secrets.token_urlsafe(32))'"


class AccessError(ValueError):
    """Signing in is asked for and cannot work as it is set: what is wrong, and the remedy."""


@dataclass(frozen=True)
class SignIn:
    """How readers sign in.

    provider: the section of the secrets that names the sign-in service; `default` for `[auth]` itself. client_id: this server's name there.
    service: the host of the service. origin, base: where readers find the server, as https://team.example and /minerals.
    allow: addresses, and domains with @ in front, in small letters. hours: how long it lasts.
    """

    cookie_secret: str
    provider: str
    client_id: str
    service: str
    origin: str
    base: str
    allow: frozenset[str]
    hours: float

    @property
    def is_https(self) -> bool:
        """Whether cookies may travel over TLS alone."""
        return self.origin.startswith("https://")

    def allows(self, address: str) -> bool:
        """Whether someone with this address gets in."""
        name, _, domain = address.lower().partition("@")
        plain = address.isascii() and bool(name) and "@" not in domain  # other letters may look or fold like those of the list
        return plain and (f"{name}@{domain}" in self.allow or f"@{domain}" in self.allow)


@lru_cache(maxsize=1)
def current_sign_in() -> SignIn | None:
    """The settings of this server; None where everyone may read."""
    try:
        section = auth_secrets()
    except ValueError as error:
        raise AccessError(f"Streamlit's secrets cannot be read: {error}") from None
    return None if section is None else checked_sign_in(section, settings())


def sign_in_or_exit() -> SignIn | None:
    """At the start: end with a message where signing in cannot work."""
    try:
        return current_sign_in()
    except AccessError as error:
        raise SystemExit(f"The server cannot start: signing in is asked for by [auth] and cannot work. {error}") from None


def checked_sign_in(section: Mapping[str, Any], given: Settings) -> SignIn:
    """The settings from the section `[auth]` and from the environment; AccessError with words where the guard could not work."""
    if not is_authlib_installed():
        raise AccessError("Authlib is not installed: run `make setup`, or install authlib>=1.6")
    secret = section.get("cookie_secret", "")
    if not isinstance(secret, str) or len(secret) < LEAST_SECRET:
        raise AccessError(f"cookie_secret in [auth] is missing or shorter than {LEAST_SECRET} characters; make one with {_MAKE_ONE}")
    provider, keys = _provider(section)
    address = urlsplit(str(section.get("redirect_uri", "")))
    if address.scheme not in ("http", "https") or not address.hostname or not address.path.endswith(CALLBACK):
        raise AccessError(f"redirect_uri in [auth] must be where readers find the server and {CALLBACK}: https://team.example{CALLBACK}")
    for url, name in ((address, "redirect_uri"), (urlsplit(str(keys["server_metadata_url"])), "server_metadata_url")):
        if url.scheme != "https" and url.hostname not in _LOOPBACK:
            raise AccessError(f"{name} in [auth] must begin with https://, for who signs in must not travel in the clear")
    return SignIn(
        cookie_secret=secret,
        provider=provider,
        client_id=str(keys["client_id"]),
        service=urlsplit(str(keys["server_metadata_url"])).hostname or "",
        origin=f"{address.scheme}://{address.netloc}",
        base=address.path.removesuffix(CALLBACK),
        allow=_allowed(given.sign_in_allow),
        hours=_hours(given.sign_in_hours),
    )


def _provider(section: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The one sign-in service: the keys of [auth] itself, or of the one section below it."""
    below = {name: value for name, value in section.items() if isinstance(value, Mapping) and "server_metadata_url" in value}
    if len(below) > 1 or (below and "server_metadata_url" in section):
        raise AccessError(f"[auth] names several sign-in services; keep one: {', '.join(below)}")
    name, keys = next(iter(below.items())) if below else ("default", section)
    if "_" in name:
        raise AccessError(f"[auth.{name}]: Streamlit takes no name with an underscore; take another one")
    if missing := [key for key in _KEYS if not keys.get(key)]:
        raise AccessError(f"missing in [auth{'' if name == 'default' else f'.{name}'}]: {', '.join(missing)}")
    return name, keys


def _allowed(words: tuple[str, ...]) -> frozenset[str]:
    if not words:
        raise AccessError('SIGN_IN_ALLOW is empty, so nobody could read; list addresses and domains: "ana@example.org @example.net"')
    for word in words:
        name, at, domain = word.lower().rpartition("@")
        if not at or not _DOMAIN.fullmatch(domain) or "@" in name or "*" in name:
            raise AccessError(f'SIGN_IN_ALLOW: "{word}" is neither an address (ana@example.org) nor a domain (@example.org)')
    return frozenset(word.lower() for word in words)


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0
    if not 0 < hours <= MOST_HOURS:
        raise AccessError(f'SIGN_IN_HOURS "{text}" is no number of hours up to {MOST_HOURS}')
    return hours
