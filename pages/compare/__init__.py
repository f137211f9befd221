"""Compare: two selections side by side, each of them a query string."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from loaders.query.page_parameters import PageParameter
from loaders.query.parameters import PARAMETERS
from pages.server.page import Page

MOST_OF_SIDE = 1_000  # characters
_PART = rf"(?:{'|'.join(PARAMETERS)})=[A-Za-z0-9_.,:%+-]*"


def query_part(text: str) -> str:
    """The query string in what a reader gives for a side: the link of a view, its query with or without "?", or words without any."""
    text = text.strip()
    query = urlsplit(text).query if "://" in text or text.startswith(("/", "?")) else text
    return query if "=" in query else ""


def _is_side(value: str) -> bool:
    return len(value) <= MOST_OF_SIDE and (not value or {*parse_qs(query_part(value), keep_blank_values=True)} & {*PARAMETERS} != set())


PAGE = Page(
    "compare",
    "Compare",
    "Two selections side by side on map, timeline and figures: what both hold and what only one.",
    params=tuple(
        PageParameter(
            name,
            f"compare: the {turn} selection, as the query string of its view",
            accepts=_is_side,
            expected="no query string of a view, such as district=nushki",
            schema={"type": "string", "maxLength": MOST_OF_SIDE, "pattern": f"^{_PART}(?:&{_PART})*$"},
        )
        for name, turn in (("a", "first"), ("b", "second"))
    ),
)
