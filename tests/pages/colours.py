"""Contrast and colour-blind safety by computation: `python -m tests.pages.colours` prints every pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import combinations

import numpy as np

from pages.drawing.map.choropleth import shade
from pages.drawing.palette import KINDS, LOOKS, PALER, THEMES
from pages.drawing.timeline import traces

TEXT, GRAPHIC = 4.5, 3.0
APART = 0.07  # in OKLab, where 0.02 is the least that can be told apart side by side
# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SIGHT: dict[str, np.ndarray] = {
    "full": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
)
_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]
)
Colour = tuple[float, ...]


@dataclass(frozen=True)
class Pair:
    """A colour on a ground, and how much contrast it needs: text 4.5, graphics 3."""

    what: str
    dark: bool
    colour: Colour
    ground: Colour
    least: float

    @property
    def contrast(self) -> float:
        """By WCAG 2: (lighter + 0.05) / (darker + 0.05), of relative luminances."""
        one, other = (float(_linear(c) @ np.array([0.2126, 0.7152, 0.0722])) for c in (self.colour, self.ground))
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def hexed(text: str) -> Colour:
    """#1F5A7A as (31, 90, 122)."""
    return tuple(int(text[i : i + 2], 16) for i in (1, 3, 5))


def colours_of(dark: bool) -> dict[str, Colour]:
    """The colours of a theme by their names in the palette."""
    return {name: hexed(value) for name, value in asdict(THEMES[dark]).items()}


def over(colour: Colour, ground: Colour, share: float) -> Colour:
    """A colour of some opacity on a ground."""
    return tuple(g + (c - g) * share for c, g in zip(colour, ground, strict=True))


def _linear(colour: Colour) -> np.ndarray:
    channel = np.array(colour) / 255
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


def distance(one: Colour, other: Colour, sight: str) -> float:
    """How far apart two colours look with a kind of sight: Euclidean in OKLab."""
    seen = [_LAB @ np.cbrt(_LMS @ np.clip(SIGHT[sight] @ _linear(c), 0, 1)) for c in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def pairs() -> Iterator[Pair]:
    """Every pair of both themes, then those of the pictures that are drawn as files."""
    for dark in (False, True):
        yield from _theme_pairs(dark)
        yield from _kind_pairs(dark)
        yield from _map_pairs(dark)
        theme = colours_of(dark)
        yield Pair("small map: words", dark, theme["ink"], theme["paper"], TEXT)
        yield Pair("small map: chosen outline", dark, theme["accent"], theme["map_fill"], GRAPHIC)
        yield Pair("small map: site", dark, hexed(KINDS["mineral_site"].colour(dark)), theme["tint_strong"], GRAPHIC)
        yield Pair("timeline: words on bars", dark, theme["ink"], _deepest_bar(dark), TEXT)
    legend = colours_of(False)
    yield Pair("file: edges of boxes in a legend", False, legend["map_edge"], legend["paper"], GRAPHIC)


def _theme_pairs(dark: bool) -> Iterator[Pair]:
    theme = colours_of(dark)
    for name in ("paper", "shade"):
        yield Pair(f"text on {name}", dark, theme["ink"], theme[name], TEXT)
        yield Pair(f"quiet text on {name}", dark, theme["quiet"], theme[name], TEXT)
        yield Pair(f"link on {name}", dark, theme["accent"], theme[name], TEXT)
        yield Pair(f"focus on {name}", dark, theme["ink"], theme[name], GRAPHIC)
        yield Pair(f"edge of what is set on {name}", dark, theme["highlight"], theme[name], GRAPHIC)
    yield Pair("edge of what went wrong on paper", dark, theme["warning"], theme["paper"], GRAPHIC)


def _kind_pairs(dark: bool) -> Iterator[Pair]:
    page, land, fill = (colours_of(dark)[name] for name in ("paper", "map_land", "map_fill"))
    deepest = shade(1.0, dark)
    for look, style in LOOKS.items():
        colour = hexed(style.colour(dark))
        for name, ground in (("page", page), ("map", fill), ("land around", land), ("deepest shade", deepest)):
            yield Pair(f"{style.one} on {name}", dark, colour, ground, GRAPHIC)
        for name, ground in (("page", page), ("map", fill)):
            yield Pair(f"{look}, may match, on {name}", dark, over(colour, ground, PALER), ground, GRAPHIC)


def _map_pairs(dark: bool) -> Iterator[Pair]:
    grey = colours_of(dark)
    yield Pair("map: names", dark, grey["ink"], grey["map_fill"], TEXT)
    yield Pair("map: names of what may match", dark, over(grey["ink"], grey["map_fill"], PALER), grey["map_fill"], TEXT)
    yield Pair("map: district lines", dark, grey["map_edge"], grey["map_fill"], GRAPHIC)
    yield Pair("map: chosen outline", dark, grey["accent"], grey["map_fill"], GRAPHIC)
    yield Pair("map: routes on the deepest shade", dark, over(grey["ink"], shade(1.0, dark), 200 / 255), shade(1.0, dark), GRAPHIC)


def _deepest_bar(dark: bool) -> Colour:
    """The ground of a bar that gives its title the least contrast."""
    ink, paper = (colours_of(dark)[name] for name in ("ink", "paper"))
    bars = [over(hexed(style.colour(dark)), paper, traces.FILLED) for style in LOOKS.values()]
    return min(bars, key=lambda bar: Pair("", dark, ink, bar, TEXT).contrast)


def main() -> None:
    """Print each pair with its contrast, and the distance of every two kinds for each kind of sight."""
    print(f"{'contrast':<46}{'theme':<8}{'found':>7}{'least':>7}")
    for pair in pairs():
        sign = "" if pair.contrast >= pair.least else "  too little"
        print(f"{pair.what:<46}{'dark' if pair.dark else 'light':<8}{pair.contrast:>7.2f}{pair.least:>7}{sign}")
    print(f"\n{'distance in OKLab, at least ' + str(APART):<46}{'theme':<8}" + "".join(f"{sight:>14}" for sight in SIGHT))
    for dark in (False, True):
        for one, other in combinations(KINDS.values(), 2):
            found = [distance(hexed(one.colour(dark)), hexed(other.colour(dark)), sight) for sight in SIGHT]
            told = f"{one.glyph} {one.one}, {other.glyph} {other.one}"
            print(f"{told:<46}{'dark' if dark else 'light':<8}" + "".join(f"{value:>14.3f}" for value in found))


if __name__ == "__main__":
    main()
