"""What is made of a version of the data once and shared by all readers; it dies with the data it was made of."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from functools import partial, wraps
from typing import Any, TypeVar, cast

from loaders.frames.sizes import bytes_of

F = TypeVar("F", bound=Callable[..., Any])


MOST_BYTES = 128 * 2**20  # of all that is kept of one dataset; with some hundred facts it is never reached


class DatasetCache:
    """Per function the last values that it made of one dataset, and of all functions together no more than a number of bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._lock = threading.Lock()  # held for a look only, never while something is made
        self._values: dict[Callable[..., Any], OrderedDict[Hashable, Future[Any]]] = {}
        self._most_bytes = most_bytes
        self._sizes: OrderedDict[Future[Any], tuple[OrderedDict[Hashable, Future[Any]], Hashable, int]] = OrderedDict()  # latest use last
        self.size = 0  # bytes of what is kept, about

    def once(self, make: Callable[..., Any], asked: Hashable, most: int, work: Callable[[], Any]) -> Any:
        """The value kept for `asked`, or that of `work`: who asks for it meanwhile waits, who asks for another does not."""
        while True:
            with self._lock:
                values = self._values.setdefault(make, OrderedDict())
                mine = asked not in values
                future = values.setdefault(asked, Future())
                values.move_to_end(asked)
                if future in self._sizes:
                    self._sizes.move_to_end(future)
                if len(values) > most:
                    self._uncount(values.popitem(last=False)[1])
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
        size = bytes_of(found, apart=getattr(work, "args", ()))  # the dataset, and what others hold anyway
        with self._lock:
            if values.get(asked) is future:
                self._count(values, asked, future, size)
        return found

    def _count(self, values: OrderedDict[Hashable, Future[Any]], asked: Hashable, future: Future[Any], size: int) -> None:
        """Keep a value, and let go of those that were asked for longest ago until all have room; the last one always stays."""
        self._sizes[future] = values, asked, size
        self.size += size
        while self.size > self._most_bytes and len(self._sizes) > 1:
            oldest, (others, other, _) = next(iter(self._sizes.items()))
            del others[other]
            self._uncount(oldest)

    def _uncount(self, future: Future[Any]) -> None:
        self.size -= self._sizes.pop(future, (None, None, 0))[2]


def kept(most: int) -> Callable[[F], F]:
    """Decorates what is made of a dataset, its first argument: the `most` values asked for last are kept with the dataset.

    Fewer where they are large: all that is kept of a dataset shares `MOST_BYTES`.
    """

    def keep(make: F) -> F:
        @wraps(make)
        def once(dataset: Any, *asked: Any) -> Any:
            return dataset.made.once(make, asked, most, partial(make, dataset, *asked))

        return cast(F, once)

    return keep
