"""The description of the data API is true: the data API is asked all it describes, and more, and answers as described."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from urllib.parse import quote, urlencode

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from starlette.applications import Starlette
from starlette.middleware import Middleware

from loaders.api.event_endpoints import FORMATS as EVENT_FORMATS
from loaders.api.openapi import openapi_description
from loaders.api.response_schemas import response_schemas
from loaders.api.routes import api_routes
from loaders.api.served_data import data_folder
from loaders.export.formats import export
from loaders.export.registry import FORMATS
from loaders.query.parameters import REPEATED
from loaders.query.selection import Selection
from loaders.schema.derived_terms import Match
from loaders.schema.kinds import FACT_FILES
from loaders.schema.records import AUTHOR
from loaders.schema.registry_terms import Party, PlaceKind
from loaders.schema.site_terms import Commodity
from loaders.schema.vocabulary import CLOSED_LISTS, Certainty, Kind
from pages import PAGE_PARAMETERS
from pages.server.refused_parameters import RefusedParameters
from tests.asgi import running_app
from tests.sweeps import first

FACTS = [one.path for one in FORMATS.values()]
EVENTS = [f"/api/events.{name}" for name in EVENT_FORMATS]
PLAIN = [
    "/api/articles.json",
    "/api/questions.json",
    "/api/dossiers.json",
    "/api/schema.json",
    "/api/version",
    "/api/changes.atom",
    "/api/openapi.json",
    "/healthz",
    "/readyz",
]


@pytest.fixture(scope="module")
def server():
    """The data API, asked in this process."""
    refused = Middleware(RefusedParameters, folder=data_folder)
    with running_app(Starlette(routes=api_routes(PAGE_PARAMETERS), middleware=[refused])) as client:
        yield client


@pytest.fixture(scope="module")
def description(server):
    """The description as the server gives it."""
    return json.loads(server.get("/api/openapi.json").body)


@pytest.fixture(scope="module")
def fault(description):
    """fault(path, answer): what of an answer is not as described, or nothing."""
    registry = Registry().with_resource(
        "urn:api", Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema", **description})
    )

    def faults(path, answer):
        described = description["paths"][path]["get"]["responses"].get(str(answer.status))
        if described is None:
            return [f"{answer.status} is not described"]
        found = [f"{name} is missing" for name in described.get("headers", {}) if name.lower() not in answer.headers]
        if not described.get("content"):
            return found + (["a body where none is described"] if answer.body else [])
        media = answer.headers["content-type"].split(";")[0]
        if media not in described["content"]:
            return [*found, f"{media} is not described"]
        schema = described["content"][media].get("schema")
        if schema:
            value = json.loads(answer.body) if media.endswith("json") else answer.text
            pointed = json.loads(json.dumps(schema).replace('"#/', '"urn:api#/'))
            found += [e.message for e in Draft202012Validator(pointed, registry=registry).iter_errors(value)]
        return found

    return faults


def test_the_description_served_is_the_one_made(description, dataset):
    assert description == json.loads(json.dumps(openapi_description(dataset, PAGE_PARAMETERS)))
    assert description["openapi"] == "3.1.0"
    assert description["info"]["version"] == dataset.version


def test_every_path_of_the_interface_is_described(description):
    assert set(description["paths"]) == {*FACTS, *EVENTS, *PLAIN}
    names = [operation["get"]["operationId"] for operation in description["paths"].values()]
    assert len(names) == len(set(names))


def test_every_schema_is_a_schema_and_every_reference_leads_somewhere(description):
    schemas = description["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    pointed = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(description)))
    assert pointed <= schemas.keys()
    assert '"$ref": "#/$defs' not in json.dumps(description)


@pytest.mark.parametrize("path", FACTS)
def test_every_parameter_is_described_with_its_closed_list(description, path):
    described = {p["name"]: p for p in description["paths"][path]["get"]["parameters"] if p["in"] == "query"}
    assert set(described) == {*REPEATED, "dates", "q", "fact", "v", "as_of", *(parameter.name for parameter in PAGE_PARAMETERS)}
    for name, words in (("kind", Kind), ("commodity", Commodity), ("certainty", Certainty)):
        assert described[name]["schema"]["items"]["enum"] == [word.value for word in words]
    assert described["party"]["schema"]["items"]["enum"] == [*(word.value for word in Party), "any"]
    assert {"accusation", "communications_shutdown", "mine_project", "approved"} <= {*described["type"]["schema"]["items"]["enum"]}
    assert described["match"]["schema"]["items"]["enum"] == [*(word.value for word in Match), "none"]


@pytest.mark.sweep
@pytest.mark.slow
def test_every_example_is_understood_and_selects_something(description, server, fault):
    for parameter in description["paths"]["/api/facts.json"]["get"]["parameters"]:
        if "example" in parameter:
            answer = server.get(f"/api/facts.json?{urlencode({parameter['name']: parameter['example']}, doseq=True)}")
            assert (answer.status, fault("/api/facts.json", answer)) == (200, []), parameter
            assert json.loads(answer.body)["count"] > 0, parameter


def test_without_data_there_is_a_description_without_examples():
    found = openapi_description()
    assert found["info"]["version"] == "no data"
    assert not any(p.get("example") and p["name"] not in ("dates", "q") for p in found["paths"][FACTS[0]]["get"]["parameters"])


@pytest.mark.parametrize("path", first(5, [*FACTS, *PLAIN]))
def test_an_answer_is_as_described_and_head_has_its_headers(server, fault, path):
    answer, head = server.get(path), server.get(path, method="HEAD")
    assert (answer.status, fault(path, answer)) == (200, [])
    assert (head.status, head.headers) == (200, answer.headers)


@pytest.mark.parametrize("path", first(4, [*FACTS, "/api/changes.atom"]))
def test_a_client_that_has_the_answer_is_told_so(server, fault, path):
    etag = server.get(path).headers["etag"]
    again = server.get(path, headers={"If-None-Match": etag})
    assert (again.status, again.body, again.headers["etag"], fault(path, again)) == (304, b"", etag, [])
    assert server.get(path, headers={"If-None-Match": '"other"'}).status == 200


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("classes", [[], ["match=none"], [f"match={m}" for m in Match]])
def test_facts_of_every_kind_and_class_are_as_described(server, fault, kind, classes):
    query = "&".join([f"kind={kind}", "district=nushki", "dates=2025-09-01", "dates=2026-02-28", *classes])
    answer = server.get(f"/api/facts.json?{query}")
    assert (answer.status, fault("/api/facts.json", answer)) == (200, [])


def test_a_description_of_facts_leaves_nothing_open(dataset, fault):
    """A field that an answer has and the description has not, or the other way round, is a fault of one of the two."""
    schemas = response_schemas()
    told = {fact["kind"]: fact for fact in json.loads(export(dataset, Selection(), "json"))["facts"]}
    for model in FACT_FILES.values():
        schema = schemas[model.__name__]
        assert schema["additionalProperties"] is False
        assert set(schema["required"]) == set(schema["properties"]) == set(told[model.kind.value])
    assert {list_.__name__ for list_ in CLOSED_LISTS} & set(schemas), "closed lists are named"


def test_every_fact_is_as_its_kind_is_described(dataset):
    schemas = response_schemas()
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": {"schemas": schemas}}
    checker = Draft202012Validator({**document, "$ref": "#/components/schemas/Facts"})
    everything = json.loads(export(dataset, Selection(match=tuple(m.value for m in Match)), "json"))
    assert everything["count"] == len(dataset.facts)
    assert [error.message for error in checker.iter_errors(everything)] == []
    broken = {**everything, "facts": [{**everything["facts"][0], "certainty": "sure"}]}
    assert list(checker.iter_errors(broken)), "the schema refuses what is wrong"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("kind=attack", "kind"),
        ("distrikt=nushki", "distrikt"),
        ("dates=2026-01-01", "dates"),
        ("dates=yesterday&dates=today", "dates"),
        ("fact=nothing-like-it", "fact"),
        ("district=" + quote("<b>") * 9, "district"),
        ("match=all", "match"),
    ],
)
@pytest.mark.parametrize("path", FACTS)
def test_what_is_not_understood_is_answered_as_described(server, fault, path, query, parameter):
    answer = server.get(f"{path}?{query}")
    assert (answer.status, fault(path, answer)) == (400, [])
    assert [error["parameter"] for error in json.loads(answer.body)["errors"]] == [parameter]


def test_an_unknown_format_is_not_found(server):
    answer = server.get("/api/facts.pdf")
    assert answer.status == 404
    assert json.loads(answer.body)["errors"]


def test_without_good_data_the_answers_are_as_described(server, tmp_path, monkeypatch, fault):
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("FACTS_DATA", str(tmp_path / "data"))
    for path in (*FACTS, "/api/articles.json", "/api/version", "/readyz"):
        answer = server.get(path)
        assert (answer.status, fault(path, answer)) == (503, []), path
    for path in ("/api/openapi.json", "/api/schema.json", "/healthz"):  # these need no data
        assert server.get(path).status == 200, path


def test_a_feed_of_a_broken_ledger_is_answered_as_described(server, tiny_data, monkeypatch, fault):
    (tiny_data / "versions.json").write_text("{")
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    answer = server.get("/api/changes.atom")
    assert (answer.status, fault("/api/changes.atom", answer)) == (503, [])
    assert server.get("/api/facts.json").status == 200


def closed(description, dataset):
    """The description with the ids of the data as closed lists, so that all that it allows must also be accepted."""
    ids = {
        "province": [p.id for p in dataset.places.values() if p.kind is PlaceKind.PROVINCE],
        "district": [p.id for p in dataset.places.values() if p.kind is PlaceKind.DISTRICT],
        "article": [*dataset.articles],
        "actor": [*dataset.actors],
        "claimant": [AUTHOR, *dataset.actors],
        "all_articles": [*dataset.articles],
        "country": sorted({a.country for a in dataset.actors.values() if a.country}),
    }
    ids |= {parameter.name: sorted(parameter.values(dataset)) for parameter in PAGE_PARAMETERS if parameter.values} | {
        "v": [dataset.version],
        "fact": [*dataset.facts_by_id],
    }
    found = json.loads(json.dumps(description))
    for path in found["paths"].values():
        for parameter in path["get"].get("parameters", ()):
            if parameter["name"] in ids:
                schema = parameter["schema"]
                schema.get("items", schema)["enum"] = ids[parameter["name"]]
    return found


@pytest.mark.long
@pytest.mark.skipif(find_spec("schemathesis") is None, reason="schemathesis is not installed: make setup")
@pytest.mark.parametrize(
    ("paths", "phases"),
    [("csv|geojson|xlsx|parquet", "examples,fuzzing"), (r"\.json|atom|version|healthz|readyz", "examples,coverage,fuzzing")],
    ids=["other files", "JSON and the rest, edge cases too"],
)
def test_schemathesis_finds_no_answer_that_is_not_as_described(project_server, description, dataset, tmp_path, paths, phases):
    """Every check of it, over examples, edge cases and random queries, allowed and forbidden ones."""
    (tmp_path / "openapi.json").write_text(json.dumps(closed(description, dataset)))
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "run",
        "openapi.json",
        "--url",
        project_server,
        "--no-color",
        "--include-path-regex",
        paths,
    ]
    options = ["--max-examples", "10", "--phases", phases, "--workers", "2", "--continue-on-failure", "--generation-deterministic"]
    done = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    chosen = [path for path in description["paths"] if re.search(paths, path)]
    assert f"Tested: {len(chosen)}\n" in done.stdout
