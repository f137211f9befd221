"""Filters: chosen through the widgets, written to the address, kept from page to page, taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from loaders.frames.dataset import Dataset
from pages import PAGES
from tests.browser.conftest import OpenPage
from tests.browser.site import LINKED, expected, path_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]


def test_a_district_chosen_in_the_place_filter_goes_to_the_address_and_changes_the_counts(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts")
    assert reader.shown() == len(dataset.facts)
    reader.choose("Place", "District", "Nush", "Nushki")
    reader.wait_for_address("district", ["nushki"])
    counts, shown = expected(dataset, "district=nushki")
    expect(reader.pill(f"{counts['definite']} match")).to_be_visible()
    expect(reader.pill(f"{counts['unplaced']} no district or province")).to_be_visible()
    assert reader.shown() == shown
    expect(reader.chip("Nushki")).to_be_visible()
    reader.link("Method").click()
    reader.wait_for_path("/method")
    reader.go("/facts?kind=context")
    assert reader.address == {"kind": ["context"]}, "an address without a district brings none back"
    assert reader.shown() == expected(dataset, "kind=context")[1]


@pytest.mark.sweep
def test_filters_follow_the_reader_between_pages(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/?district=nushki&kind=security_incident")
    shown = expected(dataset, "district=nushki&kind=security_incident")[1]
    for page in [name for name in LINKED if name != "overview"] + ["overview"]:
        reader.link(PAGES[page].title).click()
        reader.wait_for_path(path_of(page))
        expect(reader.page).to_have_title(f"{PAGES[page].title} · Minerals and conflict")
        assert reader.address == {"district": ["nushki"], "kind": ["security_incident"]}
        assert reader.shown() == shown
        expect(reader.chip("Nushki")).to_be_visible()


def test_dates_in_the_address_filter(open_page: OpenPage, dataset: Dataset) -> None:
    query = "dates=2025-12-01&dates=2025-12-31"
    reader = open_page(f"/facts?{query}")
    counts, shown = expected(dataset, query)
    assert reader.shown() == shown
    expect(reader.pill(f"{counts['undated']} no date")).to_be_visible()
    expect(reader.chip("1 Dec 2025 – 31 Dec 2025")).to_be_visible()


def test_dates_in_the_address_stand_in_the_widget(open_page: OpenPage) -> None:
    reader = open_page("/facts?dates=2025-12-01&dates=2025-12-31")
    reader.group("Dates").click()
    for edge, parts in {"start": ("2025", "12", "01"), "end": ("2025", "12", "31")}.items():
        fields = reader.popover().locator(f"[data-range-field={edge}] [role=spinbutton]")
        expect(fields).to_have_text(list(parts))


def test_dates_typed_into_the_widget_filter_and_go_to_the_address(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts")
    reader.group("Dates").click()
    for edge, digits in {"start": "20251201", "end": "20251231"}.items():
        reader.popover().locator(f"[data-range-field={edge}] [role=spinbutton]").first.click()
        reader.page.keyboard.type(digits)
    reader.page.keyboard.press("Enter")
    expect(reader.chip("1 Dec 2025 – 31 Dec 2025")).to_be_visible()
    reader.settle()
    assert reader.address["dates"] == ["2025-12-01", "2025-12-31"]
    assert reader.shown() == expected(dataset, "dates=2025-12-01&dates=2025-12-31")[1]


def test_any_date_takes_the_dates_back(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts?dates=2025-12-01&dates=2025-12-31")
    reader.group("Dates").click()
    reader.page.get_by_role("button", name="Clear dates").click()
    reader.wait_for_address("dates", None)
    assert reader.shown() == len(dataset.facts)


def test_words_that_are_typed_search_the_facts(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts")
    words = reader.page.get_by_role("textbox", name="Words")
    words.fill("Reko Diq")
    words.press("Enter")
    reader.wait_for_address("q", ["Reko Diq"])
    assert reader.shown() == expected(dataset, "q=Reko Diq")[1] > 0


def test_reset_takes_every_filter_back_and_keeps_the_page_s_own_choice(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/timeline?district=nushki&dates=2025-12-01&dates=2026-02-28&match=possible&lane=actor")
    reader.page.get_by_role("button", name="Reset").click()
    reader.wait_for_address("district", None)
    assert reader.address == {"lane": ["actor"]}
    assert reader.shown() == len(dataset.facts)
    expect(reader.page.get_by_role("textbox", name="Words")).to_have_value("")


def test_toggling_a_class_of_matches_changes_what_is_shown_and_the_address(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts?district=nushki")
    counts, shown = expected(dataset, "district=nushki")
    reader.pill("no district or province").click()
    reader.wait_for_address("match", ["definite", "possible", "unplaced"])
    assert reader.shown() == shown + counts["unplaced"]
    reader.pill("no district or province").click()
    reader.wait_for_address("match", None)
    assert reader.shown() == shown
    reader.pill(f"{counts['possible']} may match").click()
    reader.wait_for_address("match", ["definite"])
    assert reader.shown() == counts["definite"]


def test_every_class_can_be_switched_off(open_page: OpenPage) -> None:
    reader = open_page("/facts?match=definite")
    reader.pill("match").first.click()
    reader.wait_for_address("match", ["none"])
    assert reader.shown() == 0


def test_held_back_and_why_lists_the_reasons(open_page: OpenPage, dataset: Dataset) -> None:
    reader = open_page("/facts?district=nushki")
    reader.details.click()
    told = reader.popover()
    expect(told.get_by_text("Selection: district Nushki")).to_be_visible()
    expect(told.get_by_text("Excluded facts definitely do not match.")).to_be_visible()
    reasons = told.locator("[data-testid=stDataFrame] table")
    expect(reasons.last).to_contain_text("Reason")
    expect(reasons.last).to_contain_text("no place is given")
    counts = expected(dataset, "district=nushki")[0]
    expect(told.get_by_text(f"{counts['unplaced']} no district or province, hidden")).to_be_visible()


@pytest.mark.sweep
def test_a_range_is_picked_day_by_day_in_the_calendar_and_again(open_page: OpenPage) -> None:
    reader = open_page("/facts?dates=2025-12-01&dates=2025-12-31", loaded=True)
    reader.group("Dates").click()
    for first, last in (("8", "19"), ("3", "4")):
        reader.page.get_by_test_id("stDateInput").locator("svg").last.click()
        for day in (first, last):
            reader.page.get_by_role("grid").get_by_text(day, exact=True).first.click()
            reader.settle()
        reader.wait_for_address("dates", [f"2025-12-{int(first):02}", f"2025-12-{int(last):02}"])
