"""What is said about the timeline's picture: how to read it, and what it counts in place of drawing (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from loaders.schema.formatting import basis_text, date_text
from loaders.schema.kinds import UNDATABLE
from pages.drawing.palette import count_text
from pages.drawing.timeline.binning import BinnedCounts, counts
from pages.drawing.timeline.brackets import brackets_text, possible_text
from pages.drawing.timeline.folding import gaps_text
from pages.drawing.timeline.layout import MOST_ROWS, LaneLayout, ZoomRange

Row = Mapping[Hashable, Any]
_WEAKER = "Hollow means claimed, disputed, opinion or expected; paler means may match."


def counted_text(lanes: LaneLayout, preset: ZoomRange) -> str:
    """What is counted, what no bar can hold, and when each fact is drawn; nothing where each is."""
    return f"{_dated_text(counts(lanes, preset))}Filter to {MOST_ROWS} rows or fewer to see each fact." if lanes.counted else ""


def _dated_text(found: BinnedCounts) -> str:
    many = count_text(found.all_counted + found.all_apart, "dated fact shown", "dated facts shown")
    said = f"{many}: {found.all_counted:,} counted per {found.step}"
    if found.all_apart:
        said += f"; {count_text(found.all_apart, 'reaches', 'reach')} beyond one {found.step} or beyond the period shown, in no bar"
    return said + ". "


def edge_text(row: Row) -> list[str]:
    """What the picture cuts off or does not know of a span: "since 2021", "end not stated"; the days that an order leaves possible."""
    if row.get("by_order"):
        return [possible_text(row)]
    first, _, last = row["date"].partition("/")
    told = ["beginning not stated"] if row["open_start"] else []
    if (row["cut_start"] or row["cut_end"]) and not last:
        told.append(f"during {date_text(first)}")
    elif row["cut_start"] and not row["open_start"]:
        told.append(f"since {date_text(first)}")
    if row["cut_end"] and not row["open_end"] and last:
        told.append(f"until {date_text(last)}")
    return [*told, *(["end not stated"] if row["open_end"] else [])]


def beyond_text(row: Row) -> str:
    """The same in full, for who points at a span."""
    told = [name for cut, name in ((row["cut_start"], "began before"), (row["cut_end"], "continues after")) if cut]
    return "; ".join(filter(None, [", ".join(edge_text(row)), f"{' and '.join(told)} the period shown" if told else ""]))


def title_text(row: Row) -> str:
    """What stands beside a span: its title, and what its edges and its date do not say."""
    return f"{row['title']}{notes_text(row)}"


def notes_text(row: Row) -> str:
    """What the title of a span does not say of its edges and its date, in brackets; nothing where there is nothing to say."""
    notes = [*edge_text(row), basis_text(row["date_basis"]).strip(" ()")]
    notes = [note for note in notes if note and note not in row["title"]]
    return f" ({', '.join(notes)})" if notes else ""


def edges_text(spans: pd.DataFrame) -> str:
    """How many spans the view cuts, since when, and how many have an end that is not stated; nothing where there are none."""
    each = spans.drop_duplicates("id")
    before, after = each[each["cut_start"]], int(each["cut_end"].sum())
    told = [f"{len(before):,} began before the period shown, the earliest in {before['begin'].min():%Y}"] if len(before) else []
    told += [f"{after:,} {'continues' if after == 1 else 'continue'} after it"] if after else []
    told += [f"{number:,} without a stated {name}" for name, column in _OPEN.items() if (number := int(each[column].sum()))]
    return "; ".join(told)


_OPEN = {"beginning": "open_start", "end": "open_end"}


def dated_text(facts: pd.DataFrame) -> str:
    """21 dated, 87 with no date, 9 mineral sites (not events): what the timeline draws, lists beside itself and leaves out."""
    without = facts["date_precision"] == "none"
    sites = int((without & facts["kind"].isin(UNDATABLE)).sum())
    told = f"{int((~without).sum()):,} dated, {int(without.sum()) - sites:,} with no date"
    return told + (f", {count_text(sites, 'mineral site (not an event)', 'mineral sites (not events)')}" if sites else "")


def sites_text(lanes: LaneLayout) -> str:
    """9 mineral sites shown: not events, no date."""
    return (
        f"{count_text(len(lanes.sites), 'mineral site shown: not an event', 'mineral sites shown: not events')}, no date"
        if len(lanes.sites)
        else ""
    )


def reading_help(lanes: LaneLayout, preset: ZoomRange) -> str:
    """How to read the picture, which years it leaves out, and how many dated facts lie outside the part in view."""
    far = count_text(lanes.outside, "dated fact shown is", "dated facts shown are")
    beyond = f"{far} outside {preset.name}: choose All to see {'it' if lanes.outside == 1 else 'them'}. " if lanes.outside else ""
    beyond += f"{left_out} " if (left_out := gaps_text(preset)) else ""
    if lanes.counted:
        bars = "Bar height is the number of facts shown. Lanes share one scale unless noted."
        return beyond + f"{bars} {_WEAKER} Click a bar to filter by its dates."
    bars = "A mark is a day; a bar is as long as the month, year or span within which it happened. "
    bars += "It fades where it continues outside the period shown."
    bars += " An arrow always has the same length and says that the end is not stated."
    if len(lanes.ordered):
        bars += (
            " A bracket has no date: the order in the text leaves these days possible, and a dotted line leads to what it is ordered by."
        )
    return beyond + f"{bars} {_WEAKER} Click to open a fact."


def caption_text(lanes: LaneLayout, preset: ZoomRange) -> str:
    """What a picture that leaves the dashboard says below itself."""
    gaps = gaps_text(preset)
    if lanes.counted:
        return " ".join(filter(None, [counted_text(lanes, preset), "Bar height is the number of facts shown. Order is not cause.", gaps]))
    said = "A mark is a day. A bar is as long as the time within which it happened. Order is not cause."
    edges = f"Of the spans shown {edges}." if (edges := edges_text(lanes.spans)) else ""
    ordered = f"Of those shown with no date {told}." if (told := brackets_text(lanes.ordered)) else ""
    return " ".join(filter(None, [said, edges, ordered, gaps]))
