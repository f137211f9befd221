"""The money ladder and the deals table: a total per stage, nothing stated twice, nothing made up."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders.frames.dataset import Dataset
from loaders.frames.facts import of_kind
from loaders.query.stage_totals import StageTotal, totals_by_stage
from loaders.schema.deal_terms import STAGE_LABELS
from pages.drawing.deal_stages import stages_html
from pages.drawing.linked_names import LinkedNames
from pages.drawing.stage_totals import stage_notes, stage_total_text, stage_totals_html
from pages.investment.table import by_stage, deal_rows

NAN = math.nan
Make = Callable[..., Any]
SAME, OVERLAP = "may_be_same_as", "not_additive_with"


def deals(*rows: tuple[str, str, float] | tuple[str, str, float, tuple[tuple[str, str], ...]]) -> pd.DataFrame:
    """(id, status, amount in USD, links)."""
    whole = [(*row, ()) if len(row) == 3 else row for row in rows]
    frame = pd.DataFrame(whole, columns=["id", "status", "amount_usd", "related"])
    return frame.assign(title="Deal " + frame["id"].astype("str"))


def claimed(frame: pd.DataFrame, low: list[float], high: list[float]) -> pd.DataFrame:
    """Deals whose lowest and highest amount are claimed by two, where they differ."""
    ends = {"amount_usd_low": low, "amount_usd_high": high}
    who = ["two" if first < last else "one" for first, last in zip(low, high, strict=True)]
    return frame.assign(**ends, amount_usd_low_claimed_by="one", amount_usd_high_claimed_by=who)


def stage(frame: pd.DataFrame, status: str) -> StageTotal:
    before = frame.copy(deep=True)
    found = next(r for r in totals_by_stage(frame) if r.status == status)
    pd.testing.assert_frame_equal(frame, before)
    return found


def test_every_stage_stands_on_the_ladder_in_order_even_without_a_deal() -> None:
    assert [r.status for r in totals_by_stage(deals())] == [status for status in STAGE_LABELS if status != "cancelled"]
    assert [r.status for r in totals_by_stage(deals(("a", "cancelled", 1e6)))] == list(STAGE_LABELS)
    assert all(r.total_usd is None and stage_total_text(r) == "no deal reported" for r in totals_by_stage(deals()))


def test_a_deal_that_a_filter_hides_is_told_and_never_denied() -> None:
    every = deals(("a", "approved", 1e9, ((SAME, "b"),)), ("b", "pledged", 7e8), ("c", "pledged", NAN))
    ladder = {r.status: r for r in totals_by_stage(every[every["id"] == "a"], every)}
    assert (stage_total_text(ladder["pledged"]), stage_notes(ladder["pledged"])) == ("no deal shown", ["2 hidden by the filters"])
    assert stage_total_text(ladder["signed"]) == "no deal reported"
    assert stage_notes(ladder["approved"]) == ["1 deal", "may be the same as “Deal b” (pledged, hidden by the filters)"]
    part = next(r for r in totals_by_stage(every[every["id"] == "c"], every) if r.status == "pledged")
    assert (stage_total_text(part), stage_notes(part)) == ("no amount stated by those shown", ["1 deal shown", "1 hidden by the filters"])


def test_a_total_is_made_within_a_stage_and_never_across() -> None:
    frame = deals(("a", "approved", 1e9), ("b", "approved", 5e8), ("c", "disbursed", 1e6))
    assert stage(frame, "approved").total_usd == 1.5e9
    assert stage(frame, "disbursed").total_usd == 1e6
    assert stage_total_text(stage(frame, "approved")) == "USD 1.5 billion"


def test_an_amount_that_is_not_stated_is_never_counted_as_0() -> None:
    alone = stage(deals(("a", "pledged", NAN)), "pledged")
    assert (alone.total_usd, alone.not_stated) == (None, 1)
    assert stage_total_text(alone) == "no amount stated"
    beside = stage(deals(("a", "pledged", NAN), ("b", "pledged", 2e6)), "pledged")
    assert (beside.total_usd, beside.not_stated) == (2e6, 1)
    assert "1 without an amount" in stage_totals_html([beside])


def test_a_stated_zero_is_an_amount() -> None:
    assert stage(deals(("a", "pledged", 0.0)), "pledged").total_usd == 0.0


@pytest.mark.parametrize("linked_from", ["a", "b"])
@pytest.mark.parametrize("how", [SAME, OVERLAP])
def test_deals_of_a_stage_that_may_be_one_count_once_from_low_to_high(linked_from: str, how: str) -> None:
    link = {"a": ((how, "b"),), "b": ((how, "a"),)}
    frame = deals(*((i, "approved", amount, link[i] if i == linked_from else ()) for i, amount in (("a", 1e9), ("b", 1.25e9))))
    found = stage(frame, "approved")
    assert (found.low_usd, found.high_usd, found.total_usd) == (1e9, 1.25e9, None)
    assert stage_total_text(found) == "USD 1–1.25 billion"
    assert stage_notes(found) == ["2 deals", "2 may be the same or overlap, counted once"]


def test_approved_for_400_million_and_perhaps_pledged_for_700_million_keep_their_amounts() -> None:
    frame = deals(("a", "approved", 4e8, ((SAME, "b"),)), ("b", "pledged", 7e8))
    approved, pledged = stage(frame, "approved"), stage(frame, "pledged")
    assert (stage_total_text(approved), stage_total_text(pledged)) == ("USD 400 million", "USD 700 million")
    assert stage_notes(approved) == ["1 deal", "may be the same as “Deal b” (pledged)"]
    assert stage_notes(pledged) == ["1 deal", "may be the same as “Deal a” (approved)"]
    assert "no amount stated" not in stage_totals_html(totals_by_stage(frame))


def test_deals_that_may_each_be_one_of_another_stage_are_not_joined_by_it() -> None:
    frame = deals(("a", "approved", 4e8, ((OVERLAP, "b"),)), ("b", "pledged", 9e8), ("c", "approved", 3e8, ((OVERLAP, "b"),)))
    assert stage(frame, "approved").total_usd == 7e8


def test_three_deals_linked_in_a_chain_count_once_and_beside_them_another() -> None:
    chain = (("a", "pledged", 1e8, ((SAME, "b"),)), ("b", "pledged", NAN, ((SAME, "c"),)), ("c", "pledged", 3e8))
    found = stage(deals(*chain, ("d", "pledged", 5e8), ("e", "pledged", NAN)), "pledged")
    assert stage_total_text(found) == "USD 600–800 million"
    assert stage_notes(found) == ["5 deals", "1 without an amount", "3 may be the same or overlap, counted once"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (4e8, 7e8, "USD 400–700 million, claimants differ"),
        (4e8, 1.25e9, "USD 400 million to 1.25 billion, claimants differ"),
        (4e8, NAN, "USD 400 million"),
        (NAN, NAN, "no amount stated"),
    ],
)
def test_two_amounts_of_one_deal_are_a_range_and_never_not_stated(low: float, high: float, words: str) -> None:
    frame = claimed(deals(("a", "pledged", NAN)), [low], [high])
    assert stage_total_text(stage(frame, "pledged")) == words


def test_a_total_with_a_deal_whose_claimants_differ_is_a_range() -> None:
    frame = claimed(deals(("a", "pledged", NAN), ("b", "pledged", 1e9)), [4e8, 1e9], [7e8, 1e9])
    assert stage_total_text(stage(frame, "pledged")) == "USD 1.4–1.7 billion, claimants differ"


def usd(value: float, bound: str = "exactly", **told: object) -> dict[str, object]:
    return {"name": "amount", "value": value, "unit": "USD", "bound": bound} | told


BETWEEN = usd(4e8, "between", value_to=7e8)
EUR = usd(3e6, "at_least", unit="EUR")
IN_WORDS = {"name": "amount", "as_stated": "billions", "unit": "USD", "bound": "unspecified"}


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([[BETWEEN]], "USD 400–700 million"),
        ([[usd(2e9, "at_most")]], "at most USD 2 billion"),
        ([[usd(2e9, "over")], [usd(1e9)]], "over USD 3 billion"),
        ([[usd(2e9, "over")], [usd(1e9, "at_least")]], "at least USD 3 billion"),
        ([[usd(2e9, "over")], [usd(1e9, "at_most")]], "about USD 3 billion"),
        ([[usd(4e8), usd(7e8, "over", claimed_by=["bank"])]], "USD 400 million to over USD 700 million, claimants differ"),
        ([[usd(4e8, claimed_by=["army"]), usd(7e8, claimed_by=["bank"]), usd(5e8)]], "USD 400–700 million, claimants differ"),
        ([[usd(4e8), EUR | {"claimed_by": ["bank"]}]], "USD 400 million, claimants differ"),
        ([[EUR]], "at least EUR 3 million"),
        ([[IN_WORDS]], "“billions” (USD)"),
        ([[EUR], [IN_WORDS]], "2 amounts that cannot be added"),
        ([[EUR], [usd(1e9)]], "USD 1 billion"),
    ],
)
def test_a_total_says_how_it_stands_to_the_true_one_and_a_stated_amount_is_never_not_stated(
    make_fact: Make, frame_of: Make, figures: list[list[dict[str, object]]], words: str
) -> None:
    facts = (make_fact("financing_deal", id=f"deal-{i}", figures=given) for i, given in enumerate(figures))
    found = stage(frame_of(*facts), "approved")
    assert stage_total_text(found) == words
    assert found.not_stated == 0
    assert ("at least EUR 3 million in no total" in stage_notes(found)) == (words == "USD 1 billion")


def test_of_two_that_may_be_the_same_the_one_with_an_amount_counts() -> None:
    frame = deals(("a", "unspecified", NAN, ((SAME, "b"),)), ("b", "approved", 1e9))
    assert stage(frame, "approved").total_usd == 1e9
    assert stage_total_text(stage(frame, "unspecified")) == "no amount stated"


def test_a_deal_that_may_be_one_outside_the_selection_counts() -> None:
    frame = deals(("a", "approved", 1e9, (("may_be_same_as", "elsewhere"),)))
    assert stage_notes(stage(frame, "approved")) == ["1 deal"]
    assert stage(frame, "approved").total_usd == 1e9


def test_other_links_do_not_make_a_deal_a_repeat() -> None:
    frame = deals(("a", "approved", 1e9, (("concerns", "b"),)), ("b", "approved", 1e9))
    assert stage(frame, "approved").total_usd == 2e9


def test_the_ladder_is_a_list_with_a_step_per_stage() -> None:
    html = stage_totals_html(totals_by_stage(deals(("a", "approved", 1.25e9))))
    assert html.count("<li") == len(STAGE_LABELS) - 1
    assert "USD 1.25 billion" in html
    assert html.count("no deal") == len(STAGE_LABELS) - 2


def test_height_on_the_ladder_means_nothing() -> None:
    html = stage_totals_html(totals_by_stage(deals(("a", "approved", 1.25e9))))
    assert "style" not in html
    for sheet in ("pages/server/assets/style.css", "pages/brief/brief.css"):
        rules = [line for line in Path(sheet).read_text(encoding="utf-8").splitlines() if ".ladder" in line]
        assert rules
        assert not any("height" in rule.replace("line-height", "") for rule in rules)


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
    assert exim["District"] == "Chagai (gazetteer)"
    assert exim["Recipient"] == "not stated"
    assert "Nushki" in exim["Route"]
    assert by_id.loc["us-support-copper-projects", "Amount"] == "not stated"
    assert by_id.loc["us-support-copper-projects", "Counted"] == "may be the same as EXIM approves USD 1.25 billion for Reko Diq"


def test_who_says_so_and_the_passage_come_before_what_is_seldom_stated(dataset: Dataset, all_deals: pd.DataFrame) -> None:
    rows = deal_rows(all_deals, dataset.actors, dataset.places, dataset.routes)
    assert list(rows.columns[:6]) == ["Deal", "Amount", "Stage", "Date", "Who says so", "Passage"]


def test_the_picture_tells_stage_amount_who_and_when_of_every_deal(dataset: Dataset, all_deals: pd.DataFrame) -> None:
    html = picture(by_stage(all_deals), all_deals, dataset)
    stages = html.split("<div class='stage'>")[1:]
    names = [stage.removeprefix("<b>").partition("</b>")[0] for stage in stages]
    assert names == [words for status, words in STAGE_LABELS.items() if status != "cancelled"]
    approved = re.sub(r"<[^>]+>", "|", re.sub(r"</?a\b[^>]*>", "", stages[2]))
    for words in (
        "USD 1.25 billion",
        "Export-Import Bank of the United States → Reko Diq",
        "Aishwaria Sonavane (NDTV Opinion)",
        "Dec 2025",
    ):
        assert words in approved
    assert [stage.count("fact=") for stage in stages] == [2, 0, 1, 0, 0, 2]
    assert [stage.count("class='bar'") for stage in stages] == [2, 0, 1, 0, 0, 0], "what has no date has no bar"


def test_an_empty_stage_takes_a_line_and_a_hidden_deal_is_named_in_it(dataset: Dataset, all_deals: pd.DataFrame) -> None:
    html = picture(all_deals[all_deals["status"] == "approved"], all_deals, dataset)
    empty = re.findall(r"<li class='empty[^>]*><div class='stage'>(.*?)</div></li>", html)
    assert len(empty) == 5, "nothing below the line of an empty stage"
    assert [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in empty[:2]] == [
        "Interest expressed no deal shown 2 hidden by the filters",
        "Pledged no deal reported",
    ]


@pytest.mark.parametrize(
    ("changed", "style"),
    [
        ({}, "left:50.28%;width:17.12%"),  # of 181 days 91 before December, whose 31 follow
        ({"date_end": pd.NaT}, "left:50.28%;width:49.72%"),
        ({"date_start": pd.NaT}, "left:0%;width:67.4%"),
    ],
)
def test_a_bar_reaches_as_far_as_the_date_and_fades_where_it_is_open(
    dataset: Dataset, all_deals: pd.DataFrame, changed: dict[str, object], style: str
) -> None:
    exim = all_deals[all_deals["id"].isin(["exim-reko-diq-approval", "washington-mineral-interest"])]
    html = picture(exim.assign(**{k: exim[k].mask(exim["status"] == "approved", v) for k, v in changed.items()}), all_deals, dataset)
    bar = re.findall(r"class='bar' style='(.*?)'", html)[1]
    assert bar.startswith(style)
    assert ("transparent" in bar) == bool(changed)


def test_deals_stand_in_the_order_of_their_stages_and_tell_of_more_than_fit(dataset: Dataset, all_deals: pd.DataFrame) -> None:
    assert list(by_stage(all_deals)["status"]) == ["expressed_interest"] * 2 + ["approved"] + ["unspecified"] * 2
    many = pd.concat([all_deals[all_deals["status"] == "approved"]] * 11, ignore_index=True)
    many["id"] = [f"d{n}" for n in range(11)]
    assert "3 more deals shown in the table below" in picture(many, many, dataset)


def picture(deals: pd.DataFrame, every: pd.DataFrame, dataset: Dataset) -> str:
    return stages_html(
        totals_by_stage(deals, every), LinkedNames(dataset), date(2026, 2, 28), lambda i, words: f"<a href='?fact={i}'>{words}</a>", False
    )


def test_the_table_of_no_deal_is_empty(dataset: Dataset, all_deals: pd.DataFrame) -> None:
    assert deal_rows(all_deals.iloc[:0], dataset.actors, dataset.places, dataset.routes).empty
