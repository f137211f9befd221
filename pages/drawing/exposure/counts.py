"""How many incidents are shown, may be in a district, may lie outside the dates or are hidden, in words (pure)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.exposure.chokepoints import Exposure, Tally
from loaders.schema.incident_terms import IncidentClass
from loaders.schema.registries import Place
from pages.drawing.palette import INCIDENTS


def marks_text(exposure: Exposure) -> str:
    """What the numbers and the line on the picture are: "▲ attacks and holds, ⬢ state measures; in brackets what may be in it"."""
    marks = ", ".join(f"{INCIDENTS[c].glyph} {class_text(c).lower()}" for c in exposure.classes)
    return (
        f"{marks}; in brackets what more may be in the district: placed in the province as a whole, a region or an open list of places. "
        "Possible duplicates count once; reports and statistics do not count. The dashed line is schematic; points and outlines are the "
        "gazetteer’s."
    )


def all_incidents_text(exposure: Exposure, places: Mapping[str, Place]) -> str:
    """What is reported in each district of the routes, in words."""
    return " ".join(incidents_text(exposure, d, places[d].name) for d in exposure.districts)


def class_text(incident_class: IncidentClass) -> str:
    """Attacks and holds: what a class counts, at the beginning of a sentence."""
    return INCIDENTS[incident_class].many.replace(" or ", " and ").capitalize()


def incidents_text(exposure: Exposure, district: str, name: str) -> str:
    """Attacks and holds: 1 in Nushki, 2 may be in it. State measures: none reported in Nushki."""
    told = {c: exposure.tallies_in(district, c) for c in exposure.classes}
    return " ".join(f"{class_text(c)}: {placed_text(sure, f'in {name}')}{may_be_text(maybe)}." for c, (sure, maybe) in told.items())


def placed_text(tally: Tally, where: str) -> str:
    """1 in Nushki; "none reported in Nushki"; "none shown in Nushki, 1 hidden by the filters"."""
    if not tally.all:
        return f"none reported {where}"
    if not tally.hidden:
        return f"{tally.shown} {where}{_outside(tally)}"
    return f"{tally.shown or 'none'} shown {where}{_outside(tally)}, {tally.hidden} hidden by the filters"


def may_be_text(tally: Tally) -> str:
    """; 2 may be in it, of what is placed in no one district; nothing for none."""
    if not tally.all:
        return ""
    if not tally.hidden:
        return f"; {tally.shown} may be in it{_outside(tally)}"
    return f"; may be in it: {tally.shown or 'none'} shown{_outside(tally)}, {tally.hidden} hidden by the filters"


def label_lines(exposure: Exposure, district: str) -> list[str]:
    """▲ 1 (+2) ⬢ 1 (+2): per class what is shown in a district and what more may be in it; below it what is hidden."""
    tallies = {c: exposure.tallies_in(district, c) for c in exposure.classes}
    told = [f"{INCIDENTS[c].glyph} {sure.shown} (+{maybe.shown})" for c, (sure, maybe) in tallies.items() if sure.all or maybe.all]
    lines = [" ".join(told[turn : turn + 2]) for turn in range(0, len(told), 2)]  # two side by side are as wide as a name needs
    hidden = sum(tally.hidden for both in tallies.values() for tally in both)
    return [*lines, *([f"shown, {hidden} hidden"] if hidden else [])] or ["none reported"]


def outside_text(exposure: Exposure, shown: pd.DataFrame) -> str:
    """That some of the facts shown may lie outside the dates asked for; nothing where none may."""
    return _outside(exposure.tally(shown))


def _outside(tally: Tally) -> str:
    number = "" if tally.shown == 1 else f"{tally.outside} "
    return f" ({number}may lie outside the dates)" if tally.outside else ""
