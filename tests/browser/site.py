"""The pages that the frame has, and what a selection of the data holds, read from the source."""

from __future__ import annotations

import ast
from urllib.parse import parse_qs

from loaders.address import parse_query
from loaders.dataset import Dataset
from loaders.selection import accounting, select, shown
from tests.browser.server import ROOT


def pages() -> dict[str, str]:
    """Name in the address to title, as pages/frame.py has them; overview is at /."""
    tree = ast.parse((ROOT / "pages" / "frame.py").read_text(encoding="utf-8"))
    for node in tree.body:
        names = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        if any(isinstance(name, ast.Name) and name.id == "PAGES" for name in names):
            found: dict[str, str] = ast.literal_eval(node.value)  # type: ignore[attr-defined]
            return found
    raise AssertionError("pages/frame.py has no PAGES")


def path_of(page: str, query: str = "") -> str:
    return ("/" if page == "overview" else f"/{page}") + (f"?{query}" if query else "")


def expected(dataset: Dataset, query: str) -> tuple[dict[str, int], int]:
    """Facts per class and facts shown for a query string."""
    selection = parse_query(parse_qs(query), dataset).selection
    selected = select(dataset.facts, selection)
    return accounting(selected), len(shown(selected, selection))


PAGES = pages()
EMPTY = "q=zzz+nothing+has+this+word"
