"""Colours by computation: contrast on every ground, and kinds told apart with any kind of sight."""

from __future__ import annotations

from itertools import combinations

import pytest

from pages.shared.palette import HOLLOW, KINDS
from tests.pages.colours import APART, SIGHT, Pair, distance, hexed, pairs


@pytest.mark.parametrize("pair", list(pairs()), ids=lambda pair: f"{pair.what}-{'dark' if pair.dark else 'light'}")
def test_a_colour_stands_out_from_its_ground(pair: Pair) -> None:
    assert pair.contrast >= pair.least


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_any_two_kinds_are_told_apart_by_colour(dark: bool, sight: str) -> None:
    near = {
        (one, other): found
        for one, other in combinations(KINDS, 2)
        if (found := distance(hexed(KINDS[one].colour(dark)), hexed(KINDS[other].colour(dark)), sight)) < APART
    }
    assert not near


def test_any_two_kinds_are_told_apart_by_shape_too() -> None:
    for shapes in ({s.glyph for s in KINDS.values()}, {s.symbol for s in KINDS.values()}, {HOLLOW[s.glyph] for s in KINDS.values()}):
        assert len(shapes) == len(KINDS)


@pytest.mark.parametrize(("one", "other", "least", "most"), [("#000000", "#FFFFFF", 21, 21), ("#777777", "#FFFFFF", 4.4, 4.5)])
def test_contrast_is_that_of_wcag(one: str, other: str, least: float, most: float) -> None:
    assert least <= round(Pair("", False, hexed(one), hexed(other), 0).contrast, 2) <= most


def test_red_and_green_that_look_alike_to_some_are_found_out() -> None:
    red, green = hexed("#A6611A"), hexed("#7B7B1B")
    assert distance(red, green, "full") > APART > distance(red, green, "protanopia")
