"""The map as a PNG or SVG file, drawn by the server with the rules of the map on screen (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from pages.drawing.canvas import Canvas, FileFormat
from pages.drawing.caption import MARGIN, Caption, Sign, draw_caption, draw_legend, foot_height, head_height, legend_height
from pages.drawing.map.choropleth import Row, shade, shade_weight
from pages.drawing.map.labels import Label, along, around, labels
from pages.drawing.map.legend import legend_entries
from pages.drawing.map.marks import away, has_leader, mark_size, offset, sign, strength_of
from pages.drawing.map.places import MapLayers, with_points
from pages.drawing.map.projection import Box, GeoJson, Point, Projection, fitted
from pages.drawing.palette import LOOKS, RGB
from pages.drawing.text_layout import text_width

WIDTH, MAP_HEIGHT = 720.0, 590.0
ATTRIBUTION = (
    "Outlines are generalised, not authoritative: shading says that a fact lies somewhere in a district. Lines and names imply "
    "no endorsement. Districts: generalised from svg-maps (Unlicense); outline: Natural Earth; towns: GeoNames (CC BY 4.0)."
)
_HIDDEN = 8.0  # points: what a mark covers
_MARK = 0.62  # points per pixel of a glyph on screen
_LINE, _BESIDE, _NUMBER = 12.0, 17.0, 8.5  # points: from one mark of a crowded place or a district to the next, letters of a number
_LEADER, _DOT = 0.9, 3.4  # points: the line from a place to a mark beside it, the place itself


def map_picture(
    frames: MapLayers,
    routes: pd.DataFrame,
    outlines: Mapping[str, GeoJson],
    caption: Caption,
    file_format: FileFormat,
    chosen: frozenset[str] = frozenset(),
) -> bytes:
    """The picture of a view as the bytes of a PNG or SVG file; frames, routes, outlines and chosen as in `facts_deck`."""
    frames = replace(frames, marks=with_points(frames.marks, outlines["districts"]))
    top = head_height(caption, WIDTH)
    below = top + MAP_HEIGHT + 6
    projection = fitted(outlines["provinces"], (MARGIN, top, WIDTH - MARGIN, top + MAP_HEIGHT))
    legend = _legend(frames, routes, bool(chosen), projection)
    sheet = Canvas(WIDTH, below + legend_height(legend, WIDTH) + foot_height(caption, WIDTH))
    draw_ground(sheet, projection, outlines, frames.areas, chosen)
    draw_routes(sheet, projection, routes)
    sheet.shape([_corners((0, 0, WIDTH, sheet.height)), _corners(projection.frame)], sheet.theme.paper)  # over what goes beyond the map
    taken = draw_marks(sheet, projection, frames.marks)
    taken += along(projection, routes)
    for label in labels(frames, outlines, projection, taken, 9, lambda text, size: text_width(text, size, bold=True)):
        draw_label(sheet, label)
    draw_legend(sheet, below, legend)
    draw_caption(sheet, caption)
    return sheet.drawn(file_format, caption.label())


def _legend(frames: MapLayers, routes: pd.DataFrame, chosen: bool, projection: Projection) -> list[Sign]:
    """The legend of the screen, without the circles of uncertainty where they are too small to be seen at this size."""
    seen = any(_reach(projection, row) > _HIDDEN for row in _points(frames.marks).to_dict("records"))
    return [entry for entry in legend_entries(frames, routes, chosen) if entry[0] != "◯" or seen]


def draw_ground(
    sheet: Canvas, projection: Projection, outlines: Mapping[str, GeoJson], areas: pd.DataFrame, chosen: frozenset[str]
) -> None:
    """Neighbours without names, districts shaded by their district-wide facts, the lines of the provinces."""
    theme = sheet.theme
    sheet.box(*projection.frame, fill=theme.map_land)
    for feature in outlines["neighbours"]["features"]:
        sheet.shape(projection.rings(feature["geometry"]), theme.map_land, theme.map_line, 0.5)
    counted = {row["boundary"]: row for row in areas[areas["level"] == "district"].to_dict("records")}
    for feature in sorted(outlines["districts"]["features"], key=lambda f: f["id"] in chosen):
        row, picked = counted.get(feature["id"]), feature["id"] in chosen
        edge = theme.accent if picked else theme.map_edge
        fill = _hex(shade(shade_weight(row), sheet.dark)) if row else theme.map_fill
        sheet.shape(projection.rings(feature["geometry"]), fill, edge, 2.4 if picked else 0.6)
    for feature in outlines["provinces"]["features"]:
        sheet.shape(projection.rings(feature["geometry"]), "none", theme.ink, 1.2)


def draw_routes(sheet: Canvas, projection: Projection, routes: pd.DataFrame) -> None:
    for path in routes["path"]:
        sheet.line([projection.at(lon, lat) for lon, lat in path], sheet.theme.ink, 1.3, (3, 2))


def draw_marks(sheet: Canvas, projection: Projection, marks: pd.DataFrame) -> list[Box]:
    """A mark a fact at its place, or a line from there to each of several; one a kind with its number; returns what they cover."""
    for spot in _points(marks).drop_duplicates("place").to_dict("records"):
        if (reach := _reach(projection, spot)) > _HIDDEN:
            sheet.circle(*projection.at(spot["lon"], spot["lat"]), radius=reach, colour=sheet.theme.ink, width=0.7, strength=0.6)
    covered = list[Box]()
    rows = [(row, projection.at(row["lon"], row["lat"]), _size(row)) for row in marks.to_dict("records")]
    for row, place, size in rows:
        if has_leader(row):
            sheet.line([place, _spot(place, row, size)], sheet.theme.ink, _LEADER)
            sheet.mark(*place, "●", _DOT, sheet.theme.ink)
            covered.append(around(*place, _DOT + 2, _DOT + 2))
    for row, place, size in rows:
        (x, y), colour, strength = _spot(place, row, size), LOOKS[row["look"]].colour(sheet.dark), strength_of(row)
        sheet.mark(x, y, sign(row), size, colour, strength)
        covered.append(around(x, y, size + 3, size + 3))
        if row["facts"] > 1:
            number = f"{row['facts']:,}"
            sheet.words(x + size / 2 + 1.5, y + 3, number, _NUMBER, colour, bold=True, halo=sheet.theme.map_fill)
            covered.append((x, y - size / 2, x + size + text_width(number, _NUMBER, bold=True), y + size / 2))
    return covered


def _points(marks: pd.DataFrame) -> pd.DataFrame:
    return marks[marks["level"] == "place"]


def _reach(projection: Projection, row: Row) -> float:
    """How far a point may be off, on the sheet."""
    return float(row["radius_km"]) * projection.points_per_km(row["lat"])


def _size(row: Row) -> float:
    return _MARK * (16 if row["crowded"] or row["facts"] > 1 else mark_size(row["look"], row["amount_usd"]))


def _spot(place: Point, row: Row, size: float) -> Point:
    """Where a mark stands: no mark of several covers their place."""
    around_it = 0 if row["of"] == 1 else max(7.0 + 2 * row["of"], size / 2 + 6)
    right, down = offset(row, away(row, _LINE, _BESIDE, around_it))
    return place[0] + right, place[1] + down


def draw_label(sheet: Canvas, label: Label) -> None:
    """A name or a count; that of a province has an edge, as it stands for no spot."""
    (left, top, right, bottom), theme = label.box, sheet.theme
    if edge := label.level == "province":
        sheet.box(*label.box, fill=theme.map_fill, edge=theme.map_edge, strength=0.95, corner=3)
    ink = theme.ink if label.row.get("definite", True) else theme.quiet
    middle, base = (left + right) / 2, (top + bottom) / 2 + 0.36 * label.size
    sheet.words(middle, base, label.text, label.size, ink, bold=True, align="center", halo="" if edge else theme.map_fill)


def _corners(box: Box) -> list[Point]:
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _hex(colour: RGB) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)
