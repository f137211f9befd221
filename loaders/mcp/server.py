"""The MCP server: tools over the last good data, each answer with claimants, certainty, version and accounting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from loaders.events.problems import EventsUnavailable
from loaders.events.store import EventStore, event_store
from loaders.frames.dataset import Dataset, get_store
from loaders.history.as_of import dataset_asked
from loaders.mcp.answers import Refusal, facts_answer, not_stated_answer, passages_answer
from loaders.mcp.totals import Measure, total_answer
from loaders.query.filters import FILTERS
from loaders.query.parameters import AS_OF

INSTRUCTIONS = (
    "What articles say about copper, gold, money and insurgency in Balochistan and Khyber Pakhtunkhwa. Say of each fact who claims it, how "
    "firmly, and the data version. Do not add figures yourself: ask `total`, which refuses sums across sides or stages. Where `not_stated` "
    "has the question, the answer is that the articles do not say. Where there are `events`, they are rows of datasets, never facts."
)
Given: TypeAlias = dict[str, str | list[str]] | None
_AS_OF = "as_of: a recorded version, for the data as it had them; today's by default."
_FILTERS = "; ".join(f"{one.name}: {one.told}" for one in FILTERS)
_TOLD = (
    f"filters: as in the query string of the data API, each with one value or a list. {_FILTERS}; dates: first and last ISO day; "
    "q: words that all occur; match: definite, possible, undated, unplaced."
)


def mcp_server(folder: Path, events_address: str = "") -> MCPServer[Any]:
    """The server of a data folder, which is read again where it changes. events_address: of imported events; "" where there are none."""
    server: MCPServer[Any] = MCPServer("minerals-conflict", instructions=INSTRUCTIONS, log_level="ERROR")

    def data(as_of: str) -> Dataset:
        found = get_store(folder).dataset
        if found is None:
            raise ToolError("the data cannot be read; `python -m loaders check` says why")
        dataset, fault = dataset_asked(found, {AS_OF: [as_of]} if as_of else {})
        if fault:
            raise ToolError(str(fault))
        return dataset

    def asked(as_of: str, make: Any, *given: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = make(data(as_of), *given)
        except (Refusal, EventsUnavailable) as refusal:
            raise ToolError(str(refusal)) from None
        return answer

    @server.tool(description=f"Facts of a selection, the latest first, each with claimant, certainty and passages. {_TOLD} {_AS_OF}")
    def facts(filters: Given = None, limit: int = 20, offset: int = 0, as_of: str = "") -> dict[str, Any]:
        return asked(as_of, facts_answer, filters or {}, limit, offset)

    @server.tool(description=f"The passages that facts rest on: article, paragraph, first and last words, address. facts: ids. {_AS_OF}")
    def passages(facts: list[str], as_of: str = "") -> dict[str, Any]:
        return asked(as_of, passages_answer, facts)

    @server.tool(description=f"What the articles do not say: open questions by words (q) or near facts (ids). Both empty: all. {_AS_OF}")
    def not_stated(q: str = "", facts: list[str] | None = None, as_of: str = "") -> dict[str, Any]:
        return asked(as_of, not_stated_answer, q, facts or [])

    @server.tool(
        description="A total that may be made: amount_usd within one stage of deals, killed by one claimant, or how many facts; "
        f"otherwise the parts and why they are not added. {_TOLD} {_AS_OF}"
    )
    def total(measure: Measure, filters: Given = None, as_of: str = "") -> dict[str, Any]:
        return asked(as_of, total_answer, measure, filters or {})

    if store := event_store(events_address):
        _add_events(server, store, asked)
    return server


def _add_events(server: MCPServer[Any], store: EventStore, asked: Callable[..., dict[str, Any]]) -> None:
    """The tool of imported events; its engine is loaded at the first question."""

    @server.tool(
        description="Imported events beside the facts, of datasets that others made: how many of each match, and rows of those that "
        f"may be passed on, the latest first. datasets: names, all by default. sort: a column, with - in front from the last. {_TOLD} "
        "They are in no recorded version of the facts."
    )
    def events(
        filters: Given = None, datasets: list[str] | None = None, limit: int = 20, offset: int = 0, sort: str = "-date_start"
    ) -> dict[str, Any]:
        from loaders.mcp.event_answers import events_answer

        return asked("", lambda dataset: events_answer(dataset, store, filters or {}, datasets or [], limit, offset, sort))
