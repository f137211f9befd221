"""Which imported rows match a selection, and how surely: the four classes of facts, with the same meaning, as an ibis expression.

`loaders.query.selection` gives facts their class in pandas; a property test gives both the same random rows. What differs:
- A filter on what rows do not have (articles, origins, claimants, parties, certainty, relations) leaves none of them: they are excluded.
- `actor` and `country` find rows whose actors are called by a name of that actor, or of one of that country.
- `q` finds words and quoted phrases as parts of the text, without stems; words of up to three letters as whole words; names of districts
  find what lies there.
- A province is possible where the districts in which a row may lie are in several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.types as ir

from loaders.events.columns import LIST_SEPARATOR
from loaders.events.searched import SEARCHED
from loaders.frames.dataset import Dataset
from loaders.frames.search_text import fold, words_in
from loaders.gazetteer.district_names import ids_of_name, known_names
from loaders.gazetteer.places import Gazetteer
from loaders.query.selection import Selection
from loaders.schema.derived_terms import NO, YES, Match
from loaders.schema.kinds import UNDATABLE

EXCLUDED = "excluded"
CLASSES = (*(match.value for match in Match), EXCLUDED)
NOT_OF_EVENTS = ("article", "all_articles", "articles", "origins", "claimant", "party", "certainty", "relation")
_SHORT = 3


@dataclass(frozen=True)
class Names:
    """What of the registries a selection needs: names of actors by id and by country, names of districts, districts of provinces."""

    actors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    districts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    districts_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset) -> Names:
        actors = {actor.id: tuple(name.casefold() for name in (actor.name, *actor.aliases)) for actor in dataset.actors.values()}
        countries: dict[str, tuple[str, ...]] = {}
        for actor in dataset.actors.values():
            if actor.country:
                countries[actor.country] = (*countries.get(actor.country, ()), *actors[actor.id])
        return cls(actors, countries, known_names(dataset.places), Gazetteer(dataset.places).districts_of)


def without_effect(selection: Selection) -> tuple[str, ...]:
    """The filters of a selection that ask for what imported rows do not have: with any of them, no row is left."""
    return tuple(name for name in NOT_OF_EVENTS if getattr(selection, name))


def classified(table: ir.Table, selection: Selection, names: Names, datasets: Sequence[str] | None = None) -> ir.Table:
    """The rows of some datasets, or of all, with a column `match`: one of CLASSES, excluded where a filter says no."""
    if datasets is not None:
        table = table.filter(table.dataset.isin(list(datasets)) if datasets else ibis.literal(False))
    keep = _plain_filters(table, selection, names)
    maybe: list[ir.BooleanValue] = []
    undated: ir.BooleanValue = ibis.literal(False)
    unplaced: list[ir.BooleanValue] = []
    if selection.dates is not None:
        within, overlaps, undated = _dates(table, selection)
        keep.append(within | overlaps | undated)
        maybe.append(overlaps)
    for sure, perhaps in _places(table, selection, names):
        nowhere = ~table.placed & ~sure & ~perhaps
        keep.append(sure | perhaps | nowhere)
        maybe.append(perhaps)
        unplaced.append(nowhere)
    match = ibis.cases(
        (~_all(keep), EXCLUDED),
        (_any(unplaced), Match.UNPLACED.value),
        (undated, Match.UNDATED.value),
        (_any(maybe), Match.POSSIBLE.value),
        else_=Match.DEFINITE.value,
    )
    found = table.mutate(match=match)
    return found.drop(SEARCHED) if SEARCHED in table.columns else found


def shown(table: ir.Table, selection: Selection) -> ir.Table:
    """The classified rows whose class the reader wants to see."""
    return table.filter(table.match.isin(list(selection.match)) if selection.match else ibis.literal(False))


def _dates(table: ir.Table, selection: Selection) -> tuple[ir.BooleanValue, ir.BooleanValue, ir.BooleanValue]:
    """Within, overlapping only, undated. Dates do not touch mineral sites."""
    assert selection.dates is not None
    first, last = (ibis.date(day.isoformat()) for day in selection.dates)
    timeless = table.kind.isin([str(kind) for kind in UNDATABLE])
    dated = table.date_start.notnull() & table.date_end.notnull() & ~timeless
    within = _true(dated & (table.date_start >= first) & (table.date_end <= last))
    apart = _true(dated & ((table.date_end < first) | (table.date_start > last)))
    return within | timeless, dated & ~within & ~apart, ~dated & ~timeless


def _places(table: ir.Table, selection: Selection, names: Names) -> Iterable[tuple[ir.BooleanValue, ir.BooleanValue]]:
    """For each filter of place in use, which rows are surely there and which perhaps."""
    if selection.district:
        certain = table.possible_districts.isnull()
        sure = _true(table.district.isin(list(selection.district)) & certain)
        yield sure, _lists(table.possible_districts, selection.district) & ~sure
    if selection.province:
        within = [district for province in selection.province for district in names.districts_of.get(province, ())]
        sure = _true(table.province.isin(list(selection.province)))
        perhaps = _lists(table.possible_districts, within) & table.province.isnull() if within else ibis.literal(False)
        yield sure, perhaps & ~sure


def _plain_filters(table: ir.Table, selection: Selection, names: Names) -> list[ir.BooleanValue]:
    """What is yes or no of a row."""
    if without_effect(selection):
        return [ibis.literal(False)]
    found: list[ir.BooleanValue] = []
    if selection.kind:
        found.append(table.kind.isin(list(selection.kind)))
    if selection.type:
        found.append(_true(table.event_type.isin(list(selection.type))) | _true(table.status.isin(list(selection.type))))
    if selection.commodity:
        found.append(_lists(table.commodities, selection.commodity))
    for wanted, known in ((selection.actor, names.actors), (selection.country, names.countries)):
        if wanted:
            found.append(_lists(table.actors.lower(), [name for one in wanted for name in known.get(one, ())]))
    located = table.placed & (table.district.notnull() | table.province.notnull() | table.possible_districts.notnull())
    for answer, is_so in ((selection.dated, table.date_start.notnull()), (selection.placed, located)):
        if answer:
            found.append(_any([is_so if word == YES else ~is_so for word in answer if word in (YES, NO)]))
    return [*found, *_search(table, selection.q, names)]


def _lists(column: ir.StringValue, wanted: Iterable[str]) -> ir.BooleanValue:
    """Whether a column of several values, joined by LIST_SEPARATOR, has any of those wanted."""
    around = LIST_SEPARATOR + column.fill_null("") + LIST_SEPARATOR
    return _any([around.contains(LIST_SEPARATOR + one + LIST_SEPARATOR) for one in dict.fromkeys(wanted)])


def _search(table: ir.Table, q: str, names: Names) -> Iterable[ir.BooleanValue]:
    """For each word or quoted phrase, that it occurs."""
    if not q:
        return
    text = table[SEARCHED].fill_null("")
    for quoted, bare in re.findall(r'"([^"]*)"|([^"]+)', q):
        phrases = [" ".join(words_in(fold(quoted)))] if quoted else words_in(fold(bare))
        for phrase in filter(None, phrases):
            occurs = text.contains(f" {phrase} " if len(phrase) <= _SHORT or " " in phrase else phrase)
            there = ids_of_name(phrase, names.districts)
            yield occurs | _true(table.district.isin(list(there))) if there else occurs


def _true(condition: ir.BooleanValue) -> ir.BooleanValue:
    """What is not known is no."""
    return condition.fill_null(False)


def _all(conditions: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(and_, conditions, ibis.literal(True))


def _any(conditions: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(or_, conditions, ibis.literal(False))
