"""Whatever becomes of a file: one clear line, the last good data stay up, and all is well when the file is."""

import os
import re
import shutil
from itertools import pairwise

import pytest

from loaders.frames.dataset import DatasetStore
from loaders.schema.diagnostics import MAX_PROBLEMS
from loaders.validation.check import check_data
from loaders.yaml.document import read_yaml
from tests.spoiling import CORRUPTIONS, put_away
from tests.sweeps import first

FILES = ["retired.yaml", "facts/context.yaml", "boundaries/neighbours.geojson"]
LINE = re.compile(r"data/[\w/]+\.(yaml|geojson):\d+ \S.*[^\s;]; \S.*")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("way", first(2, CORRUPTIONS))
def test_a_spoiled_file_is_named_the_last_good_data_stay_and_all_heals(tiny_data, tmp_path, file, way):
    spoil, said = CORRUPTIONS[way]
    store = DatasetStore(tiny_data).refresh()
    good, path = store.dataset, tiny_data / file
    kept = shutil.copy(path, tmp_path / "kept")
    spoil(path)
    assert store.refresh().dataset is good
    assert store.since is not None
    lines = [str(problem) for problem in store.problems]
    assert lines
    assert all(line.startswith(f"data/{file}:") and LINE.fullmatch(line) for line in lines), lines
    assert said in lines[0]
    fresh = DatasetStore(tiny_data).refresh()
    assert (fresh.dataset, fresh.problems) == (None, store.problems)
    for each in (store, fresh):
        put_away(path)
        shutil.copy(kept, path)
        assert each.refresh().problems == []
        assert each.dataset.version == good.version


def test_a_file_that_the_server_may_not_read_is_named_and_heals_when_it_may(tiny_data):
    path = tiny_data / "actors.yaml"
    path.chmod(0)
    me = os.geteuid()
    store = DatasetStore(tiny_data)
    for folder in (tiny_data, *(p for p in tiny_data.parents if len(p.parts) > 2)):
        folder.chmod(0o755)
    try:
        if me == 0:  # root may read everything: be nobody for a moment
            os.seteuid(65534)
        store.refresh()
    finally:
        os.seteuid(me)
    assert [str(p) for p in store.problems] == ["data/actors.yaml:1 cannot be read: permission denied; let the server's user read it"]
    path.chmod(0o644)
    assert store.refresh().problems == []


@pytest.mark.parametrize("way", ["missing", "folder of another kind", "pipe", "loop of links", "bytes of no text"])
def test_the_folder_of_facts_itself_may_go_wrong(tiny_data, tmp_path, way):
    store = DatasetStore(tiny_data).refresh()
    good, folder = store.dataset, tiny_data / "facts"
    kept = folder.rename(tmp_path / "kept")
    if way == "folder of another kind":
        folder.mkdir()
    elif way != "missing":
        CORRUPTIONS[way][0](folder)
    assert store.refresh().dataset is good
    assert all(str(problem).startswith("data/facts") for problem in store.problems)
    assert len(store.problems) >= 5
    put_away(folder)
    kept.rename(folder)
    assert store.refresh().problems == []


def test_a_whole_folder_that_goes_away_and_comes_back(tiny_data, tmp_path):
    store = DatasetStore(tiny_data).refresh()
    good = store.dataset
    kept = tiny_data.rename(tmp_path / "kept")
    assert store.refresh().dataset is good
    assert len(store.problems) == 14
    tiny_data.symlink_to(tiny_data)
    assert store.refresh().dataset is good
    tiny_data.unlink()
    kept.rename(tiny_data)
    assert store.refresh().problems == []


