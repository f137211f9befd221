"""Rows of facts ready to be sent, made once per version and selection and shared by all readers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from loaders.dataset import Dataset
from loaders.reasons import reasons
from loaders.selection import Selection
from pages.shared.kept import kept
from pages.shared.rows import for_width, latest_first, table_rows
from pages.shared.view import selected_facts, shown_facts

AT_REST = "#"


@dataclass(frozen=True, eq=False)
class Rows:
    """A table as it travels to the browser, the fact of each row, and a digest that tells one set of facts from another."""

    table: pa.Table
    ids: tuple[str, ...]
    digest: str


def ready(rows: pd.DataFrame, ids: Iterable[str]) -> Rows:
    """Rows as they travel: numbered, without an index, and texts in the lean form."""
    table, ids = pa.Table.from_pandas(rows, preserve_index=False), tuple(ids)
    table = table.add_column(0, AT_REST, pa.array(range(1, len(ids) + 1), pa.int32()))
    lean = [f.with_type(pa.string()) if f.type in (pa.large_string(), pa.null()) else f for f in table.schema]
    digest = hashlib.sha1("|".join(ids).encode(), usedforsecurity=False).hexdigest()[:10]
    return Rows(table.cast(pa.schema(lean)), ids, digest)


@kept(16)
def fact_rows(dataset: Dataset, selection: Selection, narrow: bool) -> Rows:
    """The facts that a selection shows, the latest first and undated ones last."""
    facts = latest_first(shown_facts(dataset, selection))
    return ready(for_width(table_rows(facts), narrow), facts["id"])


@kept(16)
def held_back(dataset: Dataset, selection: Selection, match: str) -> Rows:
    """The facts of a class of matches, each with the reason why it is in it."""
    selected = selected_facts(dataset, selection)
    facts = selected[selected["match"] == match]
    return ready(pd.DataFrame({"Fact": facts["title"], "Reason": reasons(facts, selection, dataset.places)}), facts["id"])
