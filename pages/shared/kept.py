"""What is made of a version of the data once and shared by all readers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])
_ALL: list[Callable[[], None]] = []
_MAKING = threading.RLock()


def kept(most: int) -> Callable[[F], F]:
    """Decorates what is made of a dataset: the last `most` are kept, and let go when the data change.

    Readers who ask for the same at the same time wait for the one who makes it: fifty of them cost as much as one.
    """

    def keep(make: F) -> F:
        found: dict[tuple[Any, ...], Any] = {}

        @wraps(make)
        def once(*asked: Any) -> Any:
            try:
                return found[asked]
            except KeyError:
                pass
            with _MAKING:
                if asked not in found:
                    made = make(*asked)
                    if len(found) >= most:
                        del found[next(iter(found))]
                    found[asked] = made
                return found[asked]

        _ALL.append(found.clear)
        return cast(F, once)

    return keep


def when_let_go(forget: Callable[[], None]) -> None:
    """Have something else forgotten too when the data change."""
    _ALL.append(forget)


def let_go() -> None:
    """Forget everything that is kept."""
    with _MAKING:
        for forget in _ALL:
            forget()
