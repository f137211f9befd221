"""The JSON Schema of each data file: committed as generated, found by editors, true of the real data, false of mistakes."""

import json

import jsonschema
import pytest
import yaml

from loaders.__main__ import main
from loaders.schema.json_schema import file_schemas, modeline, schema_path, schema_text
from loaders.schema.kinds import FACT_FILES
from loaders.schema.registries import REGISTRY_FILES
from loaders.yaml.folder import DATA

FILES = FACT_FILES | REGISTRY_FILES


def _entries(name):
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def _validator(name):
    return jsonschema.Draft202012Validator(json.loads((DATA / schema_path(name)).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", FILES)
def test_the_committed_schema_is_the_generated_one(name):
    committed = (DATA / schema_path(name)).read_text(encoding="utf-8")
    assert committed == schema_text(file_schemas()[name]), "renew it: python -m loaders schema --write"


def test_one_call_renews_every_schema_and_prints_no_data(tiny_data, capsys):
    assert main(["schema", "--write", "--data", str(tiny_data)]) == 0
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", len(FILES))
    assert {path.name: path.read_text(encoding="utf-8") for path in (tiny_data / "schema").iterdir()} == {
        path.name: path.read_text(encoding="utf-8") for path in (DATA / "schema").iterdir()
    }


@pytest.mark.parametrize("name", FILES)
def test_the_first_line_of_a_file_leads_editors_to_its_schema(name):
    first = (DATA / name).read_text(encoding="utf-8").splitlines()[0]
    assert first == modeline(name)
    target = (DATA / name).parent / first.split("$schema=")[1]
    assert target.resolve() == (DATA / schema_path(name)).resolve()


@pytest.mark.parametrize("name", FILES)
def test_the_real_data_fits_its_schema(name):
    assert [error.message for error in _validator(name).iter_errors(_entries(name))] == []


@pytest.mark.parametrize("name", [name for name in FILES if _entries(name)])
def test_a_wrong_key_a_missing_one_and_an_open_one_do_not_fit(name):
    entry, validator = _entries(name)[0], _validator(name)
    assert validator.is_valid([entry])
    needed = next(key for key, info in FILES[name].model_fields.items() if info.is_required() and key != "id")
    for broken in (
        {**entry, "no_such_key": 1},
        {**entry, "id": "Not an id"},
        {**entry, needed: None},
        {key: value for key, value in entry.items() if key != needed},
    ):
        assert not validator.is_valid([broken])


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("facts/context.yaml", {"certainty": "sure"}),
        ("facts/context.yaml", {"claimed_by": []}),
        ("facts/context.yaml", {"claimed_by": ["author", "author"]}),
        ("facts/context.yaml", {"sources": []}),
        ("facts/context.yaml", {"note": None}),
        ("facts/context.yaml", {"date": "31 January"}),
        ("facts/context.yaml", {"answers": [{"warning": "no_such_warning", "about": "a", "reason": "b"}]}),
        ("facts/financing_deals.yaml", {"financier": []}),
        ("facts/financing_deals.yaml", {"status": "aproved"}),
        ("articles.yaml", {"sha256": "123"}),
        ("articles.yaml", {"url": "javascript:alert(1)"}),
        ("actors.yaml", {"party": "No Body"}),
        ("places.yaml", {"lat": 91}),
        ("places.yaml", {"radius_km": 0}),
        ("routes.yaml", {"via": ["nushki"]}),
        ("routes.yaml", {"serves": []}),
        ("not_stated.yaml", {"asked": ""}),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_wrong_value_does_not_fit(name, wrong):
    entry, validator = _entries(name)[0], _validator(name)
    assert not validator.is_valid([entry | wrong])


def test_a_retired_id_needs_a_reason():
    validator = _validator("retired.yaml")
    assert validator.is_valid([{"id": "old", "reason": "Told twice."}])
    assert not validator.is_valid([{"id": "old"}])


@pytest.mark.parametrize("name", FILES)
def test_every_key_tells_an_editor_what_it_means(name):
    schema = file_schemas()[name]
    records = [found for found in schema["$defs"].values() if "properties" in found]
    assert records
    assert [key for record in records for key, told in record["properties"].items() if not told.get("description")] == []
