"""New entries and retired facts: the right file, ids never given twice, comments kept, nothing half written."""

import hashlib
import os
import re

import pytest
import yaml

from loaders.__main__ import main
from loaders.authoring.templates import skeleton, yaml_scalar
from loaders.frames.dataset import build_dataset
from loaders.history.versions import append_version
from loaders.schema.kinds import FACT_FILES
from loaders.schema.registries import REGISTRY_FILES
from loaders.schema.vocabulary import Kind
from loaders.validation.check import check_data
from loaders.yaml import edit as entry_text
from tests.loaders.history.test_versions import DAY

CONTEXT, SITES, RETIRED = "facts/context.yaml", "facts/mineral_sites.yaml", "retired.yaml"


@pytest.fixture
def run(tiny_data, capsys):
    """Run a command on the hand-made data: its exit code, stdout, stderr."""

    def command(*words):
        code = main([*map(str, words), "--data", str(tiny_data)])
        return code, *capsys.readouterr()

    return command


def _state(data):
    return {path.relative_to(data): path.read_bytes() for path in data.rglob("*") if path.is_file()}


@pytest.mark.parametrize("model", [*FACT_FILES.values(), *REGISTRY_FILES.values()], ids=lambda model: model.__name__)
def test_a_skeleton_names_every_key_and_leaves_open_what_is_needed(model):
    text = skeleton(model, {})
    (entry,) = yaml.safe_load(text)
    names = {info.alias or name: info.is_required() for name, info in model.model_fields.items()}
    assert [name for name, needed in names.items() if needed] == list(entry)
    assert all(value in (None, []) or value == [dict.fromkeys(value[0])] for value in entry.values())
    assert [name for name in names if not re.search(rf"^(- |  )(# )?{name}:.*# \S", text, re.MULTILINE)] == []
    assert max(map(len, text.splitlines())) <= 140


@pytest.mark.parametrize("model", [*FACT_FILES.values(), *REGISTRY_FILES.values()], ids=lambda model: model.__name__)
def test_a_short_skeleton_holds_what_is_needed_and_names_the_rest(model):
    text = skeleton(model, {}, whole=False)
    (entry,) = yaml.safe_load(text)
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    assert list(entry) == [name for name, info in fields.items() if info.is_required()]
    assert isinstance(entry.get("claimed_by", []), list)
    rest = text.split("may be added (--all explains them): ")[-1] if set(fields) - set(entry) else ""
    assert set(re.findall(r"\w+", rest)) == set(fields) - set(entry)
    assert max(map(len, text.splitlines())) <= 140


@pytest.mark.parametrize(
    ("words", "identity", "entry"),
    [
        (
            ["place", "--name", "Gwādar’s Port", "--kind", "port", "--in", "chagai", "--lat", "25", "--lon", "62.3", "--radius-km", "2"],
            "gwadars-port",
            {"kind": "port", "in": "chagai", "lat": 25, "lon": 62.3, "radius_km": 2, "name": "Gwādar’s Port", "source": None},
        ),
        (
            ["place", "--name", "NA-260", "--kind", "constituency", "--in", "chagai"],
            "na-260",
            {"kind": "constituency", "in": "chagai", "name": "NA-260", "source": "named in an article; drawn nowhere"},
        ),
        (
            ["actor", "--name", "Mine Workers' Union", "--kind", "union", "--party", "mwu", "--id", "mwu"],
            "mwu",
            {"kind": "union", "party": "mwu", "name": "Mine Workers' Union"},
        ),
    ],
    ids=["place", "place without a point", "actor"],
)
def test_a_new_place_or_actor_goes_into_its_registry(run, tiny_data, words, identity, entry):
    code, out, err = run("new", *words)
    assert (code, out) == (0, f"{identity}\n")
    assert re.match(rf"data/{words[0]}s.yaml:\d+: fill in what stands open", err)
    assert yaml.safe_load((tiny_data / f"{words[0]}s.yaml").read_text())[-1] == {"id": identity, **entry}
    assert run("check")[0] == (1 if None in entry.values() else 0)
    code, _, err = run("new", *words)
    assert (code, f'{words[0]} "{identity}" is there already' in err) == (2, True)


