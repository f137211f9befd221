"""The data as one whole: its version, and a store that keeps the last good data while a file is bad."""

import os
import time

import pytest
import yaml

from loaders.frames import dataset as dataset_module
from loaders.frames.dataset import DatasetStore, build_dataset, require_dataset
from loaders.schema.diagnostics import DataError

DEALS = "facts/financing_deals.yaml"


def _touch(path):
    """Make sure that a change shows in the file's time."""
    later = time.time() + 5
    os.utime(path, (later, later))


def test_the_version_is_short_and_the_same_each_time(dataset, sample_data):
    assert len(dataset.version) == 10
    assert int(dataset.version, 16) >= 0
    assert build_dataset(sample_data).version == dataset.version


def test_the_version_does_not_hang_on_order_comments_or_line_breaks(sample_data, dataset):
    for path in [*sample_data.glob("facts/*.yaml"), *sample_data.glob("*.yaml")]:
        entries = [dict(reversed(entry.items())) for entry in reversed(yaml.safe_load(path.read_text()))]
        path.write_text("# another comment\n" + yaml.safe_dump(entries, sort_keys=False, width=40, allow_unicode=True))
    assert build_dataset(sample_data).version == dataset.version


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DEALS, "title: EXIM approves", "title: EXIM has approved"),
        (DEALS, "value: 1250000000", "value: 1250000001"),
        ("actors.yaml", "name: Donald Trump", "name: Donald J. Trump"),
        ("places.yaml", "lat: 28.47", "lat: 28.48"),
        ("not_stated.yaml", "asked: ", "asked: And "),
        ("retired.yaml", "\n[]", "\n- {id: an-old-fact, reason: Told twice.}"),
        ("routes.yaml", "name: ", "name: The way from "),
        ("articles.yaml", "publisher: ", "publisher: The "),
    ],
)
def test_the_version_changes_with_what_the_data_say(sample_data, dataset, change, file, old, new):
    change(sample_data / file, old, new)
    assert build_dataset(sample_data).version != dataset.version


def test_the_version_is_not_that_of_prose_or_outlines(sample_data, dataset, change):
    (sample_data / "README.md").write_text("Another text.")
    (sample_data / "ledger.csv").write_text("a,b\n")
    change(sample_data / "boundaries" / "districts.geojson", '"type"', ' "type"')
    assert build_dataset(sample_data).version == dataset.version


def test_a_store_keeps_the_last_good_data_and_heals(tiny_data, change):
    store = DatasetStore(tiny_data).refresh()
    good = store.dataset
    assert (store.problems, store.since) == ([], None)
    assert store.refresh().dataset is good

    change(tiny_data / DEALS, "status: approved", "status: aproved")
    _touch(tiny_data / DEALS)
    store.refresh()
    since = store.since
    assert store.dataset is good
    assert [p.id for p in store.problems] == ["bank-approves-loan"]
    assert since is not None

    change(tiny_data / "actors.yaml", "kind: agency", "kind: agenci")
    store.refresh()
    assert [p.id for p in store.problems] == ["bank", "bank-approves-loan"]
    assert store.since == since

    change(tiny_data / "actors.yaml", "kind: agenci", "kind: agency")
    change(tiny_data / DEALS, "status: aproved", "status: signed")
    store.refresh()
    assert (store.problems, store.since) == ([], None)
    assert store.dataset.version != good.version
    assert store.dataset.facts_by_id["bank-approves-loan"].status == "signed"


def test_a_store_that_starts_on_bad_data_has_none(tiny_data, change):
    change(tiny_data / DEALS, "status: approved", "status: aproved")
    store = DatasetStore(tiny_data).refresh()
    assert store.dataset is None
    assert len(store.problems) == 1
    with pytest.raises(DataError, match="aproved"):
        require_dataset(tiny_data)
    change(tiny_data / DEALS, "status: aproved", "status: approved")
    assert store.refresh().dataset is not None
    assert require_dataset(tiny_data).version == store.dataset.version


def test_a_missing_file_is_noticed_and_its_return_too(tiny_data):
    store = DatasetStore(tiny_data).refresh()
    text = (tiny_data / "routes.yaml").read_text()
    (tiny_data / "routes.yaml").unlink()
    assert "the file is missing" in str(store.refresh().problems)
    (tiny_data / "routes.yaml").write_text(text)
    assert store.refresh().problems == []


def test_a_bad_outline_is_noticed(tiny_data):
    store = DatasetStore(tiny_data).refresh()
    path = tiny_data / "boundaries" / "districts.geojson"
    path.write_text("{}")
    assert "districts.geojson" in str(store.refresh().problems)


def test_a_store_heals_when_an_unknown_file_goes_away(tiny_data):
    (tiny_data / "facts" / "deals.yaml").write_text("[]\n")
    store = DatasetStore(tiny_data).refresh()
    assert len(store.problems) == 1
    (tiny_data / "facts" / "deals.yaml").unlink()
    assert store.refresh().problems == []


def test_a_folder_that_changes_while_it_is_read_is_read_again(tiny_data, change, monkeypatch):
    store = DatasetStore(tiny_data).refresh()
    before, build, reads = store.dataset.version, dataset_module.build_dataset, []
    facts = tiny_data / "facts/security_incidents.yaml"

    def build_during_an_edit(folder):
        reads.append(1)
        if len(reads) == 1:  # the second half of the edit arrives while the first is being read
            found = build(folder)
            change(facts, "second half", "both halves")
            return found
        return build(folder)

    monkeypatch.setattr(dataset_module, "build_dataset", build_during_an_edit)
    text = facts.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if "title:" in line)
    change(facts, title, title.split("title:")[0] + "title: second half")
    store.refresh()
    assert len(reads) == 2
    assert "both halves" in set(store.dataset.facts["title"])
    assert store.dataset.version != before
    assert store.readings == 2
