"""The paths of the data API and the health check: each handler with what it takes and answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from loaders.api.dossiers import DOSSIERS
from loaders.api.endpoint import Endpoint, content, etag, json_content, word
from loaders.api.event_endpoints import EVENT_ENDPOINTS
from loaders.api.public_address import public_address
from loaders.api.responses import OPEN, answer, errors_answer, json_answer, program_digest
from loaders.api.schema_parts import HOME
from loaders.api.served_data import asked_dataset, data_folder, events_version, store
from loaders.export.formats import export, file_name
from loaders.export.registry import FORMATS, ExportFormat, FileRequest
from loaders.frames.dataset import Dataset
from loaders.frames.registries import articles_frame
from loaders.history.as_of import ledger_of
from loaders.history.feed import FEED_TYPE, changes_feed
from loaders.history.ledger import Ledger, last_good_ledger
from loaders.history.questions import watched_questions
from loaders.query.parameters import AS_OF
from loaders.query.query_string import Query, parse_query
from loaders.schema.diagnostics import DataError, for_readers
from loaders.schema.json_schema import fact_schema

NO_DATA = "the data cannot be read; see the pages for the list of errors"


def with_data(handler: Callable[[Request, Dataset], Response]) -> Callable[[Request], Response]:
    """A route that is answered from the last good data, or those that `as_of` asks for, and with 503 while there is none."""

    def respond(request: Request) -> Response:
        data = asked_dataset(request)
        return errors_answer(503, [NO_DATA]) if data is None else handler(request, data)

    return respond


def query_of(request: Request, data: Dataset) -> Query:
    """The query string of a request; `RefusedParameters` has answered those that cannot be understood."""
    return parse_query({name: request.query_params.getlist(name) for name in request.query_params}, data)


def facts(request: Request, data: Dataset, file_format: str) -> Response:
    """The facts of a selection, in a format."""
    selection = query_of(request, data).selection
    asked = FileRequest(public_address(request).full(""), tuple(request.query_params.multi_items()))
    told = f"{asked.server} {data.today} {events_version()}" if FORMATS[file_format].takes_request else ""
    digest = hashlib.sha256(request.scope["query_string"] + told.encode()).hexdigest()[:10]
    name = file_name(data, file_format, selection)
    return answer(
        request,
        lambda: export(data, selection, file_format, asked),
        FORMATS[file_format].media_type,
        {**OPEN, "X-Data-Version": data.version, "Content-Disposition": f'attachment; filename="{name}"'},
        etag=f'"{data.version}-{program_digest()}-{digest}-{file_format}"',
    )


@with_data
def articles(request: Request, data: Dataset) -> Response:
    """The articles, with how many facts each supports."""
    return json_answer(request, {"version": data.version, "articles": json.loads(articles_frame(data).to_json(orient="records"))})


@with_data
def questions(request: Request, data: Dataset) -> Response:
    """The open questions: which articles touch each, since which version it stands, and which facts answer it."""
    try:
        ledger = ledger_of(data)
    except DataError:
        ledger = Ledger()
    told = [
        {
            **one.record.model_dump(mode="json"),
            "articles": one.articles,
            "since": {"version": one.since.version, "date": one.since.date.isoformat()} if one.since else None,
            "answered_by": one.answered_by,
        }
        for one in watched_questions(data, ledger)
    ]
    return json_answer(request, {"version": data.version, "questions": told})


def version(request: Request) -> Response:
    """The data version; null beside the error while there is no data."""
    data = store().dataset
    return json_answer(request, {"version": data.version}) if data else errors_answer(503, [NO_DATA], version=None)


def schema(request: Request) -> Response:
    """The JSON Schema of the facts."""
    return json_answer(request, fact_schema())


def changes(request: Request) -> Response:
    """What each version of the data added, changed and withdrew, as an Atom feed; with a query string, what entered and left that view."""
    data, base = asked_dataset(request), public_address(request).full("")
    try:
        ledger = ledger_of(data) if data else last_good_ledger(data_folder())
    except DataError as error:
        return errors_answer(503, map(str, for_readers(error.problems, data_folder())))
    if data is None:
        return answer(request, changes_feed(ledger, base), FEED_TYPE, OPEN)
    query = query_of(request, data)
    asked = (query.selection, query.period, base, tuple(version.version for version in ledger.versions))
    feed = data.made.once(changes_feed, asked, 16, lambda: changes_feed(ledger, base, data, query.selection, period=query.period))
    return answer(request, feed, FEED_TYPE, OPEN | {"X-Data-Version": data.version})


async def health(request: Request) -> Response:
    """200 while the server lives, whatever its data; without a thread, for which it would wait where many are at work."""
    return PlainTextResponse("ok", headers=OPEN)


def ready(request: Request) -> Response:
    """200 while there is data to show; else 503 with the first reason."""
    found = store()
    if found.dataset:
        return PlainTextResponse("ready", headers=OPEN)
    reasons = [str(problem) for problem in for_readers(found.problems[:1], data_folder())]
    return PlainTextResponse(f"no data to show: {reasons[0]}" if reasons else "no data to show", 503, OPEN)


def _facts_endpoint(one: ExportFormat) -> Endpoint:
    version_header = {"required": True, "description": "The data version that the answer holds", "schema": {"type": "string"}}
    file_header = {"required": True, "schema": {"type": "string"}}
    found = content({one.media_type: {"$ref": HOME + one.schema} if one.schema else {}})
    found["headers"] = {**etag(), "X-Data-Version": version_header, "Content-Disposition": file_header}
    handler = with_data(partial(facts, file_format=one.name))
    return Endpoint(one.path, f"facts_{one.name.replace('.', '_')}", one.description, handler, found, takes="view", conditional=True)


ENDPOINTS = (
    *map(_facts_endpoint, FORMATS.values()),
    *EVENT_ENDPOINTS,
    Endpoint(
        "/api/articles.json",
        "articles",
        "The articles, with how many facts each supports",
        articles,
        json_content("Articles"),
        takes=("v", AS_OF),
    ),
    Endpoint(
        "/api/questions.json",
        "questions",
        "The open questions: which articles touch each, since which version it stands, and which facts answer it",
        questions,
        json_content("Questions"),
        takes=("v", AS_OF),
    ),
    DOSSIERS,
    Endpoint(
        "/api/schema.json",
        "schema",
        "JSON Schema of the fact files, for editors",
        schema,
        content({"application/json": {"type": "object"}}),
        needs_data=False,
    ),
    Endpoint("/api/version", "version", "The data version", version, json_content("Version")),
    Endpoint(
        "/api/changes.atom",
        "changes",
        "What each version added, changed and withdrew; in a view, what entered, changed and left it, and why (RFC 4287)",
        changes,
        content({FEED_TYPE: {}}) | {"headers": etag()},
        takes="view",
        conditional=True,
    ),
    Endpoint(
        "/healthz",
        "health",
        "Whether the server lives",
        health,
        word("ok"),
        takes=None,
        needs_data=False,
    ),
    Endpoint(
        "/readyz",
        "ready",
        "Whether there is data to show",
        ready,
        word("ready"),
        takes=None,
        needs_data=False,
        others={"503": content({"text/plain": {"type": "string"}}, "There is none; the answer says why")},
    ),
)
