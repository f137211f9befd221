"""Coordinates only for points, with radius and precision beside them; what the gazetteer adds is marked as such, in every format."""

import io
import json

import pandas as pd
import pytest

from loaders.export.formats import export
from loaders.query.selection import Selection
from pages.drawing.card_fields import card_fields

POINT = {"site", "town"}


def _rows(dataset, file_format):
    content = export(dataset, Selection(), file_format)
    match file_format:
        case "json":
            return pd.DataFrame(json.loads(content)["facts"])
        case "csv":
            return pd.read_csv(io.BytesIO(content))
        case "parquet":
            return pd.read_parquet(io.BytesIO(content))
        case _:
            return pd.read_excel(io.BytesIO(content), sheet_name="Facts")


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet", "xlsx"])
def test_only_points_have_coordinates_with_their_radius(dataset, file_format):
    rows = _rows(dataset, file_format)
    given = rows["lat"].notna()
    assert given.any()
    assert set(rows.loc[given, "geo_precision"]) <= POINT
    for column in ("lon", "radius_km", "geometry_basis"):
        assert (rows[column].notna() == given).all(), column
    held = rows.set_index("id")
    assert pd.isna(held.loc["bla-held-nushki", "lat"])  # a district
    assert held.loc["bla-held-nushki", "geo_precision"] == "district"


def test_a_feature_tells_the_radius_and_precision_of_its_own_place(dataset):
    for feature in json.loads(export(dataset, Selection(), "geojson"))["features"]:
        is_point = (feature["geometry"] or {}).get("type") == "Point"
        assert (feature["properties"]["radius_km"] is not None) == is_point
        assert not is_point or feature["properties"]["place_precision"] in POINT


def test_the_district_of_a_mine_is_marked_as_the_gazetteers(dataset):
    rows = dataset.facts.set_index("id")
    mine = next(i for i, ids in rows["place_ids"].items() if ids == ("reko-diq",))
    assert (rows.loc[mine, "districts"], rows.loc[mine, "districts_basis"]) == (("Chagai",), ("gazetteer",))
    assert rows.loc["bla-held-nushki", "districts_basis"] == ("text",)
    told = card_fields(dataset.facts_by_id[mine], dataset)
    assert "in Chagai, Balochistan (gazetteer)" in told["Place"]
    assert told["Coordinates"].endswith("km) (gazetteer)")


def test_three_dates_are_printed_without_a_year_and_the_others_follow_from_them(dataset):
    facts = dataset.facts
    printed = {"operation-herof-phase-2", "china-pakistan-dialogue-mining", "malik-australia-meeting"}
    assert set(facts.loc[facts["date_basis"] == "year_inferred", "id"]) == printed
    inferred = facts[facts["date_basis"] == "inferred"]
    assert set(facts.loc[facts["year_inferred"], "id"]) - printed <= set(inferred["id"])
    assert all(words.endswith("(date inferred)") for words in inferred["date_words"])
