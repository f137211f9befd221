"""Each format is opened by a program that reads it: same rows everywhere, no formulas, no invented zeros, a version."""

import csv
import io
import json
import re
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from urllib.parse import parse_qsl

import openpyxl
import openpyxl.utils
import pandas as pd
import pyarrow.parquet as pq
import pytest

from loaders.export.fact_table import TABLE_COLUMNS, escape_formula
from loaders.export.formats import export, file_name
from loaders.export.registry import FORMATS
from loaders.frames.dataset import build_dataset
from loaders.query.selection import Selection, accounting, select, shown
from loaders.schema.formatting import passage_url

SELECTIONS = {
    "everything": Selection(),
    "a district": Selection(district=("nushki",)),
    "dates and every class": Selection(dates=(date(2025, 12, 1), date(2026, 1, 31)), match=("definite", "possible", "undated", "unplaced")),
    "deals": Selection(kind=("financing_deal",)),
    "nothing": Selection(q="no such word anywhere"),
}
each_selection = pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "  =1+1"]


def _json(dataset, selection):
    return json.loads(export(dataset, selection, "json"))


def _csv(dataset, selection):
    return pd.read_csv(io.BytesIO(export(dataset, selection, "csv")), encoding="utf-8-sig", dtype={"id": str})


def _parquet(dataset, selection):
    return pd.read_parquet(io.BytesIO(export(dataset, selection, "parquet")))


def _xlsx(dataset, selection):
    return openpyxl.load_workbook(io.BytesIO(export(dataset, selection, "xlsx")))


def _sheet(book, name):
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _geojson(dataset, selection):
    return json.loads(export(dataset, selection, "geojson"))


@each_selection
def test_all_formats_hold_the_same_facts(dataset, selection):
    ids = list(shown(select(dataset.facts, selection), selection)["id"])
    assert [fact["id"] for fact in _json(dataset, selection)["facts"]] == ids
    assert list(_csv(dataset, selection)["id"]) == ids
    assert list(_parquet(dataset, selection)["id"]) == ids
    assert [row["id"] for row in _sheet(_xlsx(dataset, selection), "Facts")] == ids
    assert list(dict.fromkeys(f["properties"]["id"] for f in _geojson(dataset, selection)["features"])) == ids


@each_selection
def test_every_format_names_its_version(dataset, selection):
    version = dataset.version
    assert _json(dataset, selection)["version"] == version
    assert _geojson(dataset, selection)["version"] == version
    assert ("version", version) in [tuple(row) for row in _xlsx(dataset, selection)["Selection"].iter_rows(values_only=True)]
    metadata = pq.read_schema(io.BytesIO(export(dataset, selection, "parquet"))).metadata
    assert metadata[b"version"] == version.encode()
    assert json.loads(metadata[b"selection"]) == [list(pair) for pair in selection.query()]
    for whole in (_json(dataset, selection), _geojson(dataset, selection)):
        assert [(name, value) for name, values in whole["selection"].items() for value in values] == selection.query()
    for frame in (_csv(dataset, selection), _parquet(dataset, selection)):
        assert {tuple(parse_qsl(words)) for words in frame["selection"].dropna() if words} <= {tuple(selection.query())}
        assert set(frame["version"].astype(str)) <= {version}
        assert "version" in frame
    assert {file_name(dataset, form) for form in FORMATS} == {f"facts-{version}.{form}" for form in FORMATS}


@each_selection
def test_json_counts_and_accounts_for_its_facts(dataset, selection):
    whole = _json(dataset, selection)
    assert list(whole) == ["version", "selection", "count", "accounting", "search", "facts"]
    assert whole["count"] == len(whole["facts"])
    assert whole["accounting"] == accounting(select(dataset.facts, selection))


def test_a_fact_as_json_has_the_fields_that_are_promised(dataset):
    facts = {fact["id"]: fact for fact in _json(dataset, Selection())["facts"]}
    promised = {
        "kind",
        "date_start",
        "date_end",
        "date_precision",
        "geo_precision",
        "places",
        "place_ids",
        "districts",
        "provinces",
        "lat",
        "lon",
    }
    promised |= {"match", "sources", "claimed_by", "certainty", "figures", "related"}
    for identity, fact in facts.items():
        record = dataset.facts_by_id[identity]
        fields = {info.alias or name for name, info in type(record).model_fields.items() if not info.exclude}
        assert promised | fields <= {*fact}
        assert "answers" not in fact  # a note of the coder
        assert ("amount_usd" in fact) == (fact["kind"] == "financing_deal")
        assert fact["place_ids"] == list(record.places)
        assert [source["url"] for source in fact["sources"]] == [passage_url(dataset.articles[s.article].url, s) for s in record.sources]
        assert {"article", "paragraph", "from", "to"} <= {*fact["sources"][0]}
    loan = facts["exim-reko-diq-approval"]
    assert (loan["amount_usd"], loan["date_start"], loan["date_end"], loan["lat"] is None) == (1.25e9, "2025-12-01", "2025-12-31", False)
    assert facts["killed-bla-militants"]["date_end"] is None
    assert any(source["url"] is None for fact in facts.values() for source in fact["sources"])


