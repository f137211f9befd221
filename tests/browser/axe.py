"""Every page in light and dark, wide and narrow, as axe-core judges it: `python -m tests.browser.axe` prints the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, sync_playwright

from pages import PAGES
from tests.browser.install import chromium_path
from tests.browser.reader import FLAGS, Log, Reader
from tests.browser.server import running_server
from tests.browser.site import EMPTY, path_of

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
RUN = """async ({tags, listed}) => {
  const found = await axe.run({runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}}, resultTypes: ['violations']})
  return found.violations.flatMap(violation => violation.nodes.map(node => {
    const element = document.querySelector(node.target[0])
    const own = listed.findIndex(entry => entry.rule === violation.id && element?.matches(entry.selector))
    return {rule: violation.id, own, where: node.target.join(' '), html: node.html.slice(0, 200), says: node.failureSummary}
  }))
}"""


@dataclass(frozen=True)
class PlaceGroup:
    """Something inside Streamlit's own parts: the rule, a CSS selector of the elements, and why it is not ours to mend."""

    rule: str
    selector: str
    reason: str


@dataclass(frozen=True)
class Screen:
    """What is looked at: a page's address, and what a reader opens on it."""

    name: str
    path: str
    open_up: Callable[[Page], None] | None = None
    schemes: tuple[str, ...] = ("light", "dark")
    widths: tuple[int, ...] = (1440, 390)


@dataclass(frozen=True)
class Finding:
    """What axe found on a screen: `ours`, each with rule and element, and the places in the list of Streamlit's own."""

    ours: tuple[str, ...]
    listed: frozenset[int]


def _share(page: Page) -> None:
    page.get_by_role("button", name="Share and download").click()


def _held_back(page: Page) -> None:
    page.get_by_role("button", name="Hidden facts and why").click()


def _districts(page: Page) -> None:
    page.locator(".st-key-group_place button").first.click()
    page.get_by_role("combobox", name="District", exact=True).click()
    page.get_by_role("option").last.wait_for()
    page.wait_for_timeout(300)  # the list fades in, and axe passes over what is not opaque yet


def _calendar(page: Page) -> None:
    page.locator(".st-key-group_dates button").first.click()
    page.locator("[data-testid=stDateInput] [role=group]").first.click()
    page.get_by_role("grid").wait_for()


def _sheet(page: Page) -> None:
    page.locator(".st-key-group_filters button").first.click()
    page.get_by_role("combobox", name="Province", exact=True).wait_for()


SCREENS = (
    *(Screen(name, path_of(name)) for name in PAGES),
    Screen("card", "/facts?fact=exim-reko-diq-approval"),
    Screen("share", "/facts?district=nushki", _share, ("dark",)),
    Screen("nothing shown", f"/map?{EMPTY}", schemes=("light",), widths=(390,)),
    Screen("no deal", f"/investment?{EMPTY}", schemes=("dark",), widths=(1440,)),
    Screen("held back", "/facts?district=nushki", _held_back, ("light",), (1440,)),
    Screen("list of districts", "/facts", _districts, ("light",), (1440,)),
    Screen("sheet of filters", "/facts?district=nushki", _sheet, ("light",), (390,)),
    Screen("calendar", "/facts", _calendar, ("dark",), (1440,)),
    Screen("wrong address", "/facts?district=nowhere&v=0", schemes=("dark",), widths=(390,)),
)


def listed() -> list[PlaceGroup]:
    """The list of Streamlit's own violations."""
    text = Path(__file__).with_name("axe_of_streamlit.yaml").read_text(encoding="utf-8")
    return [PlaceGroup(**entry) for entry in yaml.safe_load(text)]


def scan(reader: Reader, entries: list[PlaceGroup]) -> Finding:
    """Judge what is on screen."""
    reader.settle()
    reader.page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
    found = reader.page.evaluate(RUN, {"tags": TAGS, "listed": [vars(entry) for entry in entries]})
    ours = tuple(f"{f['rule']}: {f['where']} {f['html']}\n{f['says']}" for f in found if f["own"] < 0)
    return Finding(ours, frozenset(f["own"] for f in found if f["own"] >= 0))


def scans(reader: Reader, screen: Screen, entries: list[PlaceGroup]) -> Iterator[tuple[str, Finding]]:
    """Judge a screen in each scheme and width: one page load a scheme, the second in the first width only."""
    for scheme in screen.schemes:
        reader.page.goto("about:blank")  # an open page is drawn anew when the scheme changes
        reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        reader.page.set_viewport_size({"width": screen.widths[0], "height": 900})
        reader.open(screen.path)
        reader.drawn()
        if screen.open_up:
            screen.open_up(reader.page)
        for width in screen.widths if scheme == screen.schemes[0] else screen.widths[:1]:  # colours differ by scheme, not by width
            reader.page.set_viewport_size({"width": width, "height": 900})
            yield f"{width} {scheme}", scan(reader, entries)


def main() -> None:
    """Print what axe finds on each screen: violations in our parts, and those of the list."""
    entries, log = listed(), Log("")
    with sync_playwright() as playwright, running_server() as server:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        reader = Reader(browser.new_context(locale="en-GB"), server, log)
        print(f"{'screen':<20}{'size':<14}{'ours':>6}{'listed':>8}")
        for screen in SCREENS:
            for size, found in scans(reader, screen, entries):
                print(f"{screen.name:<20}{size:<14}{len(found.ours):>6}{len(found.listed):>8}")
                print("".join(f"    {line}\n" for ours in found.ours for line in ours.splitlines()), end="")
        browser.close()
    print("\nListed as Streamlit's own:")
    for entry in entries:
        print(f"  {entry.rule} at {entry.selector}: {entry.reason}")


if __name__ == "__main__":
    main()
