"""data/CHANGELOG.md is the ledger in words, renewed with it."""

from loaders.__main__ import main
from loaders.history.changelog import CHANGELOG_FILE, changelog
from loaders.history.ledger import Ledger, read_ledger
from loaders.history.versions import append_version
from loaders.yaml.folder import DATA
from tests.loaders.history.test_diff import change_it
from tests.loaders.history.test_versions import DAY


def test_the_committed_changelog_is_made_from_the_ledger():
    committed = (DATA / CHANGELOG_FILE).read_text(encoding="utf-8")
    assert committed == changelog(read_ledger(DATA)), "renew it: python -m loaders record --date DAY"


def test_the_project_records_its_present_data(dataset):
    assert read_ledger(DATA).versions[-1].version == dataset.version, "record it: python -m loaders record --date DAY"


def test_the_latest_version_comes_first_and_each_change_is_told(tiny_data, change):
    append_version(tiny_data, DAY)
    change_it(tiny_data, change)
    append_version(tiny_data, DAY)
    ledger = read_ledger(tiny_data)
    first, second = ledger.versions
    _, latest, earliest = changelog(ledger).split("\n## ")
    assert latest.startswith(f"2026-11-22, version {second.version}\n\nFacts: 1 added, 1 changed, 1 removed.\n")
    assert earliest.startswith(f"2026-11-22, version {first.version}\n\nFacts: 5 added, none changed, none removed.\n\n### Added\n")
    assert latest.split("\n", 3)[3].splitlines() == [
        "Registries changed: `places`, `retired`.",
        "",
        "### Added",
        "",
        "- `new-mine`: Another mine",
        "",
        "### Changed",
        "",
        "- `bank-approves-loan`: A bank approves a loan",
        "  - date_note: not stated → Some day.",
        "  - date: 2025-12 → not stated",
        "",
        "### Removed",
        "",
        "- `experts-see-trend`: Experts see a trend",
    ]


def test_titles_are_shown_as_they_are(tiny_data, change):
    change(tiny_data / "facts/context.yaml", "title: Experts see a trend", 'title: "<b>*Experts* [see](x)</b>"')
    append_version(tiny_data, DAY)
    assert r"`experts-see-trend`: \<b\>\*Experts\* \[see\](x)\</b\>" in changelog(read_ledger(tiny_data))


def test_an_empty_ledger_has_an_empty_changelog():
    assert "##" not in changelog(Ledger())


def test_the_command_renews_it_even_when_nothing_is_to_be_recorded(tiny_data, capsys):
    words = ["record", "--date", "2026-11-22", "--data", str(tiny_data)]
    assert main(words) == 0
    path = tiny_data / CHANGELOG_FILE
    written = path.read_text(encoding="utf-8")
    path.unlink()
    assert main(words) == 0
    assert path.read_text(encoding="utf-8") == written == changelog(read_ledger(tiny_data))
    assert capsys.readouterr().out == ""


def test_facts_that_changed_alike_are_told_together(tiny_data):
    append_version(tiny_data, DAY)
    for path in (tiny_data / "facts").glob("*.yaml"):
        path.write_text(path.read_text().replace("\n  claimed_by:", "\n  date_note: The same.\n  claimed_by:"))
    append_version(tiny_data, DAY)
    told = changelog(read_ledger(tiny_data)).split("\n## ")[1]
    together = [line for line in told.splitlines() if line.startswith("- ")]
    assert len(together) == 1
    assert together[0].startswith("- 5 facts: `")
    assert told.count("date_note: not stated → The same.") == 1
