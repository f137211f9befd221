"""What the chokepoints page says in sentences: what is behind a district, what is reported at a site, what comes next (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd
from markupsafe import escape

from loaders.exposure.chokepoints import SHUTDOWN, Exposure
from loaders.exposure.dependencies import DistrictRole
from loaders.query.selection import Selection
from loaders.query.stage_totals import STAGE_COLUMNS, StageTotal, totals_by_stage
from loaders.schema.deal_terms import STAGE_LABELS
from loaders.schema.formatting import NOT_STATED
from loaders.schema.registries import NotStated, Place
from pages.drawing.exposure.counts import class_text, incidents_text, outside_text, placed_text
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import count_text
from pages.drawing.passage_links import passage_link
from pages.drawing.stage_totals import stage_total_text

Row = Mapping[Hashable, Any]
ROLES = {DistrictRole.START: "the route starts there", DistrictRole.PASSED: "the route passes it", DistrictRole.OWN: "lies there"}
TIES = {"direct": "at the site", "district": "in its district", "route": "on its route", "possible": "possibly"}


def and_text(names: Iterable[str]) -> str:
    """Reko Diq and Saindak; nothing for none."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def lie_text(exposure: Exposure, district: str, places: Mapping[str, Place]) -> str:
    """Which sites are in a district and which depend on it: "Reko Diq and Saindak depend on Nushki"."""
    depends = exposure.depends[exposure.depends["district"] == district]
    inside = depends["part"] == DistrictRole.OWN
    told = []
    for verb, sites in ((("are in", "is in"), depends.loc[inside, "site"]), (("depend on", "depends on"), depends.loc[~inside, "site"])):
        if len(sites):
            told.append(f"{and_text(places[s].name for s in sites)} {verb[len(sites) == 1]} {places[district].name}")
    return "; ".join(told)


def place_filter_text(exposure: Exposure, district: str, selection: Selection, places: Mapping[str, Place]) -> str:
    """What a place filter does here; "" without one."""
    asked = [*selection.district, *selection.province]
    if not asked:
        return ""
    province = dict(zip(exposure.depends["district"], exposure.depends["province"], strict=True))
    if any(d in selection.district or province[d] in selection.province for d in exposure.districts):
        what = "Here the place filter only chooses the district; it hides nothing"
    else:
        names = " or ".join(places[i].name for i in asked)
        what = f"No site depends on {names}, so the place filter does not apply here; {places[district].name} is shown"
    return f"{what}. Facts may be shown here that are not counted as shown above."


def counts_text(exposure: Exposure, district: str, places: Mapping[str, Place]) -> str:
    """The money that depends on a district and what is reported in it, a sentence per class of incident."""
    return f"Money: {money_text(exposure, exposure.behind(district))}. {incidents_text(exposure, district, places[district].name)}"


def behind_text(exposure: Exposure, district: str, places: Mapping[str, Place]) -> str:
    """Which sites depend on a district, then `counts_text`."""
    return f"{lie_text(exposure, district, places)}. {counts_text(exposure, district, places)}"


def money_text(exposure: Exposure, sites: tuple[str, ...]) -> str:
    """USD 1.25 billion, approved (1 deal); "no deal shown; 1 deal hidden by the filters (USD 1.25 billion, approved)"."""
    deals, maybe = (exposure.deals_of(sites, direct) for direct in (True, False))
    shown, hidden = exposure.shown(deals), exposure.hidden(deals)
    told = ["no deal is reported" if deals.empty else _shown_deals(shown, exposure, " shown" if len(hidden) else "")]
    told.append(_hidden_deals(hidden))
    if len(shown := exposure.shown(maybe)):
        told.append(f"{count_text(len(shown), 'more deal', 'more deals')} may count{outside_text(exposure, shown)}")
    return "; ".join(filter(None, [*told, _hidden_deals(exposure.hidden(maybe), " that may count")]))


def _shown_deals(deals: pd.DataFrame, exposure: Exposure, limit: str) -> str:
    """The totals as on the investment page, never across stages; limit: that there are more."""
    found = [
        f"{stage_total_text(r)}, {STAGE_LABELS[r.status].lower()} ({count_text(len(r.deals), 'deal', 'deals')}{limit})"
        for r in _stage_totals(deals)
    ]
    return "; ".join(found) + outside_text(exposure, deals) if found else "no deal shown"


def _hidden_deals(deals: pd.DataFrame, which: str = "") -> str:
    if deals.empty:
        return ""
    told = "; ".join(f"{stage_total_text(r)}, {STAGE_LABELS[r.status].lower()}" for r in _stage_totals(deals))
    return f"{count_text(len(deals), f'deal{which}', f'deals{which}')} hidden by the filters ({told})"


