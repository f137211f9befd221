"""The two sides that an address names, and ready pairs of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode

from loaders.frames.dataset import Dataset
from loaders.query.parameter_names import last_value, shown
from loaders.query.parameters import AS_OF
from loaders.query.query_string import Query, parse_query
from loaders.query.selection import Selection
from loaders.schema.formatting import day_text
from loaders.schema.registries import Article
from loaders.schema.registry_terms import Party
from pages.compare import query_part
from pages.state.selection_text import PARTIES, selection_words
from pages.state.view import View

TURN = date(2026, 1, 31)  # the day that the offensive told of in the articles begins: what is said of before and after is often asked
_NAMES = ("a", "b")


class SideQuery(NamedTuple):
    """A side as the address has it. letter: its name on the page. given: its query string. faults: what of it is not understood."""

    letter: str
    given: str
    selection: Selection
    words: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class ReadyPair:
    """Two selections that are often compared."""

    title: str
    a: Selection
    b: Selection


def sides_of(view: View) -> tuple[SideQuery, SideQuery]:
    """The sides of the address; a side that is not named is every fact of the view."""
    first, second = (_side(name, next(iter(view.page(name)), ""), view.dataset) for name in _NAMES)
    return first, second


def _side(name: str, given: str, dataset: Dataset) -> SideQuery:
    asked = parse_qs(query_part(given), keep_blank_values=True)
    query: Query = parse_query(asked, dataset)
    selection = replace(query.selection, as_of="")
    faults = [*map(str, query.faults), *_of_another_version(last_value(asked, AS_OF), dataset)]
    return SideQuery(name.upper(), given, selection, selection_words(selection, dataset), tuple(faults))


def _of_another_version(asked: str | None, dataset: Dataset) -> Iterator[str]:
    """Both sides are of the data that the page is of: that a side asks for others is told."""
    if asked is not None and asked != dataset.as_of:
        yield f"{AS_OF} “{shown(asked)}” holds for the address of the page, not for a side; both sides show version {dataset.version}."


def as_query(selection: Selection) -> str:
    """A selection as the address holds a side."""
    return urlencode(selection.query())


def canonical(text: str, dataset: Dataset) -> str:
    """What a reader typed or pasted for a side, as the address holds it; as it is where nothing of it is understood, so that it is told."""
    found = _side("a", text, dataset)
    return as_query(found.selection) or ("" if not text.strip() or (query_part(text) and not found.faults) else text.strip()[:200])


def ready_pairs(dataset: Dataset) -> list[ReadyPair]:
    """The pairs of which both sides stand in the data."""
    return [*_turn(dataset), *_parties(dataset), *_articles(dataset)]


def _turn(dataset: Dataset) -> Iterator[ReadyPair]:
    days = [day.date() for name in ("date_start", "date_end") for day in dataset.facts[name].dropna()]
    if days and min(days) < TURN <= max(days):
        before = Selection(dates=(min(days), TURN - timedelta(days=1)))
        yield ReadyPair(f"Before and after {day_text(TURN)}", before, Selection(dates=(TURN, max(days))))


def _parties(dataset: Dataset) -> Iterator[ReadyPair]:
    both = (Party.PAKISTANI_STATE.value, Party.BALOCH_MILITANTS.value)
    if {*both} <= {*dataset.facts["party"].dropna()}:
        yield ReadyPair(
            f"{PARTIES[both[0]]} against {PARTIES[both[1]]}: claims of one side only", *(Selection(party=(one,)) for one in both)
        )


def _articles(dataset: Dataset) -> Iterator[ReadyPair]:
    names = {article.id: _short_name(article) for article in dataset.articles.values()}
    for one, other in combinations(dataset.articles, 2):
        yield ReadyPair(f"{names[one]} and {names[other]}", Selection(article=(one,)), Selection(article=(other,)))


def _short_name(article: Article) -> str:
    """The publisher, by its letters where the name has them: "CISS"."""
    letters = re.search(r"\(([A-Z]{2,8})\)", article.publisher)
    return letters[1] if letters else article.publisher
