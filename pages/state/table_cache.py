"""Rows of facts ready to be sent, made once per version and selection and shared by all readers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex

import pandas as pd
import pyarrow as pa

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.match_reasons import reasons
from loaders.query.selection import Selection
from pages.drawing.rows import for_width, latest_first, table_rows
from pages.drawing.sort_keys import day_keys, number_keys, with_keys
from pages.state.view import selected_facts, shown_facts

INDEX_COLUMN = "#"
NUMBERS = ("Figures", "Source", "Days from the deal")  # columns of words whose numbers matter


@dataclass(frozen=True, eq=False)
class TableData:
    """A table as it travels to the browser, the fact of each row, and a digest that tells one set of facts from another.

    words: for columns that do not sort by their words, the words shown for each of their values. token: names the table in addresses.
    """

    table: pa.Table
    ids: tuple[str, ...]
    digest: str
    words: Mapping[str, Mapping[str, str]]
    token: str = field(default_factory=token_hex)


def to_arrow_table(rows: pd.DataFrame, ids: Iterable[str], keys: Mapping[str, Sequence[str]] | None = None) -> TableData:
    """Rows as they travel: numbered, without an index, and texts in the lean form.

    keys: what a column sorts by, as in `pages.drawing.sort_keys`; numbers in words sort by their value anyway.
    """
    keys = {name: number_keys(rows[name]) for name in NUMBERS if name in rows} | dict(keys or {})
    keyed = {name: with_keys(keys[name], rows[name]) for name in keys}
    words = {name: dict(zip(values, rows[name], strict=True)) for name, values in keyed.items()}
    table, ids = pa.Table.from_pandas(rows.assign(**keyed), preserve_index=False), tuple(ids)
    table = table.add_column(0, INDEX_COLUMN, pa.array(range(1, len(ids) + 1), pa.int32()))
    lean = [f.with_type(pa.string()) if f.type in (pa.large_string(), pa.null()) else f for f in table.schema]
    digest = hashlib.sha1("|".join(ids).encode(), usedforsecurity=False).hexdigest()[:10]
    return TableData(table.cast(pa.schema(lean)), ids, digest, words)


@kept(16)
def fact_rows(dataset: Dataset, selection: Selection, narrow: bool) -> TableData:
    """The facts that a selection shows, the latest first and undated ones last."""
    facts = latest_first(shown_facts(dataset, selection))
    return to_arrow_table(for_width(table_rows(facts), narrow), facts["id"], {"Date": day_keys(facts)})


@kept(16)
def held_back(dataset: Dataset, selection: Selection, match: str) -> TableData:
    """The facts of a class of matches, each with the reason why it is in it."""
    selected = selected_facts(dataset, selection)
    facts = selected[selected["match"] == match]
    return to_arrow_table(pd.DataFrame({"Fact": facts["title"], "Reason": reasons(facts, selection, dataset.places)}), facts["id"])
