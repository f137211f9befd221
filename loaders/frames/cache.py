"""What is made of a version of the data once and shared by all readers; it dies with the data it was made of."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from functools import partial, wraps
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


class DatasetCache:
    """Per function the last values that it made of one dataset."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # held for a look only, never while something is made
        self._values: dict[Callable[..., Any], OrderedDict[Hashable, Future[Any]]] = {}

    def once(self, make: Callable[..., Any], asked: Hashable, most: int, work: Callable[[], Any]) -> Any:
        """The value kept for `asked`, or that of `work`: who asks for it meanwhile waits, who asks for another does not."""
        while True:
            with self._lock:
                values = self._values.setdefault(make, OrderedDict())
                mine = asked not in values
                future = values.setdefault(asked, Future())
                values.move_to_end(asked)
                if len(values) > most:
                    values.popitem(last=False)
            if mine:
                return self._work(values, asked, future, work)
            try:
                return future.result()
            except CancelledError:  # who made it failed: the next one tries
                continue

    def _work(self, values: OrderedDict[Hashable, Future[Any]], asked: Hashable, future: Future[Any], work: Callable[[], Any]) -> Any:
        try:
            found = work()
        except BaseException:
            with self._lock:
                if values.get(asked) is future:
                    del values[asked]
            future.cancel()
            raise
        future.set_result(found)
        return found


def kept(most: int) -> Callable[[F], F]:
    """Decorates what is made of a dataset, its first argument: the `most` values asked for last are kept with the dataset."""

    def keep(make: F) -> F:
        @wraps(make)
        def once(dataset: Any, *asked: Any) -> Any:
            return dataset.made.once(make, asked, most, partial(make, dataset, *asked))

        return cast(F, once)

    return keep
