"""Where the sign of a whole district stands: in it, and clear of the places whose own signs are there."""

import math

import pytest

from loaders.gazetteer.boundaries import load_outlines
from pages.drawing.map.middles import clear_middle, middle

WIDE = {"type": "Polygon", "coordinates": [[[60.0, 28.0], [66.0, 28.0], [66.0, 30.0], [60.0, 30.0], [60.0, 28.0]]]}
HOLED = {"type": "Polygon", "coordinates": [*WIDE["coordinates"], [[61.0, 28.2], [61.0, 29.8], [65.9, 29.8], [65.9, 28.2], [61.0, 28.2]]]}


def test_without_places_near_it_is_the_middle() -> None:
    assert clear_middle(WIDE, []) == middle(WIDE) == (63.0, 29.0)
    assert clear_middle(WIDE, [(61.5, 29.0)]) == (63.0, 29.0)


@pytest.mark.parametrize("places", [[(63.0, 29.0)], [(62.9, 29.1), (61.5, 29.0)], [(63.0, 29.0), (65.0, 29.0)]])
def test_a_place_near_the_middle_sends_it_to_where_there_is_room(places: list[tuple[float, float]]) -> None:
    x, y = clear_middle(WIDE, places)
    assert min(math.dist((x, y), place) for place in places) > 1
    assert 60.3 < x < 65.7
    assert 28.3 < y < 29.7


def test_a_hole_is_no_room() -> None:
    x, _ = clear_middle(HOLED, [(63.0, 29.0)])
    assert 60 < x < 61


def test_every_district_of_the_built_in_outlines_has_room_within(dataset) -> None:
    outlines = load_outlines(dataset.places).layers["districts"]["features"]
    assert len(outlines) > 30
    for feature in outlines:
        at = clear_middle(feature["geometry"], [middle(feature["geometry"])])
        lons, lats = zip(*(point[:2] for point in _points(feature["geometry"]["coordinates"])), strict=True)
        assert min(lons) < at[0] < max(lons)
        assert min(lats) < at[1] < max(lats)
        assert at != middle(feature["geometry"])


def _points(part):
    return [part] if isinstance(part[0], float | int) else [point for inner in part for point in _points(inner)]
