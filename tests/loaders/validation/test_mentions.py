"""Dates, counts and places are found in a passage as a careful reader would find them."""

import pytest

from loaders.schema.dates import parse_date
from loaders.validation.mentions import Names, counts_in, dates_in


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on January 31 launched", ["January 31"]),
        ("the August 26, 2021, attack", ["August 26, 2021"]),
        ("on 3 March 2026 and 4 May", ["3 March 2026", "4 May"]),
        ("In December 2025, the bank", ["December 2025"]),
        ("since 2026-01-31", ["2026-01-31"]),
        ("in the 1950s and in 2021", ["1950s", "2021"]),
        ("by 2050 demand", ["2050"]),
        ("that January, they said", ["January"]),
        ("They may March on, and May be late", []),
        ("over 2000 people and 1,950 tonnes", []),
        ("USD 2000 for 150 men", []),
        ("", []),
    ],
)
def test_dates_are_found(text, dates):
    assert [mention.words for mention in dates_in(text)] == dates


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("on January 31 launched the second phase", {2}),
        ("In December 2025 USD 1.25 billion", {1.25e9}),
        ("one of the first and half of it", set()),
        ("more than a thousand people in 2025", {1000}),
        ("in the 1950s", set()),
        ("nobody", set()),
    ],
)
def test_only_what_counts_is_a_number(text, counts):
    assert counts_in(text) == counts


@pytest.mark.parametrize(
    ("text", "date", "carried"),
    [
        ("January 31", "2026-01-31/..", True),
        ("January 31", "2026-01-30", False),
        ("January 31, 2025", "2026-01-31", False),
        ("December 2025", "2025-12", True),
        ("December 2025", "2025-11/2025-12", True),
        ("December 4, 2025", "2025-12", False),
        ("2021", "2021/..", True),
        ("2021", "../2021", True),
        ("2021", "2022", False),
        ("1950s", "195X", True),
        ("1950s", "1961", False),
    ],
)
def test_a_date_is_carried_by_a_span_that_starts_or_ends_on_it(text, date, carried):
    (mention,) = dates_in(text)
    assert mention.starts_or_ends(parse_date(date)) is carried


def test_names_are_found_whole_longest_first_and_not_within_other_names():
    places = {
        "khyber": ["Khyber"],
        "kp": ["Khyber Pakhtunkhwa", "KP"],
        "balochistan": ["Balochistan"],
        "chitral": ["Chitral"],
        "town": ["Chitral"],
    }
    names = Names(places, ["Balochistan Liberation Army"])
    assert names.in_text("The Balochistan Liberation Army in Khyber Pakhtunkhwa, KP.") == {"Khyber Pakhtunkhwa": {"kp"}, "KP": {"kp"}}
    assert names.in_text("Chitral's valley, the Chitralis, khyber") == {"Chitral": {"chitral", "town"}}
    assert names.in_text("") == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paid in US dollars", []),
        ("200 million US Dollars", []),
        ("US$ 5 and US $5", []),
        ("US-made rifles and anti-US talk", []),
        ("Pakistan-US ties", ["Pakistan", "US"]),
        ("Pakistanis and Pakistani rupees", []),
        ("Khyber Pakhtunkhwa-based men", []),
        ("the US\u2014and Pakistan", ["US", "Pakistan"]),
        ("Panjgu\u0304r", ["Panjg\u016br"]),
        ("DAUS US's", ["US"]),
    ],
)
def test_what_only_describes_is_no_place(text, found):
    names = Names({"us": ["US"], "pk": ["Pakistan"], "k": ["Khyber"], "kp": ["Khyber Pakhtunkhwa"], "p": ["Panjg\u016br"]}, [])
    assert list(names.in_text(text)) == found
