"""The names in an address: which are parameters, which are one mistyped or mangled on the way, and which ask for nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.query.page_parameters import PageParameter
from loaders.query.parameter_values import MOST_FAULTS
from loaders.query.parameters import AS_OF, PARAMETERS, passed_over
from loaders.schema.diagnostics import QueryError, escape_control, suggest

_LAST_COUNTS = ("fact", "v", AS_OF)
_LENGTH = 60


@dataclass
class Names:
    """The parameters by their right names, the faults, and the names that are none."""

    parameters: dict[str, list[str]] = field(default_factory=dict)
    faults: list[QueryError] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read_names(given: Mapping[str, Sequence[str]], page_parameters: Sequence[PageParameter] = ()) -> Names:
    """Sort the names of an address. One that can mean a single parameter only (`District`, `amp;dates`) is read as that and said to be."""
    found = Names()
    pages = {parameter.name: parameter for parameter in page_parameters}
    known = (*PARAMETERS, *pages)
    found.parameters = {name: list(given[name]) for name in given if name in known and given[name]}
    for name in given:
        if given[name] and name not in known and not passed_over(name):
            _unknown(name, given, found, known)
    if (more := len(found.unknown) - MOST_FAULTS) > 0:
        found.faults = [
            *found.faults[:-more],
            QueryError(shown(found.unknown[MOST_FAULTS]), "", f"{more:,} more parameters are not known."),
        ]
    for name, values in list(found.parameters.items()):
        _emptied(name, values, found)
        if name in _LAST_COUNTS or (name in pages and pages[name].most == 1):
            _single(name, found)
    return found


def last_value(given: Mapping[str, Sequence[str]], name: str) -> str | None:
    """The value of a parameter that takes one, however its name is written; None where it has none."""
    values = read_names(given).parameters.get(name)
    return values[-1] if values else None


def _unknown(name: str, given: Mapping[str, Sequence[str]], found: Names, known: Sequence[str]) -> None:
    found.unknown.append(name)
    meant, values = meant_by(name, known), given[name]
    said = f"unknown parameter {shown(name)}." if name.strip() else "a value stands without a parameter’s name."
    value = next(iter(values), "")[:_LENGTH]
    if meant in PARAMETERS and (meant not in found.parameters or name == f"amp;{meant}"):
        found.parameters[meant] = [*found.parameters.get(meant, ()), *values]
        found.faults.append(QueryError(name[:_LENGTH], value, said, (meant,), read_as=meant))
        return
    near = (meant,) if meant else tuple(suggest(_plain(name)[:_LENGTH], known, 1))
    found.faults.append(QueryError(name[:_LENGTH], value, said, near))


def meant_by(name: str, known: Sequence[str] = PARAMETERS) -> str | None:
    """The one parameter that a name stands for but for its case, blanks, hyphens, or what HTML and chat programs leave before it."""
    plain = _plain(name)
    return plain if plain in known else None


def _plain(name: str) -> str:
    plain = "".join(c for c in name.casefold() if c.isprintable()).strip(" \t?&;-./")
    while (shorter := plain.removeprefix("amp;").removeprefix("#38;").removeprefix("#038;").lstrip("?&; ")) != plain:
        plain = shorter
    return plain.replace("-", "_").replace(" ", "_").removesuffix("[]")


def _emptied(name: str, values: list[str], found: Names) -> None:
    """Take out empty values, and say so where nothing is left of them."""
    kept = [value for value in values if value.strip()]
    if len(kept) == len(values):
        return
    found.faults.append(QueryError(name, "", f"{name} is empty." if not kept else f"{name} has an empty value beside others."))
    if kept:
        found.parameters[name] = kept
    else:
        del found.parameters[name]


def _single(name: str, found: Names) -> None:
    """Say where a parameter that takes one value has several."""
    if name not in found.parameters:
        return
    values = list(dict.fromkeys(found.parameters[name]))
    counts, kept = ("last", values[-1]) if name in _LAST_COUNTS else ("first", values[0])
    found.parameters[name] = [kept]
    if len(values) > 1:
        said = f"{name} takes one value, and the address has {len(values):,}: the {counts} counts."
        found.faults.append(QueryError(name, kept[:_LENGTH], said))


def shown(value: str) -> str:
    """A name or value from outside, short and printable."""
    return escape_control(value[:_LENGTH])