def test_an_amount_that_is_not_stated_is_empty_and_never_0(dataset):
    deals = Selection(kind=("financing_deal",))
    stated = {"exim-reko-diq-approval": 1.25e9}
    for frame in (_csv(dataset, deals), _parquet(dataset, deals)):
        assert dict(zip(frame["id"], frame["amount_usd"], strict=True)) == pytest.approx(
            {i: stated.get(i, float("nan")) for i in frame["id"]}, nan_ok=True
        )
    assert {row["id"]: row["amount_usd"] for row in _sheet(_xlsx(dataset, deals), "Facts") if row["amount_usd"] is not None} == stated
    assert {fact["id"]: fact["amount_usd"] for fact in _json(dataset, deals)["facts"] if fact["amount_usd"] is not None} == stated
    assert {f["properties"]["id"] for f in _geojson(dataset, deals)["features"] if f["properties"]["amount_usd"] is not None} == {*stated}


@each_selection
def test_the_tables_have_the_same_columns_and_words(dataset, selection):
    rows, parquet = _csv(dataset, selection), _parquet(dataset, selection)
    facts = _sheet(_xlsx(dataset, selection), "Facts")
    assert list(rows.columns) == list(parquet.columns) == TABLE_COLUMNS
    for name in ("title", "places", "claimed_by", "figures", "sources", "match"):
        words = [value or None for value in parquet[name]]
        assert [None if pd.isna(value) else value for value in rows[name]] == words
        assert [row[name] for row in facts] == words or [row[name] or None for row in facts] == words


def test_lists_are_joined_and_figures_are_in_words(dataset):
    rows = _parquet(dataset, Selection()).set_index("id")
    assert rows.loc["exim-reko-diq-approval", "figures"] == "amount exactly 1250000000 USD"
    assert rows.loc["exim-reko-diq-approval", "commodities"] == "copper; gold"
    assert rows.loc["killed-bla-militants", "figures"] == "killed over 150 people"
    assert rows.loc["exim-reko-diq-approval", "date_start"] == date(2025, 12, 1)


def test_a_workbook_has_its_seven_sheets(dataset):
    book = _xlsx(dataset, SELECTIONS["a district"])
    assert book.sheetnames == ["Facts", "Figures", "Sources", "Articles", "Caveats", "Selection", "How to read this"]
    ids = {row["id"] for row in _sheet(book, "Facts")}
    for name in ("Figures", "Sources"):
        assert {row["fact"] for row in _sheet(book, name)} <= ids
    assert {row["fact"] for row in _sheet(book, "Sources")} == ids
    assert len(_sheet(book, "Figures")) == sum(len(dataset.facts_by_id[i].figures) for i in ids)
    assert {row["id"] for row in _sheet(book, "Articles")} == {*dataset.articles}
    assert ("district", "nushki") in [(row["parameter"], row["value"]) for row in _sheet(book, "Selection")]
    assert len(_sheet(book, "Caveats")) >= 3


@pytest.mark.parametrize("text", [*DANGEROUS, "\r=1", "\n=1", "＝1+1", "＠SUM(1)"], ids=repr)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("value", ["1+1", "a=b", "", "US-led", 3, -1.5, None, "’tis", "over 150"], ids=repr)
def test_other_cells_stay_as_they_are(value):
    assert escape_formula(value) == value


@pytest.fixture
def hostile(tiny_data, change):
    """Data whose titles, notes and publishers begin as formulas do."""
    files = ["financing_deals", "security_incidents", "mineral_sites", "diplomatic_events", "context"]
    for name, text in zip(files, DANGEROUS, strict=False):
        change(tiny_data / "facts" / f"{name}.yaml", "  title: ", f"  note: {json.dumps(text)}\n  title: {json.dumps(text)} #")
    change(tiny_data / "facts" / "context.yaml", "as_stated: trillions", 'as_stated: "=HYPERLINK(1)"')
    change(tiny_data / "articles.yaml", "publisher: The Paper", 'publisher: "@cmd"')
    return build_dataset(tiny_data)


