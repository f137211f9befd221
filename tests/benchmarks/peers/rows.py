"""The rows that the floor and the peers show: CSV, JSON and Parquet per size, and SQLite for Datasette."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pandas as pd

KINDS = [f"kind-{letter}" for letter in "abcdefgh"]
DISTRICTS = ["Altstadt", "Nord", "Ost", "Sued", "West", "Hafen", "Weststadt", "Rosental", "Anger", "Lindenau"]
WORDS = ["bridge", "school", "tram", "park", "library", "depot", "market", "roof", "canal", "square"]


def rows(many: int) -> pd.DataFrame:
    """That many rows, the same in every run: id, kind, date, district, lat, lon, title, amount."""
    rng = np.random.default_rng(many)
    day = pd.Timestamp("2018-01-01") + pd.to_timedelta(rng.integers(0, 8 * 365, many), unit="D")
    words = zip(rng.choice(WORDS, many), rng.choice(WORDS, many), strict=True)
    return pd.DataFrame(
        {
            "id": [f"r{i:06d}" for i in range(many)],
            "kind": [KINDS[i % len(KINDS)] for i in range(many)],
            "date": pd.Series(day).dt.strftime("%Y-%m-%d"),
            "district": rng.choice(DISTRICTS, many),
            "lat": (51.34 + rng.normal(0, 0.04, many)).round(5),
            "lon": (12.37 + rng.normal(0, 0.06, many)).round(5),
            "title": [f"{a} {b} {i}" for i, (a, b) in enumerate(words)],
            "amount": (rng.lognormal(9, 1.2, many)).round(2),
        }
    )


def write_rows(many: int, folder: Path) -> dict[str, str]:
    """Write the rows in every form, and give the environment that tells the peers where."""
    folder.mkdir(parents=True, exist_ok=True)
    frame, stem = rows(many), folder / f"rows_{many}"
    frame.to_csv(f"{stem}.csv", index=False)
    frame.to_json(f"{stem}.json", orient="split", index=False)
    frame.to_parquet(f"{stem}.parquet", index=False)
    base = Path(f"{stem}.db")
    base.unlink(missing_ok=True)
    with sqlite3.connect(base) as connection:
        frame.rename(columns={"lat": "latitude", "lon": "longitude"}).set_index("id").to_sql("rows", connection)
        connection.execute("create index ix_kind on rows(kind)")
    return {f"BENCH_{form.upper()}": f"{stem}.{form}" for form in ("csv", "json", "parquet", "db")}
