"""The timeline: a mark opens its fact, a drag sets the dates, two facts tell the days between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from loaders.frames.dataset import Dataset
from tests.benchmarks.generate import write_facts
from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader
from tests.sweeps import first

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]
SPOT = """(plot, id) => {
  const layout = plot._fullLayout, box = plot.getBoundingClientRect()
  for (const trace of plot._fullData) {
    const i = (trace.customdata || []).findIndex(d => (Array.isArray(d) ? d[0] : d) === id)
    if (i < 0) continue
    const x = layout[trace.xaxis === 'x2' ? 'xaxis2' : 'xaxis'], y = layout.yaxis
    const at = trace.type === 'bar' ? x.d2p(trace.base[i]) + 6 : x.d2p(trace.x[i]) - (trace.mode === 'text' ? 6 : 0)
    return [box.left + x._offset + at, box.top + y._offset + y.d2p(trace.y[i])]
  }
  return null
}"""
ON_AXIS = "(plot, day) => plot.getBoundingClientRect().left + plot._fullLayout.xaxis._offset + plot._fullLayout.xaxis.d2p(day)"
AT_TICKS = """(plot, names) => {
  const x = plot._fullLayout.xaxis, left = plot.getBoundingClientRect().left + x._offset
  return names.map(name => left + x.d2p(x.tickvals[x.ticktext.indexOf(name)]))
}"""

HIGHEST_BAR = """plot => {
  const trace = plot._fullData[0], x = plot._fullLayout.xaxis, y = plot._fullLayout.yaxis, box = plot.getBoundingClientRect()
  const i = trace.y.indexOf(Math.max(...trace.y)), middle = Date.parse(trace.x[i] + 'Z') + trace.width[i] / 2
  return [box.left + x._offset + x.d2p(middle), box.top + y._offset + y.d2p(trace.base[i] + trace.y[i] / 2), trace.customdata[i]]
}"""


@pytest.fixture(scope="module")
def crowded(serve_all: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A server with more facts than the timeline draws each."""
    return serve_all(write_facts(700, tmp_path_factory.mktemp("crowded") / "data"))


def spot(reader: Reader, identity: str) -> tuple[float, float]:
    plot = reader.page.locator(".js-plotly-plot").first
    plot.scroll_into_view_if_needed()
    found = plot.evaluate(SPOT, identity)
    assert found, f"{identity} is not drawn"
    return found[0], found[1]


@pytest.mark.parametrize("identity", first(1, ["operation-herof-phase-2", "exim-reko-diq-approval", "nushki-held"]))
def test_a_click_on_a_mark_or_bar_opens_its_fact_each_time(open_page: OpenPage, dataset: Dataset, identity: str) -> None:
    if identity not in dataset.facts_by_id:
        identity = dataset.facts.loc[dataset.facts["title"].str.startswith("BLA held Nushki"), "id"].iloc[0]
    reader = open_page("/timeline")
    at = spot(reader, identity)
    for _ in range(2):
        reader.page.mouse.move(*at)
        reader.page.mouse.click(*at)
        expect(reader.card).to_be_visible()
        assert reader.address["fact"] == [identity]
        expect(reader.card).to_contain_text(dataset.facts_by_id[identity].title)
        reader.page.keyboard.press("Escape")
        reader.wait_for_address("fact", None)
        reader.page.wait_for_timeout(500)
        reader.settle()


def test_dragging_across_the_timeline_sets_the_dates(open_page: OpenPage) -> None:
    reader = open_page("/timeline?preset=2025-09&drag=dates")
    plot = reader.page.locator(".js-plotly-plot").first
    _, y = spot(reader, "exim-reko-diq-approval")
    first, last = (plot.evaluate(ON_AXIS, day) for day in ("2025-11-10", "2025-12-20"))
    reader.page.mouse.move(first, y)
    reader.page.mouse.down()
    reader.page.mouse.move((first + last) / 2, y + 3, steps=5)
    reader.page.mouse.move(last, y + 3, steps=5)
    reader.page.mouse.up()
    reader.page.wait_for_url("**dates=**", wait_until="commit")
    reader.settle()
    first_day, last_day = reader.address["dates"]
    assert "2025-11-08" <= first_day <= "2025-11-12"
    assert "2025-12-18" <= last_day <= "2025-12-22"
    expect(reader.page.locator(".chips")).to_contain_text("Nov 2025")


def test_dragging_over_years_that_are_left_out_sets_the_true_dates(open_page: OpenPage) -> None:
    reader = open_page("/timeline?preset=all&drag=dates")
    reader.drawn()
    expect(reader.page.get_by_text("Years in which no fact shown is known to begin or end are left out: 1960–2020.").first).to_be_visible()
    plot = reader.page.locator(".js-plotly-plot").first
    first, last = plot.evaluate(AT_TICKS, ["1956", "// 2021"])
    top = plot.bounding_box()
    assert top is not None
    reader.page.mouse.move(first, y := top["y"] + 100)
    reader.page.mouse.down()
    reader.page.mouse.move((first + last) / 2, y + 3, steps=5)
    reader.page.mouse.move(last + 20, y + 3, steps=5)
    reader.page.mouse.up()
    reader.page.wait_for_url("**dates=**", wait_until="commit")
    reader.settle()
    first_day, last_day = reader.address["dates"]
    assert "1955-12-01" <= first_day <= "1956-02-01"
    assert "2021-01-15" <= last_day <= "2021-08-01"


