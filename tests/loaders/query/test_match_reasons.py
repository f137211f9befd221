"""Why a fact only may match, or cannot be judged, in the reader's words."""

from datetime import date

import pytest

from loaders.frames.dataset import build_dataset
from loaders.query.match_reasons import reasons
from loaders.query.selection import Selection, select

WINDOW = (date(2025, 9, 1), date(2025, 12, 15))
NUSHKI = ("nushki",)


def _places(tiny_data):
    return build_dataset(tiny_data).places


@pytest.mark.parametrize(
    ("given_fact", "selection", "words"),
    [
        ({"date": "2025-12"}, Selection(dates=WINDOW), "month of December 2025 reaches past 15 Dec 2025"),
        ({"date": "2025"}, Selection(dates=WINDOW), "year 2025 reaches back before 1 Sep 2025 and past 15 Dec 2025"),
        ({"date": "2021/.."}, Selection(dates=WINDOW), "“2021 or later” reaches back before 1 Sep 2025 and past 15 Dec 2025"),
        ({"date": "2025-10-01/.."}, Selection(dates=WINDOW), "“on or after 1 Oct 2025” reaches past 15 Dec 2025"),
        ({"date": "../2025-10"}, Selection(dates=WINDOW), "“by Oct 2025” reaches back before 1 Sep 2025"),
        ({"date": "2025-10"}, Selection(dates=WINDOW), ""),
        ({}, Selection(dates=WINDOW), "no date is given"),
        ({"date_note": "Present tense."}, Selection(dates=WINDOW), "no date is given: Present tense."),
        ({"places": ["balochistan"]}, Selection(district=NUSHKI), "placed in Balochistan as a whole"),
        ({"places": ["balochistan", "border"]}, Selection(district=NUSHKI), "placed in Balochistan as a whole"),
        (
            *({"places": ["chagai", "dalbandin"], "places_complete": False}, Selection(district=NUSHKI)),
            "the list of places is left open: Chagai, Dalbandin and others",
        ),
        ({"places": ["nushki"]}, Selection(district=NUSHKI), ""),
        ({"places": ["pakistan"]}, Selection(district=NUSHKI), "place named: Pakistan; that is no single district or province here"),
        (
            {"places": ["palace", "border"]},
            Selection(district=NUSHKI),
            "place named: Palace, Border; that is no single district or province here",
        ),
        ({}, Selection(district=NUSHKI), "no place is given"),
        ({}, Selection(province=("balochistan",)), "no place is given"),
        (
            *({"places": ["balochistan"], "date": "2025-12"}, Selection(district=NUSHKI, dates=WINDOW)),
            "month of December 2025 reaches past 15 Dec 2025; placed in Balochistan as a whole",
        ),
        ({"places": ["balochistan"], "date": "2025-10"}, Selection(district=NUSHKI, dates=WINDOW), "placed in Balochistan as a whole"),
        (
            {"places": ["nushki"], "date": "2025-12"},
            Selection(district=NUSHKI, dates=WINDOW),
            "month of December 2025 reaches past 15 Dec 2025",
        ),
        ({"places": ["balochistan"]}, Selection(), ""),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_a_class_is_explained(make_fact, frame_of, tiny_data, given_fact, selection, words):
    selected = select(frame_of(make_fact(**given_fact)), selection)
    assert list(reasons(selected, selection, _places(tiny_data))) == [words]


def test_dates_are_no_reason_for_a_mineral_site(make_fact, frame_of, tiny_data):
    selection = Selection(district=NUSHKI, dates=WINDOW)
    selected = select(frame_of(make_fact("mineral_site", places=["balochistan"], date="2025-12")), selection)
    assert list(reasons(selected, selection, _places(tiny_data))) == ["placed in Balochistan as a whole"]


def test_the_whole_province_that_is_named_holds_the_district(make_fact, frame_of, tiny_data):
    selection = Selection(district=NUSHKI)
    selected = select(frame_of(make_fact(places=["pakhtunkhwa", "chagai"], places_complete=False)), selection)
    assert list(reasons(selected, selection, _places(tiny_data))) == ["the list of places is left open: Pakhtunkhwa, Chagai and others"]


@pytest.mark.parametrize("district", ["nushki", "swat"])
def test_every_fact_held_in_doubt_has_a_reason_and_no_other_has(dataset, district):
    selection = Selection(district=(district,), dates=(date(2025, 12, 1), date(2026, 1, 31)))
    selected = select(dataset.facts, selection)
    said = reasons(selected, selection, dataset.places)
    assert said.index.equals(selected.index)
    assert ((said != "") == (selected["match"] != "definite")).all()
