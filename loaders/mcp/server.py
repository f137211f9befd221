"""The MCP server: four tools over the last good data, each answer with claimants, certainty, version and accounting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from loaders.frames.dataset import Dataset, get_store
from loaders.mcp.answers import Refusal, facts_answer, not_stated_answer, passages_answer
from loaders.mcp.totals import Measure, total_answer
from loaders.query.filters import FILTERS

INSTRUCTIONS = (
    "What articles say about copper, gold, money and insurgency in Balochistan and Khyber Pakhtunkhwa. Say of each fact who claims it, how "
    "firmly, and the data version. Do not add figures yourself: ask `total`, which refuses sums across sides or stages. Where `not_stated` "
    "has the question, the answer is that the articles do not say."
)
_FILTERS = "; ".join(f"{one.name}: {one.told}" for one in FILTERS)
_TOLD = (
    f"filters: as in the query string of the data API, each with one value or a list. {_FILTERS}; dates: first and last ISO day; "
    "q: words that all occur; match: definite, possible, undated, unplaced."
)


def mcp_server(folder: Path) -> MCPServer[Any]:
    """The server of a data folder, which is read again where it changes."""
    server: MCPServer[Any] = MCPServer("minerals-conflict", instructions=INSTRUCTIONS, log_level="ERROR")

    def data() -> Dataset:
        found = get_store(folder).dataset
        if found is None:
            raise ToolError("the data cannot be read; `python -m loaders check` says why")
        return found

    def asked(make: Any, *given: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = make(data(), *given)
        except Refusal as refusal:
            raise ToolError(str(refusal)) from None
        return answer

    @server.tool(description=f"Facts of a selection, the latest first, each with claimant, certainty and passages. {_TOLD}")
    def facts(filters: dict[str, str | list[str]] | None = None, limit: int = 20, offset: int = 0) -> dict[str, Any]:
        return asked(facts_answer, filters or {}, limit, offset)

    @server.tool(description="The passages that facts rest on: article, paragraph, first and last words, address. facts: ids.")
    def passages(facts: list[str]) -> dict[str, Any]:
        return asked(passages_answer, facts)

    @server.tool(description="What the articles do not say: open questions by words (q) or near facts (ids). Both empty: all of them.")
    def not_stated(q: str = "", facts: list[str] | None = None) -> dict[str, Any]:
        return asked(not_stated_answer, q, facts or [])

    @server.tool(
        description="A total that may be made: amount_usd within one stage of deals, killed by one claimant, or how many facts; "
        f"otherwise the parts and why they are not added. {_TOLD}"
    )
    def total(measure: Measure, filters: dict[str, str | list[str]] | None = None) -> dict[str, Any]:
        return asked(total_answer, measure, filters or {})

    return server
