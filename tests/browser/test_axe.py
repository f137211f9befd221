"""Accessibility by axe-core: WCAG 2.2 A and AA and its best practice, on every page and what opens on it."""

from __future__ import annotations

import pytest

from tests.browser.axe import EVERY_SIZE, SCREENS, Screen, Size, listed, scan, scan_screen
from tests.browser.conftest import OpenPage
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]


@pytest.fixture(scope="module")
def occurred() -> set[int]:
    """The listed violations that the scans of this module have found."""
    return set()


@pytest.mark.parametrize(
    ("screen", "size"),
    first(4, [(screen, size) for screen in reversed(SCREENS) for size in screen.sizes]),
    ids=lambda part: part.name if isinstance(part, Screen) else "-".join(map(str, part)),
)
def test_axe_finds_nothing_in_our_parts(open_page: OpenPage, screen: Screen, size: Size, occurred: set[int]) -> None:
    found = scan_screen(open_page, screen, size, listed())
    occurred |= found.listed
    assert not found.ours, "\n".join(found.ours)


@pytest.mark.long
@pytest.mark.parametrize("size", EVERY_SIZE, ids=lambda size: "-".join(map(str, size)))
def test_axe_finds_nothing_at_any_size_in_any_scheme(open_page: OpenPage, size: Size) -> None:
    for screen in (screen for screen in SCREENS if size not in screen.sizes and not screen.open_up):
        found = scan_screen(open_page, screen, size, listed())
        assert not found.ours, f"{screen.name}:\n" + "\n".join(found.ours)


def test_axe_is_awake(open_page: OpenPage) -> None:
    reader = open_page("/facts", loaded=True)
    reader.page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')")
    assert any(found.startswith("button-name") for found in scan(reader, listed()).ours)


@pytest.mark.sweep
def test_each_listed_violation_of_streamlit_s_own_still_occurs(open_page: OpenPage, occurred: set[int]) -> None:
    entries = listed()
    if len(occurred) < len(entries):  # run alone: nothing was scanned before
        for screen in (screen for screen in SCREENS if screen.name in ("list of districts", "calendar")):
            occurred |= scan_screen(open_page, screen, screen.sizes[0], entries).listed
    gone = [entries[i] for i in range(len(entries)) if i not in occurred]
    assert not gone, f"strike these off tests/browser/axe_of_streamlit.yaml: {gone}"
