"""Colours by computation: contrast on every ground, and kinds told apart with any kind of sight."""

from __future__ import annotations

from itertools import combinations

import pytest

from pages.drawing.palette import HOLLOW, INCIDENTS, KINDS, LOOKS
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


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_classes_of_incidents_are_told_apart_by_colour_with_any_sight(dark: bool, sight: str) -> None:
    colours = [hexed(style.colour(dark)) for style in INCIDENTS.values()]
    assert min(distance(one, other, sight) for one, other in combinations(colours, 2)) >= APART


def test_any_two_looks_are_told_apart_by_shape_and_only_an_attack_is_a_triangle() -> None:
    for shapes in ([s.glyph for s in LOOKS.values()], [s.symbol for s in LOOKS.values()], [HOLLOW[s.glyph] for s in LOOKS.values()]):
        assert len(set(shapes)) == len(LOOKS)
    assert [look for look, style in LOOKS.items() if "triangle" in style.symbol or style.glyph == "▲"] == ["attack"]
