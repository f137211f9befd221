"""A real OpenID Connect provider on loopback, which can be told to send what an attacker or a fault would."""

from __future__ import annotations

import base64
import json
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import werkzeug.serving

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the provider is written with an older part of Authlib
    import flask
    import oidc_provider_mock
    from authlib import jose
    from oidc_provider_mock._storage import storage

Claims = dict[str, Any]


@dataclass
class Provider:
    """address: where it is. change: what is done to the claims of the next identity tokens, which are then signed again.

    spoil: what is done to a signed token on its way.
    """

    address: str
    change: Callable[[Claims], Claims] = field(default=lambda claims: claims)
    spoil: Callable[[str], str] = field(default=lambda token: token)

    @property
    def metadata(self) -> str:
        return f"{self.address}/.well-known/openid-configuration"

    def back_as(self, location: str, address: str, **claims: Any) -> str:
        """Sign in there as someone, having been sent to a location; the address to which the browser is sent back."""
        httpx.put(f"{self.address}/users/{address}", json={"email": address, "email_verified": True} | claims).raise_for_status()
        return str(httpx.post(location, data={"sub": address}).headers["location"])

    def declined(self, location: str) -> str:
        """Decline there."""
        return str(httpx.post(location, data={"action": "deny"}).headers["location"])


def claims_in(token: str) -> Claims:
    part = token.split(".")[1]
    found: Claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def with_claims(token: str, **changed: Any) -> str:
    """A token whose claims were changed after it was signed."""
    head, _, signature = token.split(".")
    middle = base64.urlsafe_b64encode(json.dumps(claims_in(token) | changed).encode()).decode().rstrip("=")
    return f"{head}.{middle}.{signature}"


def unsigned_token(token: str) -> str:
    """A token that says that it needs no signature."""
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).decode().rstrip("=")
    return f"{head}.{token.split('.')[1]}."


@contextmanager
def running_provider() -> Iterator[Provider]:
    app = oidc_provider_mock.app()
    told = Provider("")

    @app.after_request
    def spoil_token(response: flask.Response) -> flask.Response:
        if flask.request.path == "/oauth2/token" and response.status_code == 200:
            body = response.get_json()
            claims = told.change(claims_in(body["id_token"]))
            key = storage.jwk.as_dict(is_private=True)
            body["id_token"] = told.spoil(jose.jwt.encode({"alg": "RS256", "kid": key.get("kid")}, claims, key).decode())
            response.set_data(json.dumps(body))
        return response

    server = werkzeug.serving.make_server("127.0.0.1", 0, app, threaded=True)
    told.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def long_ago() -> int:
    return int(time.time()) - 7200
