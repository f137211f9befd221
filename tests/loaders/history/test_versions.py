"""The ledger: each version follows from the one before, any two recorded ones can be compared, and a broken file is named."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.__main__ import main
from loaders.frames.dataset import build_dataset
from loaders.history.ledger import LEDGER_FILE, read_ledger
from loaders.history.versions import ChangeSet, append_version, changes_since, diff, fact_hashes, known_titles, registry_hashes
from loaders.schema.canonical import content_hash, field_changes, record_content, value_text
from loaders.schema.diagnostics import DataError
from loaders.yaml.folder import DATA

DAY, LATER = date(2026, 11, 22), date(2026, 11, 24)
DEALS, INCIDENTS, CONTEXT = "facts/financing_deals.yaml", "facts/security_incidents.yaml", "facts/context.yaml"
HASHES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("0123"))
ADDED = """\
- id: new-mine
  title: Another mine
  summary: It is there.
  claimed_by: [author]
  certainty: stated
  site_type: mine_project
  sources:
    - {article: paper, paragraph: 1, from: "The bank approved", to: "for the mine"}
"""


def _add(data):
    path = data / "facts/mineral_sites.yaml"
    path.write_text(path.read_text() + ADDED)


@pytest.fixture
def three_versions(tiny_data, change):
    """A ledger of three versions: the first; one fact added and one changed; one removed and a place renamed."""
    append_version(tiny_data, DAY)
    first = build_dataset(tiny_data).version
    _add(tiny_data)
    change(tiny_data / DEALS, "value: 1250000000", "value: 1300000000")
    append_version(tiny_data, LATER)
    second = build_dataset(tiny_data).version
    (tiny_data / CONTEXT).write_text("[]\n")
    change(tiny_data / "places.yaml", "name: Swat", "name: Swat Valley")
    append_version(tiny_data, LATER)
    return tiny_data, first, second, build_dataset(tiny_data).version


def test_the_committed_ledger_holds_together_and_is_read():
    ledger = read_ledger(DATA)
    assert ledger.versions, "data/versions.json is missing: python -m loaders record --date DAY"
    assert set(ledger.versions[0].added) == set(ledger.versions[0].facts)
    assert ledger.latest.keys() == ledger.versions[-1].facts.keys()


def test_a_data_folder_without_a_ledger_is_good_and_its_ledger_empty(tiny_data):
    assert read_ledger(tiny_data).versions == ()
    assert main(["check", "--data", str(tiny_data)]) == 0


def test_recording_leaves_the_version_as_it_is_and_a_second_time_does_nothing(tiny_data):
    before = build_dataset(tiny_data).version
    assert append_version(tiny_data, DAY)
    content = (tiny_data / LEDGER_FILE).read_bytes()
    assert not append_version(tiny_data, LATER)
    assert (tiny_data / LEDGER_FILE).read_bytes() == content
    assert build_dataset(tiny_data).version == before == read_ledger(tiny_data).versions[-1].version
    assert sorted(p.name for p in tiny_data.iterdir() if "versions" in p.name) == [LEDGER_FILE]


def test_each_version_tells_what_it_has_over_the_one_before(three_versions):
    data, first, second, third = three_versions
    one, two, three = read_ledger(data).versions
    assert (one.version, two.version, three.version) == (first, second, third)
    assert (len(one.added), one.changed, one.removed, one.date) == (5, {}, {}, DAY)
    assert (dict(two.added), list(two.changed), two.removed) == ({"new-mine": "Another mine"}, ["bank-approves-loan"], {})
    (told,) = two.changed["bank-approves-loan"].fields
    assert told.field == "figures"
    assert told.old == "name amount, value 1250000000, unit USD, bound exactly"
    assert told.new == "name amount, value 1300000000, unit USD, bound exactly"
    assert (three.added, three.changed, dict(three.removed)) == ({}, {}, {"experts-see-trend": "Experts see a trend"})
    assert [n for n in three.registries if three.registries[n] != two.registries[n]] == ["places"]


def test_any_recorded_version_is_compared_with_the_data_now(three_versions):
    data, first, second, third = three_versions
    ledger, now = read_ledger(data), build_dataset(data)
    assert changes_since(ledger, first, now) == ChangeSet(("new-mine",), ("bank-approves-loan",), ("experts-see-trend",), ("places",))
    assert changes_since(ledger, second, now) == ChangeSet((), (), ("experts-see-trend",), ("places",))
    assert changes_since(ledger, third, now) == ChangeSet()
    assert not changes_since(ledger, third, now)
    assert changes_since(ledger, "0123456789", now) is None
    assert known_titles(ledger)["experts-see-trend"] == "Experts see a trend"


def test_data_newer_than_the_ledger_is_compared_too(tiny_data, change):
    append_version(tiny_data, DAY)
    first = build_dataset(tiny_data).version
    change(tiny_data / INCIDENTS, "value: 150", "value: 160")
    now = build_dataset(tiny_data)
    assert changes_since(read_ledger(tiny_data), first, now) == ChangeSet(changed=("attack-on-town",))
    assert changes_since(read_ledger(tiny_data), now.version, now) == ChangeSet()


def test_a_return_to_earlier_data_is_a_version_of_its_own(tiny_data, change):
    append_version(tiny_data, DAY)
    change(tiny_data / INCIDENTS, "value: 150", "value: 160")
    append_version(tiny_data, DAY)
    change(tiny_data / INCIDENTS, "value: 160", "value: 150")
    append_version(tiny_data, DAY)
    one, two, three = read_ledger(tiny_data).versions
    assert one.version == three.version != two.version
    assert list(three.changed) == ["attack-on-town"]


def test_a_day_before_the_last_one_is_refused_and_nothing_written(tiny_data, change):
    append_version(tiny_data, LATER)
    content = (tiny_data / LEDGER_FILE).read_bytes()
    change(tiny_data / INCIDENTS, "value: 150", "value: 160")
    with pytest.raises(ValueError, match="2026-11-22 is before 2026-11-24"):
        append_version(tiny_data, DAY)
    assert (tiny_data / LEDGER_FILE).read_bytes() == content


def test_bad_data_is_not_recorded(tiny_data, change):
    change(tiny_data / DEALS, "status: approved", "status: aproved")
    with pytest.raises(DataError):
        append_version(tiny_data, DAY)
    assert not (tiny_data / LEDGER_FILE).exists()


def test_comments_order_and_line_breaks_of_a_file_change_no_hash(tiny_data):
    before = build_dataset(tiny_data)
    for file in ("places.yaml", "actors.yaml", "facts/mineral_sites.yaml"):
        path = tiny_data / file
        entries = path.read_text().split("- id: ")[1:]
        path.write_bytes(("# a comment\r\n" + "".join(f"- id: {e}" for e in reversed(entries))).replace("\n", "\r\n").encode())
    after = build_dataset(tiny_data)
    assert (fact_hashes(after), registry_hashes(after)) == (fact_hashes(before), registry_hashes(before))


def test_a_fact_that_moves_to_another_kind_counts_as_changed(make_fact):
    incident, context = make_fact(), make_fact("context")
    assert content_hash(record_content(incident)) != content_hash(record_content(context))
    assert ("kind", "security_incident", "context") in field_changes(record_content(incident), record_content(context))


@given(HASHES, HASHES)
def test_a_difference_turns_the_old_into_the_new(old, new):
    changes = diff(old, new)
    parts = [set(changes.added), set(changes.changed), set(changes.removed)]
    assert sum(map(len, parts)) == len(set.union(*parts)), "no id is in two parts"
    rebuilt = {i: h for i, h in old.items() if i not in changes.removed} | {i: new[i] for i in (*changes.added, *changes.changed)}
    assert rebuilt == new
    assert diff(new, old) == ChangeSet(changes.removed, changes.changed, changes.added)
    assert bool(changes) == (old != new)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=4), JSON, max_size=4))
def test_a_hash_depends_on_content_and_not_on_order_and_lives_through_the_file(content):
    turned = dict(reversed(content.items()))
    assert content_hash(content) == content_hash(turned) == content_hash(json.loads(json.dumps(content)))


@given(JSON)
def test_any_value_is_one_line_of_words(value):
    assert value_text(value) == " ".join(value_text(value).split(" "))
    assert "\n" not in value_text(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "not stated"),
        (True, "yes"),
        (False, "no"),
        ("two\n lines", "two lines"),
        (["copper", "gold"], "copper; gold"),
        ([], "none"),
        ([{"actor": "bank", "role": "financier"}], "actor bank, role financier"),
        (1.5, "1.5"),
    ],
)
def test_values_are_told_in_words(value, words):
    assert value_text(value) == words


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"3",
        b"{",
        b'{"versions": 3}',
        b'{"versoins": []}',
        b"[" * 100_000,
        b'{"versions": [{"version": "a"}]}',
        b"null",
    ],
    ids=["empty", "not UTF-8", "list", "number", "cut off", "wrong type", "misspelt", "deep", "fields missing", "null"],
)
def test_a_broken_ledger_is_one_line_with_a_remedy_and_the_data_stay_good(tiny_data, content, capsys):
    (tiny_data / LEDGER_FILE).write_bytes(content)
    with pytest.raises(DataError) as error:
        read_ledger(tiny_data)
    (problem,) = error.value.problems
    assert str(problem).startswith("data/versions.json:1 ")
    assert "restore the file from git" in str(problem)
    assert build_dataset(tiny_data).version
    assert main(["check", "--data", str(tiny_data)]) == 1
    assert "data/versions.json:1 " in capsys.readouterr().err


def test_a_folder_or_a_loop_in_place_of_the_ledger_is_named(tiny_data):
    (tiny_data / LEDGER_FILE).mkdir()
    with pytest.raises(DataError, match="is not a file"):
        read_ledger(tiny_data)
    (tiny_data / LEDGER_FILE).rmdir()
    (tiny_data / LEDGER_FILE).symlink_to(LEDGER_FILE)
    with pytest.raises(DataError, match="cannot be read"):
        read_ledger(tiny_data)


def _without_a_fact(ledger):
    ledger["versions"][1]["facts"].popitem()


def _with_another_title(ledger):
    ledger["latest"]["the-mine"]["title"] = "Touched by hand"


def _without_its_second(ledger):
    del ledger["versions"][1]


@pytest.mark.parametrize("touch", [_without_a_fact, _with_another_title, _without_its_second])
def test_a_ledger_that_was_touched_by_hand_is_refused(three_versions, touch):
    path = three_versions[0] / LEDGER_FILE
    content = json.loads(path.read_text())
    touch(content)
    path.write_text(json.dumps(content))
    with pytest.raises(DataError, match=r"does not follow|does not hold"):
        read_ledger(three_versions[0])


def test_the_ledger_is_read_anew_when_it_has_grown(tiny_data, change):
    append_version(tiny_data, DAY)
    assert read_ledger(tiny_data) is read_ledger(tiny_data)
    change(tiny_data / INCIDENTS, "value: 150", "value: 160")
    append_version(tiny_data, DAY)
    assert len(read_ledger(tiny_data).versions) == 2


def test_the_command_records_once_and_says_so(tiny_data, capsys):
    assert main(["record", "--date", "2026-11-22", "--data", str(tiny_data)]) == 0
    assert "recorded as of 2026-11-22" in capsys.readouterr().err
    assert main(["record", "--date", "2026-11-30", "--data", str(tiny_data)]) == 0
    assert "is the last one recorded, as of 2026-11-22; nothing to do" in capsys.readouterr().err
    assert len(read_ledger(tiny_data).versions) == 1


def test_the_command_names_a_day_that_is_none_or_too_early(tiny_data, change, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["record", "--date", "yesterday", "--data", str(tiny_data)])
    assert stopped.value.code == 2
    assert '"yesterday" is not a day; write it as 2026-11-22' in capsys.readouterr().err
    main(["record", "--date", "2026-11-22", "--data", str(tiny_data)])
    change(tiny_data / INCIDENTS, "value: 150", "value: 160")
    assert main(["record", "--date", "2026-11-21", "--data", str(tiny_data)]) == 2
