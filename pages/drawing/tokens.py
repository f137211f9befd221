"""Sizes and distances used on more than one screen, and all tokens as CSS custom properties."""

from __future__ import annotations

from dataclasses import asdict

from pages.drawing.palette import DARK, LIGHT, LOOKS, Theme

LEAST_TEXT = 12  # pixels: no text on a screen is smaller
CHART_TEXT = 12  # pixels, on charts and maps
ROOT_TEXT = {"style.css": 15, "brief.css": 16}  # pixels of 1rem; the first is baseFontSize in .streamlit/config.toml
TEXT = {"small": ".85rem", "note": ".88rem", "body": "1rem", "lead": "1.15rem", "number": "1.25rem", "title": "1.45rem"}
SPACE = {"1": ".2rem", "2": ".4rem", "3": ".6rem", "4": "1rem", "5": "2rem"}
RADIUS = ".3rem"
TARGET = "24px"  # the least side of what is pressed (WCAG 2.2, 2.5.8)


def css_tokens() -> str:
    """Custom properties of both themes: colours (`--ink`), kinds (`--kind-attack`), text (`--text-small`), distances (`--space-2`)."""
    sizes = {f"text-{name}": f"max({LEAST_TEXT}px, {size})" for name, size in TEXT.items()}
    sizes |= {f"space-{step}": size for step, size in SPACE.items()} | {"radius": RADIUS, "target": TARGET}
    files = {"file-paper": LIGHT.paper, "file-ink": LIGHT.ink}  # of pictures made as files, which are light in both themes
    return (
        _root(_colours(LIGHT, dark=False) | files | sizes)
        + f"@media (prefers-color-scheme: dark) {{ {_root(_colours(DARK, dark=True))} }}\n"
    )


def css_tokens_of_files() -> str:
    """The colours of the light theme, for what is sent and printed."""
    return _root(_colours(LIGHT, dark=False))


def _colours(theme: Theme, dark: bool) -> dict[str, str]:
    kinds = {f"kind-{look}": style.colour(dark) for look, style in LOOKS.items()}
    return {name.replace("_", "-"): colour for name, colour in (asdict(theme) | kinds).items()}


def _root(properties: dict[str, str]) -> str:
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in properties.items())} }}\n"
