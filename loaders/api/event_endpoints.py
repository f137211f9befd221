"""The paths of imported events: the query string of the pages, and which datasets; streamed, in four formats."""

from __future__ import annotations

import hashlib
from functools import partial

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from loaders.api.endpoint import Endpoint, content, etag, json_content
from loaders.api.responses import OPEN, errors_answer, has_already, program_digest
from loaders.api.schema_parts import HOME
from loaders.api.served_data import store
from loaders.api.settings import settings
from loaders.events.columns import NAMES
from loaders.frames.dataset import Dataset
from loaders.query.page_parameters import DATASET, PageParameter
from loaders.query.query_string import parse_query

FORMATS = {
    "json": ("application/json", "Imported events, a page of them at a time", "Events"),
    "csv": ("text/csv", "Imported events, one row each, UTF-8 with a byte order mark", ""),
    "parquet": ("application/vnd.apache.parquet", "Imported events with the types of their columns", ""),
    "geojson": (
        "application/geo+json",
        "Imported events; a point only where the source places them at a site or in a town",
        "EventsGeoJson",
    ),
}
LIMIT, MOST = 100, 10_000
NONE_SERVED = "no imported events are served here: EVENTS is not set"


def _number(least: int, most: int, text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most


_LIMITS = {"type": "integer", "minimum": 1, "maximum": MOST}
_OFFSETS = {"type": "integer", "minimum": 0, "maximum": 10**9}
_SORTS = tuple(sign + name for name in (*NAMES, "match") for sign in ("", "-"))
EVENT_PARAMETERS = (
    DATASET,
    PageParameter(
        "limit",
        f"rows of a JSON answer, {LIMIT} by default",
        accepts=partial(_number, 1, MOST),
        expected=f"not a number from 1 to {MOST}",
        schema=_LIMITS,
    ),
    PageParameter(
        "offset",
        "rows of a JSON answer to leave out first",
        accepts=partial(_number, 0, 10**9),
        expected="not a number of rows",
        schema=_OFFSETS,
    ),
    PageParameter("sort", "a column to sort a JSON answer by, with - in front from the last to the first", words=_SORTS),
)


def events(request: Request, file_format: str) -> Response:
    """The imported events of a selection, in a format."""
    data, address = store().dataset, settings().events
    if data is None:
        return errors_answer(503, ["the data cannot be read; see the pages for the list of errors"])
    if not address:
        return errors_answer(404, [NONE_SERVED])
    given = {name: request.query_params.getlist(name) for name in request.query_params}
    return _answer(request, given, data, address, file_format)


def _answer(request: Request, given: dict[str, list[str]], data: Dataset, address: str, file_format: str) -> Response:
    from loaders.events.handing_out import NotHandedOut, answer_parts, file_name
    from loaders.events.matching import Names
    from loaders.events.problems import EventsUnavailable
    from loaders.events.queries import DEFAULT_SORT
    from loaders.events.question import EventQuestion
    from loaders.events.store import event_store

    found = event_store(address)
    assert found is not None
    query = parse_query(given, data, EVENT_PARAMETERS)
    page = dict(query.page)
    names = tuple(dict.fromkeys(value for name, value in query.page if name == "dataset"))
    asked = EventQuestion(found, query.selection, Names.of(data), names or None)
    try:
        version = found.version()
        digest = hashlib.sha256(request.scope["query_string"]).hexdigest()[:10]
        tag = f'"{version}-{data.version}-{program_digest()}-{digest}-{file_format}"'
        headers = {**OPEN, "X-Data-Version": version, "ETag": tag}
        if has_already(request, tag):
            return Response(status_code=304, headers=headers | {"Vary": "Accept-Encoding"})
        limit = int(page.get("limit", LIMIT)) if file_format == "json" else None
        parts = answer_parts(asked, file_format, page.get("sort", DEFAULT_SORT), limit, int(page.get("offset", 0)))
    except NotHandedOut as refused:
        return errors_answer(403, [str(refused)])
    except ValueError as unknown:
        known = tuple(one.name for one in found.datasets())
        return _wrong(
            "dataset", str(unknown), f"dataset “{unknown}” is not there; one of: {', '.join(known)}" if known else "no dataset is there"
        )
    except EventsUnavailable as away:
        return errors_answer(503, [str(away)])
    headers["Content-Disposition"] = f'attachment; filename="{file_name(file_format, version, names or None)}"'
    return StreamingResponse(parts, headers=headers, media_type=FORMATS[file_format][0])


def _wrong(name: str, value: str, message: str) -> Response:
    return errors_answer(400, [{"parameter": name, "value": value[:60], "message": message, "near": []}])


def _endpoint(file_format: str) -> Endpoint:
    media_type, summary, schema = FORMATS[file_format]
    answer = content({media_type: {"$ref": HOME + schema} if schema else {}})
    told = {"required": True, "description": "The version of the datasets that are there", "schema": {"type": "string"}}
    answer["headers"] = {**etag(), "X-Data-Version": told, "Content-Disposition": {"required": True, "schema": {"type": "string"}}}
    others = {
        "403": json_content("Errors", "The terms of a dataset do not let its rows be passed on; the answer names it"),
        "404": json_content("Errors", "No imported events are served here"),
        "503": json_content("Errors", "There is no good data, or the engine of the events does not answer"),
    }
    return Endpoint(
        f"/api/events.{file_format}",
        f"events_{file_format}",
        summary,
        partial(events, file_format=file_format),
        answer,
        takes="view",
        conditional=True,
        as_of=False,  # imported events are in no recorded version
        others=others,
        more=EVENT_PARAMETERS if file_format == "json" else EVENT_PARAMETERS[:1],  # files hold every row
    )


EVENT_ENDPOINTS = tuple(_endpoint(file_format) for file_format in FORMATS)
