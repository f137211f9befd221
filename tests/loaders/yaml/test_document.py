"""YAML is read strictly: each surprise is refused with its file, its line and what to do."""

import subprocess
import sys

import pytest

from loaders.schema.diagnostics import MAX_PROBLEMS
from loaders.yaml.document import MAX_BYTES, read_yaml
from loaders.yaml.values import MAX_DEPTH

BOOLEAN = "is read as true or false by YAML; put it in quotes, or write true or false"
NUMBER = "is a number in a spelling that YAML reads unexpectedly; write digits only"
ALIAS = "is an alias (`*name`); write the value out"


def _read(tmp_path, monkeypatch, content):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "file.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_yaml(path)


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        pytest.param("- a: 1\n  b: 2\n  a: 3\n", 3, 'key "a" is given twice; keep one', id="duplicate key"),
        pytest.param("- a\n- 2026-01-31\n", 2, '"2026-01-31" is read as a date by YAML; put it in quotes', id="bare date"),
        pytest.param("- 2026-01-31 10:00:00\n", 1, '"2026-01-31 10:00:00" is read as a date by YAML; put it in quotes', id="bare time"),
        pytest.param("- country: NO\n", 1, f'"NO" {BOOLEAN}', id="NO"),
        pytest.param("- a: 1\n- yes\n", 2, f'"yes" {BOOLEAN}', id="yes"),
        pytest.param("- on\n", 1, f'"on" {BOOLEAN}', id="on"),
        pytest.param("- True\n", 1, f'"True" {BOOLEAN}', id="True"),
        pytest.param("- off: 1\n", 1, f'"off" {BOOLEAN}', id="off as a key"),
        pytest.param("- 010\n", 1, f'"010" {NUMBER}', id="octal"),
        pytest.param("- 1_000\n", 1, f'"1_000" {NUMBER}', id="underscore"),
        pytest.param("- 1:30\n", 1, f'"1:30" {NUMBER}', id="sexagesimal"),
        pytest.param("- 0x1F\n", 1, f'"0x1F" {NUMBER}', id="hexadecimal"),
        pytest.param("- .inf\n", 1, f'".inf" {NUMBER}', id="infinity"),
        pytest.param("- .nan\n", 1, f'".nan" {NUMBER}', id="not a number"),
        pytest.param("- 1.5e+3\n", 1, f'"1.5e+3" {NUMBER}', id="exponent"),
        pytest.param("- a:\n", 1, '"a" has no value; write one (a key that is not needed is left out)', id="key without a value"),
        pytest.param("- 1\n- ~\n", 2, "has no value; leave the key out or give one", id="tilde"),
        pytest.param("- null\n", 1, "has no value; leave the key out or give one", id="null"),
        pytest.param("- 1\n- !foo bar\n", 2, '"bar" has the tag !foo; tags are not used here', id="tag"),
        pytest.param(
            "- !!python/name:os.system x\n",
            1,
            '"x" has the tag tag:yaml.org,2002:python/name:os.system; tags are not used here',
            id="python tag",
        ),
        pytest.param("- &a [1]\n- *a\n", 2, ALIAS, id="alias"),
        pytest.param("&a [*a]\n", 1, ALIAS, id="alias of itself"),
        pytest.param("- <<: {a: 1}\n", 1, '"<<" is a YAML merge key; write the keys out', id="merge key"),
        pytest.param("- =\n", 1, '"=" is a YAML value key; put it in quotes', id="value key"),
        pytest.param("- ? [a]\n  : b\n", 1, "has a list or a mapping as a key; keys are words", id="list as a key"),
        pytest.param(
            "- a: [1\n- b: 2\n", 2, "is not valid YAML: did not find expected ',' or ']'; mend the line or the one above it", id="syntax"
        ),
        pytest.param("- a\n---\n- b\n", 2, "begins another document; a file is one list, without `---` inside", id="documents"),
    ],
)
def test_each_surprise_is_refused_with_file_line_and_remedy(tmp_path, monkeypatch, content, line, said):
    file = _read(tmp_path, monkeypatch, content)
    assert [str(problem) for problem in file.problems] == [f"file.yaml:{line} {said}"]


@pytest.mark.parametrize(
    ("content", "data"),
    [
        pytest.param("- true\n- false\n", [True, False], id="booleans"),
        pytest.param("- 10\n- -3\n- 0\n- 1.5\n- 0.25\n", [10, -3, 0, 1.5, 0.25], id="plain numbers"),
        pytest.param('- "NO"\n- "010"\n- "2026-01-31"\n- "~"\n', ["NO", "010", "2026-01-31", "~"], id="quoted surprises"),
        pytest.param("- y\n- n\n- 0o17\n- 2025-12\n", ["y", "n", "0o17", "2025-12"], id="text that looks like something"),
        pytest.param(b"\xef\xbb\xbf- a: 1\n", [{"a": 1}], id="byte order mark"),
        pytest.param("- {a: [1, {b: x}]}\n", [{"a": [1, {"b": "x"}]}], id="nested"),
        pytest.param("[]\n", [], id="empty list"),
        pytest.param("- ¶ é 鉱\n", ["¶ é 鉱"], id="other letters"),
    ],
)
def test_plain_values_are_read_as_they_look(tmp_path, monkeypatch, content, data):
    file = _read(tmp_path, monkeypatch, content)
    assert file.problems == []
    assert file.data == data
    assert [type(value) for value in file.data] == [type(value) for value in data]


@pytest.mark.parametrize("content", [b"", b"# only a comment\n", b"\xef\xbb\xbf"], ids=["nothing", "a comment", "a byte order mark"])
def test_an_empty_file_holds_nothing_and_is_no_syntax_error(tmp_path, monkeypatch, content):
    file = _read(tmp_path, monkeypatch, content)
    assert (file.data, file.problems) == (None, [])


