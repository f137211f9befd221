"""Outlines of a reader's own in place of the built-in ones: matched by name, what does not match is listed."""

import copy
import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest

from loaders.frames.dataset import build_dataset
from loaders.gazetteer.boundaries import load_outlines
from loaders.query.selection import Selection
from loaders.schema.registry_terms import PlaceKind
from pages.map.render import render_map
from pages.server.boundary_layers import LAYERS, layer_file
from pages.server.preview import preview_png
from tests.sweeps import first

PLACES = build_dataset().places
REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "geo" / "reference" / "cod_ab_2022_districts.geojson"
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
        ('{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}', "a Point, not an outline"),
        (
            json.dumps(
                {
                    "features": [
                        {"properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[650000, 29], [650001, 29], [650001, 30]]]}}
                    ]
                }
            ),
            "not in WGS84",
        ),
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


# --- Layers as they are published: what can be drawn is drawn, the rest is named


def feature(name="Nushki", geometry=SQUARE, **properties):
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": copy.deepcopy(geometry)}


def square(x, y, size=1.0):
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def outlines_of(tmp_path, *features, name="own.geojson", **beside):
    path = tmp_path / name
    path.write_text(json.dumps({"type": "FeatureCollection", **beside, "features": features}))
    return load_outlines(PLACES, path)


ODD = {
    "properties are null": {"type": "Feature", "properties": None, "geometry": SQUARE},
    "no properties": {"type": "Feature", "geometry": SQUARE},
    "properties are a list": {"type": "Feature", "properties": [1], "geometry": SQUARE},
    "a name that is a number": feature(7),
    "no geometry": feature("Kech", None),
    "a geometry that is a text": feature("Kech", "POLYGON"),
    "a point for a label": feature("Kech", {"type": "Point", "coordinates": [65, 29]}),
    "a line": feature("Kech", {"type": "LineString", "coordinates": [[65, 29], [66, 30]]}),
    "no coordinates": feature("Kech", {"type": "Polygon", "coordinates": []}),
    "null coordinates": feature("Kech", {"type": "MultiPolygon", "coordinates": None}),
    "empty rings": feature("Kech", {"type": "MultiPolygon", "coordinates": [[], [[]]]}),
    "two points": feature("Kech", {"type": "Polygon", "coordinates": [[[65, 29], [66, 29]]]}),
    "no area": feature("Kech", {"type": "Polygon", "coordinates": [[[65, 29], [66, 29], [67, 29], [65, 29]]]}),
    "coordinates that are texts": feature("Kech", {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}),
    "no number": feature("Kech", {"type": "Polygon", "coordinates": [[[float("nan"), 29], [66, 29], [66, 30]]]}),
    "without end": feature("Kech", {"type": "Polygon", "coordinates": [[[float("inf"), 29], [66, 29], [66, 30]]]}),
    "too great": feature("Kech", {"type": "Polygon", "coordinates": [[[10**400, 29], [66, 29], [66, 30]]]}),
    "elsewhere": feature("Kech", {"type": "Polygon", "coordinates": [square(10, 50)]}),
    "metres": feature("Kech", {"type": "Polygon", "coordinates": [square(650_000, 3_200_000)]}),
    "a collection of points": feature("Kech", {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [65, 29]}]}),
    "a collection of a number": feature("Kech", {"type": "GeometryCollection", "geometries": 5}),
    "a collection of odd things": feature("Kech", {"type": "GeometryCollection", "geometries": [5, None, {"type": ["Polygon"]}]}),
    "collections within": feature("Kech", {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection"}] * 2}),
    "an unknown kind": feature("Kech", {"type": "Circle", "coordinates": [65, 29]}),
    "not a feature": "x",
}


@pytest.mark.parametrize("odd", first(6, ODD.values()), ids=ODD)
def test_one_feature_that_cannot_be_drawn_or_named_takes_nothing_from_the_others(tmp_path, dataset, odd):
    outlines = outlines_of(tmp_path, odd, feature("Nushki"))
    assert outlines.fault is None
    assert outlines.outline_of["nushki"] == "nushki"
    assert "Kech" in outlines.missing
    assert all(layer_file(dataset, outlines, layer, False) for layer in LAYERS)
    assert render_map(dataset, Selection(district=("nushki",)), outlines, ("security_incident",), False, "wide").words
    if isinstance(odd, dict) and odd.get("properties") and odd["properties"] != [1] and odd["properties"]["name"] == "Kech":
        (note,) = outlines.notes
        assert note.startswith("Not drawn (")
        assert note.endswith("): Kech.")


@pytest.mark.slow
def test_the_picture_of_a_link_is_drawn_whatever_the_layer_holds(tmp_path, dataset):
    assert preview_png(dataset, outlines_of(tmp_path, *ODD.values(), feature("Nushki"))).startswith(b"\x89PNG")


DRAWN = {
    "heights": {"type": "Polygon", "coordinates": [[[x, y, 900.5] for x, y in square(65, 29)]]},
    "an open ring": {"type": "Polygon", "coordinates": [square(65, 29)[:-1]]},
    "several parts": {"type": "MultiPolygon", "coordinates": [[square(65, 29)], [square(67, 29)]]},
    "a collection": {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [65, 29]}, SQUARE]},
    "a collection in a collection": {
        "type": "GeometryCollection",
        "geometries": [{"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [square(65, 29)]}]}],
    },
    "a hole": {"type": "Polygon", "coordinates": [square(65, 29), square(65.2, 29.2, 0.1)]},
    "latitude first": {"type": "Polygon", "coordinates": [[[y, x] for x, y in square(65, 29)]]},
}


@pytest.mark.parametrize("geometry", DRAWN.values(), ids=DRAWN)
def test_every_form_of_an_outline_is_drawn_longitude_first_and_closed(tmp_path, geometry):
    (drawn,) = outlines_of(tmp_path, feature("Nushki", geometry)).layers["districts"]["features"]
    points = [point for rings in drawn["geometry"]["coordinates"] for ring in rings for point in ring]
    assert all(len(point) == 2 and 65 <= point[0] <= 68 and 29 <= point[1] <= 30 for point in points)
    assert all(ring[0] == ring[-1] for rings in drawn["geometry"]["coordinates"] for ring in rings)


def test_swapped_axes_are_turned_and_said(tmp_path):
    outlines = outlines_of(tmp_path, feature("Nushki", DRAWN["latitude first"]), feature("Kech", SQUARE))
    assert outlines.notes == ("Latitude stood before longitude in 1 of 2 outlines; they are turned round.",)
    assert {"nushki", "kech"} <= set(outlines.outline_of)


@pytest.mark.parametrize("name", [
    "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326", "epsg:4326", "WGS84",
    "WGS 84 (EPSG:4326)", "GCS_WGS_1984", "http://www.opengis.net/def/crs/EPSG/0/4326", "http://spatialreference.org/ref/epsg/4326/proj4/",
])  # fmt: skip
def test_a_layer_that_says_it_is_in_wgs84_is_drawn(tmp_path, name):
    assert outlines_of(tmp_path, feature(), crs={"type": "name", "properties": {"name": name}}).fault is None
    assert outlines_of(tmp_path, feature(), crs=None).fault is None


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::24378"}},
        {"type": "name", "properties": {"name": "EPSG:32642"}},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
        {"type": "link", "properties": {"href": "http://spatialreference.org/ref/epsg/32642/"}},
        {"type": "name", "properties": None},
        "EPSG:24378",
        "EPSG:14326",
        "WGS 84 / UTM zone 42N",
    ],
    ids=str,
)
def test_a_layer_in_another_projection_is_refused_in_words(tmp_path, crs):
    fault = outlines_of(tmp_path, feature(), crs=crs).fault
    assert "save it in WGS84 degrees (EPSG:4326)" in fault


