"""The one query string: what an address asks for, and in words what of it cannot be understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from loaders.frames.dataset import Dataset
from loaders.query.parameter_names import MOST_FAULTS, read_names, shown
from loaders.query.parameter_values import (
    MOST_MONTHS,
    MOST_PICKED,
    Spellings,
    as_spelled,
    known_values,
    page_values,
    suggested_values,
    thing_names,
)
from loaders.query.parameters import NO_CLASS, PAGE_PARAMETERS, PARAMETERS, REPEATED
from loaders.query.selection import Selection
from loaders.schema.derived_terms import Match
from loaders.schema.diagnostics import QueryError, suggest

MOST_OF_SEARCH = 200  # characters
FEW = 6  # values that are all told where none is near
__all__ = ["MOST_FAULTS", "NO_CLASS", "PAGE_PARAMETERS", "PARAMETERS", "REPEATED", "Query", "QueryError", "parse_query"]


@dataclass(frozen=True)
class Query:
    """A parsed address: the selection, the open fact, the version it was made with, and what is wrong with it."""

    selection: Selection
    fact: str | None = None
    v: str | None = None
    page: tuple[tuple[str, str], ...] = ()
    faults: tuple[QueryError, ...] = ()
    unknown: tuple[str, ...] = ()


def parse_query(given: Mapping[str, Sequence[str]], dataset: Dataset) -> Query:
    """Read the parameters of an address against the data; never raises.

    What is not understood is left out and named in `faults`; names that are not parameters stand in `unknown` besides.
    """
    names = read_names(given)
    parameters, faults = names.parameters, names.faults
    known = known_values(dataset)
    chosen: dict[str, tuple[str, ...]] = {}
    for name in REPEATED:
        if name in parameters:
            chosen[name] = tuple(_understood(name, parameters[name], known[name], faults, dataset))
    no_class = NO_CLASS in map(str.casefold, parameters.get("match", ()))
    if chosen.get("match") and no_class:
        faults.append(QueryError("match", NO_CLASS, f"match={NO_CLASS} stands alone; beside other classes it does not count."))
    if chosen.get("match") == () and not no_class:
        del chosen["match"]
    fact = _fact(_last(parameters, "fact"), faults, dataset)
    dates, words = _dates(parameters.get("dates", ()), faults), _words(parameters.get("q", ()), faults)
    return Query(
        selection=Selection(**chosen, dates=dates, q=words),
        fact=fact,
        v=_last(parameters, "v"),
        page=tuple(_page(parameters, faults, dataset)),
        faults=tuple(faults),
        unknown=tuple(names.unknown),
    )


def _understood(name: str, values: Sequence[str], known: Spellings, faults: list[QueryError], dataset: Dataset) -> Iterable[str]:
    found: dict[str, None] = {}
    wrong: list[str] = []
    for value in dict.fromkeys(values):
        if (ids := known.get(as_spelled(value))) is not None:
            found |= dict.fromkeys(ids)
        else:
            wrong.append(value)
    faults += _faults(name, wrong, known, dataset)
    order = {m.value: i for i, m in enumerate(Match)}
    return sorted(found, key=lambda word: order[word]) if name == "match" else found


def _faults(name: str, wrong: Sequence[str], known: Spellings, dataset: Dataset) -> Iterable[QueryError]:
    """The first wrong values one by one, each with the things that it may mean, each thing once."""
    provinces = known_values(dataset)["province"]
    known = {**suggested_values(dataset).get(name, {}), **known}
    for value in wrong[:MOST_FAULTS]:
        spelled = as_spelled(value[:60])
        if name == "district" and spelled in provinces:
            yield QueryError(name, value, f"district “{shown(value)}” is a province: province={provinces[spelled][0]} filters by it.")
            continue
        close = [spelled] if spelled in known else suggest(spelled, known, most=9)
        all_there_are = tuple(dict.fromkeys(i for ids in known.values() for i in ids))
        near = tuple(dict.fromkeys(i for spelling in close for i in known[spelling]))[:3]
        near = near or (all_there_are if len(all_there_are) <= FEW else ())
        yield QueryError(name, value, f"{name} “{shown(value)}” is not known.", near, thing_names(name, near, dataset))
    if more := wrong[MOST_FAULTS:]:
        yield QueryError(name, more[0], f"{len(more):,} more values of {name} are not known.")


def _fact(fact: str | None, faults: list[QueryError], dataset: Dataset) -> str | None:
    if fact is None or fact in dataset.facts_by_id or fact in dataset.retired:
        return fact
    faults += _faults("fact", [fact], {as_spelled(i): (i,) for i in (*dataset.facts_by_id, *dataset.retired)}, dataset)
    return None


def _page(parameters: Mapping[str, Sequence[str]], faults: list[QueryError], dataset: Dataset) -> Iterable[tuple[str, str]]:
    """The pages' own choices that can be, as they stand; pages know their words in small letters only."""
    for name, known in page_values(dataset).items():
        values = parameters.get(name, ())
        right = [value for value in values if value in known]
        faults += _faults(name, [v for v in values if v not in known], {as_spelled(word): (word,) for word in known}, dataset)
        if name == "pick" and len(right) > MOST_PICKED:
            said = f"{name} takes two facts, and the address has {len(right):,}: the first two count."
            faults.append(QueryError(name, right[MOST_PICKED], said))
        yield from ((name, value) for value in right)
    for value in parameters.get("months", ()):
        if value.isascii() and value.isdigit() and len(value) < 5 and 1 <= int(value) <= MOST_MONTHS:
            yield "months", value
        else:
            faults.append(QueryError("months", value[:60], f"months “{shown(value)}” is not a number from 1 to {MOST_MONTHS}."))
    for value in parameters.get("preset", ()):
        if value == "all" or _is_stretch(value):
            yield "preset", value
        else:
            faults.append(QueryError("preset", value[:60], f"preset “{shown(value)}” is neither all nor a year or month such as 2026-01."))


def _is_stretch(value: str) -> bool:
    form = {4: "%Y", 7: "%Y-%m"}.get(len(value))
    try:
        return bool(form and datetime.strptime(value, form))
    except ValueError:
        return False


def _dates(values: Sequence[str], faults: list[QueryError]) -> tuple[date, date] | None:
    if not values:
        return None
    try:
        days = sorted(datetime.strptime(value, "%Y-%m-%d").date() for value in values)
    except ValueError:
        given = ", ".join(values)
        faults.append(QueryError("dates", given[:60], f"dates “{shown(given)}” are not two days such as 2025-09-01."))
        return None
    if len(days) != 2:
        given = ", ".join(values)
        faults.append(QueryError("dates", given[:60], f"dates need a first and a last day; the address has {len(days)}."))
        return None
    return days[0], days[1]


def _words(values: Sequence[str], faults: list[QueryError]) -> str:
    """Search words: one blank between them, no control characters, MOST_OF_SEARCH characters at most."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in " ".join(values)).split())
    if values and not clean:  # nothing but what cannot be seen
        faults.append(QueryError("q", "", "q is empty."))
    if len(clean) > MOST_OF_SEARCH:
        said = f"q has {len(clean):,} characters; the first {MOST_OF_SEARCH} are searched."
        faults.append(QueryError("q", clean[:60], said))
    return clean[:MOST_OF_SEARCH].rstrip()


def _last(parameters: Mapping[str, Sequence[str]], name: str) -> str | None:
    values = parameters.get(name)
    return values[-1] if values else None