@pytest.mark.parametrize(("width", "height"), first(1, [(1440, 900), (1280, 720)]))
def test_the_first_screen_has_the_dates_above_the_facts(open_page: OpenPage, width: int, height: int) -> None:
    reader = open_page("/timeline")
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.settle()
    above = reader.page.locator(".x3tick text", has_text="Oct 2025")
    expect(above).to_be_visible()
    reader.settle()
    bottom = "name => [...document.querySelectorAll('.x3tick text')].find(e => e.textContent === name)?.getBoundingClientRect().bottom"
    assert 0 < reader.page.evaluate(bottom, "Oct 2025") < 300


def test_a_drag_moves_the_dates_above_and_below(open_page: OpenPage) -> None:
    reader = open_page("/timeline")
    plot = reader.page.locator(".js-plotly-plot").first
    box = plot.bounding_box()
    assert box is not None
    reader.page.mouse.move(x := box["x"] + 500, y := box["y"] + 250)
    reader.page.mouse.down()
    reader.page.mouse.move(x - 200, y, steps=5)
    reader.page.mouse.up()
    ranges = "plot => ['xaxis', 'xaxis3'].map(name => plot._fullLayout[name].range.map(day => day.slice(0, 10)))"
    below, above = plot.evaluate(ranges)
    assert below == above != ["2025-09-01", "2026-03-01"]


@pytest.mark.sweep
def test_the_number_without_a_date_lists_them_by_lane(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/timeline")
    without = dataset.facts[(dataset.facts["date_precision"] == "none") & (dataset.facts["kind"] != "mineral_site")]
    name = f"{len(without)} facts shown with no date"
    plot = reader.page.locator(".js-plotly-plot").first
    reader.page.mouse.move(*plot.evaluate(SPOT, "undated"))
    reader.page.mouse.click(*plot.evaluate(SPOT, "undated"))
    security = without[without["kind"] == "security_incident"]
    expect(reader.page.get_by_text(f"Security facts: {len(security)} shown with no date")).to_be_visible()
    expect(reader.page.get_by_role("button", name=name)).to_be_visible()
    reader.page.get_by_role("button", name=security["title"].iloc[0]).click()
    reader.wait_for_address("fact", [security["id"].iloc[0]])


@pytest.mark.sweep
def test_actors_of_few_facts_are_gathered_until_every_one_is_asked_for(open_page: OpenPage) -> None:
    reader = open_page("/timeline?lane=actor")
    expect(reader.page.locator(".annotation-text", has_text="other actors")).to_have_count(1)
    reader.page.get_by_text("Every actor").click()
    reader.wait_for_address("lane", ["every_actor"])
    reader.drawn()
    expect(reader.page.locator(".annotation-text", has_text="other actors")).to_have_count(0)
    reader.no_trouble()


def test_two_picked_facts_tell_the_days_between_them_as_a_range(open_page: OpenPage) -> None:
    reader = open_page("/timeline?pick=exim-reko-diq-approval&pick=operation-herof-phase-2")
    expect(reader.page.get_by_text("31–61 days")).to_be_visible()
    expect(reader.page.get_by_text("Order is not cause.")).to_be_visible()


@pytest.mark.parametrize("lane", first(1, ["district", "actor"]))
def test_lanes_are_chosen_by_a_click_and_go_to_the_address(open_page: OpenPage, lane: str) -> None:
    reader = open_page("/timeline")
    reader.page.get_by_role("radiogroup", name="Group by").get_by_text(lane.capitalize()).click()
    reader.wait_for_address("lane", [lane])
    reader.drawn()
    reader.no_trouble()


@pytest.mark.sweep
def test_a_click_on_a_bar_that_counts_filters_by_its_dates_until_each_fact_is_drawn(open_page: OpenPage, crowded: str) -> None:
    reader = open_page("/timeline", server=crowded)
    expect(reader.page.get_by_text("counted per year").first).to_be_visible()
    plot = reader.page.locator(".js-plotly-plot").first
    plot.scroll_into_view_if_needed()
    left, top, days = plot.evaluate(HIGHEST_BAR)
    reader.page.mouse.move(left, top)
    reader.page.mouse.click(left, top)
    reader.wait_for_address("dates", days.split("/"))
    reader.drawn()
    expect(reader.page.get_by_text("Click to open a fact.")).to_be_visible()
    expect(reader.page.get_by_text("counted per year")).to_have_count(0)
    reader.no_trouble()
