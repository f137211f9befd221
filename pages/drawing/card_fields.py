"""What a fact card tells, row by row: date and place with their precision, claimants, figures, what its kind adds (pure)."""

from __future__ import annotations

from loaders.frames.dataset import Dataset
from loaders.gazetteer.places import Gazetteer
from loaders.schema.dates import UNDATED, parse_date
from loaders.schema.derived_terms import DateBasis
from loaders.schema.figures import amount_words_of
from loaders.schema.formatting import NOT_STATED, date_text, figure_phrase, route_basis
from loaders.schema.kinds import DiplomaticEvent, FinancingDeal, MineralSite, SecurityIncident
from loaders.schema.records import AUTHOR, Fact, Figure
from loaders.schema.registry_terms import POINT_KINDS, PlaceKind
from loaders.schema.site_terms import SINGLE_SITES
from pages.drawing.palette import CERTAINTIES, STAGE_LABELS, words_of


def card_fields(fact: Fact, dataset: Dataset) -> dict[str, str]:
    """Names of rows and their words, in reading order; empty words mean that there is nothing to tell."""
    row = dataset.facts.loc[dataset.facts["id"] == fact.id].iloc[0]
    return {
        "Who says so": row["who_says"],
        "Certainty": f"{CERTAINTIES[fact.certainty]}: {_small(fact.certainty.meaning)}",
        "Date": _date(fact),
        "Place": _places(fact, dataset),
        "Coordinates": _coordinates(fact, dataset),
        "Actors": "; ".join(f"{dataset.actors[a.actor].name} ({words_of(a.role)})" for a in fact.actors),
        "Figures": "; ".join(_figure(figure, fact, dataset) for figure in fact.figures),
        "Commodities": ", ".join(words_of(c) for c in fact.commodities),
        **_own(fact, dataset),
        "Note": fact.note or "",
    }


def _date(fact: Fact) -> str:
    precision = (parse_date(fact.date) if fact.date else UNDATED).precision
    return f"{date_text(fact.date, fact.basis or DateBasis.PRINTED)} ({_small(precision.meaning)})" + _note(fact.date_note)


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


def _sites(sites: tuple[str, ...], dataset: Dataset) -> str:
    return ", ".join(dataset.places[i].name + _within(i, (), dataset) for i in sites)


def _extent(kind: PlaceKind) -> str:
    return {PlaceKind.DISTRICT: "somewhere in the district", PlaceKind.PROVINCE: "somewhere in the province"}.get(kind, words_of(kind))


def _figure(figure: Figure, fact: Fact, dataset: Dataset) -> str:
    claimants = figure.claimed_by or fact.claimed_by
    names = [dataset.actors[c].name for c in claimants if c != AUTHOR]
    return figure_phrase(figure) + (f" (according to {' and '.join(names)})" if names else "")


def _own(fact: Fact, dataset: Dataset) -> dict[str, str]:
    """The rows that only its kind has."""

    def names(ids: tuple[str, ...]) -> str:
        return ", ".join(dataset.actors[i].name for i in ids) or NOT_STATED

    match fact:
        case FinancingDeal():
            routes = [r.name + route_basis(r) for r in dataset.routes.values() if set(r.serves) & set(fact.sites)]
            return {
                "Amount": amount_words_of(fact),
                "Stage": f"{STAGE_LABELS[fact.status]}: {_small(fact.status.meaning)}",
                "Financier": names(fact.financier),
                "Recipient": names(fact.recipient),
                "Site": _sites(fact.sites, dataset),
                "Depends on": "; ".join(routes),
            }
        case MineralSite():
            site = fact.site_type in SINGLE_SITES
            return {
                "Kind of site": words_of(fact.site_type),
                "Status": words_of(fact.status or ""),
                "Operator": names((fact.operator,) if fact.operator else ()) if site else "",
                "Owner": names((fact.owner,) if fact.owner else ()) if site else "",
            }
        case SecurityIncident():
            return {"Type": words_of(fact.event_type), "Campaign": fact.campaign or ""}
        case DiplomaticEvent():
            return {"Type": words_of(fact.event_type)}
        case _:
            return {}


def _note(text: str | None) -> str:
    return f" — {text}" if text else ""


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
