"""Which cases of a test `make test` tries, and which are its sweep: the same check again on another page, size or value."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

SWEEP = pytest.mark.sweep


def first(number: int, cases: Iterable[object]) -> list[ParameterSet]:
    """All cases for parametrize; those after the first `number` are run by `make test-sweeps`, and keep the marks they have."""
    taken = [
        case if isinstance(case, ParameterSet) else pytest.param(*case) if isinstance(case, tuple) else pytest.param(case) for case in cases
    ]
    return [case if i < number else case._replace(marks=(*case.marks, SWEEP)) for i, case in enumerate(taken)]
