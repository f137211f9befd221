"""Long tables: in pages, each a click away; short ones whole; what travels is lean and made once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import Dataset, require_dataset
from loaders.query.selection import Selection
from pages.components import pager
from pages.drawing.rows import latest_first
from pages.facts.render import drawn_contradictions, drawn_ledger
from pages.state.table_cache import fact_rows, held_back, to_arrow_table
from pages.state.view import shown_facts

FRAME = Path(__file__).resolve().parents[3] / "pages" / "frame.py"
A_PAGE = 40


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The facts page, with room for fewer rows than it usually has."""
    monkeypatch.delenv("FACTS_DATA", raising=False)
    monkeypatch.setattr(pager, "PAGE", A_PAGE)
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    return app.run().switch_page("facts/page.py").run()


@pytest.fixture
def titles() -> list[str]:
    return list(latest_first(shown_facts(require_dataset(), Selection()))["title"])


def told(app: AppTest) -> str:
    return next(m.value for m in app.markdown if m.value.startswith("Rows "))


def test_a_long_table_is_read_page_by_page(app: AppTest, titles: list[str]) -> None:
    pages, seen = app.pagination[0].num_pages, []
    for page in range(1, pages + 1):
        app.pagination[0].select(page).run()
        rows = list(app.dataframe[0].value["Fact"])
        assert told(app) == f"Rows {len(seen) + 1}–{len(seen) + len(rows)} of {len(titles)}"
        seen += rows
    assert seen == titles
    assert pages == -(-len(titles) // A_PAGE)


def test_another_selection_begins_at_its_first_row(app: AppTest) -> None:
    app.pagination[0].select(2).run()
    app.query_params["kind"] = ["security_incident", "diplomatic_event", "context"]
    assert told(app.run()).startswith("Rows 1–")


def test_a_table_that_fits_has_no_pager(app: AppTest) -> None:
    app.query_params["kind"] = ["financing_deal"]
    assert not app.run().pagination


def test_rows_are_made_once_for_a_selection_and_in_lean_types(dataset: Dataset) -> None:
    rows = fact_rows(dataset, Selection(), False)
    assert fact_rows(dataset, Selection(), False) is rows
    assert rows.table["#"].to_pylist() == list(range(1, len(rows.ids) + 1))
    assert set(rows.table.drop_columns("#").schema.types) == {pa.string()}
    assert rows.table.num_rows == len(rows.ids) == len(dataset.facts)
    assert fact_rows(dataset, Selection(), True).table.column_names[:2] == ["#", "Fact"]


def test_rows_keep_numbers_and_tell_sets_of_facts_apart() -> None:
    frame = pd.DataFrame({"Days": [1, 2], "Passage": [None, None]}, index=[7, 3])
    rows = to_arrow_table(frame, ["a", "b"])
    assert rows.table.schema.types == [pa.int32(), pa.int64(), pa.string()]
    assert rows.digest != to_arrow_table(frame, ["b", "a"]).digest


def test_the_ledger_and_what_is_held_back_tell_of_the_same_facts(dataset: Dataset) -> None:
    chosen = Selection(district=("nushki",))
    assert drawn_ledger(dataset, chosen, False).ids == fact_rows(dataset, chosen, False).ids
    assert "Links" in drawn_ledger(dataset, chosen, False).table.column_names
    possible = held_back(dataset, chosen, "possible")
    assert {*possible.ids} < {*fact_rows(dataset, chosen, False).ids}
    assert all(possible.table["Reason"].to_pylist())
    assert drawn_contradictions(dataset, chosen) is drawn_contradictions(dataset, chosen)
