"""The addresses of pages, and what a selection of the data holds."""

from __future__ import annotations

from urllib.parse import parse_qs

from loaders.frames.dataset import Dataset
from loaders.query.query_string import parse_query
from loaders.query.selection import accounting, select, shown
from pages import PAGES


def path_of(page: str, query: str = "") -> str:
    return ("/" if page == "overview" else f"/{page}") + (f"?{query}" if query else "")


def expected(dataset: Dataset, query: str) -> tuple[dict[str, int], int]:
    """Facts per class and facts shown for a query string."""
    selection = parse_query(parse_qs(query), dataset).selection
    selected = select(dataset.facts, selection)
    return accounting(selected), len(shown(selected, selection))


EMPTY = "q=zzz+nothing+has+this+word"


LINKED = [name for name, page in PAGES.items() if not page.needs_events]  # the pages that are linked where no events are imported
