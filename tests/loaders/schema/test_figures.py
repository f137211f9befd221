"""Two figures of one fact: no number is picked, the range tells who claims each end."""

import pandas as pd
import pytest

from loaders.schema.figures import FIGURE_NUMBERS, FIGURE_TEXTS

ARMY = {"name": "killed", "value": 31, "unit": "people", "bound": "exactly", "claimed_by": ["army"]}
REBELS = {"name": "killed", "value": 200, "unit": "people", "bound": "over", "claimed_by": ["bank"]}
PER_YEAR = {"name": "killed", "value": 5000, "unit": "people", "bound": "about", "per": "year"}
USD_400 = {"name": "amount", "value": 400_000_000, "unit": "USD", "bound": "exactly", "claimed_by": ["army"]}
USD_700 = {"name": "amount", "value": 700_000_000, "unit": "USD", "bound": "exactly", "claimed_by": ["bank"]}
EUR_300 = {"name": "amount", "value": 300_000_000, "unit": "EUR", "bound": "exactly"}
YEARLY = {"name": "amount", "value": 9_000_000, "unit": "USD", "bound": "exactly", "per": "year"}
IN_WORDS = {"name": "amount", "as_stated": "billions", "unit": "USD", "bound": "unspecified", "claimed_by": ["bank"]}


def _row(make_fact, frame_of, kind, figures):
    row = frame_of(make_fact(kind, figures=figures)).iloc[0]
    return {name: None if pd.isna(row[name]) else row[name] for name in (*FIGURE_NUMBERS, *FIGURE_TEXTS, "amount_words")}


@pytest.mark.parametrize("figures", [[ARMY, REBELS], [REBELS, ARMY], [PER_YEAR, ARMY, REBELS]])
def test_killed_31_and_over_200_give_a_range_whatever_their_order(make_fact, frame_of, figures):
    row = _row(make_fact, frame_of, "security_incident", figures)
    assert (row["killed"], row["killed_bound"], row["killed_claimed_by"]) == (None, None, None)
    assert (row["killed_low"], row["killed_low_bound"], row["killed_low_claimed_by"]) == (31, "exactly", "army")
    assert (row["killed_high"], row["killed_high_bound"], row["killed_high_claimed_by"]) == (200, "over", "bank")


@pytest.mark.parametrize(
    ("figures", "amount", "low", "high", "words"),
    [
        ([], None, None, None, "not stated"),
        ([USD_400], 4e8, 4e8, 4e8, "USD 400 million"),
        ([USD_400, USD_700], None, 4e8, 7e8, "USD 400–700 million (two claimants)"),
        ([USD_700, USD_400], None, 4e8, 7e8, "USD 400–700 million (two claimants)"),
        ([USD_400, USD_700 | {"claimed_by": ["army"]}], None, 4e8, 7e8, "USD 400–700 million (two figures)"),
        ([USD_400, USD_400 | {"claimed_by": ["bank"]}], 4e8, 4e8, 4e8, "USD 400 million"),
        ([USD_400, USD_400 | {"bound": "over"}], None, 4e8, 4e8, "USD 400 million or over USD 400 million (two figures)"),
        ([USD_400, IN_WORDS], None, 4e8, 4e8, "USD 400 million or “billions” (USD) (two claimants)"),
        ([IN_WORDS], None, None, None, "“billions” (USD)"),
        ([EUR_300], None, None, None, "EUR 300 million"),
        ([USD_400, EUR_300], None, 4e8, 4e8, "EUR 300 million or USD 400 million (two claimants)"),
        ([YEARLY], None, None, None, "USD 9 million per year"),
        ([USD_400 | {"bound": "over"}], 4e8, 4e8, 4e8, "over USD 400 million"),
        ([USD_400 | {"bound": "at_most"}], 4e8, 4e8, 4e8, "at most USD 400 million"),
        ([USD_400 | {"bound": "between", "value_to": 700_000_000}], None, 4e8, 7e8, "between USD 400 million and USD 700 million"),
        ([EUR_300 | {"bound": "fewer_than"}], None, None, None, "fewer than EUR 300 million"),
        ([USD_400 | {"claimed_by": ["army", "author"]}, USD_700], None, 4e8, 7e8, "USD 400–700 million (three claimants)"),
    ],
)
def test_one_amount_out_of_two_claims_is_never_picked(make_fact, frame_of, figures, amount, low, high, words):
    row = _row(make_fact, frame_of, "financing_deal", figures)
    assert (row["amount_usd"], row["amount_usd_low"], row["amount_usd_high"], row["amount_words"]) == (amount, low, high, words)
