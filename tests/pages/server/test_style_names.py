"""What the working screen's style sheet styles wherever it stands is not the name of a part of another page."""

from __future__ import annotations

import re
from pathlib import Path

PAGES = Path(__file__).parents[3] / "pages"
SCREEN = PAGES / "server" / "assets" / "screen.css"
OF_THE_SCREEN = ("overview", "map", "components")
OWN_SHEETS = ("brief", "permalinks")  # documents that this sheet never reaches
ANYWHERE = {"unseen"}  # words for screen readers
CLASSES = re.compile(
    r"class=\\?['\"]([^'\"]+)|join\(name for name, on in \((.+?)\) if on\)"
)  # in markup; in pairs of a class and whether it is on


def styled_anywhere(sheet: str) -> set[str]:
    """Classes with which a selector begins, so that it holds on every page."""
    rules = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", sheet, flags=re.S))
    selectors = [selector.strip() for rule in rules for selector in re.split(r",(?![^(]*\))", rule)]
    return {found[1] for selector in selectors if (found := re.match(r"\.([a-z][\w-]*)", selector))}


def written(file: Path) -> set[str]:
    return {name for pair in CLASSES.findall(file.read_text(encoding="utf-8")) for words in pair for name in re.split(r"[^\w-]+", words)}


def test_a_selector_is_read_with_its_first_class() -> None:
    assert styled_anywhere("/* .no { */ .a .b { x: y; } .c, :is(.d, .e) .f { x: y } @media print { .g > .h { } }") == {"a", "c", "g"}


def test_what_is_styled_anywhere_stands_on_the_working_screen_only() -> None:
    own = styled_anywhere(SCREEN.read_text(encoding="utf-8")) - ANYWHERE
    assert own
    elsewhere = {
        f"{file.relative_to(PAGES)}: {name}"
        for file in PAGES.rglob("*.py")
        if file.relative_to(PAGES).parts[0] not in (*OF_THE_SCREEN, *OWN_SHEETS)
        for name in written(file) & own
    }
    assert elsewhere == set()