def test_all_shows_every_key_with_its_meaning(run, tiny_data):
    run("new", "actor", "--name", "A Union", "--kind", "union", "--all")
    assert "  # party: …  # The side of an actor with a stake" in (tiny_data / "actors.yaml").read_text()


def test_a_skeleton_explains_its_closed_lists():
    text = skeleton(FACT_FILES["facts/financing_deals.yaml"], {})
    assert "#     one of: expressed_interest | pledged | approved | signed | disbursed | cancelled | unspecified\n" in text
    assert (
        "#     bound is one of: exactly | over | at_least | at_most | fewer_than | almost | nearly | about | between | unspecified\n"
        in text
    )


@pytest.mark.parametrize("value", ["2026-01-31", "NO", "null", "a: b", "12", "ein “Wort”", 'a "b" \\ c', "tab\there", "-", "two-words", 3])
def test_a_given_value_is_read_back_as_it_was(value):
    assert yaml.safe_load(f"a: {yaml_scalar(value)}") == {"a": value}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_fact_goes_into_the_file_of_its_kind_under_the_next_number(run, tiny_data, kind):
    name = next(name for name, model in FACT_FILES.items() if model.kind is kind)
    before = (tiny_data / name).read_text()
    stem = kind.value.replace("_", "-")
    code, out, err = run("new", "fact", "--kind", kind.value)
    assert (code, out) == (0, f"{stem}-1\n")
    assert re.match(rf"data/{name}:\d+: fill in what stands open", err)
    assert run("new", "fact", "--kind", kind.value)[1] == f"{stem}-2\n"
    after = (tiny_data / name).read_text()
    assert after.startswith(before)
    assert len(yaml.safe_load(after)) == 3


def test_a_kind_that_goes_on_in_a_second_file_is_added_to_there(run, tiny_data):
    more = tiny_data / "facts/context_2.yaml"
    more.write_text((tiny_data / CONTEXT).read_text().replace("experts-see-trend", "context-1"))
    assert run("new", "fact", "--kind", "context", "--id", "context-1")[0] == 2
    assert run("new", "fact", "--kind", "context")[1] == "context-2\n"
    assert more.read_text().count("- id: ") == 2


def test_check_tells_of_a_skeleton_in_words_and_of_nothing_else(run):
    run("new", "fact", "--kind", "context")
    code, _, err = run("check")
    assert code == 1
    assert all(
        re.match(r'data/facts/context.yaml:\d+ context-1: ("\w+" has no value; write one|claimed_by is empty; give one)', line)
        for line in err.splitlines()[:-1]
    )


def test_an_id_that_is_or_was_a_facts_is_never_given_again(run, tiny_data, change):
    append_version(tiny_data, DAY)
    (tiny_data / CONTEXT).write_text("[]\n")
    before = _state(tiny_data)
    for identity, where in (
        ("the-mine", "data/facts/mineral_sites.yaml:1"),
        ("old-loan", "data/retired.yaml:1"),
        ("experts-see-trend", "version "),
    ):
        code, out, err = run("new", "fact", "--kind", "context", "--id", identity)
        assert (code, out) == (2, "")
        assert f'fact "{identity}" is there already ({where}' in err
    assert run("new", "fact", "--kind", "context", "--id", "Not an id")[2].startswith('"Not an id" is not an id; write small letters')
    assert _state(tiny_data) == before


def test_a_passage_of_an_unknown_article_is_refused_with_the_nearest(run):
    code, _, err = run("new", "fact", "--kind", "context", "--article", "papper")
    assert (code, err) == (2, 'unknown article "papper"; did you mean "paper"?\n')