def test_a_folder_swapped_by_a_link_is_noticed_and_its_bad_successor_too(tiny_data, tmp_path, change):
    second, served = tmp_path / "second", tmp_path / "served"
    shutil.copytree(tiny_data, second)
    change(second / "actors.yaml", "name: The bank", "name: The Bank")
    served.symlink_to(tiny_data)
    store = DatasetStore(served).refresh()
    first = store.dataset
    served.unlink()
    served.symlink_to(second)
    assert store.refresh().dataset.actors["bank"].name == "The Bank"
    change(tiny_data / "actors.yaml", "kind: agency", "kind: agenci")
    served.unlink()
    served.symlink_to(tiny_data)
    assert store.refresh().dataset.actors["bank"].name == "The Bank"
    assert first.actors["bank"].name == "The bank"
    assert len(store.problems) == 1


def test_a_file_that_vanishes_while_the_folder_is_read_is_missing(tiny_data, monkeypatch):
    import loaders.yaml.folder

    def vanishing(path):
        (tiny_data / "routes.yaml").unlink(missing_ok=True)
        return read_yaml(path)

    store = DatasetStore(tiny_data).refresh()
    (tiny_data / "actors.yaml").touch()
    monkeypatch.setattr(loaders.yaml.folder, "read_yaml", vanishing)
    store.refresh()
    assert [str(p) for p in store.problems] == ["data/routes.yaml:1 the file is missing; restore it (an empty list is `[]`)"]


def test_whatever_else_goes_wrong_is_told_and_the_last_good_data_stay(tiny_data, monkeypatch, caplog):
    import loaders.frames.dataset

    store = DatasetStore(tiny_data).refresh()
    good = store.dataset

    def broken(records):
        raise ZeroDivisionError("by nothing\nat all")

    with monkeypatch.context() as patch:
        patch.setattr(loaders.frames.dataset, "facts_frame", broken)
        (tiny_data / "actors.yaml").touch()
        assert store.refresh().dataset is good
    (problem,) = store.problems
    assert str(problem).startswith(r"data:1 cannot be read: ZeroDivisionError: by nothing\nat all; see the server's log")
    assert "ZeroDivisionError" in caplog.text
    (tiny_data / "actors.yaml").touch()
    assert store.refresh().problems == []


@pytest.mark.parametrize(
    ("content", "last"),
    [
        ("- {id: a b, reason: x}\n" * 300, "reading stopped here, after 200 errors in this file; mend those first"),
        ("- {id: NO, reason: x}\n" * 300, "reading stopped here, after 200 errors; mend those first"),
        ("".join(f"- {{id: a{i}, into: b{i}, reason: x}}\n" for i in range(300)), "and after this one more references are wrong"),
    ],
    ids=["entries", "values", "references"],
)
def test_of_a_hundred_thousand_errors_the_first_are_told_and_that_there_are_more(tiny_data, content, last):
    (tiny_data / "retired.yaml").write_text(content)
    problems = check_data(tiny_data)[1]
    assert len(problems) == MAX_PROBLEMS + 1
    assert [p.line for p in problems] == [*range(1, MAX_PROBLEMS + 2)] or problems[-1].line == MAX_PROBLEMS
    assert problems[-1].message.startswith(last)


def test_places_one_in_the_other_without_end_are_refused(tiny_data):
    chain = "".join(f"- {{id: c{a}, name: n, kind: region, source: s, in: c{b}}}\n" for a, b in pairwise(range(12)))
    path = tiny_data / "places.yaml"
    path.write_text(path.read_text() + chain + "- {id: c11, name: n, kind: region, source: s}\n")
    problems = check_data(tiny_data)[1]
    assert [p.id for p in problems] == ["c0", "c1"]
    assert "lies in 10 places or more" in problems[0].message


def test_a_name_that_is_no_text_is_told_on_one_line(tiny_data):
    (tiny_data / "facts" / os.fsdecode(b"\xff\n\x1b[2J.yaml")).write_text("[]\n")
    (problem,) = check_data(tiny_data)[1]
    assert str(problem).startswith(r"data/facts/\udcff\n\x1b[2J.yaml:1 is not a file that is read")
    str(problem).encode()
