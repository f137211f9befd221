"""Where readers find this server: scheme, host and base path of every address that it writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.api.settings import BASE_PATH, settings

HEADER = "x-public-address"  # tells it to the pages, for a connection's headers are all that Streamlit keeps of it
_KEY = "public_address"
_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[\da-fA-F:.]+\](:\d+)?", re.ASCII)
_COOKIE_PATH = re.compile(rb"(;\s*path=)/(?=;|$)", re.IGNORECASE)
_SCHEMES = {"ws": "http", "wss": "https"}
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class PublicAddress:
    """origin: scheme and host, as https://team.example. path: the base path, as /team/minerals; empty at the root of the host."""

    origin: str
    path: str = ""

    def on_host(self, path: str) -> str:
        """A path of the server as pages of the same host link to it."""
        return self.path + path

    def full(self, path: str) -> str:
        """A path of the server as others link to it."""
        return self.origin + self.path + path


def public_address(request: HTTPConnection) -> PublicAddress:
    """Where the reader of a request finds the server."""
    found: PublicAddress | None = request.scope.get(_KEY)
    return found or PublicAddress(f"{request.base_url.scheme}://{request.base_url.netloc}")


class PublicAddresses:
    """Takes the base path from every request, so that all below answers as if it stood at the root of a host, and notes the address.

    A proxy may keep the base path or take it off: both are understood. Redirects and cookies get the base path back.
    """

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self.app, self.base_path = app, base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        address, base = resolve(scope, self.base_path)
        path = scope["path"][len(base) :]
        if base and not path and scope["type"] == "http":  # links on a page are relative: without the slash they lead out of the base path
            query = scope["query_string"].decode("latin-1")
            led = RedirectResponse(address.on_host("/") + (f"?{query}" if query else ""), 301)
            return await led(scope, receive, send)
        below = {**scope, "path": path or "/", "root_path": "", _KEY: address}
        below["headers"] = [header for header in scope["headers"] if header[0] != HEADER.encode()]
        if scope["type"] == "websocket":
            below["headers"] = [*_same_host(below, address), (HEADER.encode(), address.full("").encode("latin-1"))]

        async def with_base_path(message: Message) -> None:
            if message["type"] == "http.response.start" and address.path:
                message["headers"] = [(name, _below(address.path, name, value)) for name, value in message.get("headers", ())]
            await send(message)

        await self.app(below, receive, with_base_path)


def resolve(scope: Scope, base_path: str = "") -> tuple[PublicAddress, str]:
    """The public address that a request was sent to, and how much of its path is the base path.

    PUBLIC_URL says it; else the headers X-Forwarded-Proto, -Host and -Prefix of a trusted proxy; else the request itself. base_path: the
    server's own, behind that of a proxy.
    """
    headers, own = Headers(scope=scope), base_path or scope.get("root_path", "").rstrip("/")
    trusted = is_trusted(scope.get("client"), settings().trusted_proxies)
    proto, host, prefix = (_forwarded(headers, name) if trusted else "" for name in ("proto", "host", "prefix"))
    scheme = proto if proto in ("http", "https") else _SCHEMES.get(scope["scheme"], scope["scheme"])
    host = host if _HOST.fullmatch(host) else headers.get("host", "") or "{}:{}".format(*(scope.get("server") or ("localhost", 80)))
    prefix = prefix.rstrip("/") if BASE_PATH.fullmatch(prefix.rstrip("/")) else ""
    path = prefix if prefix.endswith(own) else prefix + own
    if public_url := settings().public_url:
        parts = urlsplit(public_url)
        address = PublicAddress(f"{parts.scheme}://{parts.netloc}", parts.path)
    else:
        address = PublicAddress(f"{scheme}://{host}", path)
    found = (base for base in (address.path, path, own, prefix) if base and f"{scope['path']}/".startswith(f"{base}/"))
    return address, next(found, "")


def is_trusted(client: tuple[str, int] | None, proxies: Iterable[IPv4Network | IPv6Network]) -> bool:
    """Whether a request comes from a proxy that may say where it was sent to.

    uvicorn puts the reader's address, with port 0, in the place of a proxy's that it trusts itself: one on this machine, unless its
    FORWARDED_ALLOW_IPS names others. A socket file is on this machine too.
    """
    host, port = client or (_LOOPBACK, 0)
    try:
        peer = ip_address(host if port else _LOOPBACK)
    except ValueError:
        return False
    peer = (peer.ipv4_mapped or peer) if isinstance(peer, IPv6Address) else peer
    return any(peer in network for network in proxies)


def _forwarded(headers: Headers, name: str) -> str:
    """What the nearest proxy says: where several have added to a header, the last value."""
    return ",".join(headers.getlist(f"x-forwarded-{name}")).rpartition(",")[2].strip()


def _same_host(scope: Scope, address: PublicAddress) -> list[tuple[bytes, bytes]]:
    """The headers of a WebSocket, whose `Host` is the public one for pages of that host: Streamlit compares it with their `Origin`."""
    host = urlsplit(address.origin).netloc.encode("latin-1")
    if Headers(scope=scope).get("origin", "").partition("://")[2].encode("latin-1") != host:
        return list(scope["headers"])
    return [*(header for header in scope["headers"] if header[0] != b"host"), (b"host", host)]


def _below(path: str, name: bytes, value: bytes) -> bytes:
    """The value of an answer's header: what leads to the root of the host, or counts there, leads to the base path."""
    if name.lower() == b"set-cookie":
        return _COOKIE_PATH.sub(rb"\1" + path.encode("latin-1"), value)
    inner = name.lower() == b"location" and value.startswith(b"/") and not re.match(rf"{re.escape(path)}([/?#]|$)", value.decode("latin-1"))
    return path.encode("latin-1") + value if inner else value
