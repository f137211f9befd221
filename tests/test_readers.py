"""The addresses that the README gives, opened by the programs it names: pandas, openpyxl, and GDAL as QGIS uses it."""

from __future__ import annotations

import io
import urllib.request

import openpyxl
import pandas as pd
import pyogrio
import pytest

from loaders.frames.dataset import Dataset
from loaders.query.query_string import parse_query
from loaders.query.selection import select, shown

QUERY = "district=nushki&dates=2025-09-01&dates=2026-02-28"


pytestmark = pytest.mark.xdist_group("server")


@pytest.fixture
def server(project_server):
    return project_server


@pytest.fixture
def ids(dataset: Dataset) -> list[str]:
    selection = parse_query({"district": ["nushki"], "dates": ["2025-09-01", "2026-02-28"]}, dataset).selection
    return list(shown(select(dataset.facts, selection), selection)["id"])


def test_pandas_reads_a_filtered_view_by_its_address(server: str, ids: list[str], dataset: Dataset) -> None:
    frame = pd.read_csv(f"{server}/api/facts.csv?{QUERY}")
    assert list(frame["id"]) == ids
    assert set(frame["version"]) == {dataset.version}


def test_pandas_reads_parquet_by_its_address(server: str, ids: list[str]) -> None:
    assert list(pd.read_parquet(f"{server}/api/facts.parquet?{QUERY}")["id"]) == ids


def test_excel_s_file_opens_with_its_sheets(server: str, ids: list[str]) -> None:
    with urllib.request.urlopen(f"{server}/api/facts.xlsx?{QUERY}") as answer:
        book = openpyxl.load_workbook(io.BytesIO(answer.read()))
    assert book.sheetnames == ["Facts", "Figures", "Sources", "Articles", "Caveats", "Selection", "How to read this"]
    assert [row[0].value for row in book["Facts"].iter_rows(min_row=2)] == ids


def test_gdal_reads_points_outlines_and_facts_without_a_place(server: str, tmp_path) -> None:
    path = tmp_path / "facts.geojson"
    with urllib.request.urlopen(f"{server}/api/facts.geojson?match=definite") as answer:
        path.write_bytes(answer.read())
    info = pyogrio.read_info(path)
    assert {"id", "place", "claimed_by", "certainty"} <= set(info["fields"])
    _, table = pyogrio.read_arrow(path)
    geometry = table.column(table.column_names[-1])
    assert table.num_rows == info["features"] > 100
    assert 0 < geometry.null_count < table.num_rows
