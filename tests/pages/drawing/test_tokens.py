"""Colours and sizes stand in one place: the palette and the tokens, from which style sheets, charts, maps and files are made."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pages.brief.html import STYLE
from pages.drawing.palette import LIGHT, LOOKS, THEMES
from pages.drawing.tokens import CHART_TEXT, LEAST_TEXT, ROOT_TEXT, TEXT, css_tokens
from pages.server.static_assets import ASSETS

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "pages"
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b|\b(?:rgb|hsl)a?\(\s*\d|(?<!\w)\(\d{1,3}, \d{1,3}, \d{1,3}\)")
CONFIG = {
    "primaryColor": "accent", "backgroundColor": "paper", "secondaryBackgroundColor": "shade", "textColor": "ink",
    "linkColor": "accent", "borderColor": "border",
}  # fmt: skip
SHEETS = {"style.css": ASSETS / "style.css", "brief.css": PAGES / "brief" / "brief.css"}


def test_no_colour_is_written_outside_the_palette() -> None:
    files = [path for ending in ("py", "css", "js", "svg", "html") for path in PAGES.rglob(f"*.{ending}") if path.name != "palette.py"]
    found = {path.relative_to(ROOT).as_posix(): COLOUR.findall(path.read_text(encoding="utf-8")) for path in files}
    assert len(files) > 100
    assert {path: colours for path, colours in found.items() if colours} == {}


def test_a_colour_of_any_notation_would_be_found() -> None:
    for text in ("color: #1F5A7A;", "fill='#fff'", "rgba(0,0,0,.2)", "rgb( 1 2 3 )", "hsl(20 1% 2%)", "(31, 90, 122)"):
        assert COLOUR.search(text), text
    assert not COLOUR.search("url(#clip) #fact-1 href='#map' rgba(colour, 1)")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_theme_of_streamlit_has_the_colours_of_the_palette(dark: bool) -> None:
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    assert theme["dark" if dark else "light"] == {name: getattr(THEMES[dark], colour) for name, colour in CONFIG.items()}
    assert theme["baseFontSize"] == ROOT_TEXT["style.css"]


def test_every_custom_property_of_a_style_sheet_is_a_token() -> None:
    screen = (ASSETS / "style.css").read_text(encoding="utf-8")
    for sheet, tokens in ((screen, css_tokens()), (STYLE, STYLE)):
        assert set(re.findall(r"var\((--[\w-]+)", sheet)) <= set(re.findall(r"(--[\w-]+):", tokens))


def test_the_dark_theme_gives_every_colour_anew() -> None:
    light, dark = (set(re.findall(r"(--[\w-]+): #", part)) for part in css_tokens().split("@media"))
    assert light - dark == {"--file-paper", "--file-ink"}
    assert {f"--kind-{look}".replace("_", "-") for look in LOOKS} < dark
    assert f"--ink: {LIGHT.ink};" in css_tokens()


@pytest.mark.parametrize("name", SHEETS)
def test_no_text_on_a_screen_is_under_twelve_pixels(name: str) -> None:
    screen = re.sub(r"@media print \{.*?\n  ?\}|@page[^\n]*", "", SHEETS[name].read_text(encoding="utf-8"), flags=re.DOTALL)
    sizes = re.findall(r"font(?:-size)?:\s*([\d.]+)(rem|em|px)", screen)
    pixels = [float(size) * {"rem": ROOT_TEXT[name], "em": 15, "px": 1}[unit] for size, unit in sizes]
    assert pixels
    assert min(pixels) >= LEAST_TEXT
    assert min(CHART_TEXT, *(float(size.removesuffix("rem")) * ROOT_TEXT["style.css"] for size in TEXT.values())) >= LEAST_TEXT


def test_no_chart_writes_a_size_of_its_own_under_twelve() -> None:
    source = {
        path.name: path.read_text(encoding="utf-8")
        for part in ("timeline", "map", "exposure")
        for path in (PAGES / "drawing" / part).glob("*.py")
    }
    found = {name: re.findall(r'(?:font-size="|font(?:_size)?": \{"size": )(\d+)', text) for name, text in source.items()}
    assert [name for name, sizes in found.items() if any(int(size) < LEAST_TEXT for size in sizes)] == []
