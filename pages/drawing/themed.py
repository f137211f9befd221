"""A picture in the colours of the page that it is a part of, light or dark: its colours become those of the style sheet (pure)."""

from __future__ import annotations

import re
from dataclasses import asdict

from pages.drawing.map.choropleth import DEEPEST, shade
from pages.drawing.palette import LIGHT, LOOKS

_STEPS = 100
_COLOUR = re.compile(r'(?<==")#[0-9A-F]{6}(?=")')


def themed(svg: str) -> str:
    """A picture drawn in the light theme, with custom properties (`pages/drawing/tokens.py`) in the place of colours."""
    return _COLOUR.sub(lambda found: _PROPERTIES.get(found[0], found[0]), svg)


def _shades() -> dict[str, str]:
    """Every shade that a district may have, as a mixture of the two colours that it is made of."""
    found: dict[str, str] = {}
    for step in range(_STEPS + 1):
        colour = "#{:02X}{:02X}{:02X}".format(*shade(step / _STEPS, dark=False))
        found.setdefault(colour, f"color-mix(in srgb, var(--accent) {step / _STEPS * DEEPEST:.1%}, var(--map-fill))")
    return found


_PROPERTIES = (
    _shades()
    | {style.light.upper(): f"var(--kind-{look.replace('_', '-')})" for look, style in LOOKS.items()}
    | {colour.upper(): f"var(--{name.replace('_', '-')})" for name, colour in asdict(LIGHT).items()}
)
