"""Sites by the districts of their routes: incidents definite and possible apart, and the money behind each district (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from loaders.exposure import UNKNOWN
from loaders.records import Place
from loaders.ties import count_once
from pages.exposure.figures import Exposure, money_behind
from pages.investment.ladder import rung_words
from pages.shared.palette import RUNGS, count_words

PARTS = {"start": "route starts", "passed": "on the route", "own": "site lies here"}


def matrix_html(exposure: Exposure, chosen: str, places: Mapping[str, Place]) -> str:
    """The matrix as a table: a row per site, a column per district in the order of the routes, below it a row per rung."""
    columns = [*exposure.districts, *([UNKNOWN] if (exposure.depends["district"] == UNKNOWN).any() else [])]
    names = {d: places[d].name if d else "District not known" for d in columns}
    head = "".join(f"<th scope='col'{_here(d, chosen)}>{escape(names[d])}</th>" for d in columns)
    body = "".join(_row(places[s].name, [_cell(exposure, s, d) for d in columns], columns, chosen) for s in exposure.sites)
    money = [{r.status: rung_words(r) for r in money_behind(exposure, exposure.behind(d))} for d in columns]
    rungs = [status for status in RUNGS if any(status in told for told in money)]
    foot = "".join(_row(f"{RUNGS[s]}, behind it", [escape(told.get(s, "–")) for told in money], columns, chosen) for s in rungs)
    maybe = [len(exposure.deals_of(exposure.behind(d), direct=False)) for d in columns]
    if any(maybe):
        foot += _row("May be behind it", [count_words(n, "deal", "deals") if n else "–" for n in maybe], columns, chosen)
    return (
        "<div class='wide'><table class='matrix'><caption class='small'>Incidents by site and district of its route</caption>"
        f"<thead><tr><th scope='col'>Site</th>{head}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table></div>"
    )


def _row(name: str, cells: list[str], columns: list[str], chosen: str) -> str:
    told = "".join(f"<td{_here(d, chosen)}>{cell}</td>" for d, cell in zip(columns, cells, strict=True))
    return f"<tr><th scope='row'>{escape(name)}</th>{told}</tr>"


def _cell(exposure: Exposure, site: str, district: str) -> str:
    need = exposure.depends[(exposure.depends["site"] == site) & (exposure.depends["district"] == district)]
    if need.empty:
        return "<span title='not on its route'>–</span>"
    here = exposure.ties[(exposure.ties["site"] == site) & (exposure.ties["district"] == district)]
    sure, maybe = (count_once(here.loc[here["definite"] == definite, "fact"], exposure.incidents) for definite in (True, False))
    part = PARTS[need["part"].iloc[0]] + ("" if need["every_route"].all() else "; another route avoids it")
    return f"<b>{sure}</b> definite, {maybe} possible <span class='small'>{escape(part)}</span>"


def _here(district: str, chosen: str) -> str:
    return " class='here'" if district == chosen else ""
