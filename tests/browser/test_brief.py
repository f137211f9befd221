"""A brief in a real browser: it opens from a file without a network and prints on A4 without cut-off."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page

from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import load_outlines
from loaders.query.selection import Selection, select, shown
from tests.briefs import render_brief

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sizes")]
ROUTES = pd.DataFrame([("A road", [[67.0, 30.2], [66.0, 29.5]])], columns=["name", "path"])
VIEWS = {
    "all": Selection(match=("definite", "possible", "undated", "unplaced")),
    "nushki": Selection(district=("nushki",)),
    "nothing": Selection(q="zzz nothing has this word"),
}
A4_POINTS = (594, 842)
PRINTED_HEIGHT_PX = 1005  # 266 mm
PRINTED_WIDTH_PX = 688  # 182 mm, what the margins leave of A4
TOO_WIDE = """width => [...document.querySelectorAll('body *:not(svg *)')].filter(e => e.getBoundingClientRect().right > width + 1)
  .map(e => `${e.tagName} ${(e.textContent || '').slice(0, 40)}`).slice(0, 5)"""
BROKEN_WORDS = """() => [...document.querySelectorAll('table thead th')]
  .filter(th => th.scrollWidth > th.clientWidth + 1).map(th => th.textContent)"""


@pytest.fixture(scope="module", params=VIEWS)
def brief(request: pytest.FixtureRequest, dataset: Dataset, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The brief of a view, opened from a file in a browser that is offline; made once for all tests of the view."""
    selection = VIEWS[request.param]
    matching = select(dataset.facts, selection)
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_bytes(
        render_brief(
            dataset,
            selection,
            matching,
            shown(matching, selection),
            request.param,
            load_outlines(dataset.places),
            ROUTES,
            "http://x.example/",
        )
    )
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    yield page
    assert asked == [path.as_uri()]
    assert complaints == []
    context.close()


@pytest.mark.sweep
@pytest.mark.parametrize("width", [1280, 390])
def test_a_brief_fits_its_window(brief: Page, width: int) -> None:
    brief.emulate_media(media="screen")
    brief.set_viewport_size({"width": width, "height": 900})
    assert brief.evaluate("document.scrollingElement.scrollWidth") <= width
    assert brief.locator("figure svg").count() == 2
    assert all(svg.bounding_box()["height"] > 40 for svg in brief.locator("figure svg").all())  # type: ignore[index]


def test_nothing_is_cut_off_at_the_edge_of_an_a4_page(brief: Page) -> None:
    brief.emulate_media(media="print")
    brief.set_viewport_size({"width": PRINTED_WIDTH_PX, "height": 1000})
    assert brief.evaluate(TOO_WIDE, PRINTED_WIDTH_PX) == []
    assert brief.evaluate(BROKEN_WORDS) == []
    heights = brief.evaluate("[...document.querySelectorAll('figure svg, .facts li, .ladder')].map(e => e.getBoundingClientRect().height)")
    assert max(heights) < 1000, "taller than a page: it would be cut in two"


def test_it_prints_on_a4(brief: Page) -> None:
    made = brief.pdf(prefer_css_page_size=True)
    boxes = {tuple(round(float(n)) for n in box.split()[2:]) for box in _media_boxes(made)}
    assert boxes
    assert all(abs(w - A4_POINTS[0]) <= 2 and abs(h - A4_POINTS[1]) <= 2 for w, h in boxes), boxes


def test_its_summary_is_one_page_and_a_fact_two_lines(brief: Page) -> None:
    brief.emulate_media(media="print")
    brief.set_viewport_size({"width": PRINTED_WIDTH_PX, "height": 1000})
    summary = brief.evaluate(
        "document.querySelector('#map').getBoundingClientRect().top - document.querySelector('main').getBoundingClientRect().top"
    )
    assert summary <= PRINTED_HEIGHT_PX
    heights = brief.evaluate("[...document.querySelectorAll('.facts .line')].map(e => e.getBoundingClientRect().height)")
    assert max(heights, default=0) < 20, "a line each"


def _media_boxes(pdf: bytes) -> list[str]:
    parts = pdf.split(b"/MediaBox [")[1:]
    return [part.partition(b"]")[0].decode() for part in parts]
