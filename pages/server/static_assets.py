"""The dashboard's own style and script, each at an address that names its content, so that browsers keep it for ever."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from loaders.api.responses import packed_answer
from pages.drawing.tokens import css_tokens

_TYPES = {"style.css": "text/css", "page.js": "text/javascript"}
ASSETS = Path(__file__).with_name("assets")
_PARTS = {  # sent as one file
    "style.css": ("style.css", "screen.css", "views.css", "streamlit.css"),
    "page.js": (
        "streamlit.js",
        "page.js",
        "rest.js",
        "actions.js",
        "marks.js",
        "touch.js",
        "keyboard.js",
        "translation.js",
        "fallback.js",
        "paper.js",
        "screen.js",
    ),
}


def _address(name: str, content: bytes) -> str:
    stem, _, ending = name.partition(".")
    return f"/own/{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{ending}"


def _content(name: str) -> bytes:
    content = b"\n".join((ASSETS / part).read_bytes() for part in _PARTS[name])
    return css_tokens().encode() + content if name == "style.css" else content


_CONTENTS = {name: _content(name) for name in _TYPES}
ADDRESSES = {name: _address(name, content) for name, content in _CONTENTS.items()}
_FILES = {address: (gzip.compress(_CONTENTS[name], mtime=0), _TYPES[name]) for name, address in ADDRESSES.items()}


def static_asset(request: Request) -> Response:
    """One of the files."""
    found = _FILES.get(f"/own/{request.path_params['name']}")
    return packed_answer(request, *found) if found else PlainTextResponse("no such file", 404)
