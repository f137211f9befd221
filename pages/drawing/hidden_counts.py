"""What the filters hide, in words, so that no sentence is silently about a part of the facts (pure)."""

from __future__ import annotations

import pandas as pd

from loaders.schema.derived_terms import Match
from pages.drawing.palette import MATCHES, count_text

WHAT_TO_DO = "Remove a filter, show more match types, or reset."


def hidden_text(facts: pd.DataFrame, selected: pd.DataFrame, shown: pd.DataFrame, one: str = "fact", many: str = "facts") -> str:
    """2 deals not shown: 1 excluded by the filters, 1 no date (match type off); nothing where all are shown.

    facts: all of them; selected: what the filters leave, with column `match`; shown: the match types of it that are switched on.
    """
    outside, held = len(facts) - len(selected), selected[~selected["id"].isin(shown["id"])]
    told = [f"{outside:,} excluded"] if outside else []
    told += [f"{number:,} {MATCHES[m]} (match type off)" for m in Match if (number := int((held["match"] == m).sum()))]
    return f"{count_text(outside + len(held), one, many)} not shown: {', '.join(told)}" if told else ""


def hidden_by_filters(number: int) -> str:
    """2 hidden by the filters; nothing for none."""
    return f"{number:,} hidden by the filters" if number else ""
