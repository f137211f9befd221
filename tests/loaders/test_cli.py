"""`python -m loaders`: exit codes, data on stdout and the rest on stderr, JSON Schema that fits the data."""

import io
import json
import os
import shutil
import subprocess
import sys

import jsonschema
import pandas as pd
import pytest
import yaml

from loaders.__main__ import main
from loaders.export.registry import FORMATS
from loaders.schema.kinds import FACT_FILES
from loaders.schema.vocabulary import CLOSED_LISTS
from loaders.yaml.folder import DATA
from tests.sweeps import first


@pytest.fixture
def run(capsysbinary):
    """Run a command: its exit code, what it wrote to stdout (bytes) and to stderr (text)."""

    def command(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
        out, err = capsysbinary.readouterr()
        return code, out, err.decode()

    return command


def test_check_of_clean_data_exits_0_and_counts_on_stderr(run, tiny_data, tiny_articles):
    assert run("check", "--data", tiny_data) == (0, b"", "5 facts, 1 articles, 12 places: no errors\n")
    assert run("check", "--data", tiny_data, "--articles", tiny_articles) == (
        0,
        b"",
        "5 facts, 1 articles, 12 places, 5 locators proved: no errors\n",
    )


def test_check_prints_every_error_and_a_count_and_exits_1(run, tiny_data, tiny_articles, change):
    change(tiny_data / "facts/financing_deals.yaml", "status: approved", "status: aproved")
    one = 'data/facts/financing_deals.yaml:9 bank-approves-loan: unknown status "aproved"; did you mean "approved"?\n'
    assert run("check", "--data", tiny_data) == (1, b"", one + "1 error\n")
    change(tiny_data / "facts/context.yaml", "paragraph: 3", "paragraph: 2")
    code, out, err = run("check", "--data", tiny_data, "--articles", tiny_articles)
    assert (code, out, err.splitlines()[-1], len(err.splitlines())) == (1, b"", "3 errors", 4)
    assert "does not stand in paragraph 2" in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["check", "--frobnicate"],
        ["check", "--data", "no-such-folder"],
        ["check", "--articles", "no-such-folder"],
        ["export", "--format", "pdf"],
        ["export", "--district", "Nushky"],
        ["export", "--dates", "2025-09-01"],
        ["export", "--dates", "2025-09-01", "soon"],
        ["export", "--kind", "nonsense"],
        ["schema", "--kind", "nonsense"],
    ],
    ids=" ".join,
)
def test_misuse_exits_2_with_words_on_stderr(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, b"")
    assert err.strip()


def test_an_unknown_district_is_named_with_near_matches(run):
    _, _, err = run("export", "--district", "Nushky", "--kind", "deal")
    assert "--district: district “Nushky” is not known. Did you mean Nushki" in err
    assert "--kind: kind “deal” is not known." in err


def test_export_of_bad_data_exits_1_and_writes_nothing(run, tiny_data, change, tmp_path):
    change(tiny_data / "actors.yaml", "kind: agency", "kind: agenci")
    code, out, err = run("export", "--data", tiny_data, "--out", tmp_path / "facts.json")
    assert (code, out) == (1, b"")
    assert 'actors.yaml:3 bank: unknown kind "agenci"' in err
    assert not (tmp_path / "facts.json").exists()


@pytest.mark.parametrize("file_format", first(4, FORMATS))
def test_export_writes_the_same_to_a_file_as_to_stdout(run, tmp_path, dataset, file_format):
    selection = ("--district", "Nushki", "--dates", "2025-09-01", "2026-02-28", "--format", file_format)
    code, out, err = run("export", *selection)
    assert (code, err) == (0, "")
    path = tmp_path / f"facts.{file_format}"
    assert run("export", *selection, "--out", path) == (0, b"", f"{path}: version {dataset.version}\n")
    assert path.read_bytes() == out


def test_export_tells_as_what_words_were_found_and_the_nearest_search_where_none_is(run):
    assert run("export", "--q", "noshki")[2].startswith("“noshki” found as Nushki (place)\nfound in place (")
    assert run("export", "--q", "golld")[2] == "nothing found; did you mean gold?\n"


