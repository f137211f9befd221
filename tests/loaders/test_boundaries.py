"""Outlines of a reader's own in place of the built-in ones: matched by name, what does not match is listed."""

import json
from pathlib import Path

import pytest

from loaders.boundaries import load_outlines
from loaders.dataset import build_dataset

PLACES = build_dataset().places
REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "geo" / "reference" / "cod_ab_2022_districts.geojson"
SQUARE = {"type": "Polygon", "coordinates": [[[65, 29], [66, 29], [66, 30], [65, 29]]]}


def layer(path, *names, field="shapeName"):
    features = [{"type": "Feature", "properties": {"code": "x", field: name}, "geometry": SQUARE} for name in names]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_the_built_in_layer_draws_later_districts_in_their_parent_s_outline():
    outlines = load_outlines(PLACES)
    assert set(outlines.holds("kalat")) == {"kalat", "surab"}
    assert outlines.own_layer is None
    assert outlines.fault is None


def test_names_are_matched_through_aliases_whatever_the_field_is_called(tmp_path):
    outlines = load_outlines(PLACES, layer(tmp_path / "own.geojson", "Noshki", "CHAGHAI District", "Kalat", field="ADM2_EN"))
    assert outlines.own_layer == "own.geojson"
    assert {"nushki", "chagai", "kalat"} == set(outlines.outline_of) - {"balochistan", "khyber-pakhtunkhwa"}
    assert outlines.holds("nushki") == ("nushki",)
    assert "Quetta" in outlines.missing
    assert outlines.unmatched == ()


def test_what_does_not_match_is_listed(tmp_path):
    outlines = load_outlines(PLACES, layer(tmp_path / "own.geojson", "Nushki", "Atlantis"))
    assert outlines.unmatched == ("Atlantis",)
    assert len(outlines.layers["districts"]["features"]) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not a GeoJSON"),
        ("[]", "is not a GeoJSON"),
        ('{"features": []}', "has no features"),
        ('{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}', "has a Point"),
        (json.dumps({"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[650000, 29]]]}}]}), "not in WGS84"),
        (json.dumps({"features": [{"properties": {"name": "Atlantis"}, "geometry": SQUARE}]}), "names no district"),
    ],
)
def test_a_broken_file_leaves_the_built_in_layer_up_with_a_message(tmp_path, content, words):
    (tmp_path / "own.geojson").write_text(content)
    outlines = load_outlines(PLACES, tmp_path / "own.geojson")
    assert words in outlines.fault
    assert "built-in outlines are shown" in outlines.fault
    assert outlines.layers == load_outlines(PLACES).layers


def test_a_file_that_is_not_there_leaves_the_built_in_layer_up(tmp_path):
    assert "cannot be read" in load_outlines(PLACES, tmp_path / "nowhere.geojson").fault


def test_an_authoritative_layer_matches_every_district():
    if not REFERENCE.exists():
        pytest.skip(f"{REFERENCE} is not here: the authoritative layer was not tried")
    outlines = load_outlines(PLACES, REFERENCE)
    assert (outlines.fault, outlines.unmatched, outlines.missing) == (None, (), ())
    assert outlines.holds("surab") == ("surab",)
