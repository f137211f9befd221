"""One way for every route to answer: ETag and 304, gzip only for clients that take it, errors in one shape."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

ROOT = Path(__file__).resolve().parents[2]
IMMUTABLE = {"Cache-Control": "public, immutable, max-age=31536000"}
OPEN = {  # what pages of other hosts may ask and read
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition, X-Data-Version",
    "Cache-Control": "no-cache",
}
PREFLIGHT = OPEN | {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
JSON = "application/json"


@lru_cache(maxsize=1)
def program_digest() -> str:
    """A short hash of this program and of the versions it is made of: an answer may differ when it does."""
    found = hashlib.sha256()
    for path in (ROOT / "app.py", ROOT / "uv.lock", *sorted(ROOT.glob("loaders/**/*.py")), *sorted(ROOT.glob("pages/**/*.*"))):
        if path.is_file() and path.suffix != ".pyc":
            found.update(path.read_bytes())
    return found.hexdigest()[:8]


def digest(content: bytes) -> str:
    """A strong ETag of these bytes."""
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'


def has_already(request: Request, etag: str) -> bool:
    """Whether the client has this answer: If-None-Match may be a list, weak, or anything at all."""
    given = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in given or "*" in given


def accepts_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding lets gzip be sent: it, or all, is named and not refused by a weight of 0."""
    weights = {}
    for part in accepted.lower().replace(" ", "").split(","):
        coding, *parameters = part.split(";")
        weights[coding] = next((p.removeprefix("q=") for p in parameters if p.startswith("q=")), "1")
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", "0"))).strip("0.") != ""


def answer(
    request: Request,
    content: bytes | Callable[[], bytes],
    media_type: str,
    headers: Mapping[str, str] | None = None,
    etag: str | None = None,
) -> Response:
    """An answer that is not sent again to a client that has it. etag: what tells it, where that is known before it is made."""
    if etag is None:
        content = content() if callable(content) else content
        etag = digest(content)
    told = {**(headers or {}), "ETag": etag}
    if has_already(request, etag):
        told.pop("Content-Disposition", None)
        return Response(status_code=304, headers=told | {"Vary": "Accept-Encoding"})
    return Response(content() if callable(content) else content, headers=told, media_type=media_type)


def packed_answer(request: Request, packed: bytes, media_type: str) -> Response:
    """A file that is kept compressed, at an address that names its content."""
    headers = {**IMMUTABLE, "Vary": "Accept-Encoding"}
    if not accepts_gzip(request.headers.get("accept-encoding", "")):
        return answer(request, gzip.decompress(packed), media_type, headers)
    return answer(request, packed, media_type, {**headers, "Content-Encoding": "gzip"})


def json_answer(request: Request, content: object) -> Response:
    """JSON that pages of other hosts may read; its head names the data version that the content names."""
    version = content.get("version") if isinstance(content, dict) else None
    return answer(request, _json(content), JSON, OPEN | ({"X-Data-Version": version} if version else {}))


def errors_answer(status: int, errors: Iterable[Mapping[str, Any] | str], **beside: Any) -> Response:
    """What is wrong, in the one shape that the API has for it: `{"errors": [{"message": …}]}`."""
    told = [{"message": error} if isinstance(error, str) else error for error in errors]
    return Response(_json({"errors": told, **beside}), status, PREFLIGHT if status == 405 else OPEN, media_type=JSON)


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode("utf-8", "replace")
