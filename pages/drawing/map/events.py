"""Imported events on the map: marks or circles at points, shades of districts, and what both stand for in words (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

import pandas as pd
import pydeck as pdk

from pages.drawing.map.projection import GeoJson
from pages.drawing.palette import RGB, THEMES, count_text, rgb

MOST_MARKS = 2_000  # events shown, up to which each point is a mark of one size
MOST_POINTS = 2_000
_SUMS = ["events", "fatalities_low", "fatalities_best", "fatalities_high", "fatalities_known"]
_MARK_PX, _LEAST_PX, _MOST_PX = 4.0, 2.5, 20.0
_DEEPEST = 0.5  # share of the ink in the darkest shade
By = Literal["count", "fatalities"]


@dataclass(frozen=True, eq=False)
class EventLayers:
    """Where the events of one dataset are: `points` (latitude, longitude, place) and `areas` (boundary, names), each with _SUMS.

    noun: what its rows are called, one and many. by: what circles and shades stand for. marks: whether points have one size.
    """

    points: pd.DataFrame
    areas: pd.DataFrame
    noun: tuple[str, str]
    by: By
    marks: bool

    @property
    def value(self) -> str:
        return "events" if self.by == "count" else "fatalities_best"


def event_layers(
    points: pd.DataFrame, districts: pd.DataFrame, outline_of: Mapping[str, str], names: Mapping[str, str], noun: tuple[str, str], by: By,
    shown: int,
) -> EventLayers:  # fmt: skip
    """Gather rows of one dataset by point and by outline. points, districts: as `by_place` and `by_district`. shown: how many rows."""
    at = points.groupby(["latitude", "longitude"], as_index=False, sort=False).agg(_summed("place", "first"))
    drawn = districts.assign(boundary=[outline_of.get(one, "") for one in districts["district"]])
    drawn = drawn[drawn["boundary"] != ""].assign(names=lambda frame: [names.get(one, one) for one in frame["district"]])
    areas = drawn.groupby("boundary", as_index=False).agg(_summed("names", ", ".join))
    return EventLayers(at, areas, noun, by, shown <= MOST_MARKS)


def _summed(name: str, how: Any) -> dict[str, Any]:
    """How rows are gathered; a sum of what is not given is not given."""
    return {name: how} | dict.fromkeys(_SUMS, lambda values: values.sum(min_count=1))


def deck_layers(layers: EventLayers, districts: GeoJson, dark: bool) -> tuple[pdk.Layer, pdk.Layer]:
    """Shades and circles, as `facts_deck` takes them."""
    shapes = {"type": "FeatureCollection", "features": list(_shades(layers, districts, dark))}
    ink = rgb(THEMES[dark].ink)
    return (
        pdk.Layer("GeoJsonLayer", shapes, id="event_areas", stroked=False, pickable=True, get_fill_color="properties.fill"),
        pdk.Layer(
            "ScatterplotLayer",
            list(_circles(layers)),
            id="event_points",
            get_position="at",
            get_radius="size",
            radius_units="'pixels'",
            stroked=True,
            get_line_color=[*ink, 130],
            line_width_units="'pixels'",
            get_line_width=1,
            get_fill_color="fill",
            pickable=True,
        ),
    )  # fmt: skip


def _circles(layers: EventLayers) -> Iterable[dict[str, Any]]:
    """The largest first, so that the small ones lie on top; hollow where no number of people killed is given."""
    most = float(layers.points[layers.value].max()) if len(layers.points) else 0.0
    rows = layers.points.sort_values(layers.value, ascending=False, na_position="first").to_dict("records")
    for row in rows:
        value = row[layers.value]
        missing = pd.isna(value)
        size = circle_size(layers, value, most)
        yield {
            "at": [row["longitude"], row["latitude"]],
            "size": round(size, 1),
            "fill": [128, 128, 128, 0 if missing else 70],
            "spot": f"{row['latitude']!r},{row['longitude']!r}",
            "tip": f"{row['place'] or 'a point'}: {sums_text(row, layers.noun)}\nClick: list them",
        }


def circle_size(layers: EventLayers, value: float, most: float) -> float:
    """The radius of a circle in pixels: its ground is as large as its number, of the most that a point has."""
    if layers.marks:
        return _MARK_PX
    return _LEAST_PX if pd.isna(value) or not most else max(_LEAST_PX, _MOST_PX * sqrt(value / most))


def _shades(layers: EventLayers, districts: GeoJson, dark: bool) -> Iterable[dict[str, Any]]:
    held = {row["boundary"]: row for row in layers.areas.to_dict("records")}
    most = layers.areas[layers.value].max() if len(layers.areas) else 0
    for feature in districts["features"]:
        row = held.get(feature["id"])
        if row is None:
            continue
        fill = shade_of(row[layers.value], most, dark)
        tip = f"{row['names']}: {sums_text(row, layers.noun)}\nClick: filter by it"
        yield {"type": "Feature", "properties": {"tip": tip, "fill": fill, "boundary": feature["id"]}, "geometry": feature["geometry"]}


def shade_of(value: float, most: float, dark: bool) -> RGB:
    """The fill of a district that has a number of events, of the most that one has; that of none where it is not given."""
    weight = 0.0 if pd.isna(value) or not most else sqrt(value / most)
    pairs = zip(rgb(THEMES[dark].map_fill), rgb(THEMES[dark].ink), strict=True)
    red, green, blue = (round(base + (ink - base) * weight * _DEEPEST) for base, ink in pairs)
    return red, green, blue


def sums_text(row: Mapping[Any, Any], noun: tuple[str, str]) -> str:
    """120 events shown, 300 people killed (280–350), given for 118 of them; a number that is not given is no 0."""
    events, known = int(row["events"]), int(row["fatalities_known"])
    told = f"{count_text(events, *noun)} shown"
    if not known:
        return f"{told}, number of people killed not given"
    low, best, high = (None if pd.isna(row[f"fatalities_{name}"]) else int(row[f"fatalities_{name}"]) for name in ("low", "best", "high"))
    span = f" (lowest {_number(low)}, highest {_number(high)})" if low is not None or high is not None else ""
    given = "" if known == events else f", given for {known:,} of them"
    return f"{told}, {_number(best)} people killed by the best estimate{span}{given}"


def _number(value: int | None) -> str:
    return "not given" if value is None else f"{value:,}"


def event_legend(layers: EventLayers) -> list[tuple[str, str, str]]:
    """(mark, look, meaning) of what is drawn, with the largest of each."""
    many, found = layers.noun[1], []
    what = many if layers.by == "count" else "people killed (best estimate)"
    if len(layers.points):
        size = "one size" if layers.marks else f"larger for more {what}{_largest(layers.points, layers, 'place')}"
        found.append(("◯", "", f"{many} that the source places at a point or in a town: {size}"))
        if layers.by == "fatalities" and layers.points["fatalities_best"].isna().any():
            found.append(("○", "", "without a ground: number of people killed not given"))
    if len(layers.areas):
        found.append(("▨", "", f"darker for more {what} surely in a district{_largest(layers.areas, layers, 'names')}"))
    return found


def _largest(frame: pd.DataFrame, layers: EventLayers, name: str) -> str:
    if not frame[layers.value].notna().any():
        return "; no number is given"
    row = frame.sort_values(layers.value, ascending=False).to_dict("records")[0]
    return f"; most: {int(row[layers.value]):,}, {row[name] or 'a point'}"
