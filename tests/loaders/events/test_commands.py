"""`python -m loaders import`: its report, a first mapping, and that what is interrupted leaves nothing."""

import json

import pytest
from jsonschema import Draft202012Validator

from loaders.__main__ import main
from loaders.events.importers import FORMS
from loaders.events.importing import run_import
from loaders.events.mapping import mapping_schema
from loaders.events.request import Request
from loaders.yaml.document import read_yaml
from tests.loaders.events.files import csv_text, ged_row, ged_rows

OWN = "Incident ID;Date;District;Killed;Remarks\nA1;03/04/2024;Noshki;2;one\nA2;25/04/2024;Chaghi;;two\nA3;01/02/2024;Turbat;0;three\n"


def test_a_dry_run_then_an_import_then_the_next_release(tmp_path, capsys):
    file, out = tmp_path / "GEDEvent_v25_1.csv", tmp_path / "out"
    file.write_text(csv_text([*ged_rows(20), ged_row(30, id="")]))
    command = ["import", str(file), "--as", "ucdp-ged", "--name", "ged", "--out", str(out)]
    assert main([*command, "--dry-run"]) == 0
    told = capsys.readouterr()
    assert "21 rows = 20 new + 0 changed + 0 unchanged + 1 refused; 0 withdrawn" in told.err
    assert "dry run: nothing was written" in told.err
    assert (told.out, out.exists()) == ("", False)
    assert main(command) == 0
    assert sorted(path.name for path in out.iterdir()) == ["ged.parquet", "ged.rejected.csv"]
    file.write_text(csv_text([*ged_rows(19)[:-1], ged_row(18, best="9", deaths_a="9", deaths_b="0", deaths_civilians="0"), ged_row(77)]))
    capsys.readouterr()
    assert main([*command, "--dry-run"]) == 0
    told = capsys.readouterr().err
    assert "20 rows = 1 new + 1 changed + 18 unchanged + 0 refused; 1 withdrawn" in told
    assert "changed fatalities_best: 1 row (100018:" in told
    assert "withdrawn: 100019" in told


@pytest.mark.parametrize("moment", [1, 2])
def test_an_import_that_is_interrupted_leaves_what_was_there(data, tmp_path, moment):
    file, out = tmp_path / "ged.csv", tmp_path / "out"
    file.write_text(csv_text(ged_rows(5)))
    request = Request(file, "ucdp-ged", "ged", out, version="1")
    if moment == 2:
        run_import(request, data.places, data.boundaries)
    before = {path.name: path.read_bytes() for path in out.iterdir()} if out.exists() else {}
    file.write_text(csv_text(ged_rows(9)))

    def interrupted(done, of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_import(request, data.places, data.boundaries, interrupted)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_first_mapping_leaves_open_what_cannot_be_told_and_then_imports(tmp_path, capsys):
    file, mapping = tmp_path / "ours.csv", tmp_path / "ours.yaml"
    file.write_text(OWN)
    assert main(["import", "--guess", str(file)]) == 0
    guessed = capsys.readouterr().out
    assert 'dates: {formats: ["%d/%m/%Y"]} # the day is first' in guessed
    assert "licence: TODO" in guessed
    mapping.write_text(guessed)
    assert main(["import", str(file), "--as", str(mapping), "--name", "ours", "--out", str(tmp_path / "out")]) == 1
    assert "licence, attribution: something is still TODO" in capsys.readouterr().err
    mapping.write_text("\n".join(line for line in guessed.splitlines() if "TODO #" not in line))
    assert main(["import", str(file), "--as", str(mapping), "--name", "ours", "--out", str(tmp_path / "out")]) == 0
    assert "3 rows = 3 new" in capsys.readouterr().err
    file.write_text(OWN.replace("25/04", "05/04"))
    assert main(["import", "--guess", str(file)]) == 0
    assert 'formats: [TODO]} # "03/04/2024": is the day first' in capsys.readouterr().out


def test_a_known_form_needs_no_mapping(tmp_path, capsys):
    (tmp_path / "ged.csv").write_text(csv_text(ged_rows(2)))
    assert main(["import", "--guess", str(tmp_path / "ged.csv")]) == 0
    assert "it needs no mapping" in capsys.readouterr().out


def test_what_is_missing_or_wrong_is_told(tmp_path, capsys):
    assert main(["import", "x.csv", "--as", "ucdp-ged"]) == 2
    assert "say also: --name, --out" in capsys.readouterr().err
    for arguments, words in (
        (["x.csv", "--as", "gedd", "--name", "a", "--out", "o"], "one of: acled, aiddata-gcdf, icmm, ucdp-ged"),
        (["x.csv", "--as", "none.yaml", "--name", "a", "--out", "o"], "there is no such file; begin one with"),
        (["x.csv", "--as", "acled", "--name", "A b", "--out", "o"], "write small letters, digits"),
        ([str(tmp_path / "x.csv"), "--as", "acled", "--name", "a", "--out", str(tmp_path / "o")], "there is no such file"),
    ):
        assert main(["import", *arguments]) == 1
        assert words in capsys.readouterr().err


def test_a_database_that_does_not_take_the_rows_is_told(tmp_path, capsys):
    assert main(["import", str(tmp_path), "--to", "postgresql://reader:secret@127.0.0.1:1/events"]) == 1
    assert "it has no dataset; import a file there first" in capsys.readouterr().err
    (tmp_path / "ged.csv").write_text(csv_text(ged_rows(2)))
    assert main(["import", str(tmp_path / "ged.csv"), "--as", "ucdp-ged", "--version", "1", "--name", "ged", "--out", str(tmp_path)]) == 0
    assert main(["import", str(tmp_path), "--to", "postgresql://reader:secret@127.0.0.1:1/events"]) == 1
    told = capsys.readouterr().err
    assert "the database does not take the rows" in told
    assert "secret" not in told


def test_the_schema_of_mappings_is_one_and_the_built_in_forms_keep_it(capsys):
    assert main(["import", "--schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema == mapping_schema()
    Draft202012Validator.check_schema(schema)
    for path in FORMS.values():
        Draft202012Validator(schema).validate(read_yaml(path).data)


def test_events_are_exported_as_the_api_gives_them(tmp_path, capsysbinary):
    (tmp_path / "ged.csv").write_text(csv_text(ged_rows(12)))
    assert (
        main(["import", str(tmp_path / "ged.csv"), "--as", "ucdp-ged", "--version", "1", "--name", "ged", "--out", str(tmp_path / "o")])
        == 0
    )
    assert main(["export", "--events", str(tmp_path / "o"), "--district", "Nushki"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert [event["event_id"] for event in found["events"]] == ["100007", "100001"] or found["count"] == 2
    assert main(["export", "--events", str(tmp_path / "o"), "--dataset", "none"]) == 2
    assert main(["export", "--events", str(tmp_path / "o"), "--format", "xlsx"]) == 2
