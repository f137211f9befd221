"""The dated facts on one strip, a lane for each kind, with the number of what is earlier, later or has no date (pure)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

import pandas as pd

from loaders.schema.vocabulary import Kind
from pages.components.navigation import internal_anchor
from pages.drawing.palette import KINDS, LOOKS, WEAK_CERTAINTIES, count_text, fact_glyph, kind_signs, looks_of
from pages.drawing.timeline.axis import ticks
from pages.drawing.timeline.layout import ZoomRange
from pages.overview.strip_spans import MAX_LEVELS, Row, after, by_order, ends, levels, share, touches

_COLUMNS = ["id", "kind", "certainty", "match", "title", "date_words", "date_precision", "date_start", "date_end", "earliest", "latest"]
_BINS = 60


@dataclass(frozen=True)
class StripLinks:
    """Addresses: of a fact's card; of what a kind has without a date; of a span of days; of another part of the axis."""

    fact: Callable[[str], str]
    undated: Callable[[str], str]
    days: Callable[[date, date], str]
    period: Callable[[str], str]


def strip_html(
    facts: pd.DataFrame,
    periods: Sequence[ZoomRange],
    period: ZoomRange,
    chosen: tuple[date, date] | None,
    links: StripLinks,
    dark: bool,
) -> str:
    """The strip of the facts shown. periods: what the axis can be; period: what it is; chosen: the days that are filtered for."""
    lanes: dict[str, list[Row]] = {kind: [] for kind in map(str, Kind)}
    for row, look in zip(facts[_COLUMNS].to_dict("records"), looks_of(facts), strict=True):
        first, last = (row[name].date() if row[name] is not pd.NaT else None for name in ("date_start", "date_end"))
        lanes[row["kind"]].append(row | {"look": look, "first": first, "last": last})
    most = max(sum(map(_is_undated, rows)) for rows in lanes.values())
    drawn = "".join(_lane(kind, rows, period, most, links, dark) for kind, rows in lanes.items())
    return (
        f"<div class='strip' role='group' aria-label='Timeline of the facts shown, {escape(period.name)}'>"
        f"<div class='head'><span>{_periods(periods, period, links)}</span><span>earlier</span>{_axis(period, chosen)}"
        f"<span>no date</span></div>{drawn}</div>"
    )


def _is_undated(row: Row) -> bool:
    return bool(row["date_precision"] == "none")


def _periods(periods: Sequence[ZoomRange], period: ZoomRange, links: StripLinks) -> str:
    """The other parts of the axis as links."""
    return " · ".join(
        f"<b>{escape(one.name)}</b>" if one.id == period.id else internal_anchor(links.period(one.id), escape(one.name)) for one in periods
    )


def _axis(period: ZoomRange, chosen: tuple[date, date] | None) -> str:
    """The days that are named, the lines under them, and the window of the days that are filtered for."""
    named = "".join(f"<i style='left:{share(period, day.date()):.2f}%'>{escape(words)}</i>" for day, words in ticks(period))
    window = ""
    if chosen:
        left, right = (min(max(share(period, day), 0), 100) for day in (chosen[0], after(chosen[1])))
        window = f"<span class='window' style='left:{left:.2f}%;width:{max(right - left, 0.3):.2f}%'></span>"
    return f"<div class='axis' data-first='{period.first}' data-last='{period.last}'>{named}{window}</div>"


def _lane(kind: str, rows: list[Row], period: ZoomRange, most: int, links: StripLinks, dark: bool) -> str:
    dated = sorted((row for row in rows if not _is_undated(row)), key=lambda row: (row["first"] or row["last"], row["last"] or date.max))
    earlier = [row["id"] for row in dated if row["last"] and row["last"] < period.first]
    later = sum(bool(row["first"] and row["first"] > period.last) for row in dated)
    seen = [row for row in dated if touches(row, period)]
    alike: dict[tuple[date | None, date | None, bool], list[Row]] = {}
    for row in [*seen, *(row for row in map(by_order, filter(_is_undated, rows)) if row["by_order"] and touches(row, period))]:
        alike.setdefault((row["first"], row["last"], row.get("by_order", False)), []).append(row)
    colour = KINDS[kind].colour(dark)
    heights = levels(list(alike.values()), period)
    many = bool(heights) and max(heights) >= MAX_LEVELS
    bars = (_bar(group, level, period, links, colour, dark) for group, level in zip(alike.values(), heights, strict=True))
    track = _bins(seen, period, links, colour) if many else "".join(bars)
    height = "" if many or not heights else f" style='--levels:{max(heights) + 1}'"
    name = f"<i style='color:{colour}' aria-hidden='true'>{kind_signs(kind)[0]}</i>{escape(KINDS[kind].many.capitalize())}"
    told = f"data-facts='{' '.join(earlier)}' title='Before {period.first:%b %Y}'"
    before = f"<span {told}>{len(earlier):,}</span>" if earlier else ""
    afterwards = f"<span class='later' title='After {period.last:%b %Y}'>{later:,} later</span>" if later else ""
    stack = _stack(len(rows) - len(dated), most, kind, links, colour)
    cells = f"<span>{name}</span><span>{before}</span><div class='track'>{track}{afterwards}</div><span>{stack}</span>"
    return f"<div class='lane'{height}>{cells}</div>"


