"""The one query string: what an address asks for, and in words what of it cannot be understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.frames.dataset import Dataset
from loaders.query.page_parameters import PageParameter, parse_page
from loaders.query.parameter_names import read_names, shown
from loaders.query.parameter_values import Spellings, as_spelled, known_values, value_faults
from loaders.query.parameters import NO_CLASS, REPEATED
from loaders.query.periods import Period, PeriodError, parse_dates
from loaders.query.selection import Selection
from loaders.schema.derived_terms import Match
from loaders.schema.diagnostics import QueryError

MOST_OF_SEARCH = 200  # characters


@dataclass(frozen=True)
class Query:
    """A parsed address: the selection, the open fact, the version it was made with, and what is wrong with it.

    period: the dates as they were asked for, where they go with the calendar (`last-90d`); the selection has the days of today.
    """

    selection: Selection
    fact: str | None = None
    v: str | None = None
    page: tuple[tuple[str, str], ...] = ()
    faults: tuple[QueryError, ...] = ()
    unknown: tuple[str, ...] = ()
    period: str = ""


def parse_query(given: Mapping[str, Sequence[str]], dataset: Dataset, page_parameters: Sequence[PageParameter] = ()) -> Query:
    """Read the parameters of an address against the data; never raises. page_parameters: those of pages, beside the filters.

    Of `as_of` only what the data are counts: `loaders.history.as_of` finds those that it asks for. Relative dates count from the day of the
    data. What is not understood is left out and named in `faults`; names that are not parameters stand in `unknown` besides.
    """
    names = read_names(given, page_parameters)
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
    page = tuple(parse_page(parameters, page_parameters, faults, dataset))
    datasets = tuple(dict.fromkeys(value for name, value in page if name == "dataset"))
    period, words = _dates(parameters.get("dates", ()), faults, dataset), _words(parameters.get("q", ()), faults)
    return Query(
        selection=Selection(**chosen, dates=period.days if period else None, q=words, dataset=datasets, as_of=dataset.as_of),
        fact=fact,
        v=_last(parameters, "v"),
        page=page,
        faults=tuple(faults),
        unknown=tuple(names.unknown),
        period=period.asked if period else "",
    )


def _understood(name: str, values: Sequence[str], known: Spellings, faults: list[QueryError], dataset: Dataset) -> Iterable[str]:
    found: dict[str, None] = {}
    wrong: list[str] = []
    for value in dict.fromkeys(values):
        if (ids := known.get(as_spelled(value))) is not None:
            found |= dict.fromkeys(ids)
        else:
            wrong.append(value)
    faults += value_faults(name, wrong, known, dataset)
    order = {m.value: i for i, m in enumerate(Match)}
    return sorted(found, key=lambda word: order[word]) if name == "match" else found


def _fact(fact: str | None, faults: list[QueryError], dataset: Dataset) -> str | None:
    if fact is None or fact in dataset.facts_by_id or fact in dataset.retired:
        return fact
    faults += value_faults("fact", [fact], {as_spelled(i): (i,) for i in (*dataset.facts_by_id, *dataset.retired)}, dataset)
    return None


def _dates(values: Sequence[str], faults: list[QueryError], dataset: Dataset) -> Period | None:
    if not values:
        return None
    try:
        return parse_dates(values, dataset.today)
    except PeriodError as error:
        given = ", ".join(values)
        faults.append(QueryError("dates", given[:60], str(error).format(shown(given))))
        return None


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
