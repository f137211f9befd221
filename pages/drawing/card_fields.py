"""What a fact card tells, row by row: date and place with their precision, claimants, figures, what its kind adds (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.frames.dataset import Dataset
from loaders.gazetteer.places import Gazetteer
from loaders.query.duplicates import duplicates_of
from loaders.schema.dates import UNDATED, parse_date
from loaders.schema.derived_terms import DateBasis
from loaders.schema.formatting import NOT_STATED, date_text, figure_phrase, route_basis, small_first, words_of
from loaders.schema.kinds import KINDS
from loaders.schema.records import AUTHOR, Fact, Figure
from loaders.schema.registry_terms import POINT_KINDS, PlaceKind
from pages.drawing.palette import CERTAINTIES, count_text


def card_fields(fact: Fact, dataset: Dataset) -> dict[str, str]:
    """Names of rows and their words, in reading order; empty words mean that there is nothing to tell."""
    row = dataset.facts.loc[dataset.facts["id"] == fact.id].iloc[0]
    return {
        "Who says so": row["who_says"],
        "Rests on": rests_on_text(fact, dataset),
        "Certainty": f"{CERTAINTIES[fact.certainty]}: {small_first(fact.certainty.meaning)}",
        "Date": _date(fact),
        "Place": _places(fact, dataset),
        "Coordinates": _coordinates(fact, dataset),
        "Actors": "; ".join(f"{dataset.actors[a.actor].name} ({words_of(a.role)})" for a in fact.actors),
        "Figures": "; ".join(_figure(figure, fact, dataset) for figure in fact.figures),
        "Commodities": ", ".join(words_of(c) for c in fact.commodities),
        **_own(fact, dataset),
        "Review": f"{small_first(fact.review.state.meaning)} ({date_text(fact.review.date, DateBasis.PRINTED)})" if fact.review else "",
        "Note": fact.note or "",
    }


def rests_on_text(fact: Fact, dataset: Dataset) -> str:
    """How many articles and independent origins a fact rests on, and what it would rest on with those that may be the same."""
    facts = dataset.facts
    articles: dict[str, tuple[str, ...]] = dict(zip(facts["id"], facts["articles"], strict=True))
    origins: dict[str, tuple[str, ...]] = dict(zip(facts["id"], facts["origins"], strict=True))
    told = f"{count_text(len(articles[fact.id]), 'article', 'articles')}, {origins_text(origins[fact.id])}"
    same = [other for other in duplicates_of(facts)[fact.id] if {*articles[other]}.isdisjoint(articles[fact.id])]
    if not same:
        return told
    every = dict.fromkeys(name for identity in (fact.id, *same) for name in origins[identity])
    return f"{told}; with the facts of other articles that may be the same: {origins_text(tuple(every))}"


def origins_text(origins: Sequence[str]) -> str:
    """1 independent origin (CNN)."""
    return f"{count_text(len(origins), 'independent origin', 'independent origins')} ({', '.join(origins)})"


def _date(fact: Fact) -> str:
    precision = (parse_date(fact.date) if fact.date else UNDATED).precision
    return f"{date_text(fact.date, fact.basis or DateBasis.PRINTED)} ({small_first(precision.meaning)})" + _note(fact.date_note)


def _places(fact: Fact, dataset: Dataset) -> str:
    named = [f"{dataset.places[i].name} ({_extent(dataset.places[i].kind)}){_within(i, fact.places, dataset)}" for i in fact.places]
    words = ", ".join(named) or "the source names no place"
    return words + ("" if fact.places_complete else ", and others: the list is open") + _note(fact.place_note)


def _within(identity: str, named: tuple[str, ...], dataset: Dataset) -> str:
    """The district and province around a place that the text does not name itself, marked as the gazetteer's."""
    gazetteer = Gazetteer(dataset.places)
    around = [*gazetteer.districts([identity]), *gazetteer.provinces([identity])]
    names = [dataset.places[i].name for i in around if i != identity and i not in named]
    return f" in {', '.join(names)} (gazetteer)" if names else ""


def _coordinates(fact: Fact, dataset: Dataset) -> str:
    """The point of each site and town of a fact: the articles give none."""
    points = [p for i in fact.places if (p := dataset.places[i]).kind in POINT_KINDS and p.lat is not None]
    told = [f"{p.name if len(points) > 1 else ''} {p.lat:.2f}, {p.lon:.2f} (± {p.radius_km:g} km)".strip() for p in points]
    return f"{'; '.join(told)} (gazetteer)" if told else ""


def _extent(kind: PlaceKind) -> str:
    return {PlaceKind.DISTRICT: "somewhere in the district", PlaceKind.PROVINCE: "somewhere in the province"}.get(kind, words_of(kind))


def _figure(figure: Figure, fact: Fact, dataset: Dataset) -> str:
    claimants = figure.claimed_by or fact.claimed_by
    names = [dataset.actors[c].name for c in claimants if c != AUTHOR]
    return figure_phrase(figure) + (f" (according to {' and '.join(names)})" if names else "")


@dataclass(frozen=True)
class _Names:
    """What a card calls the actors, sites and routes that a fact refers to."""

    dataset: Dataset

    def actors(self, ids: Sequence[str]) -> str:
        return ", ".join(self.dataset.actors[i].name for i in ids) or NOT_STATED

    def sites(self, ids: Sequence[str]) -> str:
        return ", ".join(self.dataset.places[i].name + _within(i, (), self.dataset) for i in ids)

    def routes(self, ids: Sequence[str]) -> str:
        return "; ".join(r.name + route_basis(r) for r in self.dataset.routes.values() if set(r.serves) & set(ids))


def _own(fact: Fact, dataset: Dataset) -> dict[str, str]:
    """The rows that only its kind has."""
    names = _Names(dataset)
    return {row.label: row.text(fact, names) for row in KINDS[fact.kind].card}


def _note(text: str | None) -> str:
    return f" — {text}" if text else ""