def _stack(number: int, most: int, kind: str, links: StripLinks, colour: str) -> str:
    """How many facts have no date, as a bar that leads to them."""
    if not number:
        return ""
    bar = f"<s style='width:{100 * number / most:.0f}%;background:{colour}'></s>{number:,}"
    told = f"{count_text(number, KINDS[kind].one, KINDS[kind].many)} shown without a date. Click: only these"
    return internal_anchor(links.undated(kind), bar, f" aria-label='{escape(told)}' title='{escape(told)}'")


def _bar(rows: list[Row], level: int, period: ZoomRange, links: StripLinks, colour: str, dark: bool) -> str:
    """A sign for a day, a bar for more, with an edge where it begins or ends and fading where that is open or out of view.

    Facts of the same days are one, with their number; it leads to the days.
    """
    row = rows[0]
    left, right = ends(row, period)
    several, day = len(rows) > 1, row["date_precision"] == "day"
    classes = ["sign" if day else "bar"]
    classes += ["from"] if row["first"] is None or row["first"] < period.first else []
    classes += ["on"] if row["last"] is None or row["last"] > period.last else []
    classes += ["weak"] if all(one["certainty"] in WEAK_CERTAINTIES for one in rows) else []
    classes += ["order"] if row.get("by_order") else []
    classes += ["may"] if all(one["match"] == "possible" for one in rows) else []
    looks = {one["look"] for one in rows}
    paint = LOOKS[row["look"]].colour(dark) if len(looks) == 1 else colour
    style = f"left:{left:.2f}%;--level:{level};color:{paint}" + ("" if day else f";width:{right - left:.2f}%")
    told = f"{count_text(len(rows), 'fact', 'facts')}, {row['date_words']}, shown here. Click: only these days" if several else _told(row)
    sign = fact_glyph(row["look"], row["certainty"]) if day else ""
    content = f"{sign}<u>{len(rows)}</u>" if several else sign
    address = links.days(*_days(row)) if several else links.fact(row["id"])
    ids, words = " ".join(one["id"] for one in rows), escape(told, quote=True)
    more = f" style='{style}' data-facts='{ids}' tabindex='-1' aria-label='{words}' title='{words}'"
    return internal_anchor(address, content, more, " ".join(classes))


def _told(row: Row) -> str:
    return f"{row['title']} · {row['date_words']}"


def _days(row: Row) -> tuple[date, date]:
    """The days that a span may lie in, one of them where the other end is not stated."""
    return row["first"] or row["last"], row["last"] or row["first"]


def _bins(seen: list[Row], period: ZoomRange, links: StripLinks, colour: str) -> str:
    """Too many to draw each: steps of equal length, as high as the number of facts that may lie in them; each leads to its days."""
    step = max(1, -(-((period.last - period.first).days + 1) // _BINS))
    counts, start = [], period.first
    while start <= period.last:
        end = min(start + timedelta(days=step - 1), period.last)
        counts.append((start, end, sum((r["first"] or date.min) <= end and (r["last"] or date.max) >= start for r in seen)))
        start = after(end)
    most = max(count for *_, count in counts)
    return "".join(_bin(start, end, count, most, period, links, colour) for start, end, count in counts if count)


def _bin(start: date, end: date, count: int, most: int, period: ZoomRange, links: StripLinks, colour: str) -> str:
    left, right = share(period, start), share(period, after(end))
    told = f"{start:%d %b %Y} – {end:%d %b %Y}: {count_text(count, 'fact', 'facts')} shown may lie in these days. Click: only these days"
    style = f"left:{left:.2f}%;width:{right - left:.2f}%;height:{100 * count / most:.0f}%;background:{colour}"
    more = f" style='{style}' tabindex='-1' aria-label='{escape(told)}' title='{escape(told)}'"
    return internal_anchor(links.days(start, end), "", more, "bin")
