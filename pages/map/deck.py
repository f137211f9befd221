"""The map as a pydeck deck: outlines, schematic routes, marks and badges (pure: frames in, Deck out)."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd
import pydeck as pdk

from pages.map.places import MapFrames
from pages.shared.palette import COMMODITIES, KINDS, PALER, RGB, count_words, fact_glyph, rgb

NOT_STATED = "◌"
GREYS: dict[bool, dict[str, RGB]] = {
    False: {"land": (236, 239, 242), "line": (200, 206, 212), "fill": (250, 250, 248), "edge": (134, 144, 154), "ink": (27, 39, 51)},
    True: {"land": (26, 33, 41), "line": (52, 62, 73), "fill": (33, 42, 52), "edge": (106, 120, 134), "ink": (230, 235, 240)},
}
DEEPEST = 0.27  # share of the accent in the darkest shade of a district: marks on it keep a contrast of 3:1
ACCENT: dict[bool, RGB] = {False: (31, 90, 122), True: (124, 192, 228)}
START = {"latitude": 30.95, "longitude": 67.4, "zoom": 4.95}
START_NARROW = {"latitude": 30.9, "longitude": 67.5, "zoom": 4.22}

Row = Mapping[Hashable, Any]
GeoJson = dict[str, Any]


def facts_deck(
    frames: MapFrames,
    routes: pd.DataFrame,
    outlines: Mapping[str, GeoJson],
    addresses: Mapping[str, str],
    chosen: frozenset[str] = frozenset(),
    dark: bool = False,
    narrow: bool = False,
) -> pdk.Deck:
    """The deck of a view.

    frames: from `facts_by_place`. routes: name, path (list of [lon, lat]). outlines: GeoJSON feature collections "districts"
    and "provinces". addresses: of the files with all outlines, which do not travel with the deck. chosen: the outlines of
    districts that are filtered for. narrow: start for a phone.
    """
    grey = GREYS[dark]
    layers = [
        _ground(addresses["neighbours"], grey),
        _districts(addresses["districts"], grey),
        _shades(outlines["districts"], frames.areas, chosen, dark),
        _province_lines(addresses["provinces"], grey),
        _routes(routes, grey),
        _uncertainty(frames.marks, grey),
        *_badges(frames.areas, outlines, dark),
        *_marks(frames.marks, dark),
    ]
    start = pdk.ViewState(**(START_NARROW if narrow else START), min_zoom=3.6, max_zoom=11)
    return pdk.Deck(map_provider=None, layers=layers, initial_view_state=start, tooltip={"text": "{tip}"})


def _ground(address: str, grey: Mapping[str, RGB]) -> pdk.Layer:
    line = {"get_line_color": grey["line"], "line_width_min_pixels": 0.5}
    return pdk.Layer("GeoJsonLayer", address, id="neighbours", get_fill_color=grey["land"], **line)


def _districts(address: str, grey: Mapping[str, RGB]) -> pdk.Layer:
    """Every outline, empty: a click filters by it."""
    line = {"get_line_color": grey["edge"], "get_line_width": 0.8, "line_width_units": "'pixels'"}
    return pdk.Layer("GeoJsonLayer", address, id="districts", get_fill_color=grey["fill"], pickable=True, **line)


def _shades(districts: GeoJson, areas: pd.DataFrame, chosen: frozenset[str], dark: bool) -> pdk.Layer:
    """The outlines with district-wide facts, shaded by their number, more weakly for what only may match; and chosen ones."""
    grey, accent = GREYS[dark], ACCENT[dark]
    counted = {row["boundary"]: row for row in areas[areas["level"] == "district"].to_dict("records")}
    features = []
    for feature in sorted(districts["features"], key=lambda f: f["id"] in chosen):
        row, picked = counted.get(feature["id"]), feature["id"] in chosen
        if row is None and not picked:
            continue
        weight = shade_weight(row) if row else 0.0
        names = row["names"] if row else feature["properties"]["name"]
        properties = {
            "boundary": feature["id"],
            "tip": f"{names}: {count_words(row['facts'] if row else 0, 'fact', 'facts')} of the whole district\nClick: filter by it",
            "fill": shade(weight, dark) if row else grey["fill"],
            "line": accent if picked else grey["edge"],
            "width": 3 if picked else 0.8,
        }
        features.append({"type": "Feature", "properties": properties, "geometry": feature["geometry"]})
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id="shades",
        get_fill_color="properties.fill",
        get_line_color="properties.line",
        get_line_width="properties.width",
        line_width_units="'pixels'",
        pickable=True,
    )


def _province_lines(address: str, grey: Mapping[str, RGB]) -> pdk.Layer:
    line = {"get_line_color": grey["ink"], "line_width_min_pixels": 1.6, "get_line_width": 1}
    return pdk.Layer("GeoJsonLayer", address, id="province_lines", filled=False, **line)


def _routes(routes: pd.DataFrame, grey: Mapping[str, RGB]) -> pdk.Layer:
    """Schematic lines, dashed: short pieces with gaps between them."""
    pieces = [
        {"from": a, "to": b, "tip": f"{route['name']}\nschematic, not a surveyed road"}
        for route in routes.to_dict("records")
        for a, b in _dashes(route["path"])
    ]
    return pdk.Layer(
        "LineLayer",
        pieces,
        id="routes",
        get_source_position="from",
        get_target_position="to",
        get_color=[*grey["ink"], 200],
        get_width=2,
        pickable=True,
    )


def _dashes(path: list[list[float]], step: float = 0.09) -> list[tuple[list[float], list[float]]]:
    found = []
    for (x0, y0), (x1, y1) in pairwise(path):
        count = max(1, round(math.hypot(x1 - x0, y1 - y0) / step))
        points = [[round(x0 + (x1 - x0) * i / count, 4), round(y0 + (y1 - y0) * i / count, 4)] for i in range(count + 1)]
        found += list(zip(points[::2], points[1::2], strict=False))
    return found


def _uncertainty(marks: pd.DataFrame, grey: Mapping[str, RGB]) -> pdk.Layer:
    spots = marks.drop_duplicates("place")[["lon", "lat", "radius_km"]].to_dict("records")
    rows = [{"at": [s["lon"], s["lat"]], "metres": 1000 * s["radius_km"]} for s in spots]
    return pdk.Layer(
        "ScatterplotLayer", rows, id="uncertainty", get_position="at", get_radius="metres", filled=False, stroked=True,
        get_line_color=[*grey["ink"], 150], line_width_min_pixels=1,
    )  # fmt: skip


def _badges(areas: pd.DataFrame, outlines: Mapping[str, GeoJson], dark: bool) -> list[pdk.Layer]:
    """A count on each outline with facts of the whole of it: a plain number on districts, a named badge on provinces."""
    layers = {"district": outlines["districts"], "province": outlines["provinces"]}
    shapes = {(level, feature["id"]): feature for level, layer in layers.items() for feature in layer["features"]}
    ink = GREYS[dark]["ink"]
    rows: dict[str, list[dict[str, Any]]] = {"district": [], "province": []}
    for row in areas.to_dict("records"):
        shape = shapes.get((row["level"], row["boundary"]))
        if shape is None:
            continue
        count = count_words(row["facts"], "fact", "facts")
        whole = row["level"] == "province"
        rows[row["level"]].append(
            {
                "at": _centre(shape["geometry"]) if not whole else _BADGE_AT.get(row["boundary"], _centre(shape["geometry"])),
                "text": f"{row['names']}: {count}" if whole else f"{row['names']} {row['facts']}",
                "boundary": row["boundary"],
                "ink": [*ink, 255 if row["definite"] else round(255 * PALER)],
                "tip": f"{count} placed in {row['names']} as a whole"
                + (f", {row['possible']} of them may match" if row["possible"] else "")
                + ("\nClick: list them" if whole else ""),
            }
        )
    back = [*GREYS[dark]["fill"], 235]
    return [
        pdk.Layer("TextLayer", rows["district"], id="district_counts", get_position="at", get_text="text", get_color="ink", get_size=12,
                  **_backed(dark)),
        pdk.Layer("TextLayer", rows["province"], id="province_badges", get_position="at", get_text="text", get_color="ink", get_size=13,
                  font_family="'sans-serif'", font_weight=600, character_set="'auto'", background=True, get_background_color=back,
                  background_padding=[7, 4], get_border_color=[*ink, 160], get_border_width=1, pickable=True),
    ]  # fmt: skip


def _backed(dark: bool) -> dict[str, Any]:
    """Text that stays readable over lines and shades."""
    back = {"background": True, "get_background_color": [*GREYS[dark]["fill"], 205], "background_padding": [3, 1]}
    return back | {"font_family": "'sans-serif'", "font_weight": 600, "character_set": "'auto'"}


_BADGE_AT = {"balochistan": [65.2, 26.6]}  # its middle is where the districts' own counts are


def _marks(marks: pd.DataFrame, dark: bool) -> list[pdk.Layer]:
    """One mark a fact; those of one place stand around it, so that none hides another."""
    rows = [_mark(row, dark) for row in marks.to_dict("records")]
    names = [
        {
            "at": [part["lon"].iloc[0], part["lat"].iloc[0]],
            "text": _place_label(part),
            "offset": [0, 24 + _reach(len(part)) + (8 if part["amount_usd"].notna().any() else 0)],
        }
        for _, part in marks.groupby("place", sort=True)
    ]
    return [
        pdk.Layer("TextLayer", names, id="mark_names", get_position="at", get_text="text", get_size=12,
                  get_color=[*GREYS[dark]["ink"], 255], get_pixel_offset="offset", **_backed(dark)),
        pdk.Layer("TextLayer", rows, id="marks", get_position="at", get_text="glyph", get_size="size", get_color="colour",
                  get_pixel_offset="offset", font_family="'sans-serif'", character_set="'auto'", pickable=True),
    ]  # fmt: skip


def _mark(row: Row, dark: bool) -> dict[str, Any]:
    style = KINDS[row["kind"]]
    angle = math.pi * (2 * row["rank"] / row["of"] - 0.5)
    reach = _reach(row["of"])
    return {
        "fact": row["fact"],
        "at": [row["lon"], row["lat"]],
        "glyph": glyph(row["kind"], row["certainty"], row["amount_usd"]),
        "size": mark_size(row["kind"], row["amount_usd"]),
        "colour": [*rgb(style.colour(dark)), round(255 * PALER) if row["match"] == "possible" else 255],
        "offset": [round(reach * math.cos(angle)), round(reach * math.sin(angle))],
        "tip": f"{row['title']}\n{style.one} · {row['date_words']}\n{row['who_says']} · {row['certainty']}\nClick: open the fact",
    }


def _reach(of: int) -> int:
    """Pixels from a place to the marks around it."""
    return 0 if of == 1 else 11 + 3 * of


def glyph(kind: str, certainty: str, amount_usd: float) -> str:
    """The mark of a fact on the map; deals whose amount is not stated have one of their own."""
    if kind == "financing_deal" and math.isnan(amount_usd):
        return NOT_STATED
    return fact_glyph(kind, certainty)


def mark_size(kind: str, amount_usd: float) -> int:
    """Pixels: deals grow with the stated amount, by 6 pixels for each tenfold above USD 1 million; others are alike."""
    if kind != "financing_deal" or math.isnan(amount_usd):
        return 22
    return round(22 + 6 * max(0.0, math.log10(max(amount_usd, 1.0) / 1e6)))


def _place_label(part: pd.DataFrame) -> str:
    signs = dict.fromkeys(COMMODITIES[c] for commodities in part["commodities"] for c in commodities)
    return str(part["name"].iloc[0]) + (f" ({' '.join(signs)})" if signs else "")


def shade_weight(row: Row) -> float:
    """How strongly a district is shaded, from 0 to 1: by its facts, less for what only may match."""
    return min(1.0, 0.25 + 0.15 * (float(row["definite"]) + 0.4 * float(row["possible"])))


def shade(weight: float, dark: bool) -> RGB:
    """The fill of a shaded district."""
    return _mix(GREYS[dark]["fill"], ACCENT[dark], weight * DEEPEST)


def _mix(base: RGB, accent: RGB, share: float) -> RGB:
    red, green, blue = (round(b + (a - b) * share) for b, a in zip(base, accent, strict=True))
    return red, green, blue


def _centre(geometry: GeoJson) -> list[float]:
    """The centroid of a polygon's outer ring (the largest one's, for several)."""
    rings = [geometry["coordinates"][0]] if geometry["type"] == "Polygon" else [polygon[0] for polygon in geometry["coordinates"]]
    return max((_centroid(ring) for ring in rings), key=lambda found: found[0])[1]


def _centroid(ring: list[list[float]]) -> tuple[float, list[float]]:
    area = cx = cy = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, cx, cy = area + cross / 2, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    if area == 0:
        return 0.0, list(ring[0])
    return abs(area), [round(cx / (6 * area), 4), round(cy / (6 * area), 4)]