def test_no_cell_of_a_csv_begins_a_formula(hostile):
    text = export(hostile, Selection(), "csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell.lstrip(" ")[:1] in {*"=+-@\t\r\n"}] == []
    assert {f"'{word}" for word in DANGEROUS[:5]} <= {*cells}


def test_no_cell_of_a_workbook_is_a_formula(hostile):
    book = _xlsx(hostile, Selection(q="="))
    book_of_all = _xlsx(hostile, Selection())
    cells = [cell for b in (book, book_of_all) for sheet in b for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.lstrip(" ")[:1] in {*"=+-@\t\r\n"}] == []
    assert {f"'{word}" for word in DANGEROUS[:5]} <= {cell.value for cell in cells}


def test_parquet_and_json_keep_text_as_it_is(hostile):
    assert {*DANGEROUS[:5]} == {*_parquet(hostile, Selection())["title"]}
    assert {*DANGEROUS[:5]} == {fact["title"] for fact in _json(hostile, Selection())["facts"]}


def test_a_workbook_is_made_for_any_words_of_a_reader(dataset):
    assert _xlsx(dataset, Selection(q="\x07")).sheetnames


def test_a_selection_takes_any_words_of_a_reader(dataset):
    assert select(dataset.facts, Selection(q="\udcff")).empty


@pytest.mark.slow
def test_days_are_dates_in_a_workbook_and_less_exact_ones_stay_text_beside_them(dataset):
    rows = _sheet(_xlsx(dataset, Selection()), "Facts")
    kinds = {row["id"]: tuple(type(row[name]).__name__ for name in ("date", "date_start", "date_end")) for row in rows}
    assert {found[1:] for found in kinds.values()} <= {(a, b) for a in ("datetime", "NoneType") for b in ("datetime", "NoneType")}
    for row in rows:
        fact = dataset.facts.set_index("id").loc[row["id"]]
        assert (row["date_start"] is None) == pd.isna(fact["date_start"])
        assert row["date_start"] is None or row["date_start"] == fact["date_start"].to_pydatetime()
        assert isinstance(row["date"], datetime) == bool(re.fullmatch(r"\d{4}-\d\d-\d\d", str(fact["date"])))
        assert isinstance(row["date"], datetime) or row["date"] == (None if pd.isna(fact["date"]) else fact["date"])
    assert {found[0] for found in kinds.values()} == {"datetime", "str", "NoneType"}
    book = _xlsx(dataset, Selection())
    assert next(cell for cell in book["Facts"]["F"] if cell.is_date).number_format == "yyyy-mm-dd"


def test_a_workbook_s_head_stays_in_sight_and_filters_columns_that_are_as_wide_as_their_words(dataset):
    for sheet in _xlsx(dataset, Selection()):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        widths = [sheet.column_dimensions[openpyxl.utils.get_column_letter(i)].width for i in range(1, sheet.max_column + 1)]
        assert all(8 <= width < 62 for width in widths)
        assert len(set(map(round, widths))) > 1 or len(widths) == 1


def test_a_workbook_of_the_same_facts_is_the_same_file(dataset, hostile):
    assert export(dataset, Selection(), "xlsx") == export(dataset, Selection(), "xlsx")
    assert export(hostile, Selection(), "xlsx") != export(dataset, Selection(), "xlsx")


def test_a_cell_holds_no_more_than_excel_has_room_for(tiny_data, change):
    actors = ", ".join(f"actor-{'n' * 50}-{i}" for i in range(700))
    (tiny_data / "actors.yaml").open("a").write("".join(f"- id: {i}\n  name: A name\n  kind: agency\n" for i in actors.split(", ")))
    change(tiny_data / "facts/context.yaml", "claimed_by: [author]", f"claimed_by: [{actors}]")
    (row,) = _sheet(_xlsx(build_dataset(tiny_data), Selection(kind=("context",))), "Facts")
    assert len(row["claimed_by"]) == 32_767


def test_days_are_dates_in_parquet(dataset):
    schema = pq.read_schema(io.BytesIO(export(dataset, Selection(), "parquet")))
    assert str(schema.field("date_start").type) == str(schema.field("date_end").type) == "date32[day]"
    rows = _parquet(dataset, Selection()).set_index("id")
    assert rows.loc["exim-reko-diq-approval", "date_end"] == date(2025, 12, 31)
    assert rows.loc["killed-bla-militants", "date_end"] is None


def test_parquet_columns_have_the_same_types_when_empty(dataset):
    schemas = [pq.read_schema(io.BytesIO(export(dataset, SELECTIONS[name], "parquet"))) for name in ("everything", "nothing")]
    assert schemas[0].types == schemas[1].types


def test_claimants_are_the_same_in_json_and_csv(dataset):
    rows = _csv(dataset, Selection()).set_index("id")
    for fact in _json(dataset, Selection())["facts"]:
        assert "; ".join(fact["claimed_by"]) == rows.loc[fact["id"], "claimed_by"]


# --- GeoJSON (RFC 7946)


def _rings(geometry):
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [(ring, i == 0) for part in parts for i, ring in enumerate(part)]


def test_geojson_is_a_feature_collection_of_valid_geometries(dataset):
    whole = _geojson(dataset, Selection())
    assert whole["type"] == "FeatureCollection"
    assert "crs" not in whole
    for feature in whole["features"]:
        assert feature["type"] == "Feature"
        assert {"type", "geometry", "properties"} <= {*feature}
        geometry = feature["geometry"]
        if geometry is None:
            continue
        assert geometry["type"] in ("Point", "Polygon", "MultiPolygon")
        points = [geometry["coordinates"]] if geometry["type"] == "Point" else [p for ring, _ in _rings(geometry) for p in ring]
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)


