"""What the chokepoints page says in sentences: what is behind a district, what is reported at a site, what comes next (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from loaders.distances import Next
from loaders.exposure import Part
from loaders.records import NotStated, Place
from loaders.words import NOT_STATED
from pages.exposure.figures import SHUTDOWN, Exposure, money_behind, money_words
from pages.shared.palette import RUNGS, count_words

Row = Mapping[Hashable, Any]
_NAMED = 2
TIES = {"direct": "at the site", "district": "in its district", "route": "on its route", "possible": "possibly"}


def and_words(names: Iterable[str]) -> str:
    """Reko Diq and Saindak; nothing for none."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def lie_words(exposure: Exposure, district: str, places: Mapping[str, Place]) -> str:
    """Which sites lie in a district and which behind it: "Behind Nushki lie Reko Diq and Saindak"."""
    depends = exposure.depends[exposure.depends["district"] == district]
    inside = depends["part"] == Part.OWN
    told = []
    for how, sites in (("in", depends.loc[inside, "site"]), ("behind", depends.loc[~inside, "site"])):
        if len(sites):
            told.append(f"{how} {places[district].name} {'lies' if len(sites) == 1 else 'lie'} {and_words(places[s].name for s in sites)}")
    words = ", ".join(told)
    return words[:1].upper() + words[1:]


def behind_words(exposure: Exposure, district: str, places: Mapping[str, Place]) -> str:
    """What sits behind a district and what is reported in it, in three sentences."""
    sites = exposure.behind(district)
    may_be = exposure.deals_of(sites, direct=False)
    more = f"; {count_words(len(may_be), 'more deal', 'more deals')} may count" if len(may_be) else ""
    sure, maybe = (exposure.count_in(district, definite) for definite in (True, False))
    return (
        f"{lie_words(exposure, district, places)}. Money: {money_words(money_behind(exposure, sites))}{more}. "
        f"Incidents in {places[district].name}: {sure} definite, {maybe} possible."
    )


def shutdown_words(incidents: pd.DataFrame, name: str) -> str:
    """That a cut of service in a district also means fewer reports from it; nothing where none is reported."""
    cuts = incidents[incidents["event_type"] == SHUTDOWN]
    if cuts.empty:
        return ""
    told = f"Service in {name} is reported cut, {and_words(dict.fromkeys(cuts['date_words']))}"
    return f"{told}. Fewer reports come from a place without service, so no report does not mean that nothing happened."


def at_site_words(exposure: Exposure, site: str, name: str) -> str:
    """How many incidents at the site itself are reported; none is said as plainly as some."""
    found = exposure.count(exposure.incidents_of(site, ("direct",)))
    if not found:
        return f"No incident at {name} is {'reported' if exposure.whole else 'among the facts shown'}."
    return f"{count_words(found, 'incident', 'incidents')} at {name} {'is' if found == 1 else 'are'} reported."


def money_for_words(exposure: Exposure, site: str, name: str) -> str:
    """The money for one site per rung; that no amount is stated, where none is."""
    ladder = money_behind(exposure, (site,))
    if not ladder:
        return f"No deal for {name} is {'told of, and no amount is stated for it' if exposure.whole else 'among the facts shown'}."
    return f"Money for {name}: {money_words(ladder)}."


def deal_words(deal: Row, why: str = "") -> str:
    """Dec 2025 · Approved · USD 1.25 billion."""
    amount = deal["amount_words"]
    told = [deal["date_words"], RUNGS[deal["status"]], f"amount {NOT_STATED}" if amount == NOT_STATED else amount]
    return " · ".join([*told, *([why] if why else [])])


def next_words(deal: str, found: Next | None, titles: Mapping[str, str]) -> str:
    """From a deal 31–61 days to the next incident: one of several whose order is not known; or that none is dated after it."""
    if found is None:
        return f"After “{deal}” no incident that counts is dated."
    named = [titles[i] for i in found.facts]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    which = named[0] if len(named) == 1 else f"one of {len(named)} whose order is not known, {'; '.join(named[:_NAMED])}{more}"
    return f"From “{deal}” {found.days} to the next incident: {which}."


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
    return f"<a href='{escape(url, quote=True)}' target='_blank' rel='noopener noreferrer'>{words}</a>" if url else words


def basis_words(basis: Iterable[tuple[str, int, str | None]], gazetteer: Iterable[str]) -> str:
    """The same without links, each paragraph once."""
    told = dict.fromkeys(f"{article} ¶{paragraph}" for article, paragraph, _ in basis)
    return "; ".join([*told, *(f"{said} (gazetteer)" for said in gazetteer)]) or "the fact itself"


def open_questions(place: str, not_stated: Iterable[NotStated]) -> list[str]:
    """What a reader would ask of a place and the articles do not give."""
    return [f"Not stated: {question.asked} {question.note}" for question in not_stated if place in question.places]
