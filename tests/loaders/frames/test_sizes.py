"""What is kept for readers is counted in bytes: frames by their columns, long lists by a sample; and no more is kept than was said."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from loaders.frames.cache import DatasetCache, kept
from loaders.frames.sizes import bytes_of

MB = 2**20


@dataclass
class Data:
    made: DatasetCache = field(default_factory=lambda: DatasetCache(10 * MB))


@dataclass
class Holder:
    frame: pd.DataFrame
    more: dict[str, object]


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        (b"x" * MB, MB, 1.01 * MB),
        (["x" * 1000 + str(n) for n in range(1000)], 1_000_000, 1_200_000),
        (pd.DataFrame({"a": np.zeros(MB // 8)}), MB, 1.01 * MB),
        (pa.table({"a": pa.array(np.zeros(MB // 8))}), MB, 1.01 * MB),
        (Holder(pd.DataFrame({"a": np.zeros(MB // 8)}), {"b": "x" * MB}), 2 * MB, 2.01 * MB),
        ([[float(n), float(-n)] for n in range(10_000)], 700_000, 2_000_000),
        (None, 0, 0),
    ],
)
def test_the_bytes_of_a_value_are_about_what_it_takes(value: object, least: float, most: float) -> None:
    assert least <= bytes_of(value) <= most


def test_what_leads_round_is_counted_once_and_what_others_hold_is_not() -> None:
    around: list[object] = ["x" * MB]
    around.append(around)
    shared = "y" * MB
    assert MB <= bytes_of([around, shared], apart=[shared]) < 1.01 * MB


@kept(1000)
def megabytes(data: Data, number: int, many: int) -> bytes:
    return bytes(many * MB)


def test_many_selections_take_no_more_than_was_said_and_the_last_ones_stay() -> None:
    data = Data()
    for number in range(200):
        megabytes(data, number, 1)
        assert data.made.size <= 10 * MB
    last = megabytes(data, 199, 1)
    assert megabytes(data, 199, 1) is last
    held = sum(len(values) for values in data.made._values.values())
    assert held == 9, "each a little more than a megabyte"
    assert len(data.made._sizes) == held


def test_what_is_asked_for_again_stays_longest_and_one_that_is_too_large_is_still_shared() -> None:
    data = Data()
    first = megabytes(data, 0, 1)
    for number in range(1, 30):
        megabytes(data, number, 1)
        assert megabytes(data, 0, 1) is first
    large = megabytes(data, 100, 20)
    assert megabytes(data, 100, 20) is large
    megabytes(data, 101, 1)
    assert data.made.size < 2 * MB


def test_number_and_bytes_are_counted_together() -> None:
    data = Data()

    @kept(2)
    def few(data: Data, number: int) -> bytes:
        return bytes(MB)

    for number in range(50):
        few(data, number)
    assert 2 * MB <= data.made.size < 2.01 * MB
