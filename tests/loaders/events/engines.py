"""What every engine is asked, and over how many rows: their answers must be those of DuckDB."""

from __future__ import annotations

import os
from datetime import date

from loaders.query.selection import Selection

ROWS = int(os.environ.get("EVENT_ROWS", "100000"))
SELECTIONS = {
    "all": Selection(),
    "a district": Selection(district=("nushki", "chagai")),
    "dates and a province": Selection(province=("balochistan",), dates=(date(2010, 1, 5), date(2012, 2, 10))),
    "words": Selection(q="convoy spokesman"),
    "everything": Selection(
        district=("quetta",), dates=(date(2001, 1, 1), date(2020, 1, 1)), kind=("security_incident",), type=("armed_clash",)
    ),
}
