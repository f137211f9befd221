"""Brackets and ties as plotly traces (pure)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from pages.drawing.palette import THEMES
from pages.drawing.timeline.brackets import ties
from pages.drawing.timeline.labels import Trace, stamps

_DASHES, _FIRST_PX, _STEP_PX = 3, 4, 8  # towards an open side, and how far from the bracket they begin, whatever the axis
_DASH_PX, _SIGN_PX = 5, 16
Row = Mapping[Hashable, Any]
Pointing = Callable[[Sequence[Row]], Trace]


def tie_traces(rows: pd.DataFrame, dark: bool) -> list[Trace]:
    """The dotted lines from brackets, and from dates that follow from an order, to what they are ordered by; none, or one trace."""
    xs, ys = list[str | None](), list[float | None]()
    for tie in ties(rows.to_dict("records")):
        xs += [*stamps([tie.x, tie.other_x]), None]
        ys += [tie.y, tie.other_y, None]
    return [_lines(xs, ys, {"color": THEMES[dark].quiet, "width": 1, "dash": "dot"})] if xs else []


def bracket_traces(rows: Sequence[Row], colours: Sequence[str], pointing: Pointing) -> list[Trace]:
    """A bracket at each end that is known, dashes of one length towards an open side, and from end to end where both are known.

    rows: those by their order, with y, left and right. pointing: what makes the points of rows tell and open their facts.
    """
    found = list[Trace]()
    for colour in dict.fromkeys(colours):  # plotly has one colour a trace for words that are not selected
        alike = [row for row, own in zip(rows, colours, strict=True) if own == colour]
        closed = [row for row in alike if row["left"] < row["right"]]  # between two ends, or from an edge of the view that hides the one
        xs, ys = list[str | None](), list[float | None]()
        for row in closed:
            xs += [*stamps([row["left"], row["right"]]), None]
            ys += [row["y"], row["y"], None]
        found += [_lines(xs, ys, {"color": colour, "width": 1.6, "dash": "5px,4px"})] if closed else []
        if still_open := [row for row in alike if row["left"] >= row["right"]]:
            found.append(_dashes([row for row in still_open for _ in range(_DASHES)], colour, pointing))
        found.append(_signs(alike, colour, pointing))
    return found


def _lines(xs: Sequence[str | None], ys: Sequence[float | None], line: Trace) -> Trace:
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _dashes(rows: Sequence[Row], colour: str, pointing: Pointing) -> Trace:
    """From the known end of each row towards its open side; a row stands here once for each dash."""
    marker = {
        "symbol": "line-ns",
        "angle": [-90 if row["open_end"] else 90 for row in rows],  # plotly moves a mark away against the way it points
        "standoff": [_FIRST_PX + _STEP_PX * (turn % _DASHES) + _DASH_PX / 2 for turn in range(len(rows))],
        "size": _DASH_PX / 2,
        "line": {"width": 1.8, "color": colour},
    }
    at = {"x": stamps([row["left" if row["open_end"] else "right"] for row in rows]), "y": [row["y"] for row in rows]}
    return {"type": "scatter", "mode": "markers", "cliponaxis": False, "marker": marker, **at, **pointing(rows)}


def _signs(rows: Sequence[Row], colour: str, pointing: Pointing) -> Trace:
    """The brackets themselves; where neither end is in view, nothing that is seen but tells its fact."""
    points = list[tuple[Row, float, str]]()
    for row in rows:
        starts, ends = not row["open_start"] and not row["cut_start"], not row["open_end"] and not row["cut_end"]
        points += [(row, row["left"], "<b>[</b>")] if starts else []
        points += [(row, row["right"], "<b>]</b>")] if ends else []
        points += [] if starts or ends else [(row, (row["left"] + row["right"]) // 2, "")]
    font = {"size": _SIGN_PX, "color": colour}
    return {
        **pointing([row for row, _, _ in points]),
        "type": "scatter",
        "mode": "text",
        "cliponaxis": False,
        "x": stamps([x for _, x, _ in points]),
        "y": [row["y"] for row, _, _ in points],
        "text": [sign for _, _, sign in points],
        "textposition": "middle center",
        "textfont": font,
        "unselected": {"textfont": {"color": colour}},
    }
