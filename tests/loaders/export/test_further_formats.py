"""KML, GeoPackage, RIS, CSL-JSON, JSON-LD and data packages, each opened by a program that others made."""

import io
import json
import re
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import citeproc
import frictionless
import pandas as pd
import pyogrio
import pyogrio.raw
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from loaders.export.formats import export
from loaders.export.jsonld import dataset_object
from loaders.export.registry import FORMATS, FileRequest
from loaders.frames.dataset import build_dataset
from loaders.query.selection import Selection, select, shown
from loaders.schema.formatting import passage_url

SERVER = "https://team.example/minerals"
NUSHKI = Selection(district=("nushki",))
ALL = Selection()


def _made(dataset, file_format, selection=ALL, server=SERVER):
    return export(dataset, selection, file_format, FileRequest(server))


def _features(dataset, selection=ALL):
    return json.loads(export(dataset, selection, "geojson"))["features"]


# --- KML and GeoPackage, read by GDAL


def _layer(path, name):
    meta, _, _, columns = pyogrio.raw.read(path, layer=name, read_geometry=False)
    return pd.DataFrame(dict(zip(meta["fields"], columns, strict=True)))


@pytest.fixture(scope="module")
def kml(dataset, tmp_path_factory):
    path = tmp_path_factory.mktemp("kml") / "facts.kml"
    path.write_bytes(_made(dataset, "kml"))
    frames = {str(name): _layer(path, name) for name, _ in pyogrio.list_layers(path)}
    return pd.concat([frame.assign(folder=name) for name, frame in frames.items()])


def test_kml_has_a_placemark_for_each_fact_and_place_with_its_days(kml, dataset):
    features = _features(dataset)
    assert len(kml) == len(features)
    facts = dataset.facts.set_index("id")
    id_column = kml["id"]
    assert Counter(id_column) == Counter(f["properties"]["id"] for f in features)
    for identity, begin, end in zip(id_column, kml["begin"], kml["end"], strict=True):
        for told, day in ((begin, facts.loc[identity, "date_start"]), (end, facts.loc[identity, "date_end"])):
            assert pd.isna(told) == pd.isna(day)
            assert pd.isna(day) or pd.Timestamp(told).date() == day.date()
    assert kml["begin"].notna().sum() > 10


def test_kml_tells_precision_claimant_and_passage_in_words(kml, dataset):
    told = kml.set_index("id")["description"]
    for identity, words in told.items():
        row = dataset.facts.set_index("id").loc[identity]
        assert f"<b>When</b>: {row['date_words']} (" in words
        assert "<b>Who says so</b>: " in words
    assert "somewhere in a province" in " ".join(told)
    assert "to the month" in told["exim-reko-diq-approval"]
    assert "the point may be off by" in told["exim-reko-diq-approval"]
    assert f'href="{SERVER}/facts?fact=exim-reko-diq-approval&amp;v={dataset.version}"' in told["exim-reko-diq-approval"]


def test_a_geopackage_has_the_features_of_the_geojson(dataset, tmp_path):
    path = tmp_path / "facts.gpkg"
    path.write_bytes(_made(dataset, "gpkg"))
    assert dict(pyogrio.list_layers(path)) == {
        "fact_points": "Point",
        "fact_areas": "MultiPolygon",
        "facts_elsewhere": None,
        "articles": None,
        "about": None,
    }
    features = _features(dataset)
    kinds = {"fact_points": {"Point"}, "fact_areas": {"Polygon", "MultiPolygon"}, "facts_elsewhere": {None}}
    for layer, types in kinds.items():
        expected = [f["properties"] for f in features if (f["geometry"] or {"type": None})["type"] in types]
        rows = _layer(path, layer)
        assert list(rows["id"]) == [p["id"] for p in expected]
        assert rows["killed"].sum() == sum(p["killed"] or 0 for p in expected)
        starts = [None if pd.isna(day) else pd.Timestamp(day).date().isoformat() for day in rows["date_start"]]
        assert starts == [p["date_start"] for p in expected]
    info = pyogrio.read_info(path, layer="fact_points")
    assert info["crs"] == "EPSG:4326"
    points = [f["geometry"]["coordinates"] for f in features if f["geometry"] and f["geometry"]["type"] == "Point"]
    lons, lats = zip(*points, strict=True)
    assert tuple(info["total_bounds"]) == pytest.approx((min(lons), min(lats), max(lons), max(lats)))
    about = dict(_layer(path, "about").itertuples(index=False, name=None))
    assert (about["version"], about["facts in this file"]) == (dataset.version, str(len(dataset.facts)))
    assert len(_layer(path, "articles")) == len(dataset.articles)


