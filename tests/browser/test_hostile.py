"""Hostile words: whatever the data or an address hold is shown as text on every page and in every file, and nothing of it runs.

Every browser test has the tripwire of `tests.browser.reader`: what runs, asks, leaves or breaks the policy ends the test.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from loaders.frames.dataset import build_dataset
from loaders.gazetteer.boundaries import load_outlines
from loaders.query.parameters import PARAMETERS
from loaders.query.selection import Selection
from pages import PAGE_PARAMETERS, PAGES
from tests.briefs import render_brief
from tests.browser.conftest import OpenPage
from tests.browser.hostile_data import EVIL, PLACE, hostile_data
from tests.browser.reader import XSS_CANARY, Log, Reader
from tests.browser.server import fetch
from tests.browser.site import path_of
from tests.browser.test_map import START, world

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]
HOST = "[src='x'], [src*='evil.example'], [href^='javascript:' i], [onload], [onerror], [onmouseover], [onfocus], [onclick]"
ODD = [
    "<img src=x onerror=window.ran=1>",
    "javascript:window.ran=1",
    "\u202egnp",
    "=1+1",
    "x" * 300,
    "\x00",
    "[a](javascript:window.ran=1)",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_data(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile(serve_all: Callable[[Path], str], folder: Path) -> str:
    return serve_all(folder)


def assert_no_injection(reader: Reader) -> None:
    """The tripwire saw nothing (the log tells at the end), and no element is of the data's making."""
    assert [found.evaluate("e => e.outerHTML.slice(0, 200)") for found in reader.page.locator(HOST).all()] == []
    expect(reader.page.get_by_role("heading", name="Forged", exact=True)).to_have_count(0)
    reader.no_trouble()


def test_the_tripwire_trips(open_page: OpenPage, logs: list[Log]) -> None:
    reader = open_page("/sources")
    reader.page.evaluate("window.ran = 1; alert('x'); document.body.insertAdjacentHTML('beforeend', '<i onclick=\"window.ran=1\">i</i>')")
    reader.page.evaluate("document.head.append(Object.assign(document.createElement('script'), { src: 'https://evil.example/' }))")
    reader.page.wait_for_timeout(100)
    told = "\n".join(logs[0].errors)
    assert all(words in told for words in ("tripped: words of the data ran", "tripped: alert x", "tripped: policy script-src"))
    logs.clear()


@pytest.mark.sweep
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_nothing_hostile_runs_or_breaks_a_page(open_page: OpenPage, hostile: str, width: int, scheme: str) -> None:
    reader = open_page("/method?q=Qx", width=width, scheme=scheme, server=hostile)
    for page in PAGES:
        reader.go(path_of(page, "q=Qx")).drawn()
        expect(reader.page).to_have_title(f"{PAGES[page].title} · Minerals and conflict")
        assert reader.shown() == len(EVIL) + 1, page
        assert_no_injection(reader)
        wide = reader.page.evaluate("document.scrollingElement.scrollWidth")
        assert wide <= width, f"{page} is {wide} pixels wide on a window of {width}"
        if page == "timeline" and width == 1440:
            drawn = reader.page.locator(".js-plotly-plot .main-svg").first
            expect(drawn).to_contain_text("<b>bold</b>")
            expect(drawn).to_contain_text("<script>")
        if page == "facts":
            told = reader.page.get_by_role("link").filter(has_text="[click](javascript:window.ran=1)")
            expect(told.first).to_be_visible()
        if page == "sources":
            expect(reader.page.locator("article.source").filter(has_text="<script>window.ran=1</script>")).to_have_count(1)


@pytest.mark.sweep
def test_a_card_shows_hostile_words_as_they_are(open_page: OpenPage, hostile: str) -> None:
    reader = open_page("/sources", server=hostile)
    for identity in ("evil-link", "evil-quote", "evil-long"):
        reader.go(f"/sources?fact={identity}")
        expect(reader.card).to_contain_text(" ".join(EVIL[identity].split()))
        assert_no_injection(reader)
        assert reader.card.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), identity
    reader.go("/sources?fact=evil-retired")
    expect(reader.page.get_by_role("dialog")).to_contain_text("[click](javascript:window.ran=1) ![i](https://evil.example/a.png)")
    assert_no_injection(reader)
    reader.page.get_by_role("link", name="Open what it became").click()
    reader.wait_for_address("fact", ["evil-script"])
    expect(reader.card).to_contain_text("Fact evil-script")


def test_right_to_left_words_leave_the_order_of_ours_alone(open_page: OpenPage, hostile: str) -> None:
    reader = open_page("/facts?q=Qx&kind=security_incident", server=hostile)
    title = reader.page.locator(".pair a.inside").filter(has_text="بلوچستان").first
    assert title.evaluate("link => getComputedStyle(link).unicodeBidi") == "isolate"


