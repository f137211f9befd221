"""The routes to the sites as an image with a text alternative."""

from __future__ import annotations

from loaders.exposure.chokepoints import Exposure
from loaders.frames.dataset import Dataset
from pages.drawing.exposure.counts import all_incidents_text, label_lines
from pages.drawing.exposure.route_map import image_html, route_svg
from pages.drawing.exposure.summary import behind_text
from pages.server.boundary_layers import current_outlines, route_paths


def route_image(exposure: Exposure, district: str, dataset: Dataset, dark: bool, narrow: bool) -> str:
    """The ways to the sites as a picture with a text alternative: HTML."""
    outlines, told = current_outlines(dataset), {d: label_lines(exposure, d) for d in exposure.districts}
    layer, paths, places = outlines.layers["districts"], route_paths(dataset), dataset.places
    svg = route_svg(told, district, exposure.sites, paths, layer, outlines.outline_of, places, dark, narrow)
    alt = f"Map of the routes to sites. {behind_text(exposure, district, places)} {all_incidents_text(exposure, places)}"
    return image_html(svg, alt)