@pytest.mark.parametrize(
    ("option", "value", "field", "expected"),
    [
        ("--type", "accusation", "event_type", "accusation"),
        ("--country", "India", "kind", None),
        ("--all-articles", "news-az", "kind", None),
    ],
)
def test_export_takes_the_later_filters_and_refuses_empty_ones(run, option, value, field, expected):
    code, out, _ = run("export", option, value, "--articles", "1")
    facts = json.loads(out)["facts"]
    assert (code, bool(facts)) == (0, True)
    assert all(len({source["article"] for source in fact["sources"]}) == 1 for fact in facts)
    assert expected is None or {fact[field] for fact in facts} == {expected}
    assert run("export", option, "") == (2, b"", f"{option}: {option[2:].replace('-', '_')} is empty.\n")


def test_export_takes_the_parameters_of_an_address(run):
    code, out, _ = run("export", "--kind", "financing_deal", "--certainty", "stated", "--q", "1,250", "million", "--match", "definite")
    assert code == 0
    assert [fact["id"] for fact in json.loads(out)["facts"]] == ["exim-reko-diq-approval"]
    assert (
        len(json.loads(run("export", "--kind", "context", "--kind", "mineral_site")[1])["facts"])
        == json.loads(run("export", "--kind", "context", "mineral_site")[1])["count"]
    )


def test_an_out_file_that_cannot_be_written_is_misuse(run, tmp_path):
    assert run("export", "--out", tmp_path / "no-such-folder" / "facts.json")[0] == 2


@pytest.mark.slow
def test_the_module_runs_as_a_program():
    command = [sys.executable, "-m", "loaders"]
    done = subprocess.run([*command, "export", "--format", "csv"], cwd=DATA.parent, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(pd.read_csv(io.BytesIO(done.stdout))) > 0
    assert subprocess.run(command, cwd=DATA.parent, capture_output=True, check=False).returncode == 2


@pytest.mark.slow
def test_a_reader_that_closes_the_pipe_gets_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-m", "loaders", "export"], cwd=DATA.parent, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("file", FACT_FILES)
def test_the_schema_of_a_kind_is_valid_and_fits_its_file(run, file):
    code, out, err = run("schema", "--kind", FACT_FILES[file].kind)
    assert (code, err) == (0, "")
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    entries = yaml.safe_load((DATA / file).read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(entries)] == []
    for broken in (
        {**entries[0], "no_such_key": 1},
        {**entries[0], "certainty": "sure"},
        {k: v for k, v in entries[0].items() if k != "sources"},
    ):
        assert not validator.is_valid([broken])


def test_the_schema_of_all_kinds_fits_every_file_and_explains_its_words(run):
    schema = json.loads(run("schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for file in FACT_FILES:
        assert validator.is_valid(yaml.safe_load((DATA / file).read_text(encoding="utf-8")))
    described = [words for words in CLOSED_LISTS if words.__name__ in schema["$defs"]]
    assert len(described) >= 8
    for words in described:
        assert all(f"- `{word}`: {word.meaning}" in schema["$defs"][words.__name__]["markdownDescription"] for word in words)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16", "shift-jis"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("export", "--format", "csv"), 0),
        (("schema",), 0),
        (("diff", "{data}", "{data}/../other"), 0),
        (("check", "--data", "nowhere-نوشکی-\udcff"), 2),
        (("export", "--district", "نوشکی"), 2),
        (("check",), 1),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_output_to_a_file_in_an_old_encoding_ends_in_no_traceback(tiny_data, change, monkeypatch, encoding, command, code):
    shutil.copytree(tiny_data, tiny_data.parent / "other")
    change(tiny_data.parent / "other/facts/context.yaml", "title: Experts", "title: نوشکی “Experts” → ¶")
    if command == ("check",):
        change(tiny_data / "facts/context.yaml", "topic: market", "topic: نوشکی")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    given = [part.format(data=tiny_data) for part in command]
    assert main([*given, *([] if "--data" in given or given[0] in ("schema", "diff") else ["--data", str(tiny_data)])]) == code
    out.flush(), err.flush()
    told = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
    assert any(told)
    if command[0] == "diff":
        assert "نوشکی “Experts” → ¶" in told[0]
    if command[0] == "export" and code:
        assert "نوشکی" in told[1]
