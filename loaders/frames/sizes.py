"""About how many bytes a value takes that is kept for readers: frames and tables by their columns, the rest by its parts (pure)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

_SAMPLE = 50  # of a long list so many parts are looked at, and the others taken to be like them
_DEEPEST = 12
_CELL = 8  # bytes of a cell of a frame: a number, or where a text lies, which the dataset holds


def bytes_of(value: Any, apart: Iterable[Any] = ()) -> int:
    """The bytes of a value. apart: what it leads to and others hold anyway, such as its dataset."""
    return int(_bytes_of(value, {id(one) for one in apart}, 0))


def _bytes_of(value: Any, seen: set[int], depth: int) -> float:
    if value is None or isinstance(value, (bool, type)) or id(value) in seen or depth > _DEEPEST:
        return 0
    seen.add(id(value))
    match value:
        case str() | bytes() | bytearray() | int() | float():
            return sys.getsizeof(value)
        case np.ndarray():
            return value.nbytes
        case pd.DataFrame():
            return float(value.size * _CELL)  # to ask each column takes milliseconds
        case pd.Series() | pd.Index():
            return float(value.nbytes)
        case Mapping():
            return sys.getsizeof(value) + _parts((part for pair in value.items() for part in pair), 2 * len(value), seen, depth)
        case list() | tuple() | set() | frozenset():
            return sys.getsizeof(value) + _parts(value, len(value), seen, depth)
    if isinstance(size := getattr(value, "nbytes", None), int):  # a table of Arrow's
        return size
    return sys.getsizeof(value, 64) + _bytes_of(getattr(value, "__dict__", None), seen, depth + 1)


def _parts(parts: Iterable[Any], many: int, seen: set[int], depth: int) -> float:
    if many <= 4 * _SAMPLE:
        return sum(_bytes_of(part, seen, depth + 1) for part in parts)
    sample = [_bytes_of(part, seen, depth + 1) for part in islice(parts, 0, None, many // _SAMPLE)]
    return sum(sample) * many / len(sample)
