"""The sources page tells what the latest versions of the data brought, and opens the facts that it names."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from loaders.history.ledger import LEDGER_FILE, Ledger, read_ledger
from loaders.history.versions import append_version
from loaders.schema.formatting import day_text
from pages.sources.changes import FactChange, latest_changes
from tests.conftest import REPOSITORY
from tests.loaders.history.test_diff import change_it

DAY = date(2026, 11, 22)


@pytest.fixture
def sources(tiny_data, monkeypatch):
    """Open the sources page on the hand-made data."""
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))

    def open_it():
        app = AppTest.from_file(str(REPOSITORY / "pages" / "frame.py"), default_timeout=60)
        app.run()
        app.switch_page("sources/page.py").run()
        assert not app.exception
        return app

    return open_it


def _texts(app):
    return [element.value for kind in ("markdown", "caption") for element in app.get(kind)]


@pytest.fixture
def two_versions(tiny_data, change):
    append_version(tiny_data, DAY)
    change_it(tiny_data, change)
    append_version(tiny_data, date(2026, 11, 25))
    return read_ledger(tiny_data)


def test_the_latest_versions_come_first_with_what_each_fact_became(two_versions):
    latest, first = latest_changes(two_versions)
    fields = ("date_note: not stated → Some day.", "date: 2025-12 → not stated")
    assert (latest.day, latest.counts, latest.more) == ("25 Nov 2026", "1 added, 1 changed, 1 removed", 0)
    assert latest.facts == (
        FactChange("new-mine", "added", "Another mine"),
        FactChange("bank-approves-loan", "changed", "A bank approves a loan", fields),
        FactChange("experts-see-trend", "removed", "Experts see a trend"),
    )
    assert latest.registries == ("places", "retired")
    assert (first.counts, first.facts, first.registries) == ("the first, with 5 facts", (), ())


def test_no_more_versions_and_facts_than_asked_for(two_versions):
    (latest,) = latest_changes(two_versions, versions=1, facts=1)
    assert ([fact.id for fact in latest.facts], latest.more) == (["new-mine"], 2)
    assert latest_changes(Ledger()) == []


def test_the_page_tells_the_changes_and_opens_a_fact_and_a_retired_one(two_versions, sources):
    app = sources()
    version = two_versions.versions[-1].version
    assert f"**25 Nov 2026**, version {version}: 1 added, 1 changed, 1 removed" in _texts(app)
    assert "Changed besides: places, retired." in _texts(app)
    for identity in ("new-mine", "experts-see-trend"):
        app.button(key=f"version_1_{identity}").click().run()
        assert not app.exception
        assert app.query_params["fact"] == identity


def test_a_fact_that_answers_no_more_is_named_without_a_click(tiny_data, sources):
    append_version(tiny_data, DAY)
    (tiny_data / "facts/context.yaml").write_text("[]\n")
    append_version(tiny_data, DAY)
    assert "removed: Experts see a trend" in _texts(sources())


@pytest.mark.parametrize(
    ("ledger", "said"),
    [(None, "No version of the data is recorded yet."), ("{", "The ledger of versions cannot be read")],
    ids=["none", "broken"],
)
def test_without_a_ledger_or_with_a_broken_one_the_page_says_so(tiny_data, sources, ledger, said):
    if ledger:
        (tiny_data / LEDGER_FILE).write_text(ledger)
    assert [text for text in _texts(sources()) if text.startswith(said)]


def test_words_of_the_data_are_shown_as_text(tiny_data, sources, change):
    append_version(tiny_data, DAY)
    change(tiny_data / "facts/context.yaml", "title: Experts see a trend", 'title: "**[x](javascript:alert(1))**"')
    append_version(tiny_data, DAY)
    app = sources()
    (button,) = [b for b in app.button if b.label.startswith("changed: ")]
    assert r"\*\*\[x\]\(javascript\:alert\(1\)\)\*\*" in button.label


def test_data_that_comes_back_to_an_earlier_version_is_shown_twice(tiny_data, sources, change):
    append_version(tiny_data, DAY)
    for old, new in (("see", "saw"), ("saw", "see"), ("see", "saw")):
        change(tiny_data / "facts/context.yaml", f"title: Experts {old} a", f"title: Experts {new} a")
        append_version(tiny_data, DAY)
    versions = [found.version for found in latest_changes(read_ledger(tiny_data))]
    assert versions[0] == versions[2]
    assert len([b for b in sources().button if b.label.startswith("changed: ")]) == 3


def test_a_recorded_version_can_be_picked_and_is_compared_with(sources, two_versions):
    app = sources()
    box = app.selectbox(key="since_version")
    first = two_versions.versions[0].version
    assert box.options == [f"22 Nov 2026, version {first}"]
    assert box.value is None
    box.set_value(first).run()
    assert not app.exception
    assert app.query_params["v"] in (first, [first])
    (told,) = [h.proto.body for h in app.get("html") if "Compared with data version" in h.proto.body]
    assert "1 fact added, 1 fact changed; 1 fact removed" in told
    app.button(key="dismiss_version").click().run()
    assert app.selectbox(key="since_version").value is None


def test_a_view_by_the_calendar_is_told_in_days_and_its_address_stays(tiny_data, monkeypatch):
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    app = AppTest.from_file(str(REPOSITORY / "pages" / "frame.py"), default_timeout=60)
    app.query_params["dates"] = "last-90d"
    app.run()
    assert not app.exception
    today = date.today()
    days = f"{day_text(today - timedelta(days=89))} – {day_text(today)}"
    told = [h.proto.body for h in app.get("html")] + [b.label for b in app.button] + _texts(app)
    assert any(days in words for words in told)
    assert app.query_params["dates"] in ("last-90d", ["last-90d"])
