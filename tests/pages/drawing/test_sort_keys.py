"""Tables sort by the value behind the words: the days of a date, the number of an amount or a paragraph."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.drawing.sort_keys import amount_keys, day_keys, number_keys, with_keys
from pages.state.table_cache import to_arrow_table

NAT = pd.NaT
DATES = [  # words, first day, last day, in the order of the days; what has no date comes last
    ("until 1947", NAT, "1947-12-31"),
    ("1950s", "1950-01-01", "1959-12-31"),
    ("Jan 2026", "2026-01-01", "2026-01-31"),
    ("4 Jan 2026", "2026-01-04", "2026-01-04"),
    ("28 Jan 2026", "2026-01-28", "2026-01-28"),
    ("31 Jan 2026", "2026-01-31", "2026-01-31"),
    ("1 Feb 2026", "2026-02-01", "2026-02-01"),
    ("no date", NAT, NAT),
]


def as_sorted(keys: list[str], words: list[str]) -> list[str]:
    """As the browser sorts cells: by their text, digits ahead of letters."""
    cells = zip(with_keys(keys, words), words, strict=True)
    return [shown for _, shown in sorted(cells)]


def test_the_date_column_sorts_by_the_day_behind_the_words():
    by_words = sorted(DATES, key=lambda row: row[0])
    facts = pd.DataFrame({"date_start": [r[1] for r in by_words], "date_end": [r[2] for r in by_words]}).astype("datetime64[s]")
    assert as_sorted(day_keys(facts), [row[0] for row in by_words]) == [row[0] for row in DATES]


@pytest.mark.parametrize(
    "in_order",
    [
        ["cnn ¶2", "cnn ¶10", "ndtv ¶1"],
        ["5 days", "31–61 days", "31–366 days", "120 days"],
        ["killed: over 90", "killed: over 1,000 people", "killed: 2 million"],
        ["amount: 1,250", "amount: USD 400 million", "amount: over USD 1.25 billion", "amount: USD 2 trillion"],
    ],
)
def test_numbers_in_words_sort_by_their_value(in_order: list[str]):
    backwards = in_order[::-1]
    assert as_sorted(number_keys(backwards), backwards) == in_order


def test_amounts_sort_by_value_and_those_not_stated_last():
    words = ["not stated", "USD 1.25 billion", "USD 400 million"]
    assert as_sorted(amount_keys([float("nan"), 1.25e9, 4e8]), words) == ["USD 400 million", "USD 1.25 billion", "not stated"]


def test_a_table_shows_the_words_and_no_key():
    rows = to_arrow_table(
        pd.DataFrame({"Date": ["Jan 2026"], "Source": ["cnn ¶2; ndtv ¶10"]}), ["one"], {"Date": ["2026-01-01/2026-01-31"]}
    )
    assert {name: list(words.values()) for name, words in rows.words.items()} == {"Date": ["Jan 2026"], "Source": ["cnn ¶2; ndtv ¶10"]}
    assert rows.table["Date"].to_pylist() == list(rows.words["Date"]) == ["2026-01-01/2026-01-31 Jan 2026"]
