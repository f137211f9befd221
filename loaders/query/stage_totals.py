"""Deals by stage: a total for each stage and none across stages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from loaders.query.duplicates import NOT_ADDED, SAME, duplicate_groups, duplicates_of
from loaders.schema.deal_terms import STAGE_LABELS, DealStatus
from loaders.schema.formatting import NOT_STATED, words_of
from loaders.schema.vocabulary import Bound

_ENDS = [f"amount_usd_{end}{told}" for end in ("low", "high") for told in ("", "_bound", "_claimed_by")]
STAGE_COLUMNS = ["id", "title", "status", "related", "amount_usd", *_ENDS, "amount_words"]
_MORE, _LESS = {Bound.OVER, Bound.AT_LEAST}, {Bound.AT_MOST, Bound.FEWER_THAN, Bound.ALMOST, Bound.NEARLY}


class OtherDeal(NamedTuple):
    """A deal that may be the same as one of the stage; shown: whether the filters leave it."""

    title: str
    status: str
    shown: bool


@dataclass(frozen=True)
class StageTotal:
    """One stage: its deals, and the total of the amounts they state in USD, from low to high; None where none is stated.

    low_bound, high_bound: how the two stand to the true total, in words ("at most"); empty where every amount is exact. other: amounts
    that are in no total, in words: in another currency, per year, not in numbers. not_stated: how many deals neither state an amount
    nor may be one of the stage that does. counted_once: how many deals share their count with another of the stage. by_claimants:
    claimants of one deal differ. elsewhere: deals that may be the same and are on other stages or hidden. hidden: how many deals of
    the stage the filters hide.
    """

    status: str
    deals: pd.DataFrame
    not_stated: int = 0
    counted_once: int = 0
    low_usd: float | None = None
    high_usd: float | None = None
    low_bound: str = ""
    high_bound: str = ""
    other: tuple[str, ...] = ()
    by_claimants: bool = False
    elsewhere: tuple[OtherDeal, ...] = ()
    hidden: int = 0

    @property
    def total_usd(self) -> float | None:
        """The total where it is one number."""
        return self.low_usd if self.low_usd == self.high_usd else None


def totals_by_stage(deals: pd.DataFrame, every: pd.DataFrame | None = None) -> list[StageTotal]:
    """Every stage from interest to disbursed, and beside it what has none.

    deals: columns id, title, status, related, amount_usd (USD, NaN where not stated or where two claimants differ) and, if
    there, the others of `STAGE_COLUMNS`. every: all deals, where `deals` are only those shown: what is hidden is told and in
    no total. An amount that is not stated is never counted as 0. Deals of a stage that may be the same, or must not be added,
    count once, from the lowest to the highest of them; those of other stages take nothing away.
    """
    every = deals if every is None else every
    amounts, linked, others = amount_ranges(deals), duplicates_of(every, SAME), _others(every, set(deals["id"]))
    found = []
    taken = set(every["status"])
    for status in (s for s in STAGE_LABELS if s != DealStatus.CANCELLED or s in taken):
        part = deals[(deals["status"] == status).to_numpy(dtype=bool)]
        own = set(part["id"])
        elsewhere = dict.fromkeys(others[other] for i in part["id"] for other in linked[i] if other not in own)
        hidden = int((every["status"] == status).sum()) - len(part)
        found.append(replace(_stage_total(status, part, amounts), elsewhere=tuple(elsewhere), hidden=hidden))
    return found


def _others(deals: pd.DataFrame, shown: set[str]) -> dict[str, OtherDeal]:
    rows = zip(deals["id"], deals["title"], deals["status"], strict=True)
    return {i: OtherDeal(title, status, i in shown) for i, title, status in rows}


def _stage_total(status: str, deals: pd.DataFrame, amounts: pd.DataFrame) -> StageTotal:
    if deals.empty:  # as most stages are
        return StageTotal(status, deals)
    groups = duplicate_groups(deals["id"], deals, NOT_ADDED)
    turn = {identity: number for number, group in enumerate(groups) for identity in group}
    stated = amounts.loc[deals["id"]].dropna(subset=["low", "high"])
    words = amounts.loc[deals["id"], "words"].drop(stated.index)
    other = words[words != NOT_STATED]
    each = stated.groupby(stated.index.map(turn)).agg({"low": "min", "high": "max"})
    return StageTotal(
        status,
        deals,
        not_stated=len({*turn.values()} - {*each.index} - {turn[i] for i in other.index}),
        counted_once=sum(len(group) for group in groups if len(group) > 1),
        low_usd=float(each["low"].sum()) if len(each) else None,
        high_usd=float(each["high"].sum()) if len(each) else None,
        low_bound=_bound(stated["low_bound"]),
        high_bound=_bound(stated["high_bound"]),
        other=tuple(other),
        by_claimants=bool(stated["differ"].any()),
    )


def _bound(bounds: pd.Series) -> str:
    """How a sum stands to the true one, from the bounds of its parts: over and exactly make over, over and at most make about."""
    told = {Bound(word) for words in bounds for word in words.split("; ") if word} - {Bound.EXACTLY, Bound.BETWEEN}
    if len(told) > 1:
        return "at least" if told <= _MORE else "at most" if told <= _LESS else "about"
    return words_of(told.pop()) if told else ""


def amount_ranges(deals: pd.DataFrame) -> pd.DataFrame:
    """The lowest and the highest amount stated of each deal, by id.

    Columns: low and high (USD, NaN where not stated), low_bound and high_bound (of `Bound`, several with "; "), words (`amount_words`),
    differ (claimants do not say the same).
    """
    one = deals["amount_usd"].astype("float64")
    low, high = (deals[name].astype("float64") if name in deals else one for name in ("amount_usd_low", "amount_usd_high"))
    told = {name: deals[name].fillna("") if name in deals else pd.Series("", deals.index) for name in _ENDS if name.count("_") > 2}
    apart = told["amount_usd_low_claimed_by"] != told["amount_usd_high_claimed_by"]
    columns = {
        "low": one.fillna(low).fillna(high),
        "high": one.fillna(high).fillna(low),
        "low_bound": told["amount_usd_low_bound"],
        "high_bound": told["amount_usd_high_bound"],
        "words": deals["amount_words"] if "amount_words" in deals else pd.Series(NOT_STATED, deals.index),
        "differ": apart | (one.isna() & low.notna() & (low == high)),
    }
    return pd.DataFrame({name: column.to_numpy() for name, column in columns.items()}, index=deals["id"].tolist())
