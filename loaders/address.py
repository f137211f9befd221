"""The one query string: what an address asks for, and in words what of it cannot be understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from loaders.dataset import Dataset
from loaders.kept import kept
from loaders.parameters import NO_CLASS, PAGE_PARAMETERS, PARAMETERS, REPEATED
from loaders.problems import nearest, printable
from loaders.records import AUTHOR
from loaders.selection import Selection
from loaders.vocabulary import Certainty, Commodity, Kind, Match, PlaceKind

MOST_FAULTS = 10  # of one parameter, told one by one

Known = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Fault:
    """A parameter that cannot be understood, in words, with near matches."""

    name: str
    value: str
    message: str
    near: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.message + (f" Did you mean {' or '.join(self.near)}?" if self.near else "")


@dataclass(frozen=True)
class Query:
    """A parsed address: the selection, the open fact, the version it was made with, and what is wrong with it."""

    selection: Selection
    fact: str | None = None
    v: str | None = None
    page: tuple[tuple[str, str], ...] = ()
    faults: tuple[Fault, ...] = ()
    unknown: tuple[str, ...] = ()


def parse_query(parameters: Mapping[str, Sequence[str]], dataset: Dataset) -> Query:
    """Read the parameters of an address against the data; never raises.

    Values that are not understood are left out and named in `faults`; names that are not parameters stand in `unknown`.
    """
    known, faults = known_values(dataset), list[Fault]()
    chosen: dict[str, tuple[str, ...]] = {}
    for name in REPEATED:
        if name in parameters:
            chosen[name] = tuple(_understood(name, parameters[name], known[name], faults))
    if chosen.get("match") == () and NO_CLASS not in map(str.casefold, parameters["match"]):
        del chosen["match"]
    fact, version = _last(parameters, "fact"), _last(parameters, "v")
    if fact is not None and fact not in dataset.facts_by_id and fact not in dataset.retired:
        faults.append(_fault("fact", fact, [*dataset.facts_by_id, *dataset.retired]))
        fact = None
    return Query(
        selection=Selection(
            **chosen,
            dates=_dates(parameters.get("dates", ()), faults),
            q=_words(parameters.get("q", ())),
        ),
        fact=fact or None,
        v=version,
        page=tuple((name, value) for name in PAGE_PARAMETERS for value in parameters.get(name, ())),
        faults=tuple(faults),
        unknown=tuple(n for n in parameters if n not in PARAMETERS),
    )


@kept(1)
def known_values(dataset: Dataset) -> Known:
    """Per parameter, every spelling that is understood (in small letters) and the ids it stands for."""

    def words(listed: Iterable[str]) -> dict[str, tuple[str, ...]]:
        return {w: (w,) for w in map(str, listed)}

    def places(kind: PlaceKind) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        of_kind = [p for p in dataset.places.values() if p.kind is kind]
        for names in (lambda p: p.aliases, lambda p: (p.name, p.id)):  # a name outweighs another place's alias
            level: dict[str, tuple[str, ...]] = {}
            for place in of_kind:
                for name in map(str.casefold, names(place)):
                    level[name] = tuple(dict.fromkeys((*level.get(name, ()), place.id)))
            found |= level
        return found

    return {
        "province": places(PlaceKind.PROVINCE),
        "district": places(PlaceKind.DISTRICT),
        "kind": words(Kind),
        "article": words(dataset.articles),
        "actor": words(dataset.actors),
        "claimant": words([AUTHOR, *dataset.actors]),
        "party": words(dataset.sides),
        "commodity": words(Commodity),
        "certainty": words(Certainty),
        "match": words(Match) | {NO_CLASS: ()},
    }


def _understood(name: str, values: Sequence[str], known: Mapping[str, tuple[str, ...]], faults: list[Fault]) -> Iterable[str]:
    found: dict[str, None] = {}
    wrong: list[str] = []
    for value in dict.fromkeys(values):
        if (ids := known.get(value.strip().casefold())) is not None:
            found |= dict.fromkeys(ids)
        else:
            wrong.append(value)
    faults += [_fault(name, value, known) for value in wrong[:MOST_FAULTS]]
    if more := wrong[MOST_FAULTS:]:
        faults.append(Fault(name, more[0], f"{len(more):,} more values of {name} are not known."))
    order = {m.value: i for i, m in enumerate(Match)}
    return sorted(found, key=lambda word: order[word]) if name == "match" else found


def _fault(name: str, value: str, known: Iterable[str]) -> Fault:
    return Fault(name, value, f"{name} “{_shown(value)}” is not known.", tuple(nearest(value[:60].casefold(), known, most=3)))


def _shown(value: str) -> str:
    return printable(value[:60])


def _dates(values: Sequence[str], faults: list[Fault]) -> tuple[date, date] | None:
    if not values:
        return None
    try:
        days = sorted(datetime.strptime(value, "%Y-%m-%d").date() for value in values)
    except ValueError:
        given = ", ".join(values)
        faults.append(Fault("dates", given[:60], f"dates “{_shown(given)}” are not two days such as 2025-09-01."))
        return None
    if len(days) != 2:
        given = ", ".join(values)
        faults.append(Fault("dates", given[:60], f"dates need a first and a last day; the address has {len(days)}."))
        return None
    return days[0], days[1]


def _words(values: Sequence[str]) -> str:
    """Search words: one blank between them, no control characters, 200 characters at most."""
    clean = "".join(c if c.isprintable() else " " for c in " ".join(values))
    return " ".join(clean.split())[:200].rstrip()


def _last(parameters: Mapping[str, Sequence[str]], name: str) -> str | None:
    values = parameters.get(name)
    return values[-1] if values else None
