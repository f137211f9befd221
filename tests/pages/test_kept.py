"""What is kept for all readers is made once, however many ask, and no more of it than was said."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from pages.shared.kept import kept, let_go


def test_many_who_ask_at_once_get_one_that_is_made_once() -> None:
    made: list[int] = []

    @kept(2)
    def slow(number: int) -> object:
        made.append(number)
        time.sleep(0.05)
        return object()

    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(slow, [1] * 8))
    assert made == [1]
    assert len(set(map(id, found))) == 1


def test_the_oldest_goes_first_and_all_go_when_the_data_change() -> None:
    made: list[int] = []

    @kept(2)
    def of(number: int) -> int:
        made.append(number)
        return number

    for number in (1, 2, 3, 3, 1):
        assert of(number) == number
    assert made == [1, 2, 3, 1]
    let_go()
    of(1)
    assert made == [1, 2, 3, 1, 1]