def test_the_filter_names_hostile_actors_as_text(open_page: OpenPage, hostile: str) -> None:
    reader = open_page("/facts?actor=evil-actor&district=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E", server=hostile)
    expect(reader.chip("<script>")).to_be_visible()
    expect(reader.page.get_by_role("alert").first).to_contain_text("<img src=x onerror=window.ran=1>")
    assert_no_injection(reader)


@pytest.mark.sweep
def test_map_tooltips_show_hostile_words_as_text(open_page: OpenPage, hostile: str) -> None:
    reader = open_page("/map?q=Qx&district=chagai&extent=all", server=hostile)
    canvas = reader.page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    box = canvas.bounding_box()
    assert box is not None
    (x, y), (x0, y0) = world(PLACE["lon"], PLACE["lat"]), world(START["longitude"], START["latitude"])
    tip = reader.page.locator(".deck-tooltip")
    for nudge in range(30):
        reader.page.mouse.move(box["x"] + box["width"] / 2 + x - x0 + nudge % 3, box["y"] + box["height"] / 2 + y - y0)
        if tip.count() and "<script>" in tip.first.inner_text():
            break
        reader.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    expect(tip.first).to_contain_text("<img src=x onerror='window.ran=1'>")
    assert_no_injection(reader)


@pytest.mark.sweep
@pytest.mark.parametrize("page", ["timeline", pytest.param("exposure", marks=pytest.mark.long)])
def test_every_parameter_may_hold_anything(open_page: OpenPage, hostile: str, page: str) -> None:
    reader = open_page("/sources", server=hostile)
    many = urlencode(
        [(name, odd) for name in (*PARAMETERS, *(own.name for own in PAGE_PARAMETERS)) for odd in ODD if len(odd) < 300 or name == "q"]
        + [(odd[:50], odd[:50]) for odd in ODD]
    )
    for come, query in ((reader.open, many), (reader.go, "district=x&" * 300 + "months=" + "9" * 400)):
        come(path_of(page, query))
        expect(reader.heading()).to_contain_text(PAGES[page].title)
        expect(reader.page.get_by_role("alert").first).to_contain_text("Not understood in the address")
        assert_no_injection(reader)
    for query in ("fact=%ED%A0%80&v=%ff&q=%zz&%=%", "district=x&" * 1001):  # of more than a thousand Streamlit reads none
        reader.open(path_of(page, query))
        expect(reader.heading()).to_contain_text(PAGES[page].title)
        assert_no_injection(reader)


def test_files_and_pictures_of_hostile_facts_are_documents_in_which_nothing_runs(
    browser: Browser, folder: Path, tmp_path: Path, logs: list[Log], hostile: str
) -> None:
    data = build_dataset(folder)
    facts = data.facts[data.facts["id"].str.startswith("evil")].assign(match="definite")
    routes = pd.DataFrame([(EVIL["evil-script"], [[67.0, 30.2], [66.0, 29.5]])], columns=["name", "path"])
    brief = render_brief(data, Selection(q="Qx"), facts, facts, EVIL["evil-quote"], load_outlines(data.places), routes, "http://x.example/")
    (tmp_path / "brief.html").write_bytes(brief)
    (tmp_path / "feed.xml").write_bytes(fetch(f"{hostile}/api/changes.atom").body)
    context = browser.new_context()
    for path in sorted(tmp_path.glob("*.*")):
        page = context.new_page()
        page.add_init_script(XSS_CANARY)
        logs.append(log := Log(path.as_uri()))
        log.listen(page)
        page.goto(path.as_uri())
        assert page.locator(HOST).count() == 0
        assert log.requests == [path.as_uri()]
        if path.suffix == ".html":
            expect(page.locator("body")).to_contain_text("<script>window.ran=1</script>")
            expect(page.get_by_role("heading", name="Forged", exact=True)).to_have_count(0)
        log.server, log.requests = "", []
    context.close()


def test_downloads_carry_hostile_words_as_they_are(hostile: str) -> None:
    told = {fact["id"]: fact for fact in json.loads(fetch(f"{hostile}/api/facts.json?q=Qx").text)["facts"]}
    assert {identity: told[identity]["title"] for identity in EVIL} == EVIL
    features = json.loads(fetch(f"{hostile}/api/facts.geojson?q=Qx").text)["features"]
    assert {**EVIL, "evil-deal": EVIL["evil-script"]} == {f["properties"]["id"]: f["properties"]["title"] for f in features}
    for file_format in ("csv", "xlsx", "parquet"):
        answer = fetch(f"{hostile}/api/facts.{file_format}?q={quote('Qx')}")
        assert answer.status == 200
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-disposition"].startswith("attachment")
