"""Two folders, or two git revisions, are told apart in words: added, changed field by field, removed."""

import shutil
import subprocess

import pytest

from loaders.__main__ import main
from loaders.history.diff import UnknownRevision, checkout_revision, diff_lines, load_snapshot, version_lines
from loaders.history.ledger import read_ledger
from loaders.history.versions import append_version
from loaders.schema.diagnostics import DataError
from tests.loaders.history.test_versions import ADDED, CONTEXT, DAY, DEALS, INCIDENTS

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


def _git(place, *words):
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(place), *identity, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tiny_data, change):
    """A repository whose data has two revisions, tagged `before` and `after`; gives its data folder."""
    home = tiny_data.parent
    _git(home, "init")
    (home / "README.md").write_text("No data yet.\n")
    _git(home, "add", "README.md")
    _git(home, "commit", "-m", "Begin")
    _git(home, "tag", "empty")
    _git(home, "add", "data")
    _git(home, "commit", "-m", "Data")
    _git(home, "tag", "before")
    change_it(tiny_data, change)
    _git(home, "commit", "-am", "Changes")
    _git(home, "tag", "after")
    return tiny_data


def change_it(data, change):
    """One fact added, one changed in two fields, one withdrawn, one place renamed."""
    sites = data / "facts/mineral_sites.yaml"
    sites.write_text(sites.read_text() + ADDED)
    change(data / DEALS, '  date: "2025-12"\n', "  date_note: Some day.\n")
    (data / CONTEXT).write_text("[]\n")
    change(data / "retired.yaml", "- id: old-loan", "- id: experts-see-trend\n  into: the-mine\n  reason: Told twice.\n- id: old-loan")
    change(data / "places.yaml", "name: Swat", "name: Swat Valley")


EXPECTED = [
    "added new-mine: Another mine",
    "changed bank-approves-loan: A bank approves a loan",
    "    date_note: not stated → Some day.",
    "    date: 2025-12 → not stated",
    "removed experts-see-trend: Experts see a trend (merged into the-mine: Told twice.)",
    "places: changed swat (name: Swat → Swat Valley)",
    "retired: added experts-see-trend",
]


