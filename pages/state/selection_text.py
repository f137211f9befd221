"""A selection as a sentence, and the names of what filters offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.filters import ANY_PARTY, FILTERS, Filter, values_of
from loaders.query.selection import SHOWN_BY_DEFAULT, Selection
from loaders.schema.derived_terms import NO, ONE_ARTICLE, ONE_ORIGIN, SEVERAL_ARTICLES, SEVERAL_ORIGINS, YES
from loaders.schema.formatting import day_text, words_of
from loaders.schema.records import AUTHOR
from loaders.schema.registry_terms import Party, PlaceKind
from loaders.schema.vocabulary import Kind
from pages.drawing.palette import CERTAINTIES, KINDS, LINKS, MATCHES

PARTIES: dict[str, str] = {
    Party.PAKISTANI_STATE: "Pakistani state",
    Party.US_STATE: "US state",
    Party.CHINESE_STATE: "Chinese state",
    Party.INDIAN_STATE: "Indian state",
    Party.AFGHAN_STATE: "Afghan state",
    Party.IRANIAN_STATE: "Iranian state",
    Party.AUSTRALIAN_STATE: "Australian state",
    Party.UKRAINIAN_STATE: "Ukrainian state",
    Party.BALOCH_MILITANTS: "BLA and Baloch militants",
    Party.ISLAMIST_MILITANTS: "Islamist militants",
}


def selection_words(selection: Selection, dataset: Dataset) -> str:
    """The selection as a sentence reads it; "all facts" when nothing is chosen."""
    names = option_names(dataset)
    parts = [
        f"{one.title} {_joined(one, value_names(names, one.name, selection))}".strip() for one in FILTERS if getattr(selection, one.name)
    ]
    parts += [dates_text(selection)] if selection.dates else []
    parts += [f"words “{selection.q}”"] if selection.q else []
    parts += [match_text(selection)] if selection.match != SHOWN_BY_DEFAULT else []
    return "; ".join(parts) or "all facts"


def _joined(one: Filter, words: list[str]) -> str:
    return (" and " if one.how == "all" else " or ").join(words)


Names = dict[str, dict[str, str]]


@kept(1)
def option_names(dataset: Dataset) -> Names:
    """Per filter the ids that can be chosen, in the order shown, with their names; actors and parties that occur."""

    def occurring(column: str) -> set[str]:
        return {value for values in dataset.facts[column] for value in values}

    def places(kind: PlaceKind) -> dict[str, str]:
        return {p.id: p.name for p in dataset.places.values() if p.kind is kind}

    def actors(ids: Iterable[str]) -> dict[str, str]:
        found = {i: dataset.actors[i].name for i in ids if i != AUTHOR}
        return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))

    articles = {a.id: f"{a.publisher}{f', {a.author}' if a.author else ''}" for a in dataset.articles.values()}
    own = {
        "province": places(PlaceKind.PROVINCE),
        "district": dict(sorted(places(PlaceKind.DISTRICT).items(), key=lambda pair: pair[1])),
        "kind": {kind.value: KINDS[kind].many.capitalize() for kind in Kind},
        "article": articles,
        "all_articles": articles,
        "articles": {ONE_ARTICLE: "One article", SEVERAL_ARTICLES: "Two or more articles"},
        "origins": {ONE_ORIGIN: "One independent origin", SEVERAL_ORIGINS: "Two or more independent origins"},
        "actor": actors(occurring("actors")),
        "country": {country: country for country in sorted(occurring("countries"))},
        "claimant": {AUTHOR: "The article's own author"} | actors(occurring("match_claimants")),
        "party": PARTIES
        | {side: dataset.actors[side].name for side in dataset.sides if side not in PARTIES}
        | {ANY_PARTY: "Any single party"},
        "certainty": {c: words.capitalize() for c, words in CERTAINTIES.items()},
        "relation": {link: both[0].capitalize() for link, both in LINKS.items()},
        "dated": {YES: "With a date", NO: "Without a date"},
        "placed": {YES: "In a district or province", NO: "In no district or province"},
    }
    return {one.name: own.get(one.name) or _names_of_values(one, dataset) for one in FILTERS}


def _names_of_values(one: Filter, dataset: Dataset) -> dict[str, str]:
    """The values that occur, in words: for filters whose values have no names of their own."""
    found = values_of(replace(one, words=()), dataset.facts)
    return {value: words_of(value).capitalize() for value in found}


def value_names(names: Names, filter_name: str, selection: Selection) -> list[str]:
    return [names[filter_name].get(value, words_of(value)) for value in getattr(selection, filter_name)]


def match_text(selection: Selection) -> str:
    """Match types that are shown where they are not the usual ones: a view of fewer facts is not called "all facts"."""
    return f"match types shown: {', '.join(MATCHES[m] for m in selection.match) or 'none'}"


def dates_text(selection: Selection) -> str:
    assert selection.dates
    first, last = selection.dates
    return f"{day_text(first)} – {day_text(last)}"
