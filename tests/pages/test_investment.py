"""The money ladder and the deals table: a total per rung, nothing stated twice, nothing made up."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from loaders.dataset import Dataset
from loaders.frames import of_kind
from pages.investment.ladder import Rung, ladder_html, may_repeat, rung_words, rungs
from pages.investment.table import deal_rows
from pages.shared.palette import RUNGS

NAN = math.nan


def deals(*rows: tuple[str, str, float] | tuple[str, str, float, tuple[tuple[str, str], ...]]) -> pd.DataFrame:
    """(id, status, amount in USD, links)."""
    whole = [(*row, ()) if len(row) == 3 else row for row in rows]
    return pd.DataFrame(whole, columns=["id", "status", "amount_usd", "related"])


def rung(frame: pd.DataFrame, status: str) -> Rung:
    before = frame.copy(deep=True)
    found = next(r for r in rungs(frame) if r.status == status)
    pd.testing.assert_frame_equal(frame, before)
    return found


def test_every_rung_stands_on_the_ladder_in_order_even_without_a_deal() -> None:
    assert [r.status for r in rungs(deals())] == [status for status in RUNGS if status != "cancelled"]
    assert [r.status for r in rungs(deals(("a", "cancelled", 1e6)))] == list(RUNGS)
    assert all(r.total_usd is None and rung_words(r) == "no deal" for r in rungs(deals()))


def test_a_total_is_made_within_a_rung_and_never_across() -> None:
    frame = deals(("a", "approved", 1e9), ("b", "approved", 5e8), ("c", "disbursed", 1e6))
    assert rung(frame, "approved").total_usd == 1.5e9
    assert rung(frame, "disbursed").total_usd == 1e6
    assert rung_words(rung(frame, "approved")) == "USD 1.5 billion"


def test_an_amount_that_is_not_stated_is_never_counted_as_0() -> None:
    alone = rung(deals(("a", "pledged", NAN)), "pledged")
    assert (alone.total_usd, alone.not_stated) == (None, 1)
    assert rung_words(alone) == "no amount stated"
    beside = rung(deals(("a", "pledged", NAN), ("b", "pledged", 2e6)), "pledged")
    assert (beside.total_usd, beside.not_stated) == (2e6, 1)
    assert "1 without an amount" in ladder_html([beside])


def test_a_stated_zero_is_an_amount() -> None:
    assert rung(deals(("a", "pledged", 0.0)), "pledged").total_usd == 0.0


@pytest.mark.parametrize("linked_from", ["a", "b"])
def test_a_deal_that_may_be_another_counts_once(linked_from: str) -> None:
    link = {"a": (("may_be_same_as", "b"),), "b": (("may_be_same_as", "a"),)}
    frame = deals(*((i, "approved", amount, link[i] if i == linked_from else ()) for i, amount in (("a", 1e9), ("b", 1.25e9))))
    found = rung(frame, "approved")
    assert found.total_usd == 1.25e9
    assert found.may_repeat == 1
    assert may_repeat(frame) == {"a"}


def test_of_two_that_may_be_the_same_the_one_with_an_amount_counts() -> None:
    frame = deals(("a", "unspecified", NAN, (("may_be_same_as", "b"),)), ("b", "approved", 1e9))
    assert may_repeat(frame) == {"a"}
    assert rung(frame, "approved").total_usd == 1e9


def test_a_deal_that_may_be_one_outside_the_selection_counts() -> None:
    frame = deals(("a", "approved", 1e9, (("may_be_same_as", "elsewhere"),)))
    assert may_repeat(frame) == frozenset()
    assert rung(frame, "approved").total_usd == 1e9


def test_other_links_do_not_make_a_deal_a_repeat() -> None:
    frame = deals(("a", "approved", 1e9, (("concerns", "b"),)), ("b", "approved", 1e9))
    assert rung(frame, "approved").total_usd == 2e9


def test_deals_not_to_be_added_are_not_added() -> None:
    frame = deals(("a", "approved", 1e9, (("not_additive_with", "b"),)), ("b", "approved", 4e8))
    total = rung(frame, "approved").total_usd
    assert total in (None, 1e9), f"facts linked not_additive_with were added to {total}"


def test_the_ladder_is_a_list_with_a_step_per_rung() -> None:
    html = ladder_html(rungs(deals(("a", "approved", 1.25e9))))
    assert html.count("<li") == len(RUNGS) - 1
    assert "USD 1.25 billion" in html
    assert html.count("no deal") == len(RUNGS) - 2


@pytest.fixture
def all_deals(dataset: Dataset) -> pd.DataFrame:
    return of_kind(dataset.facts.assign(match="definite"), "financing_deal")  # type: ignore[arg-type]


def test_the_table_has_a_row_a_deal_and_says_not_stated_where_nothing_is(dataset: Dataset, all_deals: pd.DataFrame) -> None:
    before = all_deals.copy(deep=True)
    rows = deal_rows(all_deals, dataset.actors, dataset.places, dataset.routes)
    pd.testing.assert_frame_equal(all_deals, before)
    assert len(rows) == len(all_deals)
    by_id = rows.set_index(all_deals["id"])
    exim = by_id.loc["exim-reko-diq-approval"]
    assert exim["Amount"] == "USD 1.25 billion"
    assert exim["District"] == "Chagai"
    assert exim["Recipient"] == "not stated"
    assert "Nushki" in exim["Route"]
    assert by_id.loc["us-support-copper-projects", "Amount"] == "not stated"
    assert by_id.loc["us-support-copper-projects", "Counted"] == "may repeat another deal"


def test_the_table_of_no_deal_is_empty(dataset: Dataset, all_deals: pd.DataFrame) -> None:
    assert deal_rows(all_deals.iloc[:0], dataset.actors, dataset.places, dataset.routes).empty
