"""Every page in light and dark, wide and narrow, as axe-core judges it: `python -m tests.browser.axe` prints the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, sync_playwright

from pages import PAGES
from tests.browser.conftest import new_context
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


Size = tuple[int, str]  # width and scheme
DESK, PHONE = (1440, "light"), (390, "dark")
EVERY_SIZE: tuple[Size, ...] = (DESK, (390, "light"), (1440, "dark"), PHONE)


@dataclass(frozen=True)
class Screen:
    """What is looked at: a page's address, what a reader opens on it, and how large and in which scheme."""

    name: str
    path: str
    open_up: Callable[[Page], None] | None = None
    sizes: tuple[Size, ...] = (DESK, PHONE)


@dataclass(frozen=True)
class Finding:
    """What axe found on a screen: `ours`, each with rule and element, and the places in the list of Streamlit's own."""

    ours: tuple[str, ...]
    listed: frozenset[int]


def _share(page: Page) -> None:
    page.get_by_role("button", name="Share").click()


def _held_back(page: Page) -> None:
    page.locator(".st-key-why button").first.click()


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


def _example(page: Page) -> None:
    page.get_by_role("button", name="Insert an example").click()
    page.locator(".findings").wait_for()
    page.locator(".findings summary").first.click()


SCREENS = (
    *(Screen(name, path_of(name), sizes=((DESK, PHONE)[number % 2],)) for number, name in enumerate(PAGES)),
    Screen("checked text", "/check", _example, (PHONE,)),
    Screen("card", "/facts?fact=exim-reko-diq-approval"),
    Screen("share", "/facts?district=nushki", _share, (PHONE,)),
    Screen("nothing shown", f"/map?{EMPTY}", sizes=(DESK,)),
    Screen("no deal", f"/investment?{EMPTY}", sizes=(PHONE,)),
    Screen("held back", "/facts?district=nushki", _held_back, (DESK,)),
    Screen("list of districts", "/facts", _districts, (DESK,)),
    Screen("sheet of filters", "/facts?district=nushki&dates=2025-12-01&dates=2026-02-01", _sheet, ((390, "light"), PHONE)),
    Screen("calendar", "/facts", _calendar, (DESK,)),
    Screen("wrong address", "/facts?district=nowhere&v=0", sizes=(PHONE,)),
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


def scan_screen(open_page: Callable[[str, int, str], Reader], screen: Screen, size: Size, entries: list[PlaceGroup]) -> Finding:
    """Open a screen at a size and judge it."""
    reader = open_page(screen.path, *size)
    reader.page.emulate_media(reduced_motion="reduce")
    if screen.open_up:
        screen.open_up(reader.page)
    return scan(reader, entries)


def main() -> None:
    """Print what axe finds on each screen: violations in our parts, and those of the list."""
    entries = listed()
    with sync_playwright() as playwright, running_server() as server:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        print(f"{'screen':<20}{'size':<14}{'ours':>6}{'listed':>8}")
        for size in EVERY_SIZE:
            with new_context(browser, *size) as context:
                reader = Reader(context, server, Log(server))
                for screen in (screen for screen in SCREENS if size in screen.sizes or not screen.open_up):
                    found = scan_screen(lambda path, *_, reader=reader: reader.open(path).drawn(), screen, size, entries)
                    print(f"{screen.name:<20}{' '.join(map(str, size)):<14}{len(found.ours):>6}{len(found.listed):>8}")
                    print("".join(f"    {line}\n" for ours in found.ours for line in ours.splitlines()), end="")
        browser.close()
    print("\nListed as Streamlit's own:")
    for entry in entries:
        print(f"  {entry.rule} at {entry.selector}: {entry.reason}")


if __name__ == "__main__":
    main()