def _stage_totals(deals: pd.DataFrame) -> list[StageTotal]:
    few = deals[deals.columns.intersection(STAGE_COLUMNS)]  # picking rows of all columns takes most of the time
    return [stage for stage in totals_by_stage(few) if len(stage.deals)] if len(few) else []


def shutdown_text(exposure: Exposure, district: str, name: str) -> str:
    """That a cut of service in a district also means fewer reports from it; nothing where none is reported."""
    here = exposure.in_district(exposure.incidents, district, definite=True)
    cuts = here[here["event_type"] == SHUTDOWN]
    if cuts.empty:
        return ""
    hidden = exposure.hidden(cuts)["id"]
    dated = [f"{when} (hidden by the filters)" if i in {*hidden} else when for i, when in zip(cuts["id"], cuts["date_words"], strict=True)]
    told = f"Service in {name} is reported cut, {and_text(dict.fromkeys(dated))}"
    return f"{told}. Fewer reports come from a place without service, so no report does not mean that nothing happened."


def at_site_text(exposure: Exposure, site: str, name: str) -> str:
    """How many incidents at the site itself are reported, by class; none is said as plainly as some."""
    found = exposure.incidents_of((site,), ("direct",))
    told = {c: exposure.tally(found[found["incident_class"] == c]) for c in exposure.classes}
    return " ".join(f"{class_text(c)}: {placed_text(tally, f'at {name}')}." for c, tally in told.items())


def money_for_text(exposure: Exposure, site: str, name: str) -> str:
    """The money for one site per stage, or that no deal for it is reported."""
    if exposure.deals_of((site,), True).empty and exposure.deals_of((site,), False).empty:
        return f"No deal for {name} is reported."
    return f"Money for {name}: {money_text(exposure, (site,))}."


def deal_text(deal: Row, why: str = "") -> str:
    """Dec 2025 · Approved · USD 1.25 billion."""
    amount = deal["amount_words"]
    told = [deal["date_words"], STAGE_LABELS[deal["status"]], f"amount {NOT_STATED}" if amount == NOT_STATED else amount]
    return " · ".join([*told, *([why] if why else [])])


def basis_html(basis: Iterable[tuple[str, int, str | None]], gazetteer: Iterable[str]) -> str:
    """What a tie rests on: each passage as a link, and what only the gazetteer says."""
    paragraphs: dict[str, list[str | None]] = {}
    for article, paragraph, url in basis:
        paragraphs.setdefault(f"{article} ¶{paragraph}", []).append(url)
    told = [f"{escape(words)}, {' '.join(_link(n, url) for n, url in enumerate(urls, 1))}" for words, urls in paragraphs.items()]
    told += [f"{escape(said)} (gazetteer)" for said in gazetteer]
    return "; ".join(told) or "the fact itself"


def _link(turn: int, url: str | None) -> str:
    words = f"passage {turn}"
    return passage_link(url, words) if url else words


def route_basis_html(exposure: Exposure, names: LinkedNames) -> str:
    """District by district what it is to which sites, and the passages or the gazetteer that this rests on."""
    told: dict[str, dict[str, list[str]]] = {}
    for need in exposure.depends.to_dict("records"):
        avoided = "" if need["every_route"] else "; another route avoids it"
        why = f"{escape(ROLES[need['part']] + avoided)} · {basis_html(need['basis'], need['gazetteer'])}"
        name = names.place(need["district"]) if need["district"] else escape("District not known")
        told.setdefault(name, {}).setdefault(why, []).append(names.place(need["site"]))
    rows = (
        f"<dt>{name}</dt>" + "".join(f"<dd>{and_text(sites)}: {why}</dd>" for why, sites in of_name.items())
        for name, of_name in told.items()
    )
    return f"<dl class='card route-basis'>{''.join(rows)}</dl>"


def basis_text(basis: Iterable[tuple[str, int, str | None]], gazetteer: Iterable[str]) -> str:
    """The same without links, each paragraph once."""
    told = dict.fromkeys(f"{article} ¶{paragraph}" for article, paragraph, _ in basis)
    return "; ".join([*told, *(f"{said} (gazetteer)" for said in gazetteer)]) or "the fact itself"


def open_questions(place: str, not_stated: Iterable[NotStated]) -> list[str]:
    """What a reader would ask of a place and the articles do not give."""
    return [f"Not stated: {question.asked} {question.note}" for question in not_stated if place in question.places]
