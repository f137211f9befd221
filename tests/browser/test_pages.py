"""Each page opens with its title and its picture: on a desk and on a phone, in light and in dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from loaders.frames.dataset import Dataset
from pages import PAGES
from tests.browser.conftest import OpenPage
from tests.browser.site import EMPTY, expected, path_of
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]
HEADINGS = {"overview": "What the sources say"}
PICTURES = {
    "overview": ".screen .map svg",
    "map": "[data-testid=stDeckGlJsonChart] canvas",
    "timeline": ".js-plotly-plot .main-svg",
    "investment": ".stages",
    "facts": "[data-testid=stDataFrame] canvas",
    "sources": "article.source",
}
MOST_JUMP = 0.1  # sum of layout shifts that readers still find steady (web.dev)
JUMPED = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value)).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""
WITH_TABLE = ("map", "timeline", "investment", "facts")
# Loads that draw the most; the other pages are opened, in light and dark, wide and narrow, by axe, and walked through by test_filters.
QUICK = [("overview", 1440, "light"), ("map", 1440, "light"), ("timeline", 1440, "light"), ("facts", 1440, "light"), ("map", 390, "dark")]
EVERY = [*((page, 1440, "light") for page in PAGES), *((page, 390, "dark") for page in ("map", "timeline", "facts"))]


@pytest.mark.parametrize(
    ("page", "width", "scheme"),
    first(2, [opened if opened in QUICK else pytest.param(*opened, marks=pytest.mark.long) for opened in EVERY]),
)
def test_each_page_opens_with_its_title_and_its_picture(open_page: OpenPage, page: str, width: int, scheme: str) -> None:
    reader = open_page(path_of(page), width=width, scheme=scheme, loaded=True)
    expect(reader.heading()).to_contain_text(HEADINGS.get(page, PAGES[page].title))
    expect(reader.page).to_have_title(f"{PAGES[page].title} · Minerals and conflict")
    if page in PICTURES:
        expect(reader.page.locator(PICTURES[page]).first).to_be_visible()
    if page in WITH_TABLE:
        expect(reader.page.locator("[data-testid=stDataFrame]").first).to_be_visible()
    reader.no_trouble()
    widest = reader.page.evaluate("document.scrollingElement.scrollWidth")
    assert widest <= width, f"the page is {widest} pixels wide on a window of {width}"
    assert (jumped := reader.page.evaluate(JUMPED)) < MOST_JUMP, f"the page jumped by {jumped} while it loaded"


@pytest.mark.parametrize("scheme", first(1, ["light", "dark"]))
def test_the_page_follows_the_reader_s_scheme(open_page: OpenPage, scheme: str) -> None:
    reader = open_page("/facts", scheme=scheme)
    background = reader.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 22, 28)"}[scheme]


@pytest.mark.sweep
def test_the_timeline_is_drawn_on_the_scheme_s_own_paper(open_page: OpenPage) -> None:
    reader = open_page("/timeline", scheme="dark")
    paper = reader.page.evaluate("document.querySelector('.js-plotly-plot').layout.paper_bgcolor")
    assert paper == "#11161C"


@pytest.mark.parametrize("page", [page if page in ("map", "timeline") else pytest.param(page, marks=pytest.mark.long) for page in PAGES])
def test_a_page_without_any_fact_says_so_in_helpful_words(open_page: OpenPage, dataset: Dataset, page: str) -> None:
    reader = open_page(path_of(page, EMPTY))
    expect(reader.heading()).to_contain_text(HEADINGS.get(page, PAGES[page].title))
    assert reader.shown() == 0
    assert f"{len(dataset.facts)} excluded" in reader.counts()
    reader.no_trouble()
    if page == "method":
        expect(reader.page.locator("dl.card").first).to_be_visible()
    elif page == "dossier":
        expect(reader.page.get_by_text("have filters of their own")).to_be_visible()
    elif page != "sources":
        expect(reader.page.get_by_text("Remove a filter").first).to_be_visible()
    else:
        expect(reader.page.locator("article.source").first).to_contain_text("0 of the facts shown")


@pytest.mark.parametrize("page", first(1, ["map", "timeline"]))  # what the other pages hold is asked without a browser
def test_a_page_with_one_fact_shows_it(open_page: OpenPage, dataset: Dataset, page: str) -> None:
    query = "q=EXIM+approves+USD"
    assert expected(dataset, query)[1] == 1, "the data have another fact with these words: choose others"
    reader = open_page(path_of(page, query))
    assert reader.shown() == 1
    reader.no_trouble()
    expect(reader.page.locator("[data-testid=stDataFrame]").first).to_be_visible()
