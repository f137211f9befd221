"""The dashboard's own style and script, each at an address that names its content, so that browsers keep it for ever."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from loaders.api.responses import packed_answer
from pages.drawing.tokens import css_tokens
from pages.server.kept_files import keep, kept_file

_TYPES = {".css": "text/css", ".js": "text/javascript"}
ASSETS = Path(__file__).with_name("assets")
_PARTS = {  # sent as one file
    "style.css": ("style.css", "screen.css", "views.css", "streamlit.css"),
    "page.js": (
        "streamlit.js",
        "page.js",
        "rest.js",
        "actions.js",
        "files.js",
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


_CONTENTS = {name: _content(name) for name in _PARTS}
ADDRESSES = {name: _address(name, content) for name, content in _CONTENTS.items()}
_FILES = {address.rpartition("/")[2]: gzip.compress(_CONTENTS[name], mtime=0) for name, address in ADDRESSES.items()}


def static_asset(request: Request) -> Response:
    """One of the files."""
    name = request.path_params["name"]
    media_type, found = _TYPES.get(f".{name.rpartition('.')[2]}"), _FILES.get(name) or kept_file(name)
    return packed_answer(request, found, media_type) if found and media_type else PlainTextResponse("no such file", 404)


def keep_assets() -> None:
    """At the start: leave the files of this version to servers of others."""
    for name, packed in _FILES.items():
        keep(name, packed)
