"""Spark gives DuckDB's answers: the same expressions, as Spark SQL, over the same generated rows."""

import json
import os
import shutil
import subprocess
import time
from datetime import date
from pathlib import Path

import ibis
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from loaders.events.importing import run_import
from loaders.events.matching import Names
from loaders.events.queries import accounting, around, by_district, by_period, by_place, district_years, page, possible_by_district
from loaders.events.question import EventQuestion
from loaders.events.request import Request
from loaders.events.store import EventStore
from loaders.frames.dataset import build_dataset
from tests.benchmarks.events_generate import write_ged
from tests.loaders.events.engines import ROWS, SELECTIONS

pytestmark = pytest.mark.events_spark
PYTHON = Path(os.environ.get("SPARK_PYTHON", ".venv/spark/bin/python"))


class SparkStore:
    """An engine that is asked as a database is: each expression becomes Spark SQL, and its answer a table with the expression's types."""

    is_folder = False

    def __init__(self, folder: Path, scratch: Path, datasets) -> None:
        self._datasets, self._scratch, self._asked, self.seconds = datasets, scratch, 0, []
        log = (scratch / "spark.log").open("w")
        command = [str(PYTHON), str(Path(__file__).with_name("worker.py")), str(folder)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ | {"PYTHONPATH": ""}
        )
        self.version = self._line()["version"]

    def _line(self) -> dict:
        line = self.process.stdout.readline()
        assert line, f"Spark has ended: {(self._scratch / 'spark.log').read_text()[-2000:]}"
        return json.loads(line)

    def datasets(self):
        return self._datasets

    def arrow(self, expression: ibis.Expr) -> pa.Table:
        self._asked += 1
        out, begun = self._scratch / str(self._asked), time.perf_counter()
        question = {"sql": ibis.to_sql(expression, dialect="databricks"), "out": str(out)}  # Databricks' SQL is Spark's
        self.process.stdin.write(f"{json.dumps(question)}\n")
        self.process.stdin.flush()
        told = self._line()
        assert "error" not in told, told["error"]
        self.seconds.append(time.perf_counter() - begun)
        parts = [parquet.read_table(part) for part in sorted(out.glob("part-*.parquet"))]
        return pa.concat_tables(parts).select(expression.columns).cast(expression.schema().to_pyarrow())

    def frame(self, expression: ibis.Expr) -> pd.DataFrame:
        return self.arrow(expression).to_pandas()

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(30)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The same rows in both engines."""
    if not PYTHON.is_file() or not shutil.which("java"):
        pytest.skip("PySpark or Java is missing: make test-events-spark installs them")
    data, folder = build_dataset(), tmp_path_factory.mktemp("events")
    run_import(Request(write_ged(ROWS, folder / "ged.csv"), "ucdp-ged", "ged", folder / "out", version="1"), data.places, data.boundaries)
    duckdb, names = EventStore(str(folder / "out")), Names.of(data)
    spark = SparkStore(folder / "out", tmp_path_factory.mktemp("answers"), duckdb.datasets())
    yield lambda selection: tuple(EventQuestion(store, selection, names) for store in (duckdb, spark))
    half = pd.Series(spark.seconds).median()
    print(f"\nSpark {spark.version}, {ROWS:,} events: {len(spark.seconds)} questions, half of them within {half:.2f} s")
    spark.close()


@pytest.mark.parametrize("name", SELECTIONS)
def test_spark_gives_the_answers_of_duckdb(both, name):
    duckdb, spark = both(SELECTIONS[name])
    assert accounting(duckdb) == accounting(spark)
    assert sum(accounting(spark)["ged"].values()) == ROWS
    for ask in (
        by_district,
        possible_by_district,
        by_place,
        district_years,
        *(lambda asked, unit=unit: by_period(asked, unit) for unit in ("week", "month", "year")),
    ):
        one, other = (ask(asked).convert_dtypes() for asked in (duckdb, spark))
        pd.testing.assert_frame_equal(one, other, check_dtype=False)
    assert page(duckdb, "-date_start", 50, 20).to_pylist() == page(spark, "-date_start", 50, 20).to_pylist()
    assert around(duckdb, date(2011, 3, 4)) == around(spark, date(2011, 3, 4))