# --- RIS and CSL-JSON


def _ids(dataset, selection):
    facts = list(shown(select(dataset.facts, selection), selection)["id"])
    cited = {source.article for i in facts for source in dataset.facts_by_id[i].sources}
    return [f"article-{i}" for i in dataset.articles if i in cited] + facts


def test_ris_is_read_back_by_rispy(dataset):
    entries = rispy.loads(_made(dataset, "ris", NUSHKI).decode())
    assert [entry["id"] for entry in entries] == _ids(dataset, NUSHKI)
    for entry in entries:
        assert entry["authors"]
        assert entry["type_of_reference"] in ("NEWS", "RPRT", "ELEC")
    (held,) = [entry for entry in entries if entry["id"] == "bla-held-nushki"]
    fact = dataset.facts_by_id["bla-held-nushki"]
    assert held["title"] == fact.title
    assert held["urls"] == [passage_url(dataset.articles[fact.sources[0].article].url, fact.sources[0])]
    assert held["notes"][0].endswith(f"fact=bla-held-nushki&v={dataset.version}")
    assert held["access_date"] == f"{date.today():%Y/%m/%d}"


def test_csl_json_is_cited_by_a_csl_processor(dataset):
    items = json.loads(_made(dataset, "csl.json", NUSHKI))
    assert [item["id"] for item in items] == _ids(dataset, NUSHKI)
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    book = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        book.register(Citation([CitationItem(item["id"])]))
    entries = [str(entry) for entry in book.bibliography()]
    assert len(entries) == len(items)
    assert all(any(item["title"] in entry for entry in entries) for item in items)


def _named_in_csl(part):
    """The words of a part of CSL's own schema, which the processor brings along: item types, and variables by what they hold."""
    schemas = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"
    text = "".join((schemas / f"csl-{name}.rnc").read_text(encoding="utf-8") for name in ("types", "variables"))
    words = re.search(rf"^ *{re.escape(part)} =\n((?:[^\n]*\"[^\n]*\n|[^\n]*#[^\n]*\n)+)", text, re.MULTILINE)
    return {*re.findall(r'"([^"]+)"', words[1])}


def test_csl_json_has_the_types_and_variables_of_the_schema_of_csl_each_with_what_it_may_hold(dataset):
    types, dates, names = (_named_in_csl(part) for part in ("item-types", "variables.dates", "variables.names"))
    texts = {word for part in ("strings", "titles", "numbers") for word in _named_in_csl(f"variables.{part}")}
    assert ("webpage" in types, "issued" in dates, "author" in names, "container-title" in texts) == (True,) * 4
    for item in json.loads(_made(dataset, "csl.json")):
        assert item["type"] in types
        assert isinstance(item["id"], str)
        for name, value in item.items():
            if name in dates:
                assert [*value] == ["date-parts"]
                assert len(value["date-parts"]) == 1
                assert all(isinstance(part, int) for part in value["date-parts"][0])
                assert 1 <= len(value["date-parts"][0]) <= 3
            elif name in names:
                assert value
                assert all([*one] == ["literal"] and one["literal"] for one in value)
            else:
                assert name in texts | {"id", "type"}, name
                assert isinstance(value, str)


def test_a_paragraph_with_two_passages_is_named_once(dataset):
    for item in json.loads(_made(dataset, "csl.json")):
        parts = item["note"].split("; ")
        assert len(parts) == len({*parts}), item["id"]