def test_geojson_outlines_are_closed_and_wound_as_the_standard_asks(dataset):
    outlines = [f["geometry"] for f in _geojson(dataset, Selection())["features"] if f["geometry"] and "Polygon" in f["geometry"]["type"]]
    assert outlines
    for ring, exterior in (pair for geometry in outlines for pair in _rings(geometry)):
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        assert (area > 0) == exterior


def test_geojson_has_a_feature_for_each_fact_and_place(dataset):
    features = _geojson(dataset, Selection())["features"]
    found = [(f["properties"]["id"], f["properties"]["place"]) for f in features]
    rows = dataset.facts.set_index("id")["place_ids"]
    assert found == [(i, place) for i, places in rows.items() for place in places or (None,)]
    for feature in features:
        place = dataset.places.get(feature["properties"]["place"])
        kind = (feature["geometry"] or {"type": None})["type"]
        if place is None or place.kind in ("country", "region"):
            assert kind is None
        elif place.kind in ("district", "province"):
            assert kind in ("Polygon", "MultiPolygon")
        else:
            assert (kind == "Point") == (place.lat is not None)
            assert kind is None or feature["geometry"]["coordinates"] == [place.lon, place.lat]


def test_geojson_gives_a_number_once_however_many_places_a_fact_has(dataset):
    features = [f["properties"] for f in _geojson(dataset, Selection())["features"]]
    rows = _csv(dataset, Selection())
    for name in ("killed", "amount_usd"):
        assert sum(f[name] or 0 for f in features) == rows[name].sum() > 0
    several = [f for f in features if f["places_of_fact"] > 1]
    assert several
    assert all(f[name] is None for f in several if f["place_number"] > 1 for name in ("killed", "amount_usd"))
    count = Counter(f["id"] for f in features)
    assert all(count[f["id"]] == max(f["places_of_fact"], 1) for f in features)


def test_geojson_repeats_no_heavy_outline(dataset):
    text = export(dataset, Selection(), "geojson")
    heavy = [json.dumps(f["geometry"], separators=(",", ":")) for f in json.loads(text)["features"]]
    assert sum(map(len, heavy)) < 50_000 < len(text) < 320_000
    whole = {f["id"]: f["geometry"] for f in dataset.boundaries["provinces"]["features"]}["balochistan"]
    coarse = next(f["geometry"] for f in _geojson(dataset, Selection())["features"] if f["properties"]["place"] == "balochistan")
    corners = {tuple(point) for ring, _ in _rings(whole) for point in ring}
    assert {tuple(point) for ring, _ in _rings(coarse) for point in ring} < corners
    area, of_coarse = (sum(abs(_area(ring)) for ring, _ in _rings(geometry)) for geometry in (whole, coarse))
    assert of_coarse == pytest.approx(area, rel=0.02)


def _area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def test_geojson_outlines_are_those_of_its_own_data(tiny_data, change):
    change(tiny_data / "facts/context.yaml", "  topic:", "  places: [nushki]\n  topic:")
    (feature,) = _geojson(build_dataset(tiny_data), Selection(kind=("context",)))["features"]
    assert feature["geometry"]["coordinates"] == [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]
