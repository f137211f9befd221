"""The dashboard's own style and script, each at an address that names its content, so that browsers keep it for ever."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_TYPES = {"style.css": "text/css", "page.js": "text/javascript", "actions.js": "text/javascript"}


def _address(name: str, content: bytes) -> str:
    stem, _, ending = name.partition(".")
    return f"/own/{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{ending}"


_CONTENTS = {name: Path(__file__).with_name(name).read_bytes() for name in _TYPES}
ADDRESSES = {name: _address(name, content) for name, content in _CONTENTS.items()}
_FILES = {address: (gzip.compress(_CONTENTS[name], mtime=0), _TYPES[name]) for name, address in ADDRESSES.items()}


def own_file(request: Request) -> Response:
    """One of the files."""
    if request.url.path not in _FILES:
        return PlainTextResponse("no such file", 404)
    content, media_type = _FILES[request.url.path]
    headers = {"Content-Encoding": "gzip", "Cache-Control": "public, immutable, max-age=31536000"}
    return Response(content, headers=headers, media_type=media_type)