def test_a_new_article_knows_its_text(run, tiny_data, tmp_path):
    text = tmp_path / "gazette.txt"
    text.write_text("One word.\n\nTwo more words.\n")
    code, out, err = run("new", "article", "--text", text, "--kind", "news", "--url", "https://example.org/a?b=c#d", "--title", "Yes: no")
    assert (code, out) == (0, "gazette\n")
    assert err.endswith("fill in what stands open; the text has 2 paragraphs and 5 words\n")
    entry = yaml.safe_load((tiny_data / "articles.yaml").read_text())[-1]
    assert entry["sha256"] == hashlib.sha256(text.read_bytes()).hexdigest()
    assert (entry["title"], entry["url"], entry["publisher"]) == ("Yes: no", "https://example.org/a?b=c#d", None)


@pytest.mark.parametrize(
    ("name", "content", "options", "said"),
    [
        ("paper.txt", b"Text.", [], 'article "paper" is there already (data/articles.yaml:1)'),
        ("gazette.txt", b"\xff", [], "is not UTF-8 at byte 0; save it as UTF-8"),
        ("gazette.txt", None, [], "cannot be read"),
        ("Gazette 3.txt", b"Text.", [], '"Gazette 3" is not an id; write small letters'),
        ("gazette.txt", b"Text.", ["--id", "other"], "is looked for as other.txt; rename gazette.txt, or take --id gazette"),
    ],
    ids=["taken", "not UTF-8", "no file", "no id", "another name"],
)
def test_an_article_that_makes_no_sense_is_refused(run, tiny_data, tmp_path, name, content, options, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = _state(tiny_data)
    code, out, err = run("new", "article", "--text", tmp_path / name, *options)
    assert (code, out, _state(tiny_data)) == (2, "", before)
    assert said in err


def test_a_file_that_is_no_yaml_is_left_alone_and_named(run, tiny_data):
    (tiny_data / CONTEXT).write_text("- id: [\n")
    before = _state(tiny_data)
    code, out, err = run("new", "fact", "--kind", "context")
    assert (code, out, _state(tiny_data)) == (1, "", before)
    assert err.startswith("data/facts/context.yaml:")


def test_a_list_in_brackets_is_refused_and_an_empty_one_begun(run, tiny_data):
    (tiny_data / CONTEXT).write_text("# Head.\n[]\n")
    assert run("new", "fact", "--kind", "context")[0] == 0
    assert (tiny_data / CONTEXT).read_text().startswith("# Head.\n\n- id: context-1  # ")
    (tiny_data / CONTEXT).write_text("[{id: a}]\n")
    code, _, err = run("new", "fact", "--kind", "context")
    assert (code, "the list is written in brackets" in err) == (2, True)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_comments_order_and_line_ends_stay_as_they_are(run, tiny_data, line_end):
    path = tiny_data / SITES
    text = "# Head.\n\n" + path.read_text() + "\n# Of the second.\n" + path.read_text().replace("the-mine", "second-mine")
    path.write_bytes(text.replace("\n", line_end).encode())
    assert run("check")[0] == 0
    run("new", "fact", "--kind", "mineral_site")
    after = path.read_bytes().decode()
    assert after.startswith(text.replace("\n", line_end))
    assert after.count("\r\n") == (after.count("\n") if line_end == "\r\n" else 0)
    assert f"{line_end}{line_end}- id: mineral-site-1" in after


def test_a_fact_is_retired_into_another_and_nothing_else_moves(run, tiny_data):
    path = tiny_data / CONTEXT
    one = path.read_text()
    others = "# Of the third.\n" + one.replace("experts-see-trend", "third-trend")
    path.write_text("# Head.\n\n" + one.replace("experts-see-trend", "second-trend") + "\n" + one + "\n" + others)
    code, out, err = run("retire", "experts-see-trend", "--into", "the-mine")
    assert (code, out) == (0, "")
    assert err == "data/facts/context.yaml: experts-see-trend was taken out; data/retired.yaml answers for it now\n".replace(
        "data/retired.yaml", str(tiny_data / RETIRED)
    )
    assert path.read_text() == "# Head.\n\n" + one.replace("experts-see-trend", "second-trend") + "\n" + others
    assert yaml.safe_load((tiny_data / RETIRED).read_text())[-1] == {
        "id": "experts-see-trend",
        "into": "the-mine",
        "reason": "Merged into the-mine.",
    }
    assert check_data(tiny_data)[1] == []
    assert build_dataset(tiny_data).retired["experts-see-trend"].into == "the-mine"


def test_the_only_fact_of_a_file_leaves_an_empty_list(run, tiny_data):
    (tiny_data / RETIRED).write_text("# None yet.\n[]\n")
    assert run("retire", "experts-see-trend", "--reason", 'It said "no": never.')[0] == 0
    assert (tiny_data / CONTEXT).read_text() == "[]\n"
    assert check_data(tiny_data)[1] == []
    assert build_dataset(tiny_data).retired["experts-see-trend"].reason == 'It said "no": never.'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["experts-see-tend", "--into", "the-mine"], 'unknown fact "experts-see-tend"; did you mean "experts-see-trend"?'),
        (["experts-see-trend", "--into", "the-mone"], 'unknown fact "the-mone"; did you mean "the-mine"?'),
        (["experts-see-trend", "--into", "experts-see-trend"], '"experts-see-trend" cannot be merged into itself'),
        (["experts-see-trend", "--into", "old-loan"], '"old-loan" is retired already; use "bank-approves-loan", into which it was merged'),
        (["experts-see-trend", "--into", "old-rumour"], '"old-rumour" is retired already: Withdrawn.'),
        (["old-loan", "--into", "the-mine"], '"old-loan" is retired already; use "bank-approves-loan"'),
        (["experts-see-trend"], "give --into ID, the fact that takes its place, or --reason"),
        (["experts-see-trend", "--reason", "  "], "give --into ID"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_retirement_that_makes_no_sense_is_refused_and_changes_nothing(run, tiny_data, words, said):
    before = _state(tiny_data)
    code, out, err = run("retire", *words)
    assert (code, out, _state(tiny_data)) == (2, "", before)
    assert said in err


def test_every_reference_that_would_be_left_behind_is_named(run, tiny_data):
    before = _state(tiny_data)
    code, _, err = run("retire", "bank-approves-loan", "--into", "the-mine")
    assert (code, _state(tiny_data)) == (2, before)
    assert err.splitlines() == [
        'data/retired.yaml:2 old-loan: refers to "bank-approves-loan"; point it to "the-mine" first',
        "nothing was changed: 1 reference would lead nowhere",
    ]
    assert (
        'data/facts/financing_deals.yaml:16 bank-approves-loan: refers to "attack-on-town"; take it out first'
        in (run("retire", "attack-on-town", "--reason", "Told twice.")[2])
    )
    assert 'data/not_stated.yaml:3 who-owns-it: refers to "the-mine"' in run("retire", "the-mine", "--reason", "Gone.")[2]


def test_nothing_is_retired_while_the_data_is_bad(run, tiny_data, change):
    change(tiny_data / "actors.yaml", "kind: agency", "kind: agenci")
    before = _state(tiny_data)
    code, _, err = run("retire", "experts-see-trend", "--into", "the-mine")
    assert (code, _state(tiny_data)) == (1, before)
    assert 'actors.yaml:3 bank: unknown kind "agenci"; did you mean "agency"?' in err


def test_when_the_second_file_cannot_be_written_the_first_is_put_back(run, tiny_data, monkeypatch):
    before, replace = _state(tiny_data), os.replace

    def full(source, target):
        if target.name == "context.yaml":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(entry_text.os, "replace", full)
    code, out, err = run("retire", "experts-see-trend", "--into", "the-mine")
    assert (code, out) == (2, "")
    assert "No space left on device" in err
    assert _state(tiny_data) == before


def test_a_file_is_replaced_whole_through_a_link_and_keeps_its_mode(tmp_path):
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    entry_text.atomic_write(link, "new\r\n")
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new\r\n", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.yaml", "real.yaml"]
