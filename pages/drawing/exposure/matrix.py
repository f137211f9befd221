"""Sites by the districts of their routes: what happened in each by class, and the money behind each district (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from loaders.exposure.chokepoints import Exposure, Tally
from loaders.exposure.dependencies import UNKNOWN
from loaders.schema.registries import Place
from pages.drawing.exposure.counts import class_text
from pages.drawing.exposure.summary import money_text

PARTS = {"start": "route starts", "passed": "on the route", "own": "site lies here"}


def matrix_html(exposure: Exposure, chosen: str, places: Mapping[str, Place]) -> str:
    """The matrix as a table: a row per site, a column per district in the order of the routes, below it the money."""
    columns = [*exposure.districts, *([UNKNOWN] if (exposure.depends["district"] == UNKNOWN).any() else [])]
    names = {d: places[d].name if d else "District not known" for d in columns}
    head = "".join(f"<th scope='col'{_here(d, chosen)}>{escape(names[d])}</th>" for d in columns)
    body = "".join(_row(places[s].name, [_cell(exposure, s, d) for d in columns], columns, chosen) for s in exposure.sites)
    behind = [exposure.behind(d) for d in columns]
    money = {sites: escape(money_text(exposure, sites)) for sites in dict.fromkeys(behind)}
    foot = _row("Money that depends on it", [money[sites] for sites in behind], columns, chosen)
    if len(money) == 1:
        foot = f"<tr><th scope='row'>Money that depends on each</th><td colspan='{len(columns)}'>{money[behind[0]]}</td></tr>"
    return (
        "<div class='wide'><table class='matrix'><caption class='small'>What happened, by site and district of its route</caption>"
        f"<thead><tr><th scope='col'>Site</th>{head}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table></div>"
    )


def _row(name: str, cells: list[str], columns: list[str], chosen: str) -> str:
    told = "".join(f"<td{_here(d, chosen)}>{cell}</td>" for d, cell in zip(columns, cells, strict=True))
    return f"<tr><th scope='row'>{escape(name)}</th>{told}</tr>"


def _cell(exposure: Exposure, site: str, district: str) -> str:
    need = exposure.depends[(exposure.depends["site"] == site) & (exposure.depends["district"] == district)]
    if need.empty:
        return "<span title='not on its route'>–</span>"
    told = "".join(f"<div>{escape(class_text(c))}: {cell_text(*exposure.tallies_in(district, c, site))}</div>" for c in exposure.classes)
    part = PARTS[need["part"].iloc[0]] + ("" if need["every_route"].all() else "; another route avoids it")
    return f"{told}<span class='small'>{escape(part)}</span>"


def cell_text(sure: Tally, maybe: Tally) -> str:
    """1, 2 may be; "0 shown, 1 hidden; may be: 0 shown, 2 hidden" where the filters hide some: HTML."""
    placed = f"<b>{sure.shown}</b>" + (f" shown, {sure.hidden} hidden" if sure.hidden else "")
    if not maybe.all:
        return placed
    return placed + (f"; may be: {maybe.shown} shown, {maybe.hidden} hidden" if maybe.hidden else f", {maybe.shown} may be")


def _here(district: str, chosen: str) -> str:
    return " class='here'" if district == chosen else ""