def whole_file(content):
    return json.dumps({"type": "FeatureCollection", "features": [content]}).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (json.dumps({"type": "Topology", "objects": {}, "arcs": []}).encode(), "is TopoJSON"),
        (json.dumps({"geometryType": "esriGeometryPolygon", "features": []}).encode(), "JSON of Esri"),
        (b"PK\x03\x04", "zip archive"),
        (b"\x1f\x8b\x08broken", "gzip file is broken"),
        (gzip.compress(b" " * (33 * 2**20)), "over 32 MiB"),
        (b"[" * 100_000, "is not a GeoJSON"),
        (b'{"features": {}}', "is not a GeoJSON"),
        (b'{"features": 1}', "is not a GeoJSON"),
        (b'{"features": [1, null, []]}', "holds no outline that can be drawn"),
        (b"", "is not a GeoJSON"),
        (whole_file(ODD["metres"]), "not in WGS84 degrees"),
        (whole_file(ODD["elsewhere"]), "outside Pakistan"),
    ],
)
def test_a_file_of_which_nothing_can_be_drawn_is_refused_with_the_reason(tmp_path, content, words):
    path = tmp_path / "own.geojson"
    path.write_bytes(content)
    outlines = load_outlines(PLACES, path)
    assert words in outlines.fault
    assert str(tmp_path) not in outlines.fault
    assert outlines.own_layer is None


