"""What the filters hide, in words, so that no sentence is silently about a part of the facts (pure)."""

from __future__ import annotations

import pandas as pd

from loaders.schema.derived_terms import Match
from pages.drawing.palette import MATCHES, count_text

WHAT_TO_DO = "Remove a filter, show more match types, or reset."


def hidden_text(facts: pd.DataFrame, selected: pd.DataFrame, shown: pd.DataFrame, one: str = "fact", many: str = "facts") -> str:
    """2 deals hidden: no date; "3 deals hidden: 1 excluded by the filters, 2 no date"; nothing where all are shown.

    facts: all of them; selected: what the filters leave, with column `match`; shown: the match types of it that are switched on.
    """
    outside, held = len(facts) - len(selected), selected[~selected["id"].isin(shown["id"])]
    reasons = {"excluded by the filters": outside} | {MATCHES[m]: int((held["match"] == m).sum()) for m in Match}
    told = {reason: number for reason, number in reasons.items() if number}
    words = ", ".join(told) if len(told) == 1 else ", ".join(f"{number:,} {reason}" for reason, number in told.items())
    return f"{count_text(sum(told.values()), one, many)} hidden: {words}" if told else ""


def hidden_by_filters(number: int) -> str:
    """2 hidden by the filters; nothing for none."""
    return f"{number:,} hidden by the filters" if number else ""
