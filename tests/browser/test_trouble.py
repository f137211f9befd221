"""Bad data: the reader is told every error with its place, keeps the last good version, and the app heals by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.server import copied_data, fetch

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]
DEALS = "facts/financing_deals.yaml"


def line_of(path: Path, text: str) -> int:
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if text in line)


def test_broken_data_are_told_by_file_and_line_and_trying_again_after_mending_opens_the_app(
    open_page: OpenPage, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    data = copied_data(tmp_path)
    deals, sites = data / DEALS, data / "facts/mineral_sites.yaml"
    good = {path: path.read_text(encoding="utf-8") for path in (deals, sites)}
    deals.write_text(good[deals].replace("status: approved", "status: aproved", 1), encoding="utf-8")
    sites.write_text(good[sites].replace("site_type:", "sitetype:", 1), encoding="utf-8")
    server = serve(data)
    assert fetch(f"{server}/healthz").status == 503
    assert fetch(f"{server}/api/facts.json").status == 503
    reader = open_page("/map", server=server)
    expect(reader.heading()).to_contain_text("The data cannot be read")
    problems = reader.page.locator(".problems")
    expect(problems).to_contain_text(f"financing_deals.yaml:{line_of(deals, 'aproved')}")
    expect(problems).to_contain_text("exim-reko-diq-approval")
    expect(problems).to_contain_text('"approved"')
    expect(problems).to_contain_text(f"mineral_sites.yaml:{line_of(sites, 'sitetype')}")
    for path, text in good.items():
        path.write_text(text, encoding="utf-8")
    reader.page.get_by_role("button", name="Try again").click()
    expect(reader.heading()).to_contain_text("Map")
    reader.settle()
    reader.no_trouble()
    assert fetch(f"{server}/healthz").status == 200

    deals.write_text(good[deals].replace("status: approved", "status: aproved", 1), encoding="utf-8")
    reader.open("/facts")
    expect(reader.page.get_by_text("You see the last good version").first).to_be_visible()
    assert reader.shown() > 0
    assert fetch(f"{server}/api/facts.csv").status == 200
    reader.page.get_by_text("What is wrong").click()
    expect(reader.page.locator(".problems")).to_contain_text("financing_deals.yaml:")
    deals.write_text(good[deals], encoding="utf-8")
    reader.open("/facts")
    expect(reader.page.get_by_text("You see the last good version")).to_have_count(0)
