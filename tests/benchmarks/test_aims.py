"""Aims are judged by their own measures, and a worse figure is seen."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import history
from tests.benchmarks.aims import AIMS, PAGES, reached_of
from tests.benchmarks.results import BROWSER, RERUN, WEB

LOAD, LATER = AIMS[0], next(aim for aim in AIMS if aim.key == "load.longest_later_task")
MEDIANS = {"floor": {"load.ready": 200.0}, "map": {"load.ready": 100.0, "load.longest_later_task": 70.0}}


def test_an_aim_is_a_ratio_to_the_floor_or_a_figure_of_its_own_and_nothing_where_it_was_not_measured() -> None:
    assert reached_of(LOAD, MEDIANS, "map") == 0.5
    assert reached_of(LATER, MEDIANS, "map") == 70
    assert reached_of(LOAD, MEDIANS, "timeline") is None
    assert reached_of(LOAD, {"map": {"load.ready": 100.0}}, "map") is None


def test_every_aim_names_a_figure_that_is_told() -> None:
    assert {aim.key for aim in AIMS} <= {*WEB, *BROWSER, *RERUN}
    assert all(len(aim.most) == len(PAGES) for aim in AIMS)


def test_a_figure_that_is_a_tenth_worse_than_the_one_before_is_marked(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "HISTORY", tmp_path / "history.jsonl")
    for commit, ready in (("aaa", 100.0), ("bbb", 105.0), ("ccc", 130.0)):
        found = {"date": "2026-01-01", "commit": commit, "median": {"floor": {"load.ready": 100.0}, "map": {"load.ready": ready}}}
        history.note("web", json.loads(json.dumps(found)))
    assert history.history_rows()[1:] == [[LOAD.name, "map", "1.00 (aaa) → 1.05 (bbb) → 1.30 (ccc) **worse**"]]


def test_a_part_without_an_aim_leaves_no_line(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "HISTORY", tmp_path / "history.jsonl")
    history.note("events", {"date": "2026-01-01", "sizes": {}})
    assert not history.HISTORY.exists()