def test_a_missing_file_is_named_with_its_remedy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (problem,) = read_yaml(tmp_path / "absent.yaml").problems
    assert str(problem) == "absent.yaml:1 the file is missing; restore it (an empty list is `[]`)"


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.yaml").mkdir()
    (problem,) = read_yaml(tmp_path / "folder.yaml").problems
    assert str(problem).startswith("folder.yaml:1 cannot be read: ")


def test_an_over_size_file_is_not_parsed(tmp_path, monkeypatch):
    file = _read(tmp_path, monkeypatch, b"- a\n" + b"#" * MAX_BYTES)
    assert [str(p) for p in file.problems] == ["file.yaml:1 cannot be read: the file is over 8 MiB; split it: facts go on in file_2.yaml"]
    assert file.data is None


def test_bytes_that_are_not_utf_8_are_named(tmp_path, monkeypatch):
    file = _read(tmp_path, monkeypatch, b"- \xff\n")
    assert [str(p) for p in file.problems] == ["file.yaml:1 cannot be read: byte 2 is not UTF-8; save the file as UTF-8"]


def test_bytes_that_are_not_utf_8_are_found_on_their_line(tmp_path, monkeypatch):
    assert _read(tmp_path, monkeypatch, b"- a\n- b\n- \xff\n").problems[0].line == 3


def test_an_alias_bomb_is_refused_before_it_goes_off(tmp_path, monkeypatch):
    levels = "".join(f"- &l{i + 1} [{', '.join([f'*l{i}'] * 9)}]\n" for i in range(30))
    file = _read(tmp_path, monkeypatch, "- &l0 [x, x]\n" + levels)
    *aliases, last = [problem.message for problem in file.problems]
    assert aliases == [ALIAS] * MAX_PROBLEMS
    assert last == f"reading stopped here, after {MAX_PROBLEMS} errors; mend those first"
    assert file.data is None


def test_nesting_is_limited(tmp_path, monkeypatch):
    fine = _read(tmp_path, monkeypatch, "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert fine.problems == []
    for depth in (MAX_DEPTH + 2, 500):
        file = _read(tmp_path, monkeypatch, "[" * depth + "]" * depth)
        assert [str(p) for p in file.problems] == ["file.yaml:1 is nested deeper than 12 levels; no field is"]


def test_very_deep_nesting_does_not_kill_the_process(tmp_path):
    (tmp_path / "deep.yaml").write_text("[" * 200_000)
    code = "import sys, pathlib; from loaders.yaml.document import read_yaml; sys.exit(not read_yaml(pathlib.Path(sys.argv[1])).problems)"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "deep.yaml")], check=False, capture_output=True)
    assert done.returncode == 0


@pytest.mark.parametrize("content", ["- !foo {a: b}\n", "- !!python/object/apply:os.system [ls]\n", "- !!set {a: b}\n"])
def test_tags_on_lists_and_mappings_are_refused_too(tmp_path, monkeypatch, content):
    assert "tags are not used here" in "".join(str(p) for p in _read(tmp_path, monkeypatch, content).problems)


def test_an_alias_as_a_key_is_refused(tmp_path, monkeypatch):
    assert _read(tmp_path, monkeypatch, "- {&x a: 1}\n- {*x : 2}\n").problems


def test_a_number_of_thousands_of_digits_is_a_problem_not_a_crash(tmp_path, monkeypatch):
    assert _read(tmp_path, monkeypatch, "- " + "9" * 5000 + "\n").problems


def test_a_number_too_large_for_a_float_is_refused(tmp_path, monkeypatch):
    assert _read(tmp_path, monkeypatch, "- " + "9" * 400 + ".0\n").problems


@pytest.mark.parametrize(
    ("where", "line"),
    [((), 1), ((0, "id"), 1), ((0, "b", 1), 4), ((1,), 5), ((1, "absent"), 5), ((9,), 1), ((0, "b", "c"), 3)],
    ids=str,
)
def test_a_value_is_found_on_its_line_or_near_it(tmp_path, monkeypatch, where, line):
    assert _read(tmp_path, monkeypatch, "- id: x\n  b:\n    - 1\n    - 2\n- id: y\n").line(where) == line


@pytest.mark.parametrize(
    ("text", "extents"),
    [
        ("- id: a\n  b: c\n\n# Of the next.\n- id: d\n", [(1, 2), (5, 5)]),
        ("# Head.\n\n- id: a\n  b:\n    - {c: d,\n       e: f}\n  # inside\n\n\n- id: g\n", [(3, 6), (10, 10)]),
        ("- id: a\n  b: |\n    one\n    two\n\n- id: c\n", [(1, 5), (6, 6)]),
        ("- id: a\n  b: one\n    two\n- id: c", [(1, 3), (4, 4)]),
        ("- id: a\n  b:\n- id: c\n  d: []\n# End.\n", [(1, 2), (3, 4)]),
    ],
    ids=["plain", "brackets over two lines", "a block of text", "text over two lines", "an open key"],
)
def test_an_entry_reaches_from_its_first_line_to_that_of_its_last_value(tmp_path, text, extents):
    path = tmp_path / "file.yaml"
    path.write_text(text)
    file = read_yaml(path)
    assert [file.extent(i) for i in range(len(file.data))] == extents


def test_lines_are_known_without_keeping_the_nodes(tmp_path, monkeypatch):
    file = _read(tmp_path, monkeypatch, "- id: x\n- id: y\n")
    assert "_root" not in vars(file)
    assert file.line((1, "id")) == 2
