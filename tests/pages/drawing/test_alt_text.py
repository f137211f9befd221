"""Text alternatives: what a picture shows, in words that are counted from its facts."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.drawing.alt_text import lanes_text, places_text, seen_text, signs_text, span_text, whole_text
from pages.drawing.rows import security_text


def facts(*rows: tuple[str, tuple[str, ...], str, str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["kind", "places", "date_precision", "date_start", "date_end"])
    frame["incident_class"] = frame["kind"].map({"security_incident": "attack"})
    return frame.astype({"date_start": "datetime64[s]", "date_end": "datetime64[s]"})


INCIDENT = ("security_incident", ("Nushki",), "day", "2026-01-31", "2026-01-31")
FEBRUARY = ("security_incident", ("Nushki",), "month", "2026-02-01", "2026-02-28")
UNDATED = ("security_incident", ("Quetta",), "none", None, None)
UNPLACED = ("financing_deal", (), "none", None, None)
YEAR = ("diplomatic_event", ("Kabul", "Quetta"), "year", "2021-01-01", "2021-12-31")
SITE = ("mineral_site", ("Reko Diq",), "none", None, None)
BY = ("diplomatic_event", ("Kabul",), "range", None, "2025-11-30")
SINCE = ("diplomatic_event", ("Kabul",), "range", "2021-05-01", None)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([INCIDENT, INCIDENT, FEBRUARY], "3 attacks or holds in Nushki, Jan–Feb 2026"),
        ([INCIDENT, FEBRUARY, UNDATED], "3 attacks or holds, Jan–Feb 2026, 1 with no date"),
        ([UNPLACED], "1 financing deal, no location, 1 with no date"),
        ([YEAR], "1 political or legal event, 2021"),
        ([INCIDENT, UNPLACED, INCIDENT], "2 attacks or holds in Nushki, Jan 2026; 1 financing deal, no location, 1 with no date"),
        ([], "no facts"),
    ],
)
def test_a_picture_says_what_it_shows(rows: list[tuple], words: str) -> None:
    assert seen_text(facts(*rows)) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([YEAR, INCIDENT], "2021 – Jan 2026"),
        ([SINCE], "2021 and later"),
        ([BY], "2025 and earlier"),
        ([BY, INCIDENT], "2025 and earlier – Jan 2026"),
        ([BY, YEAR, SINCE], "2021 and earlier – 2025 and later"),
        ([("diplomatic_event", ("Kabul",), "year", "2026-01-01", "2026-12-31"), FEBRUARY], "2026"),
        ([UNPLACED], ""),
        ([FEBRUARY], "Feb 2026"),
    ],
)
def test_a_span_is_no_more_exact_than_its_dates(rows: list[tuple], words: str) -> None:
    assert span_text(facts(*rows)) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([INCIDENT, INCIDENT, FEBRUARY], "3 attacks or holds shown in Nushki, Jan–Feb 2026"),
        ([INCIDENT, YEAR], "2 facts shown, 2021 – Jan 2026"),
        ([INCIDENT, FEBRUARY, UNPLACED], "3 facts shown, Jan–Feb 2026, 1 with no date"),
        ([SITE, INCIDENT], "2 facts shown, Jan 2026, 1 mineral site"),
        ([SITE, SITE], "2 mineral sites shown in Reko Diq"),
        ([YEAR, SINCE], "2 political or legal events shown in Kabul, 2021 and later"),
        ([YEAR, YEAR], "2 political or legal events shown, 2021"),
        ([], "no facts shown"),
    ],
)
def test_a_heading_says_what_all_of_a_page_have_in_common(rows: list[tuple], words: str) -> None:
    assert whole_text(facts(*rows)) == words


def test_a_statistic_is_counted_as_no_incident() -> None:
    frame = facts(INCIDENT, INCIDENT, FEBRUARY).assign(incident_class=["attack", "statement", "statement"])
    assert seen_text(frame) == "2 statements or statistics in Nushki, Jan–Feb 2026; 1 attack or hold in Nushki, Jan 2026"
    assert whole_text(frame) == "3 security facts shown in Nushki, Jan–Feb 2026"
    assert whole_text(frame.tail(2)) == "2 statements or statistics shown in Nushki, Jan–Feb 2026"
    assert security_text(frame) == "security: 1 attack or hold, 2 statements or statistics"


def test_the_map_says_where_how_much_is_and_what_it_leaves_out() -> None:
    marks = pd.DataFrame({"name": ["Reko Diq", "Reko Diq", *(f"Town {i}" for i in range(9))], "facts": [2] + [1] * 10, "level": "place"})
    marks = pd.concat([marks, pd.DataFrame({"name": ["Nushki"], "facts": [40], "level": ["district"]})], ignore_index=True)
    areas = pd.DataFrame({"names": ["Balochistan"], "facts": [12]})
    words = places_text(marks, areas)
    assert words.startswith("Balochistan as a whole: 12 facts; Reko Diq: 3 facts; Town 0: 1 fact; ")
    assert words.endswith("; 3 more places")
    assert places_text(marks.head(0), areas.head(0)) == ""


def test_the_map_says_where_an_attack_or_a_state_measure_is() -> None:
    marks = pd.DataFrame({"name": ["Nushki", "Quetta", "Kalat", "Quetta"], "look": ["attack", "state_measure", "state_measure", "context"]})
    assert signs_text(marks) == "attack or hold in Nushki; state measure in Quetta, Kalat"
    assert signs_text(marks.tail(1)) == ""


def test_the_timeline_says_lane_by_lane_what_is_dated() -> None:
    spans = facts(INCIDENT, FEBRUARY).assign(lane="a")
    assert lanes_text(spans, pd.DataFrame({"lane": ["a", "b"]}), [("a", "Incidents"), ("b", "Deals")]) == (
        "Incidents: 2 dated, Jan–Feb 2026, 1 with no date; Deals: 1 with no date"
    )