@pytest.mark.parametrize("written", [lambda t: t.encode("utf-8-sig"), lambda t: t.encode("utf-16"), lambda t: gzip.compress(t.encode())])
def test_a_byte_order_mark_and_gzip_are_read(tmp_path, written):
    path = tmp_path / "own.geojson"
    path.write_bytes(written(json.dumps({"features": [feature("Nūshkī")]}, ensure_ascii=False)))
    outlines = load_outlines(PLACES, path)
    assert (outlines.fault, outlines.notes, outlines.unmatched) == (None, (), ())


def test_latin_1_is_read_and_said(tmp_path):
    path = tmp_path / "own.geojson"
    path.write_bytes(json.dumps({"features": [feature("Pishín")]}, ensure_ascii=False).encode("latin-1"))
    outlines = load_outlines(PLACES, path)
    assert "pishin" in outlines.outline_of
    assert "Latin-1" in outlines.notes[0]


def test_a_feature_that_stands_alone_is_a_layer(tmp_path):
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps(feature("Kech")))
    assert "kech" in load_outlines(PLACES, path).outline_of


NAMES = {
    "chagai": ["Chaghi", "Chāgai", "CHAGHAI DISTRICT", "Chagai District"],
    "killa-abdullah": ["Qila Abdullah", "Killa Abdullāh", "KillaAbdullah", "Qilla Abdullah"],
    "killa-saifullah": ["Kila Saifullah", "Qila Saif Ullah", "Killa Saifullah Distt."],
    "jaffarabad": ["Jaʿfarābād", "Ja'farabad", "Jaffarābād", "Jafarabad"],
    "nasirabad": ["Nasīrābād", "Naseerabad"],
    "nushki": ["Noshki", "Nūshkī", "Naushki", "\u00a0Nushki\u200b ", "Nush\u00adki", "\u200eNushki\u200f", "Nush\x00ki"],
    "musakhel": ["Mūsā Khel", "Musakhail", "Musa Khel Bazar"[:9]],
    "lasbela": ["Las Bela", "Lasbella"],
    "panjgur": ["Panjgoor", "Panjgūr"],
    "sohbatpur": ["Sohbat Pur"],
    "kachhi": ["Kacchi", "Bolan"],
    "lower-dir": ["Dir Lower", "Lower Dir", "L. Dir"],
    "north-waziristan": ["North Waziristan Agency", "N. Waziristan", "Waziristan, North"],
    "dera-ismail-khan": ["D. I. Khan", "D.I.Khan", "Dera Ismāīl Khān"],
    "torghar": ["Tor Ghar"],
    "malakand": ["Malakand Protected Area"],
    "lakki-marwat": ["Laki Marwat"],
    "buner": ["Bunir", "Bunēr"],
}


@pytest.mark.parametrize(("district", "name"), [(district, name) for district, names in NAMES.items() for name in names])
def test_a_district_is_known_whatever_its_spelling(tmp_path, district, name):
    outlines = outlines_of(tmp_path, feature(name))
    assert (outlines.fault, outlines.unmatched) == (None, ())
    assert district in outlines.outline_of


def test_every_name_with_accents_is_matched(tmp_path):
    long = str.maketrans("aiuAIU", "āīūĀĪŪ")
    named = {p.id: p.name.translate(long) for p in PLACES.values() if p.kind is PlaceKind.DISTRICT}
    outlines = outlines_of(tmp_path, *map(feature, named.values()))
    assert (outlines.unmatched, outlines.missing) == ((), ())
    assert all(outlines.outline_of[identity] == identity for identity in named)


OTHERS = (
    "Lahore Kasur Karachi Sanghar Attock Dadu Badin Multan Okara Gujrat Jhang Layyah Thatta Poonch Kotli Bagh Hunza Malir Kambar Larkana"
)


def test_districts_of_other_provinces_are_taken_for_none_of_these(tmp_path):
    outlines = outlines_of(tmp_path, feature("Nushki"), *map(feature, OTHERS.split()))
    assert set(outlines.unmatched) == {*OTHERS.split()}


