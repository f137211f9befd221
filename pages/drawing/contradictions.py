"""How many contradictions there are, in words (pure)."""

from __future__ import annotations

import pandas as pd

from pages.drawing.hidden_counts import hidden_by_filters
from pages.drawing.palette import count_text


def contradictions_text(pairs: pd.DataFrame, every: pd.DataFrame) -> str:
    """2 contradictions that involve facts shown, 1 of them between articles; more: 3 hidden by the filters.

    pairs: those of which at least one fact is shown; every: all, both as in `contradictions`.
    """
    told = f"{count_text(len(pairs), 'contradiction that involves', 'contradictions that involve')} facts shown"
    told += f", {int(pairs['between_articles'].sum())} of them between articles" if len(pairs) else ""
    hidden = hidden_by_filters(len(every) - len(pairs))
    return f"{told}; {'more: ' * bool(len(pairs))}{hidden}." if hidden else f"{told}."
