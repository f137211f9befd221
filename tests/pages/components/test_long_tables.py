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
TURNS = ("Back", "Next")


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


def turn(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def ways(app: AppTest) -> dict[str, bool]:
    """The buttons of the pager, and whether they can be pressed."""
    return {b.label: not b.disabled for b in app.button if b.label in TURNS}


def told(app: AppTest) -> str:
    return next(m.value for m in app.markdown if m.value.startswith("Rows "))


def test_a_long_table_is_read_page_by_page(app: AppTest, titles: list[str]) -> None:
    assert told(app) == f"Rows 1–{A_PAGE} of {len(titles)}"
    assert ways(app) == {"Back": False, "Next": True}
    seen = list(app.dataframe[0].value["Fact"])
    while ways(app)["Next"]:
        turn(app, "Next")
        seen += list(app.dataframe[0].value["Fact"])
    assert seen == titles
    assert ways(app) == {"Back": True, "Next": False}
    turn(app, "Back")
    assert told(app) == f"Rows {(len(titles) - 1) // A_PAGE * A_PAGE - A_PAGE + 1}–{(len(titles) - 1) // A_PAGE * A_PAGE} of {len(titles)}"


def test_another_selection_begins_at_its_first_row(app: AppTest) -> None:
    turn(app, "Next")
    app.query_params["kind"] = ["security_incident", "diplomatic_event", "context"]
    assert told(app.run()).startswith("Rows 1–")


def test_a_table_that_fits_has_no_pager(app: AppTest) -> None:
    app.query_params["kind"] = ["financing_deal"]
    assert ways(app.run()) == {}


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
