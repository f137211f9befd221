"""What is kept for all readers is made once, however many ask, and no more of it than was said; it dies with the data."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.frames.cache import DatasetCache, kept
from loaders.frames.dataset import Dataset, build_dataset
from loaders.gazetteer.boundaries import load_outlines
from loaders.query.query_string import parse_query
from loaders.query.selection import Selection
from pages.server.preview import preview_png
from pages.state.selection_text import option_names
from pages.state.view import shown_facts


class Data:
    """Stands for a dataset."""

    def __init__(self) -> None:
        self.made = DatasetCache()


def test_many_who_ask_at_once_get_one_that_is_made_once() -> None:
    made: list[int] = []

    @kept(2)
    def slow(data: Data, number: int) -> object:
        made.append(number)
        time.sleep(0.05)
        return object()

    data = Data()
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda number: slow(data, number), [1] * 8))
    assert made == [1]
    assert len(set(map(id, found))) == 1


def test_one_reader_s_map_does_not_hold_up_another_s() -> None:
    begun, go_on = threading.Event(), threading.Event()

    @kept(8)
    def picture(data: Data, name: str) -> str:
        if name == "slow":
            begun.set()
            assert go_on.wait(30)
        return name

    @kept(8)
    def words(data: Data) -> str:
        return "words"

    data = Data()
    with ThreadPoolExecutor(2) as readers:
        slow = readers.submit(picture, data, "slow")
        assert begun.wait(30)
        assert readers.submit(lambda: (picture(data, "quick"), words(data))).result(30) == ("quick", "words")
        assert not slow.done()
        go_on.set()
        assert slow.result(30) == "slow"


def test_what_was_not_asked_for_longest_goes_first() -> None:
    made: list[int] = []

    @kept(2)
    def of(data: Data, number: int) -> int:
        made.append(number)
        return number

    data = Data()
    for number in (1, 2, 1, 3, 1, 2):
        assert of(data, number) == number
    assert made == [1, 2, 3, 2]


def test_who_fails_leaves_it_to_the_next_who_may_already_wait() -> None:
    made: list[str] = []
    waits = threading.Event()

    @kept(2)
    def fails_once(data: Data) -> str:
        made.append("try")
        if len(made) == 1:
            assert waits.wait(30)
            raise KeyboardInterrupt
        return "found"

    data = Data()
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(fails_once, data)
        second = readers.submit(fails_once, data)
        waits.set()
        assert {type(f.exception(30)) for f in (first, second)} == {KeyboardInterrupt, type(None)}
    assert fails_once(data) == "found"
    assert made == ["try", "try"]


def test_two_datasets_do_not_undo_each_other(dataset: Dataset, tiny_data: Path) -> None:
    other = build_dataset(tiny_data)
    for one in (dataset, other, dataset, other):
        assert shown_facts(one, Selection()) is shown_facts(one, Selection())
    assert set(shown_facts(dataset, Selection())["id"]).isdisjoint(shown_facts(other, Selection())["id"])
    assert replace(dataset).made is not dataset.made


@pytest.mark.parametrize(
    "make",
    [
        lambda data: parse_query({"district": ["nushki"]}, data),
        option_names,
        lambda data: preview_png(data, load_outlines(data.places, built_in=data.boundaries)),
        lambda data: shown_facts(data, Selection()),
    ],
    ids=["the values of an address", "the options of filters", "the preview", "the facts shown"],
)
def test_former_data_go_with_all_that_was_made_of_them(tiny_data: Path, make: Callable[[Dataset], object]) -> None:
    data = build_dataset(tiny_data)
    make(data)
    gone = weakref.ref(data)
    del data
    gc.collect()
    assert gone() is None
