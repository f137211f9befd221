"""The map beside the list and the strip, drawn as SVG whose parts lead to filters and carry the ids of their facts (pure)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from loaders.export.geojson import thinned
from pages.drawing.canvas import Canvas
from pages.drawing.map.borders import border_lines
from pages.drawing.map.choropleth import shade, shade_weight
from pages.drawing.map.labels import along, around, clear_of, commodity_sign
from pages.drawing.map.projection import Box, GeoJson, Projection, fitted
from pages.drawing.map.spots import Spot, placed
from pages.drawing.palette import LOOKS, PALER, RGB, count_text
from pages.drawing.paths import path_data
from pages.drawing.text_layout import text_width

LETTERS = 12.0
_ROOMY = 450  # pixels


@dataclass(frozen=True)
class MapLinks:
    """Addresses that a click leads to.

    district: of an outline of a district, which a spot in it leads to as well. told: what such a click does, for an outline that is chosen
    and for others. spot: where a spot leads to a place of its own.
    """

    district: Callable[[str], str]
    told: tuple[str, str] = ("remove this filter", "show only facts of this district")
    spot: Callable[[Spot], str] | None = None

    def of_spot(self, spot: Spot) -> str:
        """Where a spot leads to."""
        return self.spot(spot) if self.spot else self.district(spot.boundary)


def simplified(layers: Mapping[str, GeoJson], tolerance: float) -> dict[str, GeoJson]:
    """The outlines without corners nearer than a tolerance (degrees) to a straight line."""
    return {name: {**layer, "features": [_simplified(f, tolerance) for f in layer["features"]]} for name, layer in layers.items()}


def _simplified(feature: GeoJson, tolerance: float) -> GeoJson:
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return {**feature, "geometry": {"type": "MultiPolygon", "coordinates": [[thinned(ring, tolerance) for ring in p] for p in polygons]}}


@dataclass(frozen=True)
class Ground:
    """Outlines as paths of SVG in a projection of their own, made once and drawn in many views.

    districts: the id, the names and the path of each.
    """

    projection: Projection
    neighbours: str
    districts: tuple[tuple[str, str, str], ...]
    provinces: str


def ground_of(layers: Mapping[str, GeoJson], tolerance: float) -> Ground:
    """The outlines without what can hardly be seen. tolerance: as in `simplified`, one unit of the paths."""
    outlines = simplified(layers, tolerance)
    own = fitted(outlines["provinces"], (0, 0, 0, 0))
    own = Projection(own.frame, 1 / tolerance, own.middle)
    lines = ([own.at(lon, lat) for lon, lat, *_ in line] for line in border_lines(outlines["neighbours"]))
    shapes = ((f["id"], _names(f), path_data(own.rings(f["geometry"]), closed=True)) for f in outlines["districts"]["features"])
    edges = [ring for f in outlines["provinces"]["features"] for ring in own.rings(f["geometry"])]
    return Ground(own, path_data(lines, closed=False), tuple(shapes), path_data(edges, closed=True))


def screen_map(
    spots: Sequence[Spot],
    areas: pd.DataFrame,
    routes: pd.DataFrame,
    ground: Ground,
    projection: Projection,
    chosen: frozenset[str],
    links: MapLinks,
    dark: bool,
    label: str,
) -> str:
    """The map as SVG. areas: of `MapLayers`. projection: from `screen_view`. chosen: outlines that are filtered for."""
    *_, width, height = projection.frame
    sheet = Canvas(width, height, dark)
    (x, y), (x1, y1) = ground.projection.middle, projection.middle
    right, down = width / 2 + (x - x1) * projection.scale, height / 2 - (y - y1) * projection.scale
    with sheet.moved(right, down, projection.scale / ground.projection.scale):
        _ground(sheet, ground, areas, chosen, links, dark)
    for path in routes["path"]:
        with sheet.group(cls="route", title="Schematic route, not a surveyed road"):
            sheet.line([projection.at(lon, lat) for lon, lat in path], sheet.theme.ink, 1.4, (4, 3))
    drawn = placed(spots, projection)
    clear = 4 if width > _ROOMY else 2  # on a small map a name that stands close is better than one far away
    taken = [around(spot.x, spot.y, 2 * spot.radius + clear, 2 * spot.radius + clear) for spot in drawn]
    thin = along(projection, routes)
    for spot in drawn:
        _spot(sheet, spot, projection, links, dark)
    for spot in drawn:
        taken.append(_name(sheet, spot, projection, taken, thin))
    return sheet.svg(label)


def _ground(
    sheet: Canvas,
    ground: Ground,
    areas: pd.DataFrame,
    chosen: frozenset[str],
    links: MapLinks,
    dark: bool,
) -> None:
    """Neighbours without names, districts shaded by their district-wide facts, the lines of the provinces."""
    theme = sheet.theme
    counted = {row["boundary"]: row for row in areas[areas["level"] == "district"].to_dict("records")}
    sheet.path(ground.neighbours, "none", theme.map_line, 0.6)
    for identity, names, path in sorted(ground.districts, key=lambda district: district[0] in chosen):
        row, picked = counted.get(identity), identity in chosen
        fill = _hex(shade(shade_weight(row), dark)) if row else theme.map_fill
        told = f"{names}: {links.told[0] if picked else links.told[1]}"
        with sheet.group(cls="district", href=links.district(identity), title=told, stop=False):
            edge, width = (theme.accent, 2.4) if picked else (theme.map_edge, 0.5)
            sheet.path(path, fill, edge, width)
    sheet.path(ground.provinces, "none", theme.ink, 1.3)


def _names(feature: GeoJson) -> str:
    properties = feature["properties"]
    includes = properties.get("includes")
    return ", ".join([str(properties.get("name", "")), *(map(str, includes) if isinstance(includes, list) else [])])


def _spot(sheet: Canvas, spot: Spot, projection: Projection, links: MapLinks, dark: bool) -> None:
    """A round badge for a place, a diamond for one with a mineral site, a square for a district: in it how many facts."""
    colour = LOOKS[spot.look].colour(dark) if spot.look else LOOKS["mineral_site"].colour(dark) if spot.site else sheet.theme.ink
    strength = PALER if spot.possible else 1.0
    home = projection.at(spot.lon, spot.lat)
    reach = spot.radius_km * projection.points_per_km(spot.lat) if spot.level == "place" else 0.0
    if reach > spot.radius:
        sheet.circle(*home, reach, sheet.theme.ink, 0.8, dotted=True, strength=0.6)
    if spot.moved:
        sheet.line([home, (spot.x, spot.y)], sheet.theme.ink, 1)
        sheet.circle(*home, 1.6, sheet.theme.ink, 1.4)
    where = f"somewhere in {spot.name}" if spot.level == "district" else f"at {spot.name}"
    told = f"{count_text(len(spot.facts), 'fact', 'facts')} shown {where}"
    with sheet.group(cls="spot", href=links.of_spot(spot), title=told, stop=False, facts=" ".join(spot.facts)):
        x, y, r = spot.x, spot.y, spot.radius
        if spot.level == "district":
            sheet.box(x - r, y - r, x + r, y + r, colour, sheet.theme.paper, 1.2, strength, corner=4)
        elif spot.site:
            sheet.mark(x, y, "◆", 2 * r + 1, colour, strength)
        else:
            sheet.mark(x, y, "●", 2 * r, colour, strength)
        sheet.words(x, y + 4.2, f"{len(spot.facts)}", LETTERS, sheet.theme.paper, bold=True, align="center")


def _name(sheet: Canvas, spot: Spot, projection: Projection, taken: Sequence[Box], thin: Sequence[Box]) -> Box:
    """The name of a spot, where it covers no spot and no name before it, and rather no route."""
    signs = f" ({' '.join(commodity_sign(c) for c in spot.commodities)})" if spot.site and spot.commodities else ""
    text = spot.name + signs
    width, height = text_width(text, LETTERS, bold=True) + 4, LETTERS + 2
    x, y = clear_of(spot.x, spot.y, spot.radius + 9, width, height, taken, projection.frame, thin)
    with sheet.group(cls="name", facts=" ".join(spot.facts)):
        sheet.words(x, y + 4, text, LETTERS, sheet.theme.ink, bold=True, align="center", halo=sheet.theme.map_fill)
    return around(x, y, width, height)


def _hex(colour: RGB) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)