def test_two_folders_are_told_apart_in_words(tiny_data, change, capsys):
    before = shutil.copytree(tiny_data, tiny_data.parent / "before")
    change_it(tiny_data, change)
    assert main(["diff", str(before), str(tiny_data)]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == f"Facts from {before} to {tiny_data}: 1 added, 1 changed, 1 removed."
    assert lines == EXPECTED


def test_the_other_way_round_added_and_removed_change_places(tiny_data, change):
    before = shutil.copytree(tiny_data, tiny_data.parent / "before")
    change_it(tiny_data, change)
    lines = list(diff_lines(load_snapshot(str(tiny_data)), load_snapshot(str(before))))
    assert "removed new-mine: Another mine" in lines
    assert "added experts-see-trend: Experts see a trend" in lines
    assert "    date: not stated → 2025-12" in lines


def test_a_withdrawn_fact_is_told_with_its_reason(tiny_data):
    before = shutil.copytree(tiny_data, tiny_data.parent / "before")
    (tiny_data / CONTEXT).write_text("[]\n")
    retired = tiny_data / "retired.yaml"
    retired.write_text(retired.read_text() + "- id: experts-see-trend\n  reason: No source.\n")
    lines = list(diff_lines(load_snapshot(str(before)), load_snapshot(str(tiny_data))))
    assert "removed experts-see-trend: Experts see a trend (withdrawn: No source.)" in lines


def test_of_figures_only_those_that_differ_are_told_and_a_yes_that_goes_becomes_a_no(tiny_data, change):
    two = "    - {name: phase, value: 2, unit: ordinal, bound: exactly}\n"
    change(tiny_data / DEALS, "  commodities", f"{two}  year_inferred: true\n  commodities")
    before = shutil.copytree(tiny_data, tiny_data.parent / "before")
    change(tiny_data / DEALS, "value: 1250000000", "value: 1300000000")
    change(tiny_data / DEALS, "  year_inferred: true\n", "  places_complete: false\n")
    change(tiny_data / DEALS, "places: [mine]", "places: [mine, nushki]")
    lines = list(diff_lines(load_snapshot(str(before)), load_snapshot(str(tiny_data))))
    assert lines[2:] == [
        "    places: mine → mine; nushki",
        "    places_complete: yes → no",
        "    figures: name amount, value 1250000000, unit USD, bound exactly → name amount, value 1300000000, unit USD, bound exactly",
        "    year_inferred: yes → no",
    ]


def test_a_new_order_of_figures_is_told_whole(tiny_data, change):
    one, two = (
        "    - {name: amount, value: 1250000000, unit: USD, bound: exactly}\n",
        "    - {name: phase, value: 2, unit: ordinal, bound: exactly}\n",
    )
    change(tiny_data / DEALS, one, one + two)
    before = shutil.copytree(tiny_data, tiny_data.parent / "before")
    change(tiny_data / DEALS, one + two, two + one)
    (told,) = [line for line in diff_lines(load_snapshot(str(before)), load_snapshot(str(tiny_data))) if line.startswith("    ")]
    assert told.count("name amount") == told.count("name phase") == 2


@pytest.mark.parametrize("kind", ["answers", "comment", "line ends"])
def test_what_is_no_content_is_no_difference(tiny_data, change, kind):
    before = shutil.copytree(tiny_data, tiny_data.parent / "before")
    path = tiny_data / INCIDENTS
    if kind == "answers":
        change(path, "  event_type", "  answers: [{warning: place_not_listed, about: swat, reason: No.}]\n  event_type")
    else:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") if kind == "line ends" else b"# More.\n" + path.read_bytes())
    assert list(diff_lines(load_snapshot(str(before)), load_snapshot(str(tiny_data)))) == [
        f"No difference between {before} and {tiny_data}."
    ]


def test_a_fact_that_moves_to_another_kind_is_told_so(tiny_data, change):
    before = shutil.copytree(tiny_data, tiny_data.parent / "before")
    text = (tiny_data / CONTEXT).read_text().replace("  topic: market", "  site_type: reserve_claim")
    (tiny_data / CONTEXT).write_text("[]\n")
    sites = tiny_data / "facts/mineral_sites.yaml"
    sites.write_text(sites.read_text() + text)
    lines = list(diff_lines(load_snapshot(str(before)), load_snapshot(str(tiny_data))))
    assert lines[1:] == [
        "changed experts-see-trend: Experts see a trend",
        "    kind: context → mineral_site",
        "    site_type: not stated → reserve_claim",
        "    topic: market → not stated",
    ]


def test_equal_folders_do_not_differ_and_comments_do_not_count(tiny_data):
    other = shutil.copytree(tiny_data, tiny_data.parent / "other")
    (other / DEALS).write_text("# a comment\n" + (other / DEALS).read_text())
    assert list(diff_lines(load_snapshot("data"), load_snapshot("other"))) == ["No difference between data and other."]


def test_a_change_of_registries_only_is_told(tiny_data, change):
    other = shutil.copytree(tiny_data, tiny_data.parent / "other")
    change(other / "actors.yaml", "name: The bank", "name: A bank")
    head, *lines = diff_lines(load_snapshot("data"), load_snapshot("other"))
    assert head == "Facts from data to other: none added, none changed, none removed."
    assert lines == ["actors: changed bank (name: The bank → A bank)"]


def test_a_folder_that_cannot_be_read_is_told_with_file_and_line(tiny_data, change, capsys):
    other = shutil.copytree(tiny_data, tiny_data.parent / "other")
    change(other / DEALS, "status: approved", "status: aproved")
    assert main(["diff", "data", "other"]) == 1
    assert capsys.readouterr().err.startswith(f'other/{DEALS}:9 bank-approves-loan: unknown status "aproved"')


@needs_git
def test_two_revisions_are_told_apart_and_the_working_tree_stays(repository):
    (repository / "actors.yaml").write_text("not committed, and broken: [")
    head, *lines = diff_lines(load_snapshot("before", repository), load_snapshot("after", repository))
    assert head == "Facts from before to after: 1 added, 1 changed, 1 removed."
    assert lines == EXPECTED
    assert (repository / "actors.yaml").read_text() == "not committed, and broken: ["


@needs_git
def test_a_revision_is_compared_with_a_folder(repository):
    lines = list(diff_lines(load_snapshot("before", repository), load_snapshot(str(repository), repository)))
    assert lines[1:] == EXPECTED
    assert list(diff_lines(load_snapshot("HEAD", repository), load_snapshot(str(repository)))) == [
        f"No difference between HEAD and {repository}."
    ]


@needs_git
def test_errors_in_an_old_revision_name_the_revision(repository, change):
    change(repository / DEALS, "status: approved", "status: aproved")
    _git(repository, "commit", "-am", "Bad")
    with pytest.raises(DataError) as error:
        load_snapshot("HEAD", repository)
    assert str(error.value.problems[0]).startswith(f"HEAD:data/{DEALS}:9 bank-approves-loan: ")


@needs_git
@pytest.mark.parametrize("revision", ["nowhere", "--output=stolen", "-n", "", "HEAD:data", "before..after", "a b", "\u202e"])
def test_what_is_no_revision_is_refused_in_words(repository, revision):
    with pytest.raises(UnknownRevision, match="is neither a folder nor a revision"):
        load_snapshot(revision, repository)
    assert not list(repository.rglob("stolen"))


@needs_git
def test_a_revision_without_data_is_refused_in_words(repository):
    with pytest.raises(UnknownRevision, match="empty has no data folder to compare"):
        load_snapshot("empty", repository)


@needs_git
def test_the_temporary_folder_of_a_revision_is_gone_afterwards(repository):
    with checkout_revision("before", repository) as folder:
        assert (folder / DEALS).is_file()
    assert not folder.exists()


def test_without_git_folders_still_compare_and_revisions_are_refused(tiny_data, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert list(diff_lines(load_snapshot("data"), load_snapshot("data")))
    with pytest.raises(UnknownRevision, match="no git here"):
        load_snapshot("HEAD", tiny_data)


def test_outside_a_repository_a_revision_is_refused_with_gits_own_words(tiny_data, monkeypatch, capsys):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tiny_data.parent.parent))
    with pytest.raises(UnknownRevision, match="neither a folder nor a revision"):
        load_snapshot("HEAD", tiny_data)
    assert main(["diff", "nowhere", "data"]) == 2
    assert capsys.readouterr().err.startswith("nowhere is neither a folder nor a revision")


def test_an_entry_of_the_ledger_reads_as_a_changelog(tiny_data, change):
    append_version(tiny_data, DAY)
    change_it(tiny_data, change)
    change(tiny_data / INCIDENTS, "bound: over", "bound: about")
    append_version(tiny_data, DAY)
    one, two = read_ledger(tiny_data).versions
    first, second = list(version_lines(one)), list(version_lines(two, one))
    assert first[0] == f"2026-11-22 version {one.version}: 5 added, none changed, none removed."
    assert len(first) == 6
    assert second[0] == f"2026-11-22 version {two.version}: 1 added, 2 changed, 1 removed."
    assert "    date: 2025-12 → not stated" in second
    assert "removed experts-see-trend: Experts see a trend" in second
    assert second[-1] == "registries changed: places, retired"
