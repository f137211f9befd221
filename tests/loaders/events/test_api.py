"""Imported events by the data API: the query string of the pages, refusals in words, unchanged answers that are not sent again."""

import json

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from loaders.api.openapi import openapi_description
from loaders.api.routes import api_routes
from loaders.api.served_data import data_folder
from pages.server.refused_parameters import RefusedParameters
from tests.loaders.events.files import ACLED_NEW, acled_row, csv_text, ged_rows


@pytest.fixture
def client(importing, tmp_path, monkeypatch):
    importing(csv_text(ged_rows(30)), name="ged")
    monkeypatch.setenv("EVENTS", str(tmp_path / "out"))
    app = Starlette(routes=api_routes(), middleware=[Middleware(RefusedParameters, folder=data_folder)])
    with TestClient(app) as found:
        yield found


def test_events_of_a_selection(client):
    answer = client.get("/api/events.json?district=Noshki&dates=2010-01-01&dates=2030-01-01&dataset=ged&limit=2&sort=event_id")
    found = answer.json()
    assert (answer.status_code, found["count"], found["accounting"]["definite"]) == (200, 2, 5)
    assert [one["event_id"] for one in found["events"]] == ["100001", "100007"]
    assert found["selection"]["district"] == ["nushki"]
    assert found["datasets"][0]["accounting"]["excluded"] == 25
    assert answer.headers["x-data-version"] == found["version"]
    again = client.get(str(answer.url), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("file_format", ["json", "csv", "parquet", "geojson"])
def test_each_format_is_named_and_described(client, file_format):
    answer = client.get(f"/api/events.{file_format}")
    described = openapi_description()["paths"][f"/api/events.{file_format}"]["get"]
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] in described["responses"]["200"]["content"]
    assert answer.headers["content-disposition"].endswith(f'-{answer.headers["x-data-version"]}.{file_format}"')
    paged = {"limit", "offset", "sort"} if file_format == "json" else set()
    assert {one["name"] for one in described["parameters"]} & {"dataset", "district", "limit", "offset", "sort"} == {
        "dataset",
        "district",
        *paged,
    }
    assert client.head(f"/api/events.{file_format}").status_code == 200


def test_the_answer_is_as_its_schema_says(client):
    from jsonschema import Draft202012Validator

    schemas = openapi_description()["components"]["schemas"]
    for file_format, name in (("json", "Events"), ("geojson", "EventsGeoJson")):
        schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        Draft202012Validator(schema).validate(client.get(f"/api/events.{file_format}").json())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("dataset=gedd", "dataset “gedd” is not there; one of: ged"),
        ("sort=price", "sort “price” is not known"),
        ("limit=0", "limit “0” is not a number from 1 to 10000"),
        ("district=nowhere", "district “nowhere” is not known"),
        ("colour=red", "unknown parameter colour"),
    ],
)
def test_what_is_not_understood_is_refused(client, query, words):
    answer = client.get(f"/api/events.json?{query}")
    assert answer.status_code == 400
    assert words in answer.json()["errors"][0]["message"]


def test_files_hold_every_row(client):
    answer = client.get("/api/events.csv?limit=3")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "limit")


def test_rows_that_may_not_be_passed_on_are_refused_with_the_reason(client, importing):
    importing(csv_text([acled_row(1)], ACLED_NEW), "acled", name="acled")
    refused = client.get("/api/events.json")
    assert refused.status_code == 403
    assert "ACLED terms of use" in refused.json()["errors"][0]["message"]
    assert b"PAK1" not in refused.content
    assert client.get("/api/events.json?dataset=ged").status_code == 200


def test_without_imported_events_the_answer_says_so(client, monkeypatch, tmp_path):
    monkeypatch.setenv("EVENTS", str(tmp_path / "none"))
    answer = client.get("/api/events.csv")
    assert (answer.status_code, "EVENTS names no folder" in json.loads(answer.content)["errors"][0]["message"]) == (503, True)
    monkeypatch.delenv("EVENTS")
    assert client.get("/api/events.csv").status_code == 404
    assert client.get("/api/events.pdf").json()["errors"][0]["message"] == "unknown format; one of: json, csv, parquet, geojson"
