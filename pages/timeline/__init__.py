"""Timeline: facts in lanes, each drawn as exactly as it is dated."""

from __future__ import annotations

from datetime import datetime

from loaders.query.page_parameters import PageParameter
from pages.drawing.timeline.events import PERIODS
from pages.drawing.timeline.layout import LANE_WORDS
from pages.server.page import Page

DRAGS = ("move", "dates")
MOST_PICKED = 2


def _is_zoom_range(value: str) -> bool:
    form = {4: "%Y", 7: "%Y-%m"}.get(len(value))
    try:
        return value == "all" or bool(form and datetime.strptime(value, form))
    except ValueError:
        return False


PAGE = Page(
    "timeline",
    "Timeline",
    "Facts in time, each as long as its date is wide, with the days between any two of them as a range.",
    chunks=("PlotlyChart", "DataFrame", "DownloadButton", "Multiselect"),
    params=(
        PageParameter("lane", "timeline: what a lane is (kind, district or actor; every_…: also those of few facts)", words=LANE_WORDS),
        PageParameter(
            "preset",
            "timeline: the part of the axis that is in view",
            accepts=_is_zoom_range,
            expected="neither all nor a year or month such as 2026-01",
            schema={"type": "string", "pattern": "^(all|[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?)$"},
        ),
        PageParameter("per", "timeline: what a bar of imported events stands for", words=PERIODS),
        PageParameter("drag", "timeline: whether a drag moves the axis or filters by dates", words=DRAGS),
        PageParameter(
            "pick", "timeline: the two facts whose distance is read", most=MOST_PICKED, values=lambda d: d.facts_by_id, of="fact"
        ),
    ),
)
