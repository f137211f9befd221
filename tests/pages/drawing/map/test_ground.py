"""The outlines of the working screen: made once, they lie in every view where its projection has them."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from loaders.frames.dataset import Dataset
from pages.drawing.map.extent import screen_view
from pages.drawing.map.places import AREA_COLUMNS
from pages.drawing.map.projection import Point
from pages.drawing.map.screen import MapLinks, ground_of, screen_map, simplified
from pages.server.boundary_layers import current_outlines

TOLERANCE = 2.0**-6
NOTHING = pd.DataFrame(columns=["path"])


@pytest.mark.parametrize("fit", [[(66.0, 29.5)], [(61.0, 25.0), (74.0, 36.5)]], ids=["near", "far"])
def test_outlines_lie_where_the_view_has_them(dataset: Dataset, fit: list[Point]) -> None:
    layers = current_outlines(dataset).layers
    view = screen_view(fit, (600, 440))
    drawn = screen_map(
        (), pd.DataFrame(columns=AREA_COLUMNS), NOTHING, ground_of(layers, TOLERANCE), view, frozenset(), MapLinks(str), False, "Map"
    )
    moved = re.search(r"translate\(([-\d.]+) ([-\d.]+)\) scale\(([-\d.e]+)\)", drawn)
    first = re.search(r'class="inside district".*?<path d="M([-\d.]+?)(?: |(?=-))([-\d.]+?)l', drawn, re.DOTALL)
    assert moved
    assert first
    right, down, scale, x, y = map(float, (*moved.groups(), *first.groups()))
    lon, lat, *_ = simplified(layers, TOLERANCE)["districts"]["features"][0]["geometry"]["coordinates"][0][0][0]
    assert (right + x * scale, down + y * scale) == pytest.approx(view.at(lon, lat), abs=0.05)
    assert 'vector-effect="non-scaling-stroke"' in drawn