# --- JSON-LD


def test_json_ld_describes_the_dataset_and_claims_with_author_and_appearance(dataset):
    whole = json.loads(_made(dataset, "jsonld", NUSHKI))
    assert (whole["@context"], whole["@type"], whole["version"]) == ("https://schema.org", "Dataset", dataset.version)
    assert {file["contentUrl"] for file in whole["distribution"]} == {SERVER + one.path for one in FORMATS.values()}
    assert [claim["identifier"] for claim in whole["hasPart"]] == list(shown(select(dataset.facts, NUSHKI), NUSHKI)["id"])
    articles = {article["@id"] for article in whole["isBasedOn"]}
    for claim in whole["hasPart"]:
        fact = dataset.facts_by_id[claim["identifier"]]
        assert claim["@type"] == "Claim"
        assert all(author["name"] for author in claim["author"])
        assert len(claim["appearance"]) == len(fact.sources)
        assert {appearance["isPartOf"]["@id"] for appearance in claim["appearance"]} <= articles
    assert "distribution" not in dataset_object("")


# --- data package


@pytest.mark.parametrize("selection", [ALL, Selection(q="zzz")], ids=["all", "nothing"])
def test_a_data_package_is_valid_for_frictionless(dataset, tmp_path, selection):
    path = tmp_path / "facts.zip"
    path.write_bytes(_made(dataset, "datapackage.zip", selection))
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "package")
    package = frictionless.Package(str(tmp_path / "package" / "datapackage.json"))
    tables = [resource.name for resource in package.resources if resource.type == "table"]
    assert tables == ["facts", "figures", "sources", "articles", "actors", "places"]
    report = package.validate()
    assert report.valid, report.flatten(["type", "title", "note", "fieldName"])[:5]
    assert len(package.get_resource("facts").read_rows()) == len(shown(select(dataset.facts, selection), selection))
    told = json.loads((tmp_path / "package" / "datapackage.json").read_text())
    assert (told["version"], told["licenses"][0]["name"], told["selection"]) == (dataset.version, "CC-BY-4.0", selection.parameters())
    fields = {field["name"]: field for field in told["resources"][0]["schema"]["fields"]}
    assert all(field.get("description") for field in fields.values())
    assert (fields["date_start"]["type"], fields["lat"]["type"], fields["killed"]["type"]) == ("date", "number", "integer")


def test_a_broken_reference_would_be_told(dataset, tmp_path):
    with zipfile.ZipFile(io.BytesIO(_made(dataset, "datapackage.zip"))) as archive:
        archive.extractall(tmp_path)
    path = tmp_path / "sources.csv"
    path.write_text(path.read_text().replace("news-az", "no-such-article", 1))
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


# --- all of them


def test_hostile_words_stay_words_in_every_format(tiny_data, change):
    hostile = '</name><script>alert(1)</script> & ]]> TY - JOUR "x" \\n'
    change(tiny_data / "facts" / "context.yaml", "  title: Experts see a trend", f"  title: {json.dumps(hostile)}")
    data = build_dataset(tiny_data)
    request = FileRequest(SERVER)
    kml = export(data, Selection(q="\udcff"), "kml", request), export(data, ALL, "kml", request)
    assert b"<script" not in kml[1]
    (entry,) = [e for e in rispy.loads(export(data, ALL, "ris", request).decode()) if e["id"] == "experts-see-trend"]
    assert entry["title"] == hostile
    assert next(i for i in json.loads(export(data, ALL, "csl.json", request)) if i["id"] == "experts-see-trend")["title"] == hostile
    for name in FORMATS:
        assert isinstance(export(data, Selection(q="\udcff"), name, request), bytes)


def test_the_same_facts_are_the_same_file(dataset):
    for name in ("kml", "gpkg", "ris", "csl.json", "jsonld", "datapackage.zip"):
        assert _made(dataset, name, NUSHKI) == _made(dataset, name, NUSHKI), name
