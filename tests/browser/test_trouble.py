"""Bad data: the reader is told every error with its place, keeps the last good version, and the app heals by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import listed, scan
from tests.browser.conftest import OpenPage
from tests.browser.server import copied_data, fetch

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]
DEALS = "facts/financing_deals.yaml"


def line_of(path: Path, text: str) -> int:
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if text in line)


@pytest.mark.sweep
def test_changed_data_reach_every_open_page_by_themselves(serve: Callable[[Path], str], open_page: OpenPage, tmp_path: Path) -> None:
    data = copied_data(tmp_path)
    deals, sites = data / DEALS, data / "facts/mineral_sites.yaml"
    good = {path: path.read_text(encoding="utf-8") for path in (deals, sites)}
    deals.write_text(good[deals].replace("status: approved", "status: aproved", 1), encoding="utf-8")
    sites.write_text(good[sites].replace("site_type:", "sitetype:", 1), encoding="utf-8")
    server = serve(data)
    assert fetch(f"{server}/readyz").status == 503
    assert fetch(f"{server}/api/facts.json").status == 503
    reader, other = open_page("/sources", server=server), open_page("/facts?kind=financing_deal", server=server, fresh=True)
    expect(reader.heading()).to_contain_text("The data cannot be read")
    problems = reader.page.locator(".problems")
    expect(problems).to_contain_text(f"financing_deals.yaml:{line_of(deals, 'aproved')}")
    expect(problems).to_contain_text("exim-reko-diq-approval")
    expect(problems).to_contain_text('"approved"')
    expect(problems).to_contain_text(f"mineral_sites.yaml:{line_of(sites, 'sitetype')}")
    assert not scan(reader, listed()).ours, "axe finds nothing on the page that tells of bad data"
    deals.write_text(good[deals], encoding="utf-8")
    expect(problems.locator("li")).to_have_count(2)  # half mended: the list follows
    sites.write_text(good[sites], encoding="utf-8")
    for at, name in ((reader, "Sources"), (other, "Facts")):  # nobody clicked anything
        expect(at.heading()).to_contain_text(name)
        at.settle()
        at.no_trouble()
    assert other.address == {"kind": ["financing_deal"]}
    assert fetch(f"{server}/readyz").status == 200

    shown = other.shown()
    deals.write_text(good[deals].replace("status: approved", "status: aproved", 1), encoding="utf-8")
    for at in (reader, other):
        expect(at.page.get_by_text("You see the last good version").first).to_contain_text("1 error since")
    assert other.shown() == shown
    assert fetch(f"{server}/api/facts.csv").status == 200
    other.page.get_by_text("What is wrong").click()
    expect(other.page.locator(".problems")).to_contain_text("financing_deals.yaml:")
    titled = good[deals].replace("title: ", "title: Newly told, ", 1).replace("status: approved", "status: signed", 1)
    deals.write_text(titled, encoding="utf-8")
    for at in (reader, other):
        expect(at.page.get_by_text("The data have just changed")).to_be_visible()
        expect(at.page.get_by_text("You see the last good version")).to_have_count(0)
        at.no_trouble()
    assert other.address == {"kind": ["financing_deal"]}
    assert b"Newly told, " in fetch(f"{server}/api/facts.csv?kind=financing_deal").body
