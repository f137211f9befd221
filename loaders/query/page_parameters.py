"""What a page asks for in an address beside the filters: each page declares its own, and the query string and the API take the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.parameter_values import MOST_FAULTS, as_spelled, value_faults
from loaders.schema.diagnostics import QueryError, escape_control

Thing: TypeAlias = Literal["", "place", "fact"]
_LENGTH = 60  # characters of a value that are told


@dataclass(frozen=True, eq=False)
class PageParameter:
    """One choice of a page.

    told: what it is, for programs. most: how many values count, the first ones; 0 for all. words: the values, where they are fixed; values:
    where the data gives them; of: what they are ids of. accepts and expected: for values that cannot be listed, which are right and, in
    words, what is. schema: of such a value.
    """

    name: str
    told: str
    most: int = 1
    words: tuple[str, ...] = ()
    values: Callable[[Dataset], Iterable[str]] | None = None
    of: Thing = ""
    accepts: Callable[[str], bool] | None = None
    expected: str = ""
    schema: Mapping[str, Any] | None = None

    def json_schema(self) -> dict[str, Any]:
        """What the API says of its values."""
        one: dict[str, Any] = dict(self.schema or {"type": "string"}) | ({"enum": [*self.words]} if self.words else {})
        if self.most == 1:
            return one
        return {"type": "array", "items": one} | ({"maxItems": self.most} if self.most else {})


NAME_OF_DATASET = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
DATASET = PageParameter(
    "dataset",
    "names of datasets of imported events; all by default, on pages `none` alone for none",
    0,
    accepts=lambda value: bool(NAME_OF_DATASET.fullmatch(value)),
    expected="no name of a dataset",
    schema={"type": "string", "pattern": f"^{NAME_OF_DATASET.pattern}$"},
)


def parse_page(
    given: Mapping[str, Sequence[str]], parameters: Sequence[PageParameter], faults: list[QueryError], dataset: Dataset
) -> Iterable[tuple[str, str]]:
    """The pages' choices that can be, as they stand: pages know their words in small letters only. What cannot be is put into `faults`."""
    for parameter in parameters:
        name, values = parameter.name, given.get(parameter.name, ())
        if parameter.accepts:
            right = [value for value in values if parameter.accepts(value)]
            faults += _unaccepted(parameter, [value for value in values if value not in right])
        else:
            known = _known(dataset, parameter)
            right = [value for value in values if value in known]
            spellings = {as_spelled(word): (word,) for word in known}
            faults += value_faults(name, [value for value in values if value not in known], spellings, dataset, parameter.of)
        if parameter.most and len(right) > parameter.most:
            said = f"{name} takes {parameter.most} values, and the address has {len(right):,}: the first {parameter.most} count."
            faults.append(QueryError(name, right[parameter.most], said))
        yield from ((name, value) for value in right)


def _unaccepted(parameter: PageParameter, wrong: Sequence[str]) -> Iterable[QueryError]:
    """The first wrong values one by one."""
    for value in wrong[:MOST_FAULTS]:
        told = f"{parameter.name} “{escape_control(value[:_LENGTH])}” is {parameter.expected}."
        yield QueryError(parameter.name, value[:_LENGTH], told)
    if more := wrong[MOST_FAULTS:]:
        yield QueryError(parameter.name, more[0][:_LENGTH], f"{len(more):,} more values of {parameter.name} cannot be read.")


@kept(32)
def _known(dataset: Dataset, parameter: PageParameter) -> frozenset[str]:
    return frozenset(parameter.values(dataset) if parameter.values else parameter.words)