@pytest.mark.parametrize(
    "properties",
    [
        {"NAME_1": "Balochistan", "NAME_2": "Quetta", "NAME_3": "Nushki", "VARNAME_3": "NA"},
        {"ADM1_EN": "Balochistan", "ADM2_EN": "Nushki", "ADM2_PCODE": "PK207"},
        {"shapeName": "Nushki", "shapeGroup": "PAK", "shapeType": "ADM2"},
        {"name": "نوشکی", "name:en": "Nushki District", "name:ur": "نوشکی", "admin_level": "5"},
        {"name": "Nushki", "adm1_code": "PAK-1", "iso_a2": "PK", "geonunit": "Pakistan"},
    ],
    ids=["GADM", "OCHA COD", "geoBoundaries", "OpenStreetMap", "Natural Earth"],
)
def test_the_field_of_names_is_found_in_each_public_layer_also_beside_divisions_of_the_same_names(tmp_path, properties):
    field = next(name for name in ("NAME_3", "ADM2_EN", "shapeName", "name:en", "name") if "ushki" in str(properties.get(name)))
    others = [{"type": "Feature", "properties": properties | {field: name}, "geometry": SQUARE} for name in ("Pishin", "Chaghi", "Kech")]
    outlines = outlines_of(tmp_path, {"type": "Feature", "properties": properties, "geometry": SQUARE}, *others)
    assert {"nushki", "pishin", "chagai", "kech"} <= set(outlines.outline_of)
    assert outlines.unmatched == ()


def test_what_cannot_be_drawn_is_named_up_to_a_dozen_and_then_counted(tmp_path):
    points = [feature(f"Place {n}", {"type": "Point", "coordinates": [65, 29]}) for n in range(20)]
    (note,) = outlines_of(tmp_path, feature("Nushki"), *points).notes
    assert note.startswith("Not drawn (a Point, not an outline): Place 0, Place 1, ")
    assert note.endswith(", Place 11, 8 more.")
    nameless = [{"type": "Feature", "geometry": None}] * 3
    assert outlines_of(tmp_path, feature("Nushki"), *nameless).notes == ("Not drawn (no outline): 3 of its features.",)


def test_a_name_of_any_length_and_kind_is_told_short(tmp_path):
    outlines = outlines_of(tmp_path, feature("Nushki"), feature("n" * 10_000), feature(["a", "b"]), feature({"a": 1}), feature("\u202e<b>"))
    assert len(outlines.unmatched) == 4
    assert all(len(name) <= 70 for name in outlines.unmatched)
    assert "\u202e" not in "".join(outlines.unmatched)


def test_a_district_in_several_features_is_one_outline_of_all_its_parts(tmp_path):
    parts = [feature("Nushki", {"type": "Polygon", "coordinates": [square(x, 29)]}) for x in (64, 66)]
    outlines = outlines_of(tmp_path, *parts)
    (drawn,) = outlines.layers["districts"]["features"]
    assert len(drawn["geometry"]["coordinates"]) == 2
    assert outlines.holds("nushki") == ("nushki",)


def _many(districts, points):
    """Neighbours side by side, each a square degree with so many points in all; a border is shared point for point."""
    side = points // 4
    for number, name in enumerate(districts):
        west, south = 62 + number, 28
        corners = [(west, south), (west + 1, south), (west + 1, south + 1), (west, south + 1), (west, south)]
        ring = [[x0 + (x1 - x0) * i / side, y0 + (y1 - y0) * i / side] for (x0, y0), (x1, y1) in pairwise(corners) for i in range(side)]
        yield {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}


def _points(outlines):
    return [
        point
        for f in outlines.layers["districts"]["features"]
        for rings in f["geometry"]["coordinates"]
        for ring in rings
        for point in ring
    ]


@pytest.mark.sweep
def test_a_layer_of_very_many_points_is_drawn_on_a_grid_and_said_and_neighbours_still_share_their_border(tmp_path):
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [*_many(["Chagai", "Nushki"], 60_000)]}))
    outlines = load_outlines(PLACES, path)
    assert outlines.notes == ("The layer has 120,002 points; outlines are drawn to some 200 m.",)
    assert 3_000 < len(_points(outlines)) < 5_000
    west, east = ({(x, y) for x, y in f["geometry"]["coordinates"][0][0] if x == 63} for f in outlines.layers["districts"]["features"])
    assert len(west) > 400
    assert west == east


def test_a_layer_that_a_map_can_show_keeps_every_point(tmp_path):
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [*_many(["Chagai", "Nushki"], 40_000)]}))
    outlines = load_outlines(PLACES, path)
    assert len(_points(outlines)) == 80_002
    assert outlines.notes == ()


@pytest.mark.sweep
def test_a_layer_of_many_points_that_no_grid_thins_is_refused_in_words(tmp_path):
    tiny = [[[65, 29], [65.0001, 29], [65.0001, 29.0001], [65, 29]]]
    feature = {"type": "Feature", "properties": {"name": "Nushki"}, "geometry": {"type": "MultiPolygon", "coordinates": [tiny] * 30_000}}
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    fault = load_outlines(PLACES, path).fault
    assert fault.startswith("own.geojson has 120,000 points, of which a map can show 100,000; simplify it")
