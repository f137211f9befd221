"""What the server refuses before a route answers: parameters that the route does not know or take, with status 400 and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from loaders.api.endpoints import ENDPOINTS
from loaders.api.openapi import openapi_endpoint
from loaders.api.public_address import public_address
from loaders.api.refusals import Errors, fault_errors, query_errors, untaken, version_errors
from loaders.api.responses import errors_answer
from loaders.frames.dataset import get_store
from loaders.history.as_of import dataset_asked
from loaders.history.ledger import Ledger, last_good_ledger
from loaders.query.parameter_names import last_value
from loaders.query.parameters import AS_OF, PARAMETERS
from loaders.query.query_string import parse_query
from loaders.schema.diagnostics import DataError, QueryError
from pages import PAGE_PARAMETERS
from pages.server.not_found import plain_page
from pages.server.page_metadata import THINGS

_PATHS = {one.path: one.takes for one in (*ENDPOINTS, openapi_endpoint())}
_MORE = {one.path: one.more for one in ENDPOINTS}
_PRESENT = {one.path for one in ENDPOINTS if not one.as_of}
_FILES = re.compile(r"/(?:api/(?:facts|map|timeline|brief)\.[\w.]+|files/[\w.]+|preview\.png)")


class RefusedParameters:
    """Answers 400 where a path is asked for something that it would pass over. Probes answer whatever they are asked."""

    def __init__(self, app: ASGIApp, folder: Callable[[], Path]) -> None:
        self.app, self.folder = app, folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if is_read and scope["query_string"] and _takes(scope["path"]) is not None:
            path, given = scope["path"], QueryParams(scope["query_string"])
            asked = {name: given.getlist(name) for name in given}
            if errors := await run_in_threadpool(self.errors, path, asked):
                return await _refusal(scope, errors)(scope, receive, send)
        await self.app(scope, receive, send)

    def errors(self, path: str, asked: Mapping[str, list[str]]) -> Errors:
        """What is refused of a request; nothing for the pages, which tell it in words, and while there is no data."""
        takes = _takes(path)
        if takes is None:
            return []
        data = get_store(self.folder()).dataset
        if path in _PRESENT and (version := last_value(asked, AS_OF)) is not None:
            told = f"{path} does not take {AS_OF}: imported events are in no recorded version."
            return fault_errors([QueryError(AS_OF, version[:60], told)])
        if data and takes and (takes == "view" or AS_OF in takes):
            data, fault = dataset_asked(data, asked)
            if fault:
                return fault_errors([fault])
        if takes == "view":
            taken = (*PAGE_PARAMETERS, *_MORE.get(path, ()))
            return query_errors(parse_query(asked, data, taken), data, self._recorded()) if data else []
        errors = untaken(asked, path, takes, (*PARAMETERS, *(parameter.name for parameter in PAGE_PARAMETERS)))
        return errors or (version_errors(asked.get("v", [None])[-1], data, self._recorded()) if data and "v" in takes else [])

    def _recorded(self) -> Ledger:
        try:
            return last_good_ledger(self.folder())
        except DataError:
            return Ledger()


def _refusal(scope: Scope, errors: Errors) -> Response:
    """JSON for programs; for the page of a thing, which people read, a page with the way to it."""
    if not scope["path"].startswith(THINGS):
        return errors_answer(400, errors)
    told = "".join(f"<p>{escape(error['message'])}</p>" for error in errors)
    address = escape(public_address(HTTPConnection(scope)).on_host(quote(scope["path"])), quote=True)
    return HTMLResponse(
        plain_page("This address asks for something that is not there", f"{told}<p><a href='{address}'>The page without it</a></p>"), 400
    )


def _takes(path: str) -> tuple[str, ...] | Literal["view"] | None:
    """What a path takes: files those of a view, outlines nothing, the page of one thing the version it was linked with. None: a page."""
    if _FILES.fullmatch(path):
        return "view"
    if path.startswith("/boundaries/"):
        return ()
    return ("v", AS_OF) if path.startswith(THINGS) else _PATHS.get(path)
