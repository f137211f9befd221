"""A link of another version is told so, quietly, with the facts of the view that changed since; a link of this one is not."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import build_dataset
from loaders.history.versions import ChangeSet, append_version
from pages.components.version_banner import banner_text, of_view
from tests.conftest import REPOSITORY
from tests.loaders.history.test_diff import change_it

DAY = date(2026, 11, 22)


@pytest.fixture
def open_page(tiny_data, monkeypatch):
    """Open the overview of a data folder by the parameters of an address."""
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))

    def open_it(**parameters):
        page = AppTest.from_file(str(REPOSITORY / "pages" / "frame.py"), default_timeout=60)
        for name, value in parameters.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception
        return page

    return open_it


def banner(page):
    """The banner's text; empty when there is none."""
    found = [h.proto.body for h in page.get("html") if "Compared with data version" in h.proto.body]
    assert len(found) <= 1
    return found[0] if found else ""


def test_no_banner_without_a_version_or_with_the_present_one(tiny_data, open_page):
    append_version(tiny_data, DAY)
    assert banner(open_page()) == ""
    assert banner(open_page(v=build_dataset(tiny_data).version)) == ""
    assert banner(open_page(v="")) == ""


def test_an_older_version_tells_what_has_come_since_and_goes_when_dismissed(tiny_data, open_page, change):
    append_version(tiny_data, DAY)
    first = build_dataset(tiny_data).version
    change_it(tiny_data, change)
    page = open_page(v=first)
    told = banner(page)
    assert first in told
    assert (
        "since then, in this view: 1 fact added, 1 fact changed; 1 fact removed from the data; the data also changed: places, retired ids."
        in told
    )
    page.button(key="dismiss_version").click().run()
    assert banner(page) == ""
    assert "v" not in page.query_params


def test_facts_outside_the_view_are_counted_apart(tiny_data, open_page, change):
    append_version(tiny_data, DAY)
    first = build_dataset(tiny_data).version
    change_it(tiny_data, change)
    assert "no fact of this view was added or changed since then" in banner(open_page(v=first, kind="security_incident"))
    assert "2 facts added or changed outside this view" in banner(open_page(v=first, kind="security_incident"))


@pytest.mark.parametrize("version", ["0123456789", "<script>alert(1)</script>", "x" * 10_000])
def test_a_version_that_is_not_in_the_ledger_is_told_so_and_stays_text(tiny_data, open_page, version):
    append_version(tiny_data, DAY)
    told = banner(open_page(v=version))
    assert "is not in the ledger" in told
    assert "<script" not in told
    assert len(told) < 400


def test_a_broken_ledger_is_told_and_the_page_stands(tiny_data, open_page):
    (tiny_data / "versions.json").write_text("{")
    assert "the ledger of versions cannot be read" in banner(open_page(v="0123456789"))


def test_removed_facts_stay_whatever_the_view():
    changes = ChangeSet(("a", "b"), ("c", "d"), ("e",), ("places",))
    assert of_view(changes, {"b", "c"}) == ChangeSet(("b",), ("c",), ("e",), ("places",))


@pytest.mark.parametrize(
    ("changes", "mine", "words"),
    [
        (ChangeSet(), ChangeSet(), "no fact of this view was added or changed since then."),
        (ChangeSet(("a",)), ChangeSet(("a",)), "since then, in this view: 1 fact added."),
        (
            ChangeSet(("a", "b")),
            ChangeSet(),
            "no fact of this view was added or changed since then; 2 facts added or changed outside this view.",
        ),
        (
            ChangeSet(registries=("not_stated",)),
            ChangeSet(registries=("not_stated",)),
            "no fact of this view was added or changed since then; the data also changed: open questions.",
        ),
    ],
)
def test_the_banner_counts_in_words(changes, mine, words):
    assert banner_text(changes, mine) == words
