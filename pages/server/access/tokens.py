"""Read tokens in requests: taken from header or address, and answered for."""

from __future__ import annotations

import logging
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from loaders.api.read_tokens import TokenError, TokenFile, UnreadableTokens
from loaders.api.settings import settings
from pages.server.access.answers import program_refusal

PATHS = re.compile(r"/(?:api/[^/]+|files/[^/]+|boundaries/[^/]+|preview\.png)")  # what programs read; pages are for people
_KEY = "read_token"
_LOG = logging.getLogger(__name__)


class TokenFromAddress:
    """Takes `?token=` out of the address of a request, before anything logs, repeats, refuses or caches it.

    It changes the scope itself, from which the server writes its log of requests, and so stands ahead of what copies it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and scope.get("query_string"):
            parts = [(part, parse_qsl(part.decode("latin-1"), keep_blank_values=True)) for part in scope["query_string"].split(b"&")]
            tokens = [found[0][1] for _, found in parts if found and found[0][0] == "token"]
            if tokens:
                scope["query_string"] = b"&".join(part for part, found in parts if not found or found[0][0] != "token")
                scope[_KEY] = tokens[-1]
        await self.app(scope, receive, send)


def token_of(request: Request) -> str | None:
    """The read token of a request; that of the header where there are two."""
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    found: str | None = told.strip() if scheme.lower() == "bearer" else request.scope.get(_KEY)
    return found


def refused_token(token: str, path: str, method: str) -> Response | None:
    """The answer to a token that does not read here; None for one that does."""
    file = settings().read_tokens
    try:
        if not PATHS.fullmatch(path) or method not in ("GET", "HEAD"):
            raise TokenError("a read token reads /api, /files, /boundaries and /preview.png, and nothing else")
        if file is None:
            raise TokenError("this server takes no read tokens")
        _token_file(file).find(token, date.today())
    except TokenError as error:
        _LOG.warning("A read token was refused: %s", error)
        return program_refusal(401, f"{str(error)[0].upper()}{str(error)[1:]}.", is_token_wrong=True)
    except UnreadableTokens as error:
        _LOG.error("Every read token is refused, for their file cannot be read: %s", error)
        return program_refusal(503, "The read tokens of this server cannot be read; its log says why.")
    return None


@lru_cache(maxsize=1)
def _token_file(path: Path) -> TokenFile:
    return TokenFile(path)
