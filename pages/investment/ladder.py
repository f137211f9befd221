"""The money ladder: deals by rung, a total per rung and none across (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from loaders.vocabulary import DealStatus
from loaders.words import amount_words
from pages.shared.palette import RUNGS, count_words


@dataclass(frozen=True)
class Rung:
    """One rung: its deals, how many state no amount, how many may repeat another deal, and the total of the rest in USD."""

    status: str
    deals: pd.DataFrame
    not_stated: int
    may_repeat: int
    total_usd: float | None


def rungs(deals: pd.DataFrame) -> list[Rung]:
    """Every rung from interest to disbursed, and beside it what has none.

    deals: columns id, status, amount_usd (USD, NaN where not stated), related. An amount that is not stated is never
    counted as 0; of deals that may be the same, the one with a stated amount counts, once.
    """
    repeats = may_repeat(deals)
    found = []
    taken = set(deals["status"])
    for status in (s for s in RUNGS if s != DealStatus.CANCELLED or s in taken):
        part = deals[deals["status"] == status] if status in taken else deals.iloc[:0]
        amounts = part.loc[~part["id"].isin(repeats), "amount_usd"].dropna()
        found.append(
            Rung(
                status=status,
                deals=part,
                not_stated=int(part["amount_usd"].isna().sum()),
                may_repeat=int(part["id"].isin(repeats).sum()),
                total_usd=float(amounts.sum()) if len(amounts) else None,
            )
        )
    return found


def may_repeat(deals: pd.DataFrame) -> frozenset[str]:
    """The deals that may be another of the frame told twice, or must not be added to it: of each pair the smaller one."""
    amounts = dict(zip(deals["id"], deals["amount_usd"].fillna(-1.0), strict=True))
    found = set()
    for identity, related in zip(deals["id"], deals["related"], strict=True):
        for how, other in related:
            if how in ("may_be_same_as", "not_additive_with") and other in amounts:
                found.add(min((amounts[identity], identity), (amounts[other], other))[1])
    return frozenset(found)


def rung_words(rung: Rung) -> str:
    """USD 1.25 billion; "no amount stated"; "no deal"."""
    if rung.deals.empty:
        return "no deal"
    return "no amount stated" if rung.total_usd is None else amount_words(rung.total_usd)


def ladder_html(ladder: list[Rung]) -> str:
    """The ladder as a small picture: a step per rung, the one without a rung beside it."""
    steps = "".join(_step(height, rung) for height, rung in enumerate(ladder))
    return f"<ol class='ladder' aria-label='Money ladder: total per rung'>{steps}</ol>"


def _step(height: int, rung: Rung) -> str:
    beside = rung.status in (DealStatus.UNSPECIFIED, DealStatus.CANCELLED)
    classes = " ".join(name for name, on in (("empty", rung.deals.empty), ("beside", beside)) if on)
    lift = 0 if beside else 12 * height
    notes = [count_words(len(rung.deals), "deal", "deals")] if len(rung.deals) else []
    notes += [f"{rung.not_stated} without an amount"] if rung.not_stated and rung.total_usd is not None else []
    notes += [f"{rung.may_repeat} may repeat another"] if rung.may_repeat else []
    return (
        f"<li class='{classes}' style='--lift: {lift}px'>{escape(RUNGS[rung.status])}"
        f"<span class='total'>{escape(rung_words(rung))}</span><span class='small'>{escape(' · '.join(notes))}</span></li>"
    )
