"""What the strip above each page says of mineral sites that a date filter does not touch."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.query.selection import Selection
from pages.components.accounting_bar import timeless_text

DATES = (date(2026, 1, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("selection", "timeless", "words"),
    [
        (Selection(dates=DATES), 9, "15 match the filters, 9 of them mineral sites, which date filters do not affect"),
        (Selection(dates=DATES), 1, "15 match the filters, 1 of them a mineral site, which date filters do not affect"),
        (Selection(dates=DATES), 0, ""),
        (Selection(), 9, ""),
        (Selection(dates=DATES, match=("undated",)), 9, ""),
    ],
)
def test_15_match_says_that_9_of_them_are_sites_which_dates_do_not_touch(selection: Selection, timeless: int, words: str) -> None:
    assert timeless_text(selection, {"definite": 15, "possible": 0, "undated": 87, "unplaced": 0, "timeless": timeless}) == words
